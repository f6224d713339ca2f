//! The dialog that begins a conversation: in which channel, and with whom.

use encaixe_api::id::{ChannelId, ContactId};
use encaixe_api::inbox::conversation::{NewConversation, Who};
use encaixe_ui::api_client::Failure;
use encaixe_ui::avatar::use_avatar;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::dialog::use_modal;
use encaixe_ui::failure;
use encaixe_ui::field::use_field_part;
use encaixe_ui::hooks::{use_effect_with, use_id};
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use encaixe_ui::select::use_select_part;
use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::api_client;
use crate::flow::start;
use crate::hooks::{use_reading, use_select, use_store};
use crate::state::Action;

/// How long the agent's hand has to rest before people are looked for, in milliseconds.
const REST_MS: u32 = 250;

#[hook]
pub(crate) fn use_start() -> Html {
    let words = use_words();
    let store = use_store();
    let directory = use_select(|state| state.directory.clone());
    let (node, title) = (use_node_ref(), use_id("start"));
    // What is open when the dialog opens is where it begins.
    let open = use_memo((), |()| {
        let state = store.state();
        state.conversation().map(|open| open.summary.clone())
    });
    let channel = use_state_eq(|| {
        let first = directory.channels.iter().find(|channel| channel.is_active);
        let first = first.map(|channel| &channel.id);
        let of_open = open.as_ref().as_ref().map(|row| &row.channel);
        of_open
            .or(first)
            .map(ToString::to_string)
            .unwrap_or_default()
    });
    let is_known = use_state_eq(|| open.is_some());
    let contact = use_state_eq(|| open.as_ref().as_ref().map(|row| row.contact.clone()));
    let (name, identifier) = (use_state_eq(String::new), use_state_eq(String::new));
    let busy = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Failure>);
    use_modal(&node);
    let close = {
        let store = store.clone();
        Callback::from(move |()| store.dispatch(Action::Starting(false)))
    };
    let onkeydown = {
        let close = close.clone();
        Callback::from(move |event: KeyboardEvent| {
            // No key of the page acts while a dialog stands over it.
            event.stop_propagation();
            if event.key() == "Escape" {
                event.prevent_default();
                close.emit(());
            }
        })
    };
    let oncancel = {
        let close = close.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            close.emit(());
        })
    };
    let has_contact = *is_known && contact.is_some();
    let is_ready =
        has_contact || (!*is_known && !name.trim().is_empty() && !identifier.trim().is_empty());
    let onsubmit = {
        let (store, busy, failure) = (store, busy.clone(), failure.clone());
        let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let new = NewConversation {
            channel: ChannelId::new(channel.as_str()),
            contact: contact
                .as_ref()
                .filter(|_| *is_known)
                .map(|who| who.id.clone()),
            identifier: filled(&identifier),
            name: filled(&name).filter(|_| !*is_known),
        };
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy || !is_ready {
                return;
            }
            busy.set(true);
            let (store, new) = (store.clone(), new.clone());
            let (busy, failure) = (busy.clone(), failure.clone());
            spawn_local(async move {
                if let Err(found) = start::begin(&store, &new).await {
                    failure.set(Some(found));
                    busy.set(false);
                }
            });
        })
    };
    let mistake = |path: &str| {
        let found = failure::mistake(&words, failure.as_ref()?, path)?;
        Some(AttrValue::from(found))
    };
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value: String| state.set(value))
    };
    let choose = |known: bool| {
        let is_known = is_known.clone();
        Callback::from(move |_: Event| is_known.set(known))
    };
    let channels = directory.channels.iter().filter(|one| {
        // That of the open conversation may be switched off: the server says so if it stays chosen.
        one.is_active || *channel == one.id.as_str()
    });
    let channels: Vec<(AttrValue, AttrValue)> = channels
        .map(|one| (one.id.to_string().into(), one.name.clone().into()))
        .collect();
    let placed = ["identifier", "name"];
    let general = failure
        .as_ref()
        .filter(|failure| placed.iter().all(|path| failure.field(path).is_none()));
    let general = general.map(|failure| {
        let other = failure.error.fields.first();
        other.map_or_else(
            || failure::reason(&words, failure),
            |field| field.message.clone(),
        )
    });
    let kind = directory
        .channels
        .iter()
        .find(|one| one.id.as_str() == *channel);
    let kind = kind.map(|one| one.kind.as_str()).unwrap_or_default();
    let (label, help) = match kind {
        "whatsapp" | "sms" => ("detail-phone", Some("start-phone-help")),
        "email" => ("detail-email", None),
        _ => ("start-identifier", Some("start-identifier-help")),
    };
    let help = if *is_known {
        Some("start-identifier-known")
    } else {
        help
    };
    let onchoose = {
        let contact = contact.clone();
        Callback::from(move |who: Who| contact.set(Some(who)))
    };
    let reading = use_reading(&words, kind, &identifier);
    let help = reading.or_else(|| help.map(|help| words.t(help).into()));
    html! {
        <dialog ref={node} class="dialog start" data-testid="start-dialog" aria-labelledby={title.clone()} {onkeydown} {oncancel}>
            <h2 id={title} class="dialog-title">{ words.t("start") }</h2>
            <form class="form" novalidate=true {onsubmit}>
                <div class="field">
                    <span class="label" aria-hidden="true">{ words.t("start-channel") }</span>
                    { part!(use_select_part, "channel", props!(encaixe_ui::select::Props { class: "select", name: "channel", label: words.t("start-channel"), value: (*channel).clone(), options: channels, onchange: set(&channel) })) }
                </div>
                <fieldset class="start-who">
                    <legend class="label">{ words.t("start-with") }</legend>
                    <label class="choice"><input type="radio" name="who" value="known" checked={*is_known} onchange={choose(true)} /><span>{ words.t("start-known") }</span></label>
                    <label class="choice"><input type="radio" name="who" value="new" checked={!*is_known} onchange={choose(false)} /><span>{ words.t("start-new") }</span></label>
                </fieldset>
                if *is_known {
                    { part!(use_people, props!(PeopleProps { chosen: (*contact).clone(), onchoose })) }
                } else {
                    { part!(use_field_part, "name", props!(encaixe_ui::field::Props { label: words.t("start-name"), name: "name", value: (*name).clone(), oninput: set(&name), error: mistake("name") })) }
                }
                { part!(use_field_part, "identifier", props!(encaixe_ui::field::Props { label: words.t(label), name: "identifier", value: (*identifier).clone(), oninput: set(&identifier), help, error: mistake("identifier") })) }
                if let Some(general) = general {
                    <p class="form-error" role="alert">{ small_icon("circle-alert") }{ general }</p>
                }
                <div class="dialog-buttons">
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("cancel"), onclick: close.reform(|_: MouseEvent| ()) })) }
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("start-ok"), look: Look::Primary, submit: true, busy: *busy, disabled: !is_ready, testid: "start-ok" })) }
                </div>
            </form>
        </dialog>
    }
}

