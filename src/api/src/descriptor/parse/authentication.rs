//! `authentication`: which of the five kinds it is, and what belongs to each.

use std::collections::HashSet;

use super::super::notes::Notes;
use super::super::{Authentication, Ping};
use super::address::Around;
use super::field::Mapping;
use super::keys::Place;
use super::object::{Node, Object};
use super::{basic, field, header, oauth, ping, query};

/// One of the five.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    OAuth,
    Basic,
    Header,
    Query,
    None,
}

const KINDS: [(&str, Kind); 5] = [
    ("oauth_2", Kind::OAuth),
    ("basic_auth", Kind::Basic),
    ("pass_through_header", Kind::Header),
    ("pass_through_query_string", Kind::Query),
    ("no_auth", Kind::None),
];

/// Which keys belong to which kinds; others belong to all.
pub(in super::super) const OF_KINDS: [(&str, &[&str]); 4] = [
    ("oauth_access_fields", &["oauth_2"]),
    ("query_string", &["oauth_2"]),
    ("basic_auth_format", &["basic_auth"]),
    (
        "fields",
        &[
            "oauth_2",
            "basic_auth",
            "pass_through_header",
            "pass_through_query_string",
        ],
    ),
];

/// Opens it.
pub(super) fn open<'a, 'p>(node: Node<'a, 'p>, notes: &mut Notes) -> Option<Object<'a, 'p>> {
    Object::open(node, Place::Authentication, notes)
}

/// The names of its fields.
pub(super) fn names<'a>(auth: &Object<'a, '_>) -> HashSet<&'a str> {
    field::names(auth)
}

/// Reads it, and its ping.
pub(super) fn read(
    auth: &Object,
    has_script_ping: bool,
    around: &mut Around,
    notes: &mut Notes,
) -> Option<(Authentication, Option<Ping>)> {
    let ping = match auth.get("ping_request") {
        Some(node) => ping::read(node, notes).map(Some),
        None => Some(None),
    };
    let all: Vec<_> = KINDS.iter().map(|(word, _)| format!("`{word}`")).collect();
    let kind = auth
        .need("type", &all.join(", "), notes)
        .and_then(|node| node.word(&KINDS, notes));
    if let Some(kind) = kind {
        others(auth, kind, notes);
    }
    if auth.get("ping_request").is_none() && !has_script_ping && kind != Some(Kind::None) {
        let hint = "or `exports.ping` in `lib/index.js`: without a ping nobody learns whether the credentials are good";
        let expected = "a ping: `ping_request`";
        notes.warn("no_ping", auth.nothing("ping_request"), expected, hint);
    }
    let Some(kind) = kind else {
        unknown_kind(auth, around, notes);
        return None;
    };
    let read = match kind {
        Kind::OAuth => {
            let oauth = oauth::read(auth, around, notes)?;
            Authentication::OAuth(Box::new(oauth))
        }
        Kind::Basic => Authentication::Basic(basic::read(auth, notes)?),
        Kind::Header => Authentication::Header(header::read(auth, notes)?),
        Kind::Query => Authentication::Query(query::read(auth, notes)?),
        Kind::None => Authentication::None,
    };
    Some((read, ping?))
}

/// What is wrong with the rest of it is told also where nobody knows which kind it is.
fn unknown_kind(auth: &Object, around: &mut Around, notes: &mut Notes) {
    if auth.get("oauth_access_fields").is_some() {
        oauth::read(auth, around, notes);
    } else if let Some(node) = auth.get("fields") {
        field::list(node, Mapping::Any, notes);
    }
}

/// Keys of other kinds.
fn others(auth: &Object, kind: Kind, notes: &mut Notes) {
    let of = KINDS.iter().find(|(_, one)| *one == kind);
    let name = of.map_or("", |(name, _)| name);
    for (key, kinds) in OF_KINDS {
        if let Some(spot) = auth.key_spot(key)
            && !kinds.contains(&name)
        {
            let kinds: Vec<_> = kinds.iter().map(|kind| format!("`{kind}`")).collect();
            let expected = format!("no such key with `{name}`");
            let hint = format!("it belongs to {}", kinds.join(", "));
            notes.error_with("misplaced", spot, expected, hint);
        }
    }
}
