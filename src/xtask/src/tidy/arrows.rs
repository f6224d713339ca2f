//! Who may know whom: the arrows between our crates and the crates from outside that some rooms must not see. The table
//! is the one in `src/README.md`; an arrow that is not in it does not exist.

use anyhow::Result;
use cargo_metadata::{DependencyKind, Package};

use crate::workspace::Workspace;

/// The crates of ours that each member may depend on.
const ALLOWED: [(&str, &[&str]); 15] = [
    ("encaixe-protocol", &[]),
    ("encaixe-api", &["encaixe-protocol"]),
    ("encaixe-plugin", &["encaixe-protocol"]),
    ("encaixe-sdk", &["encaixe-plugin"]),
    ("encaixe-host", &["encaixe-protocol", "encaixe-api"]),
    ("encaixe-texts", &[]),
    (
        "encaixe-ui",
        &["encaixe-api", "encaixe-protocol", "encaixe-texts"],
    ),
    (
        "encaixe-inbox",
        &[
            "encaixe-ui",
            "encaixe-host",
            "encaixe-api",
            "encaixe-protocol",
            "encaixe-texts",
        ],
    ),
    (
        "encaixe-console",
        &[
            "encaixe-ui",
            "encaixe-api",
            "encaixe-protocol",
            "encaixe-texts",
        ],
    ),
    (
        "encaixe-bench",
        &["encaixe-host", "encaixe-api", "encaixe-protocol"],
    ),
    (
        "encaixe-server",
        &["encaixe-api", "encaixe-protocol", "encaixe-texts"],
    ),
    ("encaixe-harness", &[]),
    ("encaixe-tests", &["encaixe-harness"]),
    ("idna_adapter", &[]),
    ("xtask", &["encaixe-harness", "encaixe-texts"]),
];

/// What a member in `examples/` may depend on.
const EXAMPLES: &[&str] = &["encaixe-plugin"];

/// Crates from outside that a member must not depend on, and why. An optional dependency of `encaixe-plugin` belongs to
/// its typed feature, where these are welcome.
const NEVER: [(&str, &[&str], &str); 5] = [
    (
        "encaixe-protocol",
        PLATFORM,
        "it is pure: no browser, no network, no database",
    ),
    (
        "encaixe-api",
        PLATFORM,
        "it is pure: no browser, no network, no database",
    ),
    (
        "encaixe-host",
        &["yew", "yew-router"],
        "it is embedded by pages that are not made with Yew",
    ),
    (
        "encaixe-plugin",
        HEAVY,
        "it is on strangers' pages, and every kilobyte counts",
    ),
    (
        "encaixe-sdk",
        HEAVY,
        "it is on strangers' pages, and every kilobyte counts",
    ),
];

const PLATFORM: &[&str] = &["web-sys", "js-sys", "wasm-bindgen", "sqlx", "axum"];
const HEAVY: &[&str] = &["yew", "serde_json", "serde-wasm-bindgen", "url"];

/// One arrow: from a member to what it depends on.
struct Arrow<'a> {
    from: &'a str,
    to: &'a str,
    optional: bool,
    example: bool,
}

/// Finds the arrows that are not allowed.
pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    let members = workspace.members();
    let names: Vec<&str> = members
        .iter()
        .map(|package| package.name.as_str())
        .collect();
    let mut problems = Vec::new();
    for package in &members {
        let from = package.name.as_str();
        let example = is_example(workspace, package);
        if !example && allowed(from).is_none() {
            problems.push(format!(
                "{from} is not in the table of arrows: add it to src/xtask/src/tidy/arrows.rs"
            ));
            continue;
        }
        let counted = package.dependencies.iter().filter(|dependency| {
            from != "encaixe-tests" || dependency.kind != DependencyKind::Development
        });
        for dependency in counted {
            let arrow = Arrow {
                from,
                to: &dependency.name,
                optional: dependency.optional,
                example,
            };
            problems.extend(refusal(&arrow, &names));
        }
    }
    problems.sort();
    problems.dedup();
    Ok(problems)
}

