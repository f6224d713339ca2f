//! `oauth_2`: a token that the app gives (RFC 6749).

use std::collections::HashSet;

use super::super::notes::Notes;
use super::super::{Grant, OAuth, Placement, TokenAuth, TokenBody};
use super::address::{self, Around, Use};
use super::field::{self, Mapping};
use super::form::{CREDENTIAL, PARAMETER, SEPARATOR, WORD};
use super::keys::Place;
use super::object::{Node, Object, key_spot};

/// What the server says itself in the authorize request.
pub(in super::super) const RESERVED: [&str; 7] = [
    "client_id",
    "code_challenge",
    "code_challenge_method",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
];

const REASON: &str = "a field of `oauth_2` is for addresses alone";

/// Reads what belongs to it.
pub(super) fn read(auth: &Object, around: &mut Around, notes: &mut Notes) -> Option<OAuth> {
    let fields = match auth.get("fields") {
        Some(node) => field::list(node, Mapping::Not(REASON), notes),
        None => Some(Vec::new()),
    };
    let node = auth.need(
        "oauth_access_fields",
        "an object with `client_id` and addresses",
        notes,
    );
    let access = node.and_then(|node| Object::open_free(node, Place::OAuth, notes));
    let Some(access) = access else {
        parameters(None, auth, notes);
        return None;
    };
    let grant = match truth(&access, "client_credentials", notes) {
        Some(true) => Grant::ClientCredentials,
        _ => Grant::AuthorizationCode,
    };
    let by_page = grant == Grant::AuthorizationCode;

    let client_id = access.need_form("client_id", &CREDENTIAL, notes);
    let client_secret = access.need_form("client_secret", &CREDENTIAL, notes);
    let authorize_url = if by_page {
        needed_url(&access, "authorize_url", around, notes).map(Some)
    } else {
        url(&access, "authorize_url", around, notes)
    };
    let access_token_url = needed_url(&access, "access_token_url", around, notes);
    let refresh_token_url = url(&access, "refresh_token_url", around, notes);
    let placement = placement(&access, notes);
    let scope = scope(&access, notes);
    let scope_separator = or(&access, "scope_separator", " ", |node| {
        node.form(&SEPARATOR, notes)
    });
    let response_type = match access.get("response_type") {
        None if by_page => {
            let what = "the parameter in which the code comes back, such as `code`";
            access.need("response_type", what, notes);
            None
        }
        None => Some("code"),
        Some(node) => node.form(&WORD, notes),
    };
    let token_auth = or(&access, "token_auth", TokenAuth::Body, |node| {
        node.word(
            &[("body", TokenAuth::Body), ("basic", TokenAuth::Basic)],
            notes,
        )
    });
    let token_body = or(&access, "token_body", TokenBody::Form, |node| {
        node.word(
            &[("form", TokenBody::Form), ("json", TokenBody::Json)],
            notes,
        )
    });
    let pkce = truth(&access, "pkce", notes);
    let authorize_params = parameters(Some(&access), auth, notes);
    Some(OAuth {
        client_id: client_id?.to_owned(),
        client_secret: client_secret?.to_owned(),
        authorize_url: authorize_url?,
        access_token_url: access_token_url?,
        refresh_token_url: refresh_token_url?,
        placement: placement?,
        scope: scope?,
        scope_separator: scope_separator?.to_owned(),
        response_type: response_type?.to_owned(),
        authorize_params: authorize_params?,
        token_auth: token_auth?,
        token_body: token_body?,
        pkce: pkce?,
        grant,
        fields: fields?,
    })
}

/// What a key has, or what is taken where it is missing; none where it is wrong.
fn or<'a, T>(
    access: &Object<'a, '_>,
    key: &str,
    other: T,
    read: impl FnOnce(Node<'a, '_>) -> Option<T>,
) -> Option<T> {
    match access.get(key) {
        Some(node) => read(node),
        None => Some(other),
    }
}

fn truth(access: &Object, key: &str, notes: &mut Notes) -> Option<bool> {
    or(access, key, false, |node| node.truth(notes))
}

