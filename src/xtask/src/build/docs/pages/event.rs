//! The page of an event.

use super::super::comment::Parts;
use super::super::highlight::highlight;
use super::super::html::{code_block, escape};
use super::super::library::Event;
use super::super::model::Type;
use super::super::site::{Page, Sources};
use super::table;

pub(super) fn page(sources: &Sources, event: &Event) -> Page {
    let parts = Parts::of(&event.comment);
    let mut page = Page::new(&format!("events/{}", event.name), &event.name, "events");
    page.code = true;
    page.summary = parts.summary();
    page.words = parts.words();
    let text = parts.without_summary();
    page.body
        .push_str(&text.html(&|name, before| sources.address(name, before), true));
    page.body
        .push_str(&code_block("js", &highlight("js", &example(event))));

    page.section("data", "Data");
    let roots = [&event.data];
    let here = sources.library.closure(&roots);
    match &event.data {
        Type::Object(members) => page.body.push_str(&table::fields(sources, members, &here)),
        data if data.plain() == Some("null") => page
            .body
            .push_str("<p>None: the listener gets <code>null</code>.</p>\n"),
        data => {
            let ty = table::ty(sources, data, &here);
            page.body
                .push_str(&format!("<p>The listener gets <code>{ty}</code>.</p>\n"));
        }
    }
    for item in &here {
        page.body.push_str(&table::item(sources, item, 3, &here));
        page.sections.push((item.name.clone(), item.name.clone()));
    }
    if let Some(text) = sources
        .protocol
        .part(&format!("event_{}", event.name), "data")
    {
        page.section("sample", "A sample");
        page.body
            .push_str(&code_block("json", &highlight("json", &text)));
    }
    page
}

/// How one listens to it.
fn example(event: &Event) -> String {
    let name = escape(&event.name);
    match &event.data {
        Type::Name(data, _) if data == "null" => {
            format!("Kinbox.on(\"{name}\", () => {{\n  // ...\n}});")
        }
        Type::Object(members) => {
            let names: Vec<&str> = members.iter().map(|one| one.name.as_str()).collect();
            format!(
                "Kinbox.on(\"{name}\", ({{ {} }}, kinbox) => {{\n  // ...\n}});",
                names.join(", ")
            )
        }
        _ => format!("Kinbox.on(\"{name}\", (data, kinbox) => {{\n  // ...\n}});"),
    }
}
