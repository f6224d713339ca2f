//! Under the head of the conversation: who may be the same person, what was merged and can be taken back, and a newer conversation
//! with the same person.

use std::rc::Rc;

use encaixe_api::inbox::conversation::Conversation;
use encaixe_api::inbox::merge::{Candidate, Same as Found};
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use encaixe_ui::time;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::api_client;
use crate::flow::{complain, conversations, people};
use crate::hooks::use_store;

mod compare;

use compare::use_compare;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) conversation: Rc<Conversation>,
    /// Whether the details are shown: merges stand beside them.
    pub(crate) is_detailed: bool,
}

#[hook]
pub(crate) fn use_same(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let found = use_state_eq(Found::default);
    let compared = use_state_eq(|| None::<Candidate>);
    let person = &props.conversation.person;
    let newest = use_mut_ref(|| person.id.clone());
    {
        let (found, newest) = (found.clone(), Rc::clone(&newest));
        use_effect_with(person.clone(), move |person| {
            let is_other = newest.replace(person.id.clone()) != person.id;
            if is_other {
                found.set(Found::default());
            }
            let id = person.id.clone();
            spawn_local(async move {
                // Without an answer nothing is offered; the next change asks again.
                if let Ok(same) = api_client::same(&id).await
                    && *newest.borrow() == id
                {
                    found.set(same);
                }
            });
        });
    }
    let apart = {
        let (store, id, found) = (store.clone(), person.id.clone(), found.clone());
        Callback::from(move |candidate: Candidate| {
            let (store, id) = (store.clone(), id.clone());
            let other = candidate.contact.id;
            let mut rest = (*found).clone();
            rest.candidates.retain(|one| one.contact.id != other);
            let found = found.clone();
            spawn_local(async move {
                match api_client::keep_apart(&id, &other).await {
                    Ok(()) => found.set(rest),
                    Err(failure) => complain(&store, "problem-apart", &failure),
                }
            });
        })
    };
    let close = {
        let compared = compared.clone();
        Callback::from(move |()| compared.set(None))
    };
    let candidate = found.candidates.first().cloned().map(|candidate| {
        let names = [
            ("name", candidate.contact.name.clone().into()),
            ("shared", candidate.shared.clone().into()),
        ];
        let compare = {
            let (compared, candidate) = (compared.clone(), candidate.clone());
            Callback::from(move |_: MouseEvent| compared.set(Some(candidate.clone())))
        };
        let id = candidate.contact.id.to_string();
        html! {
            <section class="same" data-testid="same" data-contact={id} aria-label={words.t("same-title")}>
                { small_icon("users") }
                <p dir="auto"><strong>{ words.t("same-title") }</strong>{ " " }{ words.with("same-text", names) }</p>
                <span class="same-buttons">
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("same-apart"), look: Look::Quiet, onclick: apart.reform(move |_: MouseEvent| candidate.clone()), testid: "same-apart" })) }
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("same-compare"), onclick: compare, testid: "same-compare" })) }
                </span>
            </section>
        }
    });
    let merges = found.merges.iter().filter(|_| props.is_detailed).map(|merge| {
        let undo = {
            let (store, kept, id) = (store.clone(), person.id.clone(), merge.id.clone());
            Callback::from(move |_: MouseEvent| people::unmerge(&store, kept.clone(), id.clone()))
        };
        let names = [
            ("name", merge.name.clone().into()),
            ("time", time::date_time(&words, &merge.until).into()),
        ];
        html! {
            <section key={merge.id.as_str()} class="same same-merged" data-testid="same-merged">
                { small_icon("users") }
                <p dir="auto">{ words.with("same-merged", names) }</p>
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("undo"), look: Look::Quiet, icon: "undo-2", onclick: undo, testid: "same-undo" })) }
            </section>
        }
    });
    let newer = props.conversation.newer.clone().map(|newer| {
        let go = {
            let store = store.clone();
            Callback::from(move |_: MouseEvent| conversations::go(&store, Some(newer.clone())))
        };
        html! {
            <section class="same" data-testid="newer">
                { small_icon("info") }
                <p>{ words.t("newer-text") }</p>
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("newer-go"), onclick: go, testid: "newer-go" })) }
            </section>
        }
    });
    html! {
        <>
            { for newer }
            { for candidate }
            { for merges }
            if let Some(candidate) = &*compared {
                { part!(use_compare, &candidate.contact.id.to_string(), props!(crate::components::same::compare::Props { conversation: props.conversation.clone(), candidate: candidate.clone(), onclose: close })) }
            }
        </>
    }
}
