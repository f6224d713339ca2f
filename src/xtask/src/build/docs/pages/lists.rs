//! The pages that hold many things: lists of commands and events, errors, the context, the bounds, the module, the types.

use std::fmt::Write as _;

use super::super::comment::Parts;
use super::super::html::{code_block, escape, slug};
use super::super::model::{Item, ItemKind, MemberKind, Type};
use super::super::print::Printed;
use super::super::protocol::thousands;
use super::super::site::{Page, ROOT, Sources};
use super::{Group, cards, command, group_name, summary, table};

/// What is said of the page's object as a whole, a section for each paragraph that begins with a bold phrase.
pub(super) fn concepts(sources: &Sources) -> Page {
    let mut page = Page::new("concepts", "How it works", "guide");
    page.summary = summary(sources.library.about());
    let parts = Parts::of(sources.library.about());
    page.words = parts.words();
    for block in sources.library.about().split("\n\n") {
        let bold = block
            .strip_prefix("**")
            .and_then(|rest| rest.split_once("**"));
        let text = match bold {
            Some((title, text)) => {
                let title = title.trim_end_matches('.');
                page.section(&slug(title), title);
                text.trim_start()
            }
            None => block,
        };
        if text == page.summary {
            continue;
        }
        // A block of code may hold empty lines, so it is left to the first page.
        if !text.contains("```") {
            page.body.push_str(&sources.prose(text, false));
        }
    }
    page
}

pub(super) fn commands(sources: &Sources) -> Page {
    let mut page = Page::new("commands", "All commands", "commands");
    page.summary = "Everything that a plugin can ask for.".to_owned();
    page.body.push_str(
        "<p>Each is a method of <code>Kinbox</code>, gives a promise that always settles, and takes options last: a <code>signal</code> that \
         gives the call up, and the <code>conversation</code> that it is for.</p>\n",
    );
    for group in Group::ALL {
        let own = sources
            .library
            .commands
            .iter()
            .filter(|one| Group::of(sources, one) == group);
        let entries: Vec<_> = own
            .map(|one| {
                (
                    format!("{ROOT}/commands/{}", one.name),
                    one.name.clone(),
                    summary(&one.comment),
                )
            })
            .collect();
        if entries.is_empty() {
            continue;
        }
        page.section(
            if group == Group::Storage {
                "storage"
            } else {
                group.key()
            },
            group_name(group.key()),
        );
        if group == Group::Storage
            && let Some(storage) = sources
                .library
                .properties
                .iter()
                .find(|one| one.name == "storage")
        {
            page.body.push_str(&sources.prose(&storage.comment, true));
        }
        page.body.push_str(&cards(&entries));
    }
    page
}

pub(super) fn events(sources: &Sources) -> Page {
    let mut page = Page::new("events", "Listening", "events");
    page.summary = "How a plugin hears of what happens, and every event.".to_owned();
    page.section("all", "All events");
    let library = &sources.library;
    let entries: Vec<_> = library
        .events
        .iter()
        .map(|one| {
            (
                format!("{ROOT}/events/{}", one.name),
                one.name.clone(),
                summary(&one.comment),
            )
        })
        .collect();
    page.body.push_str(&cards(&entries));
    for one in &library.listening {
        page.section(&one.name, &one.name);
        page.body.push_str(&command::signatures(sources, one, &[]));
        let parts = Parts::of(&one.comment);
        page.body
            .push_str(&parts.html(&|name, before| sources.address(name, before), true));
        for text in &parts.throws {
            let _ = writeln!(page.body, "<p>Throws {}</p>", sources.line(text));
        }
        page.places
            .push((one.name.clone(), one.name.clone(), parts.words()));
    }
    page
}

pub(super) fn errors(sources: &Sources) -> Page {
    let mut page = Page::new("errors", "Errors", "reference");
    page.summary = "What a call is rejected with, and every code.".to_owned();
    if let Some(error) = sources.library.item("KinboxError") {
        page.body.push_str(&sources.prose(&error.comment, true));
        if let ItemKind::Interface { members, .. } = &error.kind {
            page.section("fields", "Fields");
            page.body.push_str(&table::fields(sources, members, &[]));
        }
    }
    page.section("codes", "Codes");
    page.body.push_str("<table class=\"choices\"><thead><tr><th scope=\"col\">Code</th><th scope=\"col\">Meaning</th></tr></thead><tbody>");
    for (code, about) in &sources.library.errors {
        let _ = write!(
            page.body,
            "<tr id=\"{0}\"><th scope=\"row\"><a href=\"#{0}\"><code>{0}</code></a></th><td>{1}</td></tr>",
            escape(code),
            sources.line(about)
        );
        page.places
            .push((code.clone(), code.clone(), about.clone()));
    }
    page.body.push_str("</tbody></table>\n");
    page
}

