//! Addresses, with `{{field}}` in them or without.

use std::collections::HashSet;

use url::Url;

use super::super::notes::{Notes, Spot};
use super::super::{Hosts, Template};
use super::form::{ADDRESS, URL};
use super::hosts::can_be;
use super::object::Node;
use super::pieces::{Piece, pieces};

const WHERE: &str = "a field that fills one label of the host, or a part of the path";

/// The code of an address that shows who comes.
const CREDENTIALS: &str = "credentials";

/// What addresses are read by.
pub(super) struct Around<'a> {
    /// The names of the fields; none where they could not be read.
    pub(super) fields: Option<HashSet<&'a str>>,
    /// Where the app may be; none where that could not be read.
    pub(super) hosts: Option<Hosts>,
    /// The field that stands for a whole origin, once one does.
    pub(super) origin: Option<String>,
}

/// What kind of an address it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// What calls' paths are put behind.
    Base,
    /// A page or an operation of the app's.
    Page,
}

/// Reads an address without fields, such as `website`.
pub(super) fn plain(node: Node, notes: &mut Notes) -> Option<String> {
    let text = node.form(&URL, notes)?;
    let wrong = match Url::parse(text) {
        Ok(url) if !url.username().is_empty() || url.password().is_some() => {
            let spot = Spot {
                found: "a name or a password in it".to_owned(),
                ..node.spot()
            };
            notes.error(
                CREDENTIALS,
                spot,
                "an address without a name and a password",
            );
            return None;
        }
        Ok(url) if url.host_str().is_some_and(|host| !host.is_empty()) => {
            warn_plain_http(node, text, notes);
            return Some(text.to_owned());
        }
        Ok(_) => "a host after `://`",
        Err(_) => URL.expected,
    };
    notes.error("form", node.spot(), wrong);
    None
}

/// Reads an address in which fields may stand.
pub(super) fn template(
    node: Node,
    usage: Use,
    around: &mut Around,
    notes: &mut Notes,
) -> Option<Template> {
    let text = node.form(&ADDRESS, notes)?;
    match check(text, usage, around) {
        Ok(template) => {
            warn_plain_http(node, text, notes);
            Some(template)
        }
        Err(wrong) => {
            let mut spot = node.spot();
            if wrong.code == CREDENTIALS {
                spot.found = "a name or a password in it".to_owned();
            }
            notes.error_with(wrong.code, spot, wrong.expected, wrong.hint);
            None
        }
    }
}

fn warn_plain_http(node: Node, text: &str, notes: &mut Notes) {
    if text.starts_with("http://") {
        notes.warn(
            "plain_http",
            node.spot(),
            "`https://`",
            "whoever is on the way reads what is sent by plain http",
        );
    }
}

/// Why an address is refused.
pub(super) struct Wrong {
    code: &'static str,
    expected: String,
    hint: String,
}

pub(super) fn wrong(
    code: &'static str,
    expected: impl Into<String>,
    hint: impl Into<String>,
) -> Wrong {
    Wrong {
        code,
        expected: expected.into(),
        hint: hint.into(),
    }
}

fn check(text: &str, usage: Use, around: &mut Around) -> Result<Template, Wrong> {
    let pieces = pieces(text)?;
    for piece in &pieces {
        if let (Piece::Field(name), Some(fields)) = (piece, &around.fields)
            && !fields.contains(name)
        {
            let expected = format!("the name of a field in place of `{name}`");
            let mut all: Vec<_> = fields.iter().map(|one| format!("`{one}`")).collect();
            all.sort_unstable();
            all.truncate(10);
            let hint = if all.is_empty() {
                "there are no fields".to_owned()
            } else {
                format!("fields are {}", all.join(", "))
            };
            return Err(wrong("no_field", expected, hint));
        }
    }
    let written: String = pieces.iter().map(Piece::written).collect();
    let rest = match pieces.first() {
        Some(Piece::Field(name)) => {
            origin(name, around)?;
            written.split_once("}}").map_or("", |(_, rest)| rest)
        }
        _ => {
            let (_, after) = written.split_once("://").unwrap_or_default();
            let end = after.find(['/', '?', '#']).unwrap_or(after.len());
            authority(&after[..end], around)?;
            &after[end..]
        }
    };
    behind(rest, usage)?;
    // As it is when fields are filled in: a label and a part of a path may both be `x`.
    let filled: String = pieces.iter().map(|piece| piece.filled()).collect();
    let filled = if filled.contains("://") {
        filled
    } else {
        format!("https://{filled}")
    };
    match Url::parse(&filled) {
        Ok(url) if url.host_str().is_some_and(|host| !host.is_empty()) => {
            Ok(Template::new(written))
        }
        _ => Err(wrong("form", ADDRESS.expected, "")),
    }
}

