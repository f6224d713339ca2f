//! `hosts`: where an app may be, beside the hosts that are written out in its addresses.

use jsonc_parser::common::Ranged as _;

use super::super::Hosts;
use super::super::notes::{Notes, Spot};
use super::form::HOST;
use super::object::{Node, Object};

/// The most that are listed.
const MAX_HOSTS: usize = 100;

const EXPECTED: &str = "a list of hosts, such as `[\"*.example.com\"]`, or `\"typed\"`";

/// Reads them; none where they are wrong.
pub(super) fn read(top: &Object, notes: &mut Notes) -> Option<Hosts> {
    let Some(node) = top.get("hosts") else {
        return Some(Hosts::Written);
    };
    if let Some(text) = node.value.as_string_lit() {
        if text.value == "typed" {
            return Some(Hosts::Typed);
        }
        notes.error_with(
            "value",
            node.spot(),
            EXPECTED,
            "one host stands in a list too",
        );
        return None;
    }
    let Some(list) = node.value.as_array() else {
        notes.error("type", node.spot(), EXPECTED);
        return None;
    };
    if list.elements.is_empty() || list.elements.len() > MAX_HOSTS {
        let spot = Spot {
            found: format!("{} hosts", list.elements.len()),
            at: list.start(),
            path: node.path.to_string(),
        };
        notes.error("length", spot, format!("1 to {MAX_HOSTS} hosts"));
        return None;
    }
    let mut hosts = Vec::new();
    for (index, value) in list.elements.iter().enumerate() {
        let path = node.path.index(index);
        hosts.push(one(Node { value, path }, notes));
    }
    Some(Hosts::Listed(hosts.into_iter().collect::<Option<_>>()?))
}

fn one(node: Node, notes: &mut Notes) -> Option<String> {
    let host = node.text(notes)?;
    if !HOST.fits(host) {
        let hint = if host.contains("://") || host.contains('/') {
            "the host alone, without `https://` and path"
        } else if host.contains("{{") {
            "`*` stands for what a field fills in"
        } else if host.contains(':') {
            "without a port"
        } else if !host.is_ascii() {
            "in ASCII, where a label begins with `xn--`"
        } else {
            ""
        };
        notes.error_with("form", node.spot(), HOST.expected, hint);
        return None;
    }
    if let Some(below) = host.strip_prefix("*.")
        && !is_registrable(below)
    {
        notes.error_with(
            "public_suffix",
            node.spot(),
            "`*.` and a domain that somebody registered, such as `*.example.com`",
            format!("anybody may have a name below `{below}`"),
        );
        return None;
    }
    Some(host.to_owned())
}

/// Whether a name is a domain that one owner has, or lies below one.
fn is_registrable(name: &str) -> bool {
    let is_number = name
        .rsplit('.')
        .next()
        .is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    !is_number && psl::domain_str(name).is_some()
}

/// Whether a host may be one of these; a label that a field fills in is none here.
pub(super) fn can_be(patterns: &[String], labels: &[Option<&str>]) -> bool {
    patterns.iter().any(|pattern| {
        let (below, pattern) = match pattern.strip_prefix("*.") {
            Some(rest) => (true, rest),
            None => (false, pattern.as_str()),
        };
        let wanted: Vec<_> = pattern.split('.').collect();
        let long_enough = if below {
            labels.len() > wanted.len()
        } else {
            labels.len() == wanted.len()
        };
        let alike = |label: &Option<&str>, wanted: &str| {
            label.is_none_or(|label| label.eq_ignore_ascii_case(wanted))
        };
        long_enough
            && labels
                .iter()
                .rev()
                .zip(wanted.iter().rev())
                .all(|(label, wanted)| alike(label, wanted))
    })
}

#[cfg(test)]
mod tests {
    use super::{can_be, is_registrable};

    #[test]
    fn a_star_stands_below_a_registered_domain_alone() {
        for good in ["zendesk.com", "api.zendesk.com", "loja.com.br", "a.example"] {
            assert!(is_registrable(good), "{good}");
        }
        for bad in ["com", "com.br", "co.uk", "github.io", "localhost", "0.0.1"] {
            assert!(!is_registrable(bad), "{bad}");
        }
    }

    #[test]
    fn a_pattern_covers_whole_labels() {
        let patterns = ["*.zendesk.com".to_owned(), "acme.example".to_owned()];
        let can = |labels: &[Option<&str>]| can_be(&patterns, labels);
        assert!(can(&[None, Some("zendesk"), Some("com")]));
        assert!(can(&[None, Some("eu"), Some("zendesk"), Some("com")]));
        assert!(can(&[None, Some("example")]));
        assert!(!can(&[None, Some("evil-zendesk"), Some("com")]));
        assert!(!can(&[Some("zendesk"), Some("com")]));
        assert!(!can(&[None, Some("acme"), Some("example")]));
    }
}
