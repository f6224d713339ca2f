//! The page of a command.

use std::fmt::Write as _;

use super::super::comment::Parts;
use super::super::highlight::highlight;
use super::super::html::{code_block, escape};
use super::super::library::Command;
use super::super::model::{Item, ItemKind, Type};
use super::super::print::Printed;
use super::super::site::{Page, ROOT, Sources};
use super::table;

/// Codes that a command has only for a reason of its own; all others any call may end with.
const PARTICULAR: [&str; 3] = ["conversation_changed", "no_conversation", "not_found"];

/// Types that every command shares, explained on the page of types.
const SHARED: [&str; 4] = ["CallOptions", "StorageOptions", "Id", "ErrorCode"];

pub(super) fn page(sources: &Sources, command: &Command, group: &'static str) -> Page {
    let parts = Parts::of(&command.comment);
    let mut page = Page::new(&format!("commands/{}", command.name), &command.name, group);
    page.code = true;
    page.summary = parts.summary();
    let arguments: Vec<&str> = command
        .overloads
        .iter()
        .flat_map(|one| &one.parameters)
        .map(|one| one.name.as_str())
        .collect();
    page.words = format!(
        "{} {} {}",
        parts.words(),
        command.wire_name(),
        arguments.join(" ")
    );

    let here = types_here(sources, command);
    facts(sources, command, &mut page);
    page.body.push_str(&signatures(sources, command, &here));
    let text = Parts::of(&command.comment).without_summary();
    page.body
        .push_str(&text.html(&|name, before| sources.address(name, before), true));
    arguments_of(sources, command, &parts, &here, &mut page);
    result(sources, command, &here, &mut page);
    types(sources, &here, &mut page);
    errors(sources, command, &parts, &mut page);
    wire(sources, command, &mut page);
    page
}

/// The declarations of a method, one under another.
pub(super) fn signatures(sources: &Sources, command: &Command, here: &[&Item]) -> String {
    let address = |name: &str| {
        let local = here.iter().any(|item| item.name == name);
        if local {
            Some(format!("#{name}"))
        } else {
            sources.type_address(name)
        }
    };
    let printed: Vec<String> = command
        .overloads
        .iter()
        .map(|one| Printed::method(&format!("Kinbox.{}", command.name), one).html(&address))
        .collect();
    code_block("types", &printed.join("\n\n"))
}

/// The types that are worth a table on this page: all but what every command shares.
fn types_here<'a>(sources: &'a Sources, command: &'a Command) -> Vec<&'a Item> {
    let mut roots: Vec<&Type> = Vec::new();
    for one in &command.overloads {
        roots.extend(one.parameters.iter().map(|parameter| &parameter.ty));
        roots.push(&one.result);
    }
    let mut found = sources.library.closure(&roots);
    found.retain(|item| !SHARED.contains(&item.name.as_str()));
    found
}

/// Chips: whether it is bound, what classic plugins call it, and the way to try it.
fn facts(sources: &Sources, command: &Command, page: &mut Page) {
    let mut html = String::from("<div class=\"facts\">");
    let nature = sources.protocol.nature(&command.wire_name());
    if command.bound {
        let (name, title) = if nature.is_some_and(|nature| nature.bound_at_times) {
            (
                "bound at times",
                "Tied to a conversation where its arguments name nothing else",
            )
        } else {
            (
                "bound to a conversation",
                "A listener’s second argument has it too, tied to the conversation of its event",
            )
        };
        let _ = write!(
            html,
            "<a class=\"chip chip-bound\" href=\"{ROOT}/concepts#which-conversation\" title=\"{title}\">{name}</a>"
        );
    } else if command.settles().is_some() {
        html.push_str("<span class=\"chip\">not bound</span>");
    }
    if nature.is_some_and(|nature| nature.human) {
        html.push_str("<span class=\"chip\" title=\"It waits for as long as the agent takes\">no deadline</span>");
    }
    let needs = sources.protocol.needs(&command.wire_name());
    if !needs.is_empty() {
        let _ = write!(
            html,
            "<span class=\"chip\" title=\"What the plugin has to hold, which an admin chooses; without it the call is rejected with denied\">needs <code>{}</code></span>",
            escape(&needs.join(" or "))
        );
    }
    match sources.protocol.classic(&command.wire_name()) {
        Some(classic) => {
            let _ = write!(
                html,
                "<span class=\"chip\" title=\"Its name in the older protocol\">older name <code>{}</code></span>",
                escape(classic)
            );
        }
        None if command.settles().is_some() => {
            html.push_str("<span class=\"chip\">not in the older protocol</span>")
        }
        None => {}
    }
    if command.settles().is_some() {
        let _ = write!(
            html,
            "<a class=\"button run\" href=\"{ROOT}/run#{}\">Run it</a>",
            escape(&command.name)
        );
    }
    html.push_str("</div>\n");
    page.body.push_str(&html);
}

