//! What is filled in to connect: drawn from the fields that the app's file names.

use std::collections::BTreeMap;

use encaixe_api::app::{App, AppField};
use encaixe_api::descriptor::{Check, FieldKind};
use encaixe_ui::api_client::Failure;
use encaixe_ui::failure;
use encaixe_ui::field::use_field_part;
use encaixe_ui::focus;
use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::i18n::Words;
use encaixe_ui::part;
use web_sys::Url;
use yew::prelude::*;
use yew::props;

use super::said;

/// Values or mistakes, by the names of their fields.
pub(super) type ByField = BTreeMap<String, String>;

/// The fields as inputs. What is kept already stays where nothing is written, if `is_kept`.
pub(super) fn fields(
    words: &Words,
    app: &App,
    values: &ByField,
    mistakes: &ByField,
    is_kept: bool,
    oninput: &Callback<(String, String)>,
) -> Html {
    app.fields
        .iter()
        .map(|field| {
            let name = field.name.clone();
            let (kind, filled) = match field.kind {
                FieldKind::Text => ("text", "off"),
                FieldKind::Password => ("password", "new-password"),
                FieldKind::Email => ("email", "off"),
            };
            let value = values.get(&name).cloned().unwrap_or_default();
            let error = mistakes.get(&name).cloned().map(AttrValue::from);
            let help = help(words, field, is_kept);
            let oninput = oninput.reform({
                let name = name.clone();
                move |value: String| (name.clone(), value)
            });
            html! {
                { part!(use_field_part, &name, props!(encaixe_ui::field::Props { label: field.label.clone(), name: format!("fields.{name}"), value, kind, autocomplete: filled, help, error, oninput })) }
            }
        })
        .collect()
}

/// How long it is, and what is sent of it.
fn help(words: &Words, field: &AppField, is_kept: bool) -> String {
    let mut parts = Vec::new();
    if is_kept && field.sent_as.is_some() {
        parts.push(words.t("connection-kept"));
    }
    for check in &field.checks {
        match check {
            Check::MinLength(least) => {
                parts.push(words.with("app-field-min-length", [("count", (*least).into())]));
            }
            Check::MaxLength(most) => {
                parts.push(words.with("app-field-max-length", [("count", (*most).into())]));
            }
            Check::Pattern(_) => {}
        }
    }
    parts.push(match &field.sent_as {
        Some(sent) => words.with("app-field-sent-as", [("what", sent.as_str().into())]),
        None => words.t("app-field-for-address"),
    });
    parts.join(" ")
}

/// What is wrong with the values, as far as it is seen without the server.
pub(super) fn check(words: &Words, app: &App, values: &ByField, is_kept: bool) -> ByField {
    let mut mistakes = ByField::new();
    for field in &app.fields {
        let value = values
            .get(&field.name)
            .map(String::as_str)
            .unwrap_or_default();
        let value = if field.kind == FieldKind::Password {
            value
        } else {
            value.trim()
        };
        if let Some(mistake) = mistake(words, field, value, is_kept) {
            mistakes.insert(field.name.clone(), mistake);
        }
    }
    mistakes
}

fn mistake(words: &Words, field: &AppField, value: &str, is_kept: bool) -> Option<String> {
    if value.is_empty() {
        return (!is_kept).then(|| words.t("app-field-empty"));
    }
    let length = u32::try_from(value.chars().count()).unwrap_or(u32::MAX);
    let is_mail = value.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !value.contains(char::is_whitespace)
    });
    if field.kind == FieldKind::Email && !is_mail {
        return Some(words.t("app-field-email"));
    }
    field.checks.iter().find_map(|check| match check {
        Check::MinLength(least) if length < *least => {
            Some(words.with("app-field-too-short", [("count", (*least).into())]))
        }
        Check::MaxLength(most) if length > *most => {
            Some(words.with("app-field-too-long", [("count", (*most).into())]))
        }
        _ => None,
    })
}

/// The mistakes that the server found.
pub(super) fn of_failure(words: &Words, failure: &Failure) -> ByField {
    let fields = failure.error.fields.iter();
    fields
        .filter_map(|wrong| {
            let name = wrong.path.strip_prefix("fields.")?;
            let text = match wrong.code.as_str() {
                "missing" => words.t("app-field-empty"),
                "pattern" => words.t("app-field-pattern"),
                _ => said::mistake(words, &wrong.message),
            };
            Some((name.to_owned(), text))
        })
        .collect()
}

/// Why a form was refused, where it is for none of the app's fields.
pub(super) fn general(words: &Words, failure: &Failure) -> String {
    match failure.error.fields.first() {
        Some(wrong) => said::mistake(words, &wrong.message),
        None => failure::reason(words, failure),
    }
}

/// The node of a form whose first mistake takes the focus each time that some were found, which `found` counts.
#[hook]
pub(super) fn use_mistakes(found: u32) -> NodeRef {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(found, move |_| {
            focus::to_first(&node, "[aria-invalid]");
        });
    }
    node
}

/// The field that stands for a whole address, in an app that runs anywhere.
pub(super) fn typed_field(app: &App) -> Option<&str> {
    let begins = |uri: &str| {
        let rest = uri.strip_prefix("https://").unwrap_or(uri);
        let (name, _) = rest.strip_prefix("{{")?.split_once("}}")?;
        Some(name.trim().to_owned())
    };
    let mut names = app
        .environments
        .iter()
        .filter_map(|one| begins(one.uri.as_str()));
    let name = names.next().filter(|_| app.typed_host)?;
    let field = app.fields.iter().find(|field| field.name == name)?;
    Some(&field.name)
}

/// The host in an address as somebody typed it, with or without what begins it.
pub(super) fn host(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let whole = if typed.contains("://") {
        typed.to_owned()
    } else {
        format!("https://{typed}")
    };
    let host = Url::new(&whole).ok()?.host();
    (!host.is_empty()).then_some(host)
}
