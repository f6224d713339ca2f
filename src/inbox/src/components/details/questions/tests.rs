//! Each kind of field is asked with its own editor, and its answer is what the server stores.

use std::collections::BTreeMap;

use encaixe_api::inbox::custom_field::{Choice as Option_, CustomField};
use encaixe_protocol::command::send_form::ItemKind;
use encaixe_protocol::event::conversation::Scalar;
use encaixe_ui::i18n::Locale;

use super::{Entity, Labels, custom};
use crate::form::entry::{Entry, initial, read};

fn field(kind: &str, options: &[&str]) -> CustomField {
    let option = |value: &&str| Option_ {
        value: (*value).to_owned(),
        label: value.to_uppercase(),
    };
    CustomField {
        id: "1".into(),
        name: "Campo".to_owned(),
        description: None,
        entity: "contact".to_owned(),
        placeholder: "campo".to_owned(),
        kind: kind.to_owned(),
        options: options.iter().map(option).collect(),
        is_active: true,
        uses: None,
        created_at: String::new(),
        updated_at: String::new(),
    }
}

fn labels() -> Labels {
    Labels {
        name: String::new(),
        email: String::new(),
        phone: String::new(),
        list: "commas".to_owned(),
    }
}

fn list(texts: &[&str]) -> Scalar {
    Scalar::List(texts.iter().map(|text| (*text).to_owned()).collect())
}

fn text(text: &str) -> Scalar {
    Scalar::Text(text.to_owned())
}

#[test]
fn what_is_stored_and_left_alone_is_answered_as_it_is_stored() {
    for (kind, options, value, asked) in [
        ("text", &[][..], text("oi"), ItemKind::Text),
        ("number", &[], Scalar::Number(3.0), ItemKind::Number),
        ("decimal", &[], Scalar::Number(3.5), ItemKind::Decimal),
        ("date", &[], text("2026-11-22"), ItemKind::Date),
        ("select", &["p", "g"], text("g"), ItemKind::Select),
        ("select", &["p"], text("gone"), ItemKind::Select),
        ("select", &[], text("any"), ItemKind::Text),
        (
            "multi-select",
            &["p", "g"],
            list(&["g"]),
            ItemKind::MultiSelect,
        ),
        (
            "multi-select",
            &["p"],
            list(&["p", "gone"]),
            ItemKind::MultiSelect,
        ),
        ("multi-select", &[], list(&["a", "b c"]), ItemKind::Text),
        ("a later kind", &[], text("oi"), ItemKind::Text),
    ] {
        let values = BTreeMap::from([("campo".to_owned(), value.clone())]);
        let question = custom(Entity::Contact, &field(kind, options), &values, &labels());
        assert_eq!(question.item.kind, asked, "{kind}");
        let entry = initial(&question.item, Locale::PtBr);
        let answer = read(&question.item, &entry, Locale::PtBr).unwrap();
        assert_eq!(question.stored(answer), Some(value), "{kind}");
    }
}

#[test]
fn an_emptied_field_is_stored_as_nothing() {
    let none = Entry::Text(" ".to_owned());
    for (kind, options, entry) in [
        ("text", &[][..], none.clone()),
        ("number", &[], none.clone()),
        ("date", &[], Entry::Text(String::new())),
        ("select", &["p"], Entry::One(None)),
        ("multi-select", &["p"], Entry::Many([].into())),
        ("multi-select", &[], Entry::Text(" , ".to_owned())),
    ] {
        let question = custom(
            Entity::Contact,
            &field(kind, options),
            &BTreeMap::new(),
            &labels(),
        );
        let answer = read(&question.item, &entry, Locale::PtBr).unwrap();
        assert_eq!(question.stored(answer), None, "{kind}");
    }
}