pub(super) fn context(sources: &Sources) -> Page {
    let mut page = Page::new("context", "Context", "reference");
    page.summary = "What Kinbox knows without a call.".to_owned();
    for property in &sources.library.properties {
        let MemberKind::Property(ty) = &property.kind else {
            continue;
        };
        if matches!(ty, Type::Object(_)) {
            continue;
        }
        page.section(&property.name, &format!("Kinbox.{}", property.name));
        let _ = writeln!(
            page.body,
            "<p><code>{}</code></p>",
            table::ty(sources, ty, &[])
        );
        page.body.push_str(&sources.prose(&property.comment, true));
        page.places.push((
            property.name.clone(),
            format!("Kinbox.{}", property.name),
            Parts::of(&property.comment).words(),
        ));
    }
    if let Some(item) = sources.library.item("Context") {
        page.section("fields", "Fields of the context");
        if let ItemKind::Interface { members, .. } = &item.kind {
            page.body.push_str(&table::fields(sources, members, &[]));
        }
    }
    page
}

pub(super) fn limits(sources: &Sources) -> Page {
    let mut page = Page::new("limits", "Limits", "reference");
    page.summary = "The bounds that an inbox holds a plugin to.".to_owned();
    page.body.push_str(
        "<p>An inbox tells its own numbers in <code>Kinbox.context.limits</code>; these are the usual ones. What goes past a bound is \
         answered with <a href=\"/docs/errors#too_large\"><code>too_large</code></a> or \
         <a href=\"/docs/errors#rate_limited\"><code>rate_limited</code></a>, and the page stays usable.</p>\n\
         <table class=\"fields limits\"><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Number</th><th scope=\"col\">Meaning</th></tr></thead><tbody>",
    );
    for limit in &sources.protocol.limits {
        let _ = write!(
            page.body,
            "<tr id=\"{0}\"><th scope=\"row\"><code>{0}</code></th><td class=\"number\">{1}</td><td>{2}</td></tr>",
            escape(&limit.name),
            thousands(limit.value),
            sources.line(&limit.about)
        );
        page.places
            .push((limit.name.clone(), limit.name.clone(), limit.about.clone()));
    }
    page.body.push_str("</tbody></table>\n");
    page
}

pub(super) fn module(sources: &Sources) -> Page {
    let mut page = Page::new("module", "The module", "reference");
    page.summary = "What the package @encaixe/kinbox exports.".to_owned();
    for value in sources.library.values() {
        page.section(&value.name, &value.name);
        let printed = match &value.kind {
            ItemKind::Function(signature) => Printed::method(&value.name, signature),
            ItemKind::Const(ty) | ItemKind::Alias(ty) => Printed::of(ty),
            ItemKind::Interface { .. } => continue,
        };
        page.body.push_str(&code_block(
            "types",
            &printed.html(&|name| sources.type_address(name)),
        ));
        page.body.push_str(&sources.prose(&value.comment, true));
        if let ItemKind::Function(signature) = &value.kind {
            for parameter in &signature.parameters {
                if let Type::Object(members) = &parameter.ty {
                    page.body.push_str(&table::fields(sources, members, &[]));
                }
            }
        }
        page.places.push((
            value.name.clone(),
            value.name.clone(),
            Parts::of(&value.comment).words(),
        ));
    }
    page
}

pub(super) fn types(sources: &Sources) -> Page {
    let mut page = Page::new("types", "All types", "reference");
    page.summary = "Every type of the SDK, in one place.".to_owned();
    let here: Vec<&Item> = sources
        .library
        .types()
        .filter(|item| !matches!(item.name.as_str(), "Context" | "KinboxError" | "Limits"))
        .collect();
    for item in &here {
        page.body.push_str(&table::item(sources, item, 2, &here));
        page.sections.push((item.name.clone(), item.name.clone()));
        page.places.push((
            item.name.clone(),
            item.name.clone(),
            Parts::of(&item.comment).words(),
        ));
    }
    page
}
