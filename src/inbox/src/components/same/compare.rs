//! The question before two contacts become one: what will be kept of each, side by side.

use encaixe_ui::part;
use std::rc::Rc;
use yew::props;

use encaixe_api::inbox::Directory;
use encaixe_api::inbox::contact::Contact;
use encaixe_api::inbox::conversation::Conversation;
use encaixe_api::inbox::merge::Candidate;
use encaixe_ui::api_client::Failure;
use encaixe_ui::dialog::use_dialog;
use encaixe_ui::failure;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::components::details::text;
use crate::flow::{self, people};
use crate::hooks::{use_select, use_store};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) conversation: Rc<Conversation>,
    pub(super) candidate: Candidate,
    pub(super) onclose: Callback<()>,
}

#[hook]
pub(super) fn use_compare(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let directory = use_select(|state| state.directory.clone());
    let keeps_other = use_state_eq(|| false);
    let busy = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Failure>);
    let (here, there) = (&props.conversation.person, &props.candidate.contact);
    let (kept, gone) = if *keeps_other {
        (there, here)
    } else {
        (here, there)
    };
    let onanswer = {
        let (busy, failure, onclose) = (busy.clone(), failure.clone(), props.onclose.clone());
        let (kept, gone) = (kept.id.clone(), gone.id.clone());
        Callback::from(move |confirmed: bool| {
            if !confirmed {
                onclose.emit(());
            }
            if !confirmed || *busy {
                return;
            }
            busy.set(true);
            let (store, kept, gone) = (store.clone(), kept.clone(), gone.clone());
            let (busy, failure, onclose) = (busy.clone(), failure.clone(), onclose.clone());
            spawn_local(async move {
                match people::merge(&store, &kept, &gone).await {
                    Ok(()) => onclose.emit(()),
                    Err(found) => {
                        flow::signed_out(&store, &found);
                        failure.set(Some(found));
                        busy.set(false);
                    }
                }
            });
        })
    };
    let choice = |other: bool, person: &Contact| {
        let keeps_other = keeps_other.clone();
        let is_chosen = *keeps_other == other;
        html! {
            <label class="choice" data-testid="merge-keep" data-id={person.id.to_string()}>
                <input type="radio" name="kept" checked={is_chosen} onchange={Callback::from(move |_: Event| keeps_other.set(other))} />
                <span dir="auto">{ &person.name }</span>
            </label>
        }
    };
    let rows = rows(&words, &directory, kept, gone);
    html! {
        { part!(use_dialog, props!(encaixe_ui::dialog::Props { title: words.t("merge-title"), text: words.with("merge-text", [("count", props.candidate.conversations.into())]), ok: words.t("merge-ok"), cancel: words.t("cancel"), busy: *busy, onanswer, children: html! { <><fieldset class="merge-keep">
                <legend class="label">{ words.t("merge-keep") }</legend>
                { choice(false, here) }
                { choice(true, there) }
            </fieldset>
            <dl class="facts merge-facts">{ for rows.iter().map(|row| fact(&words, row)) }</dl>
            if let Some(failure) = &*failure {
                <p class="form-error" role="alert">
                    { small_icon("circle-alert") }{ words.t("problem-merge") }{ " " }{ failure::reason(&words, failure) }
                </p>
            }</> } })) }
    }
}

/// One thing that is known: what stays, and what does not.
struct Row {
    label: String,
    stays: String,
    goes: Option<String>,
}

fn fact(words: &Words, row: &Row) -> Html {
    html! {
        <div class="fact" data-testid="merge-fact">
            <dt>{ &row.label }</dt>
            <dd dir="auto">
                { &row.stays }
                if let Some(goes) = &row.goes {
                    <span class="merge-goes">
                        <s dir="auto">{ goes }</s>{ " " }<span class="merge-hint">{ words.t("merge-goes") }</span>
                    </span>
                }
            </dd>
        </div>
    }
}

/// Of what both have, the kept one's stays.
fn rows(words: &Words, directory: &Directory, kept: &Contact, gone: &Contact) -> Vec<Row> {
    let one = |label: String, kept: Option<String>, gone: Option<String>| {
        let goes = gone
            .clone()
            .filter(|gone| kept.as_ref().is_some_and(|kept| kept != gone));
        Some(Row {
            label,
            stays: kept.or(gone)?,
            goes,
        })
    };
    let own = [
        (words.t("detail-name"), name(kept), name(gone)),
        (
            words.t("detail-email"),
            kept.email_display.clone(),
            gone.email_display.clone(),
        ),
        (
            words.t("detail-phone"),
            kept.phone_display.clone(),
            gone.phone_display.clone(),
        ),
    ];
    let fields = directory.custom_fields.iter();
    let fields = fields
        .filter(|field| field.entity == "contact")
        .map(|field| {
            let value = |person: &Contact| {
                let value = person.fields.get(&field.placeholder)?;
                Some(text(words, field, value))
            };
            (field.name.clone(), value(kept), value(gone))
        });
    own.into_iter()
        .chain(fields)
        .filter_map(|(label, kept, gone)| one(label, kept, gone))
        .collect()
}

/// A name that is only an address is none.
fn name(person: &Contact) -> Option<String> {
    let addresses = [
        &person.phone,
        &person.phone_display,
        &person.email,
        &person.email_display,
    ];
    let is_address = addresses
        .iter()
        .any(|address| address.as_ref() == Some(&person.name));
    (!is_address).then(|| person.name.clone())
}
