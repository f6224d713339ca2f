//! What the types do not say and the protocol's room does: samples of the messages, the classic names, and numbers.

use std::fs;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;

use super::super::folder::Folder;
use super::library::{Library, snake};
use super::model::ItemKind;
use crate::workspace::Workspace;

mod scopes;

/// The protocol's samples and the texts of two of its files.
pub(super) struct Protocol {
    golden: Folder,
    classic: Vec<(String, String)>,
    nature: Vec<(String, Nature)>,
    needs: Vec<(String, Vec<String>)>,
    /// Each bound: its name in `Kinbox.context.limits`, its number, and what it bounds.
    pub(super) limits: Vec<Limit>,
}

/// What the protocol says of a command beside its params.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Nature {
    /// It is tied to a conversation only when its arguments name nothing else.
    pub(super) bound_at_times: bool,
    /// The agent decides when it is done, so it has no deadline.
    pub(super) human: bool,
}

/// A bound.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Limit {
    pub(super) name: String,
    pub(super) value: u64,
    pub(super) about: String,
}

impl Protocol {
    pub(super) fn read(workspace: &Workspace, library: &Library) -> Result<Self> {
        let read = |path: &str| {
            fs::read_to_string(workspace.path(path)).with_context(|| format!("reading {path}"))
        };
        let golden = Folder::read(&workspace.path("src/protocol/golden"))?;
        let welcome =
            text(&golden, "welcome").context("src/protocol/golden/welcome.json is missing")?;
        let welcome: Value =
            serde_json::from_str(welcome).context("reading src/protocol/golden/welcome.json")?;
        Ok(Self {
            nature: natures(&read("src/protocol/src/command/mod.rs")?)?,
            needs: scopes::needs(
                &read("src/protocol/src/command/mod.rs")?,
                &read("src/protocol/src/scope.rs")?,
                &read("src/protocol/src/command/set_property.rs")?,
            )?,
            classic: classic_names(&read("src/protocol/src/classic.rs")?)?,
            limits: limits(library, &welcome["context"]["limits"])?,
            golden,
        })
    }

    /// The text of the sample of a message, such as `request_add_tag`.
    pub(super) fn sample(&self, name: &str) -> Option<&str> {
        text(&self.golden, name)
    }

    /// One member of such a sample, if it takes more than a line.
    pub(super) fn part(&self, name: &str, member: &str) -> Option<String> {
        part(self.sample(name)?, member)
    }

    /// What the protocol says of a command, by its name on the wire.
    pub(super) fn nature(&self, wire: &str) -> Option<Nature> {
        let found = self.nature.iter().find(|(name, _)| name == wire);
        found.map(|(_, nature)| *nature)
    }

    /// The scopes of which a plugin needs one for a command, by its name on the wire; none for those that every plugin may use.
    pub(super) fn needs(&self, wire: &str) -> &[String] {
        let found = self.needs.iter().find(|(name, _)| name == wire);
        found.map_or(&[], |(_, scopes)| scopes)
    }

    /// The event by which a classic plugin asks for a command, by the command's name on the wire.
    pub(super) fn classic(&self, wire: &str) -> Option<&str> {
        let found = self.classic.iter().find(|(name, _)| name == wire);
        found.map(|(_, classic)| classic.as_str())
    }
}

fn text<'a>(golden: &'a Folder, name: &str) -> Option<&'a str> {
    let wanted = format!("{name}.json");
    let (_, content) = golden.iter().find(|(path, _)| *path == wanted)?;
    str::from_utf8(content).ok().map(str::trim_end)
}

/// The lines of a member that opens a bracket, without the indent: the samples are written with two spaces a step.
fn part(sample: &str, member: &str) -> Option<String> {
    let opens = [format!("  \"{member}\": {{"), format!("  \"{member}\": [")];
    let mut lines = sample
        .lines()
        .skip_while(|line| !opens.iter().any(|open| open == line));
    let first = lines.next()?;
    let mut found = vec![first.get(first.len() - 1..)?.to_owned()];
    for line in lines {
        let inside = line.get(2..)?;
        if !inside.starts_with(' ') {
            found.push(inside.trim_end_matches(',').to_owned());
            return Some(found.join(
                "
",
            ));
        }
        found.push(inside.to_owned());
    }
    None
}

/// Commands by their name on the wire, with the classic one, from the lines `Name::AddTag => Some("add-tag"),` of the
/// function `request`.
fn classic_names(source: &str) -> Result<Vec<(String, String)>> {
    let body = source
        .split_once("fn request(")
        .context("no function `request` in classic.rs")?
        .1;
    let body = body.split_once("\n}\n").map_or(body, |(body, _)| body);
    let names: Vec<_> = body
        .lines()
        .filter_map(|line| {
            let (name, classic) = line
                .trim()
                .strip_prefix("Name::")?
                .split_once(" => Some(\"")?;
            let classic = classic.strip_suffix("\"),")?;
            Some((
                snake(name).trim_start_matches('_').to_owned(),
                classic.to_owned(),
            ))
        })
        .collect();
    ensure!(
        !names.is_empty(),
        "no line `Name::X => Some(\"x\"),` in the function `request` of classic.rs"
    );
    Ok(names)
}

