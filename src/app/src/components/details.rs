//! What is known of the contact and of the attendance: addresses and custom fields, to read and to change.

use std::collections::BTreeMap;
use std::rc::Rc;

use encaixe_api::id::ConversationId;
use encaixe_api::inbox::Directory;
use encaixe_api::inbox::conversation::Conversation;
use encaixe_api::inbox::custom_field::CustomField;
use encaixe_protocol::event::conversation::Scalar;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::button::Button;
use super::form::focus;
use crate::hooks::{use_select, use_store};
use crate::i18n::{Words, use_words};
use crate::state::Action;
use crate::state::editing::Edit;
use crate::storage;
use crate::time;

mod edit;
mod questions;
mod value;

use edit::Edit as Sheet;
use value::{Shown, shown};

/// In a window of this size the details are open until the agent closes them, in CSS pixels.
const ROOM: (f64, f64) = (720.0, 800.0);

const KEY: &str = "details";

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) conversation: Rc<Conversation>,
    /// For the button that shows and hides them.
    pub(crate) id: AttrValue,
}

#[component]
pub(crate) fn Details(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let directory = use_select(|state| state.directory.clone());
    let id = &props.conversation.summary.id;
    let is_editing = {
        let id = id.clone();
        use_select(move |state| state.editing.of(&id).is_some())
    };
    let (button, form) = (use_node_ref(), use_node_ref());
    use_turn((id.clone(), *is_editing), &button, &form);
    let edit = {
        let id = id.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(Action::Edit(id.clone(), Edit::Open)))
    };
    html! {
        <div
            id={props.id.clone()}
            class={classes!("details", is_editing.then_some("is-editing"))}
            data-testid="details"
            role="region"
            aria-label={words.t("details")}
            tabindex={(!*is_editing).then_some("0")}
        >
            if *is_editing {
                <Sheet key={id.to_string()} conversation={props.conversation.clone()} directory={(*directory).clone()} node={form} />
            } else {
                <div class="details-known">{ known(&words, &directory, &props.conversation) }</div>
                <Button
                    node={button}
                    class="details-edit"
                    label={words.t("details-edit")}
                    icon="pencil"
                    look="quiet"
                    bare=true
                    onclick={edit}
                    testid="details-edit"
                />
            }
        </div>
    }
}

/// Takes the focus along when the same conversation's details open to be changed, and when that ends.
#[hook]
fn use_turn(now: (ConversationId, bool), button: &NodeRef, form: &NodeRef) {
    let (button, form) = (button.clone(), form.clone());
    let before = use_mut_ref(|| now.clone());
    use_effect_with(now, move |now| {
        let (id, was_editing) = before.replace(now.clone());
        if id != now.0 || was_editing == now.1 {
            return;
        }
        if now.1 {
            focus(&form, "[data-at='0']");
        } else if let Some(button) = button.cast::<HtmlElement>() {
            // A button can always take the focus.
            let _ = button.focus();
        }
    });
}

fn known(words: &Words, directory: &Directory, conversation: &Conversation) -> Html {
    let person = &conversation.person;
    let addresses = [
        (
            "email",
            words.t("detail-email"),
            person.email_display.as_ref().or(person.email.as_ref()),
        ),
        (
            "phone",
            words.t("detail-phone"),
            person.phone_display.as_ref().or(person.phone.as_ref()),
        ),
    ];
    let addresses = addresses
        .into_iter()
        .filter_map(|(name, label, value)| Some(detail(name, &label, value?)));
    let contact: Vec<Html> = addresses
        .chain(fields(words, directory, "contact", &person.fields))
        .collect();
    let session: Vec<Html> =
        fields(words, directory, "session", &conversation.session_fields).collect();
    let nothing = contact.is_empty() && session.is_empty();
    html! {
        <>
            { group("contact", &words.t("details-contact"), contact) }
            { group("session", &words.t("details-session"), session) }
            if nothing { <p class="detail-none">{ words.t("details-none") }</p> }
        </>
    }
}

fn group(entity: &'static str, title: &str, details: Vec<Html>) -> Html {
    if details.is_empty() {
        return Html::default();
    }
    html! {
        <section class="detail-group" data-entity={entity}>
            <h2>{ title }</h2>
            <dl>{ for details }</dl>
        </section>
    }
}

fn fields<'a>(
    words: &'a Words,
    directory: &'a Directory,
    entity: &'a str,
    values: &'a BTreeMap<String, Scalar>,
) -> impl Iterator<Item = Html> + 'a {
    let fields = directory.custom_fields.iter();
    fields
        .filter(move |field| field.entity == entity)
        .filter_map(move |field| {
            let value = values.get(&field.placeholder)?;
            Some(detail(
                &field.placeholder,
                &field.name,
                &text(words, field, value),
            ))
        })
}

/// The value of a field as people read it.
pub(crate) fn text(words: &Words, field: &CustomField, value: &Scalar) -> String {
    match shown(field, value) {
        Shown::Text(text) => text,
        Shown::Number(number) => time::figure(words, number),
        Shown::Day(day) => time::day(words, &day),
    }
}

fn detail(name: &str, label: &str, value: &str) -> Html {
    html! {
        <div class="detail" data-testid="detail" data-name={name.to_owned()}>
            <dt class="clip" dir="auto" title={label.to_owned()}>{ label }</dt>
            <dd dir="auto" title={value.to_owned()}>{ value }</dd>
        </div>
    }
}

/// Whether the details are shown; the choice is remembered.
#[hook]
pub(crate) fn use_details() -> (bool, Callback<MouseEvent>) {
    let open = use_state_eq(|| match storage::get(KEY).as_deref() {
        Some(word) => word == "open",
        None => is_roomy(),
    });
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| {
            storage::set(KEY, if *open { "closed" } else { "open" });
            open.set(!*open);
        })
    };
    (*open, toggle)
}

fn is_roomy() -> bool {
    web_sys::window()
        .and_then(|window| {
            let width = window.inner_width().ok()?.as_f64()?;
            let height = window.inner_height().ok()?.as_f64()?;
            Some(width >= ROOM.0 && height >= ROOM.1)
        })
        .unwrap_or_default()
}
