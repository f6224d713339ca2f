//! Of which channels an endpoint is told.

use std::rc::Rc;

use encaixe_ui::hooks::use_shared;
use encaixe_ui::i18n::use_words;
use yew::prelude::*;

use super::Draft;
use super::mistakes::Mistakes;
use crate::own::{Ask, Control, Question};
use crate::plugin_form::channels;

/// What "some" is called among the choices; "all" is the empty text.
const SOME: &str = "some";

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) draft: Draft,
    pub(super) mistakes: Mistakes,
    pub(super) onchange: Callback<(Draft, Mistakes)>,
}

#[component]
pub(super) fn Places(props: &Props) -> Html {
    let words = use_words();
    let directory = use_shared(|shared| Rc::clone(&shared.directory));
    let Props {
        draft,
        mistakes,
        onchange,
    } = props;
    let change = |set: fn(&mut Draft, String)| {
        let (draft, mistakes) = (draft.clone(), mistakes.clone());
        onchange.reform(move |value: String| {
            let (mut new, mut left) = (draft.clone(), mistakes.clone());
            set(&mut new, value);
            left.channels = None;
            (new, left)
        })
    };
    let ask = |path: &'static str, label: &str, help: Option<&str>, control: Control| Ask {
        path,
        label: words.t(label),
        help: help.map(|key| words.t(key)),
        control,
        value: String::new(),
    };
    let choices = vec![
        (String::new(), words.t("webhook-where-all")),
        (SOME.to_owned(), words.t("webhook-where-some")),
    ];
    let some = if draft.some_channels { SOME } else { "" };
    let error = mistakes.channels.clone().map(AttrValue::from);
    html! {
        <>
            <Question
                ask={ask("where", "webhook-where", Some("webhook-where-help"), Control::One(choices))} value={some} error={None::<AttrValue>}
                onchange={change(|draft, word| draft.some_channels = word == SOME)}
            />
            if draft.some_channels {
                <Question
                    ask={ask("channels", "webhook-channels", None, Control::Some(channels(&words, &directory, &draft.channels)))}
                    value={draft.channels.clone()} {error} onchange={change(|draft, ids| draft.channels = ids)}
                />
            }
        </>
    }
}