/// A field that stands for the whole origin.
fn origin(name: &str, around: &mut Around) -> Result<(), Wrong> {
    if !matches!(around.hosts, None | Some(Hosts::Typed)) {
        return Err(wrong(
            "hosts",
            "a host, such as `{{subdomain}}.example.com`",
            "where whoever connects types the whole address, `\"hosts\": \"typed\"` at the top of the file says so",
        ));
    }
    let first = around.origin.get_or_insert_with(|| name.to_owned());
    if first != name {
        let expected = format!("`{{{{{first}}}}}`, as in the other addresses");
        return Err(wrong("hosts", expected, "one field alone is the address"));
    }
    Ok(())
}

fn authority(authority: &str, around: &mut Around) -> Result<(), Wrong> {
    if authority.contains('@') {
        return Err(wrong(
            CREDENTIALS,
            "an address without a name and a password",
            "",
        ));
    }
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (authority, ""),
    };
    if port.contains("{{") {
        return Err(wrong("field_place", WHERE, "the port is a number"));
    }
    if !host.contains("{{") {
        return Ok(());
    }
    let mut labels = Vec::new();
    for label in host.split('.') {
        let field = label
            .strip_prefix("{{")
            .and_then(|label| label.strip_suffix("}}"));
        match field {
            Some(name) if !name.contains('{') => labels.push(None),
            None if !label.contains('{') => labels.push(Some(label)),
            _ => {
                return Err(wrong(
                    "field_place",
                    WHERE,
                    "nothing else stands in that label",
                ));
            }
        }
    }
    if let ([None], Some(name)) = (labels.as_slice(), host.get(2..host.len() - 2)) {
        return origin(name, around);
    }
    let fixed: Vec<_> = labels.iter().rev().map_while(|label| *label).collect();
    let below: Vec<_> = fixed.into_iter().rev().collect();
    let hint = format!("such as `\"hosts\": [\"*.{}\"]`", below.join("."));
    match &around.hosts {
        None => Ok(()),
        Some(Hosts::Listed(patterns)) if can_be(patterns, &labels) => Ok(()),
        Some(Hosts::Listed(_)) => Err(wrong("hosts", "a host that `hosts` lists", hint)),
        Some(Hosts::Typed) => Err(wrong(
            "hosts",
            "a field in place of the whole address up to the path, as `{{site}}/api`",
            "that is what `\"hosts\": \"typed\"` means",
        )),
        Some(Hosts::Written) => Err(wrong(
            "hosts",
            "`hosts` at the top of the file, for a host with a field in it",
            hint,
        )),
    }
}

/// What stands behind the host.
fn behind(rest: &str, usage: Use) -> Result<(), Wrong> {
    if !rest.is_empty() && !rest.starts_with(['/', '?', '#']) {
        return Err(wrong("form", "`/` after the host", ""));
    }
    if rest.contains('#') {
        return Err(wrong("form", "no `#` in it", ""));
    }
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    if usage == Use::Base && rest.contains('?') {
        return Err(wrong(
            "form",
            "no `?` in it",
            "paths of calls are put behind it",
        ));
    }
    if query.contains("{{") {
        return Err(wrong("field_place", WHERE, "none in the query"));
    }
    if path.split('/').any(|part| matches!(part, "." | "..")) {
        return Err(wrong("form", "no `.` or `..` as a part of the path", ""));
    }
    Ok(())
}