/// Commands by their name on the wire, from the lines `AddTag = add_tag, Conversation, Machine, TagsWrite;` of `commands!`.
fn natures(source: &str) -> Result<Vec<(String, Nature)>> {
    let body = source
        .rsplit_once("commands! {")
        .context("no `commands!` in command/mod.rs")?
        .1;
    let names: Vec<_> = body
        .lines()
        .filter_map(|line| {
            let (_, line) = line.trim().strip_suffix(';')?.split_once(" = ")?;
            let mut parts = line.split(", ");
            let (name, binding, pace) = (parts.next()?, parts.next()?, parts.next()?);
            let nature = Nature {
                bound_at_times: binding == "Optional",
                human: pace == "Human",
            };
            Some((name.to_owned(), nature))
        })
        .collect();
    ensure!(
        !names.is_empty(),
        "no line `AddTag = add_tag, Conversation, Machine;` in `commands!` of command/mod.rs"
    );
    Ok(names)
}

/// The bounds that the interface `Limits` names, with their numbers from a sample. The types say the usual number in
/// brackets, which a table has in a column of its own.
fn limits(library: &Library, numbers: &Value) -> Result<Vec<Limit>> {
    let item = library.item("Limits");
    let Some(ItemKind::Interface { members, .. }) = item.map(|item| &item.kind) else {
        bail!("no interface `Limits` is declared; the page of bounds is made of it");
    };
    let read = |name: &str, comment: &str| {
        let value = numbers[name].as_u64().with_context(|| {
            format!("the sample `welcome` has no number for the bound `{name}`")
        })?;
        Ok(Limit {
            name: name.to_owned(),
            value,
            about: comment.replace(&format!(" ({})", thousands(value)), ""),
        })
    };
    members
        .iter()
        .map(|one| read(&one.name, &one.comment))
        .collect()
}

/// 1048576 as 1,048,576.
pub(super) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn classic_names_are_found_where_they_stand() {
        let source = "fn command() {}\nfn request(c: Name) {\n    match c {\n        Name::AddTag => Some(\"add-tag\"),\n        \
             Name::Toast => Some(\"toast\"),\n        Name::Copy => None,\n    }\n}\nfn reply() {\n        Name::Copy => Some(\"no\"),\n}\n";
        let names = classic_names(source).unwrap();
        let pair = |wire: &str, classic: &str| (wire.to_owned(), classic.to_owned());
        assert_eq!(names, [pair("add_tag", "add-tag"), pair("toast", "toast")]);
        assert!(classic_names("fn request() {\n}\n").is_err());
    }

    #[test]
    fn what_a_command_is_like_is_read_from_its_line() {
        let source =
            "commands! {\n    Ask = ask, Page, Human;\n    Get = get, Optional, Machine;\n}\n";
        let nature = |bound_at_times, human| Nature {
            bound_at_times,
            human,
        };
        let expected = [
            ("ask".to_owned(), nature(false, true)),
            ("get".to_owned(), nature(true, false)),
        ];
        assert_eq!(natures(source).unwrap(), expected);
        assert!(natures("commands! {\n}\n").is_err());
    }

    #[test]
    fn a_part_of_a_sample_stands_alone() {
        let sample = "{\n  \"type\": \"event\",\n  \"data\": {\n    \"a\": [\n      1\n    ]\n  },\n  \"b\": null\n}";
        assert_eq!(
            part(sample, "data").unwrap(),
            "{\n  \"a\": [\n    1\n  ]\n}"
        );
        assert_eq!(part(sample, "b"), None);
    }

    #[test]
    fn bounds_have_their_number_and_meaning() {
        let kinbox = "interface Kinbox { a(): Promise<void>; b(): void }\ninterface Events { x: null }\n\
            type ErrorCode = \"a\" | \"b\";\ntype BoundCommands = Pick<Kinbox, \"a\" | \"b\">;\n";
        let library = |rest: &str| Library::read(&format!("{kinbox}{rest}")).unwrap();
        let with = library("interface Limits {\n/** How long (10,000). */\ncommandMs: number }");
        let found = limits(&with, &json!({"commandMs": 10000})).unwrap();
        let expected = Limit {
            name: "commandMs".to_owned(),
            value: 10_000,
            about: "How long.".to_owned(),
        };
        assert_eq!(found, [expected]);
        let error = limits(&with, &json!({})).unwrap_err().to_string();
        assert!(error.contains("commandMs"), "{error}");
        let error = limits(&library(""), &json!({})).unwrap_err().to_string();
        assert!(error.contains("Limits"), "{error}");
    }
}
