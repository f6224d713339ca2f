//! What most endpoints do without: another body, an order, a rate, headers, whose changes are left out.

use encaixe_api::access::Token;
use encaixe_api::webhook::Body;
use encaixe_ui::field::{use_field_part, use_switch};
use encaixe_ui::hooks::use_resource;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::part;
use encaixe_ui::revisions::Topic;
use yew::prelude::*;
use yew::props;

use super::Draft;
use super::headers::Headers;
use super::mistakes::Mistakes;
use super::places::Props;
use crate::api_client;
use crate::own::{Ask, Control, Question};

#[component]
pub(super) fn More(props: &Props) -> Html {
    let words = use_words();
    let tokens = use_resource((), Topic::Tokens, |()| api_client::tokens());
    let Props {
        draft,
        mistakes,
        onchange,
    } = props;
    let change = |set: fn(&mut Draft, String), mend: fn(&mut Mistakes)| {
        let (draft, mistakes) = (draft.clone(), mistakes.clone());
        onchange.reform(move |value: String| {
            let (mut new, mut left) = (draft.clone(), mistakes.clone());
            set(&mut new, value);
            mend(&mut left);
            (new, left)
        })
    };
    let onordered = {
        let (draft, mistakes) = (draft.clone(), mistakes.clone());
        onchange.reform(move |ordered: bool| {
            let new = draft.clone();
            (Draft { ordered, ..new }, mistakes.clone())
        })
    };
    let onheaders = {
        let (draft, mistakes) = (draft.clone(), mistakes.clone());
        onchange.reform(move |headers| {
            let (new, mut left) = (draft.clone(), mistakes.clone());
            left.headers = None;
            (Draft { headers, ..new }, left)
        })
    };
    let one = |path: &'static str, key: &str, choices: Vec<(String, String)>| Ask {
        path,
        label: words.t(key),
        help: Some(words.t(&format!("{key}-help"))),
        control: Control::One(choices),
        value: String::new(),
    };
    let bodies = Body::ALL.map(|body| {
        let word = words.t(match body {
            Body::Standard => "webhook-body-standard",
            Body::Plug => "webhook-body-plug",
        });
        (body.as_str().to_owned(), word)
    });
    let tokens = tokens.value.ready().map(Vec::as_slice);
    let tokens = token_choices(&words, tokens.unwrap_or_default(), &draft.left_out);
    let error = |mistake: &Option<String>| mistake.clone().map(AttrValue::from);
    // Once it has something in it, it stays open: it folds away nothing that was typed.
    let is_open = draft.has_more() || mistakes.has_more();
    html! {
        <details class="form-more" open={is_open}>
            <summary data-testid="webhook-more">{ words.t("webhook-more") }</summary>
            <div class="form">
                <Question
                    ask={one("body", "webhook-body", bodies.to_vec())} value={draft.body.as_str()} error={None::<AttrValue>}
                    onchange={change(|draft, word| draft.body = Body::parse(&word).unwrap_or_default(), |left| left.events = None)}
                />
                { part!(use_switch, "ordered", props!(encaixe_ui::field::SwitchProps { label: words.t("webhook-ordered"), name: "ordered", on: draft.ordered, help: words.t("webhook-ordered-help"), onchange: onordered })) }
                <Question
                    ask={one("leftOut", "webhook-left-out", tokens)} value={draft.left_out.clone()} error={error(&mistakes.left_out)}
                    onchange={change(|draft, token| draft.left_out = token, |left| left.left_out = None)}
                />
                { part!(use_field_part, "rate", props!(encaixe_ui::field::Props { label: words.t("webhook-rate"), name: "rate", value: draft.rate.clone(), class: "field-number", help: words.t("webhook-rate-help"), error: error(&mistakes.rate), oninput: change(|draft, value| draft.rate = value, |left| left.rate = None) })) }
                <Headers headers={draft.headers.clone()} error={mistakes.headers.clone()} onchange={onheaders} />
            </div>
        </details>
    }
}

/// Nobody's changes, or those of one token; one that was revoked only where it was chosen.
fn token_choices(words: &Words, tokens: &[Token], chosen: &str) -> Vec<(String, String)> {
    let none = (String::new(), words.t("webhook-left-out-none"));
    let named = tokens.iter();
    let named = named.map(|token| (token.id.to_string(), token.name.clone()));
    let mut all: Vec<_> = std::iter::once(none).chain(named).collect();
    if !all.iter().any(|(id, _)| id == chosen) {
        all.push((chosen.to_owned(), words.t("webhook-left-out-revoked")));
    }
    all
}
