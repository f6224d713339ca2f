//! The reference of the SDK's own types: nothing is missing, and every link leads somewhere.

use serde_json::Value;

use super::super::library::Library;
use super::super::protocol::Protocol;
use super::super::site::{self, Page, Sources};
use super::super::{console, pages};
use crate::build::folder::Folder;
use crate::build::types;
use crate::workspace::Workspace;

/// The pages of the real types.
fn real() -> (Sources, Vec<Page>) {
    let workspace = Workspace::find().unwrap();
    let library = Library::read(&types::read(&workspace).unwrap()).unwrap();
    let sources = Sources {
        protocol: Protocol::read(&workspace, &library).unwrap(),
        library,
    };
    let texts = Folder::read(&workspace.path("www/docs")).unwrap();
    let pages = pages::all(&sources, &texts).unwrap();
    (sources, pages)
}

#[test]
fn every_command_event_error_type_and_bound_of_the_real_types_has_its_place() {
    let (sources, pages) = real();
    let library = &sources.library;
    let page = |path: String| {
        pages
            .iter()
            .find(|page| page.path == path)
            .unwrap_or_else(|| panic!("no page {path}"))
    };
    for command in &library.commands {
        let page = page(format!("commands/{}", command.name));
        assert!(
            !page.summary.is_empty() && page.body.contains("id=\"arguments\""),
            "{}",
            command.name
        );
        let runs = page
            .body
            .contains(&format!("href=\"/docs/run#{}\"", command.name));
        assert_eq!(runs, command.settles().is_some(), "{}", command.name);
    }
    for event in &library.events {
        assert!(
            page(format!("events/{}", event.name))
                .body
                .contains("id=\"data\""),
            "{}",
            event.name
        );
    }
    for (code, about) in &library.errors {
        assert!(
            !about.is_empty()
                && page("errors".to_owned())
                    .body
                    .contains(&format!("id=\"{code}\"")),
            "{code}"
        );
    }
    for item in library.types() {
        let address = sources.type_address(&item.name).unwrap();
        assert!(
            pages
                .iter()
                .any(|page| address.split('#').next() == Some(&page.address())),
            "{address}"
        );
    }
    for limit in &sources.protocol.limits {
        assert!(
            page("limits".to_owned())
                .body
                .contains(&format!("id=\"{}\"", limit.name)),
            "{}",
            limit.name
        );
    }
    let bound: Vec<_> = library
        .commands
        .iter()
        .filter(|one| one.bound)
        .map(|one| one.name.as_str())
        .collect();
    assert!(
        bound.contains(&"addTag") && bound.contains(&"storage.set") && !bound.contains(&"toast"),
        "{bound:?}"
    );
    assert!(
        page("commands/addTag".to_owned())
            .body
            .contains("<code>add-tag</code>")
    );
    assert!(
        page("commands/storage.set".to_owned())
            .body
            .contains("not in the older protocol")
    );
}

#[test]
fn a_command_names_the_errors_that_are_its_own() {
    let (_, pages) = real();
    let row = |command: &str, code: &str| {
        let path = format!("commands/{command}");
        let page = pages.iter().find(|page| page.path == path).unwrap();
        let row = format!("<tr><th scope=\"row\"><a href=\"/docs/errors#{code}\">");
        page.body.contains(&row)
    };
    for (command, code, own) in [
        ("addTag", "no_conversation", true),
        ("addTag", "not_found", true),
        ("setProperty", "not_found", true),
        ("listMessages", "not_found", true),
        ("copy", "denied", true),
        ("openConversation", "rate_limited", true),
        ("toast", "no_conversation", false),
        ("toast", "not_found", false),
        ("storage.get", "not_found", false),
        ("storage.get", "conversation_changed", true),
        ("sendForm", "not_found", false),
    ] {
        assert_eq!(row(command, code), own, "{command} {code}");
    }
}