fn arguments_of(
    sources: &Sources,
    command: &Command,
    parts: &Parts<'_>,
    here: &[&Item],
    page: &mut Page,
) {
    page.section("arguments", "Arguments");
    let mut rows = String::new();
    let mut seen: Vec<&str> = Vec::new();
    for parameter in command.overloads.iter().flat_map(|one| &one.parameters) {
        if seen.contains(&parameter.name.as_str()) {
            continue;
        }
        seen.push(&parameter.name);
        let about = table::about_argument(sources, parts, &parameter.name, &parameter.ty);
        let ty = table::ty(sources, &parameter.ty, here);
        table::row(&mut rows, &parameter.name, parameter.optional, &ty, &about);
    }
    if rows.is_empty() {
        page.body.push_str("<p>None.</p>\n");
        return;
    }
    let _ = writeln!(
        page.body,
        "<table class=\"fields\"><thead><tr><th scope=\"col\">Argument</th><th scope=\"col\">Type</th><th scope=\"col\">Meaning</th></tr></thead><tbody>{rows}</tbody></table>"
    );
}

fn result(sources: &Sources, command: &Command, here: &[&Item], page: &mut Page) {
    page.section("result", "Result");
    let text = match command.settles() {
        Some(Type::Name(name, _)) if name == "void" => {
            "<p>A promise that settles with nothing once it is done.</p>\n".to_owned()
        }
        Some(of) => format!(
            "<p>A promise of <code>{}</code>.</p>\n",
            table::ty(sources, of, here)
        ),
        None => "<p>Nothing.</p>\n".to_owned(),
    };
    page.body.push_str(&text);
}

/// The types that the arguments and the result name.
fn types(sources: &Sources, here: &[&Item], page: &mut Page) {
    if here.is_empty() {
        return;
    }
    page.section("types", "Types");
    for item in here {
        page.body.push_str(&table::item(sources, item, 3, here));
    }
}

fn errors(sources: &Sources, command: &Command, parts: &Parts<'_>, page: &mut Page) {
    if command.settles().is_none() {
        return;
    }
    page.section("errors", "Errors");
    for text in &parts.throws {
        let _ = writeln!(page.body, "<p>{}</p>", sources.line(text));
    }
    let takes_id = takes_id(sources, command);
    let nature = sources.protocol.nature(&command.wire_name());
    let human = nature.is_some_and(|nature| nature.human);
    let mentioned = |code: &str| command.comment.contains(&format!("`{code}`"));
    let own = |code: &str| match code {
        "conversation_changed" | "no_conversation" => command.bound,
        "not_found" => takes_id,
        _ => false,
    };
    let mut rows = String::new();
    let mut others = Vec::new();
    for (code, about) in &sources.library.errors {
        let link = format!("<a href=\"{ROOT}/errors#{code}\"><code>{code}</code></a>");
        if own(code) || mentioned(code) {
            let _ = write!(
                rows,
                "<tr><th scope=\"row\">{link}</th><td>{}</td></tr>",
                sources.line(about)
            );
        } else if !(PARTICULAR.contains(&code.as_str()) || human && code == "timeout") {
            others.push(link);
        }
    }
    if !rows.is_empty() {
        let _ = writeln!(
            page.body,
            "<table class=\"choices\"><thead><tr><th scope=\"col\">Code</th><th scope=\"col\">Meaning</th></tr></thead><tbody>{rows}</tbody></table>"
        );
    }
    let _ = writeln!(
        page.body,
        "<p class=\"quiet\">Like any call it may also end with {}.</p>",
        others.join(", ")
    );
}

/// Whether an argument names something by its id, itself or in one of its fields.
fn takes_id(sources: &Sources, command: &Command) -> bool {
    let mut roots = Vec::new();
    for one in &command.overloads {
        roots.extend(one.parameters.iter().map(|parameter| &parameter.ty));
    }
    let mut found = false;
    for root in &roots {
        root.names(&mut |name| found |= name == "Id");
    }
    let closure = sources.library.closure(&roots);
    let own = closure
        .iter()
        .filter(|item| !SHARED.contains(&item.name.as_str()));
    for item in own {
        if let ItemKind::Interface { members, .. } = &item.kind {
            for member in members {
                member.kind.names(&mut |name| found |= name == "Id");
            }
        }
    }
    found
}

/// What crosses between the plugin and the inbox.
fn wire(sources: &Sources, command: &Command, page: &mut Page) {
    let name = command.wire_name();
    let Some(request) = sources.protocol.sample(&format!("request_{name}")) else {
        return;
    };
    page.section("wire", "On the wire");
    page.body.push_str("<p>What the plugin posts, and what the inbox answers. The SDK does this; it is here for whoever looks at the log.</p>\n");
    let mut samples = vec![request];
    samples.extend(sources.protocol.sample(&format!("reply_{name}")));
    for sample in samples {
        page.body
            .push_str(&code_block("json", &highlight("json", sample)));
    }
}