fn needed_url(
    access: &Object,
    key: &str,
    around: &mut Around,
    notes: &mut Notes,
) -> Option<super::super::Template> {
    let node = access.need(
        key,
        "an absolute address that begins with `https://`",
        notes,
    )?;
    address::template(node, Use::Page, around, notes)
}

fn url(
    access: &Object,
    key: &str,
    around: &mut Around,
    notes: &mut Notes,
) -> Option<Option<super::super::Template>> {
    match access.get(key) {
        Some(node) => address::template(node, Use::Page, around, notes).map(Some),
        None => Some(None),
    }
}

fn placement(access: &Object, notes: &mut Notes) -> Option<Placement> {
    #[derive(Clone, Copy, PartialEq)]
    enum Word {
        Bearer,
        Basic,
        Query,
    }
    let words = [
        ("header_bearer", Word::Bearer),
        ("header_basic", Word::Basic),
        ("query_string", Word::Query),
    ];
    let what = "`header_bearer`, `header_basic` or `query_string`";
    let word = access
        .need("access_token_placement", what, notes)
        .and_then(|node| node.word(&words, notes));
    let replacement = "access_token_on_query_string_replacement";
    let name = match access.get(replacement) {
        None => Some("access_token"),
        Some(node) => node.form(&PARAMETER, notes),
    };
    if matches!(word, Some(Word::Bearer | Word::Basic))
        && let Some(spot) = access.key_spot(replacement)
    {
        notes.error_with(
            "misplaced",
            spot,
            "no such key with this placement",
            "only with `\"access_token_placement\": \"query_string\"`",
        );
        return None;
    }
    Some(match word? {
        Word::Bearer => Placement::HeaderBearer,
        Word::Basic => Placement::HeaderBasic,
        Word::Query => Placement::QueryString(name?.to_owned()),
    })
}

fn scope(access: &Object, notes: &mut Notes) -> Option<Vec<String>> {
    let Some(node) = access.get("scope") else {
        return Some(Vec::new());
    };
    let values = node.list("scopes", notes)?;
    let scopes: Vec<_> = values
        .iter()
        .enumerate()
        .map(|(index, value)| {
            let path = node.path.index(index);
            Node { value, path }.form(&WORD, notes).map(str::to_owned)
        })
        .collect();
    scopes.into_iter().collect()
}

/// Further parameters of the authorize request: those beside the known keys, then those of `query_string`.
fn parameters(
    access: Option<&Object>,
    auth: &Object,
    notes: &mut Notes,
) -> Option<Vec<(String, String)>> {
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    if let Some(access) = access {
        for (key, property) in &access.others {
            let path = access.path(key);
            if access.place.is_elsewhere(key) {
                let spot = key_spot(property, &path);
                notes.error_with(
                    "misplaced",
                    spot,
                    "no such key here",
                    access.place.home(key),
                );
                continue;
            }
            if let Some(near) = access.place.near(key) {
                let hint = format!("did you mean `{near}`? It is sent as a parameter");
                notes.warn(
                    "unknown",
                    key_spot(property, &path),
                    "a key of the format",
                    hint,
                );
            }
            let value = &property.value;
            all.push(parameter(key, Node { value, path }, &mut seen, notes));
        }
    }
    if let Some(node) = auth.get("query_string") {
        for (key, property) in node.entries("{\"audience\": ...}", notes)? {
            let (value, path) = (&property.value, node.path.key(key));
            all.push(parameter(key, Node { value, path }, &mut seen, notes));
        }
    }
    all.into_iter().collect()
}

fn parameter<'a>(
    key: &'a str,
    node: Node,
    seen: &mut HashSet<&'a str>,
    notes: &mut Notes,
) -> Option<(String, String)> {
    let value = node.parameter(notes);
    if !PARAMETER.fits(key) {
        notes.error("form", node.spot(), PARAMETER.expected);
    } else if RESERVED.contains(&key) {
        notes.error(
            "reserved",
            node.spot(),
            "a parameter that the server does not set itself",
        );
    } else if !seen.insert(key) {
        notes.error("duplicate", node.spot(), "each parameter once");
    } else {
        return Some((key.to_owned(), value?));
    }
    None
}