#[test]
fn a_command_says_when_it_is_bound_and_when_it_has_no_deadline() {
    let (_, pages) = real();
    for (command, says, not) in [
        ("addTag", "bound to a conversation", "no deadline"),
        ("storage.set", "bound at times", "no deadline"),
        ("toast", "not bound", "no deadline"),
        ("dialog", "no deadline", "errors#timeout"),
    ] {
        let path = format!("commands/{command}");
        let page = pages.iter().find(|page| page.path == path).unwrap();
        assert!(
            page.body.contains(says) && !page.body.contains(not),
            "{command}"
        );
    }
}

#[test]
fn every_link_inside_the_reference_leads_somewhere() {
    let (_, pages) = real();
    let has = |address: &str, anchor: Option<&str>| {
        // Served beside the reference, not made with it.
        if address == "/api/openapi.json" {
            return true;
        }
        let Some(page) = pages.iter().find(|page| page.address() == address) else {
            return false;
        };
        // The hash of the console's page is the name of a command.
        anchor.is_none_or(|anchor| {
            address == "/docs/run" || page.body.contains(&format!("id=\"{anchor}\""))
        })
    };
    for page in &pages {
        for link in page
            .body
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
        {
            let (address, anchor) = link
                .split_once('#')
                .map_or((link, None), |(address, anchor)| (address, Some(anchor)));
            let own = page.address();
            let address = if address.is_empty() { &own } else { address };
            assert!(has(address, anchor), "{} links to {link}", page.path);
        }
        for (id, _) in &page.sections {
            assert_eq!(
                page.body.matches(&format!("id=\"{id}\"")).count(),
                1,
                "{} in {}",
                id,
                page.path
            );
        }
    }
}

#[test]
fn a_word_that_is_an_events_name_is_a_link_where_events_are_spoken_of() {
    let (sources, _) = real();
    let line = |text: &str| sources.line(text);
    assert!(line("The event `message` tells.").contains("href=\"/docs/events/message\""));
    assert!(
        line("Of the events: `theme` and `no_conversation`.")
            .contains("href=\"/docs/events/no_conversation\"")
    );
    assert!(!line("`message` is plain text.").contains("href"));
    assert!(
        line("It ends with `no_conversation`.").contains("href=\"/docs/errors#no_conversation\"")
    );
    assert!(!line("An event. Then `message`.").contains("href"));
}

#[test]
fn the_console_knows_every_command_with_its_arguments() {
    let (sources, pages) = real();
    let data = console::data(&sources);
    let commands = data["commands"].as_array().unwrap();
    for command in sources
        .library
        .commands
        .iter()
        .filter(|one| one.settles().is_some())
    {
        let found = commands
            .iter()
            .find(|one| one["name"] == command.name.as_str())
            .unwrap();
        let parameters = found["parameters"].as_array().unwrap();
        assert_eq!(
            parameters.len(),
            command.signature().unwrap().parameters.len(),
            "{found}"
        );
        for parameter in parameters {
            let field = parameter["field"].as_str().unwrap();
            assert!(
                ["id", "text", "number", "switch", "choice", "json"].contains(&field),
                "{parameter}"
            );
            if let Some(example) = parameter["example"].as_str() {
                serde_json::from_str::<Value>(example).unwrap();
            }
        }
    }
    let of =
        |name: &str| commands.iter().find(|one| one["name"] == name).unwrap()["parameters"].clone();
    assert_eq!(of("addTag")[0]["field"], "id");
    assert_eq!(of("assignTo")[0]["nullable"], true);
    assert_eq!(of("toast")[0]["choices"].as_array().unwrap().len(), 4);
    assert_eq!(of("loading")[0]["field"], "switch");
    assert_eq!(of("sendForm")[0]["field"], "json");
    assert!(
        of("sendForm")[0]["example"]
            .as_str()
            .unwrap()
            .starts_with("{\"title\":")
    );
    assert_eq!(
        of("dialog").as_array().unwrap().len(),
        3,
        "the callback is no field"
    );
    let found = site::search(&pages);
    assert!(
        found
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["t"] == "addTag" && one["u"] == "/docs/commands/addTag")
    );
}