/// Why an arrow is not allowed, as a line to print; none when it is.
fn refusal(arrow: &Arrow<'_>, ours: &[&str]) -> Option<String> {
    let Arrow { from, to, .. } = arrow;
    let why = if ours.contains(to) {
        let allowed = if arrow.example {
            EXAMPLES
        } else {
            allowed(from).unwrap_or_default()
        };
        if allowed.contains(to) {
            return None;
        }
        if *to == "encaixe-sdk" {
            "its exports leak into whatever links it".to_owned()
        } else if allowed.is_empty() {
            format!("{from} knows none of our crates")
        } else {
            format!("{from} knows only {}", allowed.join(", "))
        }
    } else {
        if arrow.optional && *from == "encaixe-plugin" {
            return None;
        }
        let (_, _, why) = NEVER
            .iter()
            .find(|(who, what, _)| who == from && what.contains(to))?;
        (*why).to_owned()
    };
    Some(format!("{from} -> {to} is not allowed: {why}"))
}

fn allowed(member: &str) -> Option<&'static [&'static str]> {
    ALLOWED
        .iter()
        .find(|(name, _)| *name == member)
        .map(|(_, allowed)| *allowed)
}

fn is_example(workspace: &Workspace, package: &Package) -> bool {
    package
        .manifest_path
        .as_std_path()
        .starts_with(workspace.path("examples"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: &str, to: &str, expected: Option<&str>) {
        let ours: Vec<&str> = ALLOWED.iter().map(|(name, _)| *name).collect();
        let arrow = Arrow {
            from,
            to,
            optional: false,
            example: false,
        };
        assert_eq!(refusal(&arrow, &ours).as_deref(), expected);
    }

    #[test]
    fn arrows_of_the_table_are_allowed() {
        check("encaixe-inbox", "encaixe-host", None);
        check("encaixe-sdk", "encaixe-plugin", None);
        check("encaixe-server", "serde_json", None);
    }

    #[test]
    fn other_arrows_between_our_crates_are_not() {
        check(
            "encaixe-server",
            "encaixe-host",
            Some(
                "encaixe-server -> encaixe-host is not allowed: encaixe-server knows only encaixe-api, encaixe-protocol, encaixe-texts",
            ),
        );
        check(
            "encaixe-tests",
            "encaixe-api",
            Some(
                "encaixe-tests -> encaixe-api is not allowed: encaixe-tests knows only encaixe-harness",
            ),
        );
    }

    #[test]
    fn the_modules_of_the_page_know_nothing_of_each_other() {
        check(
            "encaixe-console",
            "encaixe-inbox",
            Some(
                "encaixe-console -> encaixe-inbox is not allowed: encaixe-console knows only encaixe-ui, encaixe-api, encaixe-protocol, encaixe-texts",
            ),
        );
        check(
            "encaixe-ui",
            "encaixe-host",
            Some(
                "encaixe-ui -> encaixe-host is not allowed: encaixe-ui knows only encaixe-api, encaixe-protocol, encaixe-texts",
            ),
        );
    }

    #[test]
    fn nobody_may_link_the_sdk() {
        check(
            "encaixe-inbox",
            "encaixe-sdk",
            Some(
                "encaixe-inbox -> encaixe-sdk is not allowed: its exports leak into whatever links it",
            ),
        );
    }

    #[test]
    fn some_crates_from_outside_are_never_allowed() {
        check(
            "encaixe-host",
            "yew",
            Some(
                "encaixe-host -> yew is not allowed: it is embedded by pages that are not made with Yew",
            ),
        );
        check(
            "encaixe-sdk",
            "url",
            Some(
                "encaixe-sdk -> url is not allowed: it is on strangers' pages, and every kilobyte counts",
            ),
        );
    }

    #[test]
    fn the_typed_feature_of_the_plugin_crate_may_have_them() {
        let arrow = Arrow {
            from: "encaixe-plugin",
            to: "serde-wasm-bindgen",
            optional: true,
            example: false,
        };
        assert_eq!(refusal(&arrow, &[]), None);
    }

    #[test]
    fn an_example_knows_the_plugin_crate_alone() {
        let arrow = Arrow {
            from: "hello",
            to: "encaixe-host",
            optional: false,
            example: true,
        };
        assert!(refusal(&arrow, &["encaixe-host"]).is_some());
    }
}