#[derive(Properties, PartialEq)]
struct PeopleProps {
    chosen: Option<Who>,
    onchoose: Callback<Who>,
}

/// A search among those who have written, and whom it found.
#[hook]
fn use_people(props: &PeopleProps) -> Html {
    let words = use_words();
    let sought = use_state_eq(String::new);
    let found = use_state_eq(|| None::<(String, (Vec<Who>, u32))>);
    let wanted = sought.trim().to_owned();
    // An answer that comes late must not replace that of the newest words.
    let newest = use_mut_ref(String::new);
    {
        let found = found.clone();
        use_effect_with(wanted.clone(), move |wanted| {
            newest.borrow_mut().clone_from(wanted);
            let wanted = wanted.clone();
            let timer = (!wanted.is_empty()).then(|| {
                Timeout::new(REST_MS, move || {
                    spawn_local(async move {
                        // Without an answer what was found before stays; the next letter asks again.
                        if let Ok(people) = api_client::find_people(&wanted).await
                            && *newest.borrow() == wanted
                        {
                            found.set(Some((wanted, people)));
                        }
                    });
                })
            });
            move || drop(timer)
        });
    }
    let oninput = {
        let sought = sought.clone();
        Callback::from(move |text: String| sought.set(text))
    };
    let answer = found
        .as_ref()
        .filter(|(asked, _)| !wanted.is_empty() && *asked == wanted);
    let mut shown: Vec<Who> = props.chosen.iter().cloned().collect();
    if let Some((_, (people, _))) = answer {
        let is_chosen = |id: &ContactId| props.chosen.as_ref().is_some_and(|who| who.id == *id);
        shown.extend(people.iter().filter(|who| !is_chosen(&who.id)).cloned());
    }
    let nobody = answer.is_some_and(|(_, (people, _))| people.is_empty());
    let unindexed = answer.map_or(0, |(_, (_, unindexed))| *unindexed);
    let choices = shown.into_iter().map(|who| {
        let is_chosen = props.chosen.as_ref() == Some(&who);
        let onchange = {
            let who = who.clone();
            props.onchoose.reform(move |_: Event| who.clone())
        };
        html! {
            <label key={who.id.to_string()} class="choice" data-testid="start-person" data-id={who.id.to_string()}>
                <input type="radio" name="contact" checked={is_chosen} {onchange} />
                { part!(use_avatar, props!(encaixe_ui::avatar::Props { id: who.id.to_string(), name: who.name.clone(), picture: who.avatar.clone().map(AttrValue::from) })) }
                <span class="clip" dir="auto">{ &who.name }</span>
            </label>
        }
    });
    html! {
        <>
            { part!(use_field_part, "find", props!(encaixe_ui::field::Props { label: words.t("start-find"), name: "find", value: (*sought).clone(), oninput, help: words.t("start-find-help") })) }
            <div class="start-people" role="radiogroup" aria-label={words.t("start-found")}>{ for choices }</div>
            <p class="field-help" role="status">{ if nobody { words.t("start-none") } else { String::new() } }</p>
            if unindexed > 0 {
                <p class="field-help" data-testid="start-unindexed">{ words.with("list-unindexed", [("count", unindexed.into())]) }</p>
            }
        </>
    }
}
