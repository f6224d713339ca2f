//! The top of the file.

use super::super::notes::{Notes, Spot};
use super::super::{Descriptor, Hosts, Localized};
use super::address::{self, Around};
use super::form::{APP_ID, COLOR, DESCRIPTION, TEXT, VERSION};
use super::keys::Place;
use super::object::{Node, Object};
use super::{authentication, copied, environment, hosts, unused};

/// Reads the whole of it.
pub(super) fn read(node: Node, has_ping: bool, notes: &mut Notes) -> Option<Descriptor> {
    let top = Object::open(node, Place::Top, notes)?;
    let app_id = top.need_form("app_id", &APP_ID, notes);
    let name = top.need_form("name", &TEXT, notes);
    let color = top.need_form("color", &COLOR, notes).map(six_digits);
    let description = description(&top, notes);
    let website = url(&top, "website", "the address of the app's home page", notes);
    let what = "the address where an account is made";
    let signup_url = url(&top, "signup_url", what, notes);
    let version = version(&top, notes);
    let hosts = hosts::read(&top, notes);

    let auth = top
        .need("authentication", "an object with a `type`", notes)
        .and_then(|node| authentication::open(node, notes));
    let mut around = Around {
        fields: auth.as_ref().map(authentication::names),
        hosts: hosts.clone(),
        origin: None,
    };
    let environments = environment::read(&top, &mut around, notes);
    let read = auth
        .as_ref()
        .and_then(|auth| authentication::read(auth, has_ping, &mut around, notes));
    if hosts == Some(Hosts::Typed)
        && around.origin.is_none()
        && environments.is_some()
        && let Some(node) = top.get("hosts")
    {
        let hint = "such as `{{site}}/api`, where a field is called `site`";
        notes.error_with(
            "hosts",
            node.spot(),
            "a `uri` that begins with a field",
            hint,
        );
    }
    unused::warn(&top, notes);
    copied::refuse(node, notes);
    let (authentication, ping) = read?;
    Some(Descriptor {
        app_id: app_id?.to_owned(),
        name: name?.to_owned(),
        color: color?,
        description: description?,
        website: website?,
        signup_url: signup_url?,
        version: version?,
        environments: environments?,
        hosts: hosts?,
        authentication,
        ping,
    })
}

fn url(top: &Object, key: &str, what: &str, notes: &mut Notes) -> Option<String> {
    let node = top.need(key, what, notes)?;
    address::plain(node, notes)
}

/// `#RGB` is short for `#RRGGBB`.
fn six_digits(color: &str) -> String {
    let digits = color.trim_start_matches('#');
    if digits.len() == 3 {
        let twice = digits.chars().flat_map(|digit| [digit, digit]);
        return std::iter::once('#').chain(twice).collect();
    }
    color.to_owned()
}

fn description(top: &Object, notes: &mut Notes) -> Option<Localized> {
    let what = "an object with a text in each language: `pt_BR` and `en`";
    let node = top.need("description", what, notes)?;
    let object = Object::open(node, Place::Description, notes)?;
    let mut text = |key| {
        let node = object.need(key, DESCRIPTION.expected, notes)?;
        let text = node.form(&DESCRIPTION, notes)?;
        let words = text.split_whitespace().count();
        if !(20..=50).contains(&words) {
            let spot = Spot {
                found: format!("{words} {}", if words == 1 { "word" } else { "words" }),
                ..node.spot()
            };
            notes.warn("words", spot, "20 to 50 words", "");
        }
        Some(text.to_owned())
    };
    let (pt_br, en) = (text("pt_BR"), text("en"));
    Some(Localized {
        pt_br: pt_br?,
        en: en?,
    })
}

fn version(top: &Object, notes: &mut Notes) -> Option<Option<String>> {
    let Some(node) = top.get("version") else {
        let hint = "it changes with each upload; without it, the content's hash is taken";
        notes.warn("no_version", top.nothing("version"), VERSION.expected, hint);
        return Some(None);
    };
    node.form(&VERSION, notes).map(|text| Some(text.to_owned()))
}
