//! Tables of fields, and the types that a table names below it.

use std::fmt::Write as _;

use super::super::comment::Parts;
use super::super::html::{escape, heading};
use super::super::model::{Item, ItemKind, Member, MemberKind, Type};
use super::super::print::Printed;
use super::super::site::Sources;

/// A type as HTML; names that `here` has are links to this page.
pub(super) fn ty(sources: &Sources, ty: &Type, here: &[&Item]) -> String {
    Printed::of(ty).html(&|name| {
        let local = here.iter().any(|item| item.name == name);
        if local {
            Some(format!("#{name}"))
        } else {
            sources.type_address(name)
        }
    })
}

/// A table of members, with those of objects inside it.
pub(super) fn fields(sources: &Sources, members: &[Member], here: &[&Item]) -> String {
    let mut rows = String::new();
    push_rows(sources, &mut rows, (0, ""), members, here);
    format!(
        "<table class=\"fields\"><thead><tr><th scope=\"col\">Field</th><th scope=\"col\">Type</th><th scope=\"col\">Meaning</th></tr></thead>\
         <tbody>{rows}</tbody></table>\n"
    )
}

/// Rows of members. Those inside of objects follow theirs, with the steps to them, such as `[].`, and as far in as they are deep.
fn push_rows(
    sources: &Sources,
    rows: &mut String,
    (depth, steps): (usize, &str),
    members: &[Member],
    here: &[&Item],
) {
    for member in members {
        let (name, of) = match &member.kind {
            MemberKind::Property(of) => (format!("{steps}{}", member.name), Some(of)),
            MemberKind::Index(of) => (format!("{steps}[{}]", member.name), Some(of)),
            MemberKind::Method(_) => (format!("{steps}{}()", member.name), None),
        };
        let shown = of.map_or_else(String::new, |of| ty(sources, of, here));
        let about = about(sources, &member.comment);
        deep_row(rows, depth, &name, member.optional, &shown, &about);
        if let Some((inside, steps)) = of.and_then(object) {
            push_rows(
                sources,
                rows,
                (depth + 1, &format!("{steps}.")),
                inside,
                here,
            );
        }
    }
}

/// One row: name, type and meaning, the last two as HTML.
pub(super) fn row(rows: &mut String, name: &str, optional: bool, ty: &str, about: &str) {
    deep_row(rows, 0, name, optional, ty, about);
}

fn deep_row(rows: &mut String, depth: usize, name: &str, optional: bool, ty: &str, about: &str) {
    let deep = if depth == 0 { "" } else { " class=\"deep\"" };
    let mark = if optional {
        " <span class=\"optional\">optional</span>"
    } else {
        ""
    };
    // Writing to a text cannot fail.
    let _ = write!(
        rows,
        "<tr{deep}><th scope=\"row\"><code>{}</code>{mark}</th><td><code>{ty}</code></td><td>{about}</td></tr>",
        escape(name)
    );
}

/// A comment in a cell: one paragraph stands without its tags.
fn about(sources: &Sources, comment: &str) -> String {
    let html = sources.prose(comment, true);
    let inside = html
        .trim()
        .strip_prefix("<p>")
        .and_then(|rest| rest.strip_suffix("</p>"));
    match inside {
        Some(one) if !one.contains("<p>") => one.to_owned(),
        _ => html,
    }
}

/// The members of an object type with comments, inside of arrays too, and what stands for the steps to it.
fn object(of: &Type) -> Option<(&[Member], &'static str)> {
    match of {
        Type::Object(members) if members.iter().any(|one| !one.comment.is_empty()) => {
            Some((members, ""))
        }
        Type::Array(inner) => object(inner).map(|(members, _)| (members, "[]")),
        Type::Intersection(parts) => parts.iter().find_map(object),
        Type::Union(choices) => choices.iter().find_map(|(_, one)| object(one)),
        _ => None,
    }
}

/// A type with its heading, its comment and its fields or choices.
pub(super) fn item(sources: &Sources, item: &Item, level: u8, here: &[&Item]) -> String {
    let mut html = heading(
        level,
        &item.name,
        &format!("<code>{}</code>", escape(&item.name)),
    );
    html.push_str(&sources.prose(&item.comment, true));
    match &item.kind {
        ItemKind::Interface { parents, members } => {
            for parent in parents {
                // Writing to a text cannot fail.
                let _ = writeln!(
                    html,
                    "<p>With all of <code>{}</code>, and:</p>",
                    ty(sources, parent, here)
                );
            }
            html.push_str(&fields(sources, members, here));
        }
        ItemKind::Alias(Type::Union(choices))
            if choices.iter().any(|(comment, _)| !comment.is_empty()) =>
        {
            let mut rows = String::new();
            for (comment, choice) in choices {
                let _ = write!(
                    rows,
                    "<tr><th scope=\"row\"><code>{}</code></th><td>{}</td></tr>",
                    ty(sources, choice, here),
                    about(sources, comment)
                );
            }
            let _ = writeln!(
                html,
                "<table class=\"choices\"><thead><tr><th scope=\"col\">Choice</th><th scope=\"col\">Meaning</th></tr></thead><tbody>{rows}</tbody></table>"
            );
        }
        ItemKind::Alias(of) => {
            let _ = writeln!(
                html,
                "<div class=\"code\"><pre tabindex=\"0\" aria-label=\"TypeScript\"><code>{}</code></pre></div>",
                ty(sources, of, here)
            );
        }
        ItemKind::Const(_) | ItemKind::Function(_) => {}
    }
    html
}

/// What can be said about an argument: its own comment, else the first sentence of its type's.
pub(super) fn about_argument(
    sources: &Sources,
    parts: &Parts<'_>,
    name: &str,
    of: &Type,
) -> String {
    if let Some((_, text)) = parts.params.iter().find(|(known, _)| known == name) {
        return sources.line(text);
    }
    let mut found = None;
    of.names(&mut |one| {
        if found.is_none() {
            found = sources
                .library
                .item(one)
                .map(|item| Parts::of(&item.comment).summary());
        }
    });
    escape(&found.unwrap_or_default())
}
