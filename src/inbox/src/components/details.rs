//! What is known of the contact and of the attendance: addresses and custom fields, what matters of them in one line, or all of
//! them, to read and to change.

use std::collections::BTreeMap;
use std::rc::Rc;
use yew::props;

use encaixe_api::id::ConversationId;
use encaixe_api::inbox::Directory;
use encaixe_api::inbox::conversation::Conversation;
use encaixe_api::inbox::custom_field::CustomField;
use encaixe_protocol::event::conversation::Scalar;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::focus;
use encaixe_ui::hooks::{use_effect_with, use_id};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::storage;
use encaixe_ui::time;
use yew::prelude::*;

use super::form::focus_field;
use crate::flow;
use crate::hooks::{use_select, use_store};
use crate::state::Action;
use crate::state::editing::EditAction;

mod edit;
mod facts;
mod questions;
mod rows;
mod value;

use edit::Edit;
use facts::{facts, use_attendances};
use rows::use_whole_rows;
use value::{Shown, shown};

const KEY: &str = "details";

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) conversation: Rc<Conversation>,
    /// Whether all of them are shown.
    pub(crate) is_open: bool,
    pub(crate) ontoggle: Callback<MouseEvent>,
}

#[hook]
pub(crate) fn use_details_part(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let region = use_id("details");
    let directory = use_select(|state| state.directory.clone());
    let id = &props.conversation.summary.id;
    let is_editing = {
        let id = id.clone();
        *use_select(move |state| state.editing.of(&id).is_some())
    };
    let (button, form, sheet) = (use_node_ref(), use_node_ref(), use_node_ref());
    use_turn((id.clone(), is_editing), &button, &form);
    let is_shown = props.is_open || is_editing;
    use_whole_rows(&sheet, is_shown, is_editing);
    let rate = {
        let (store, session) = (store.clone(), props.conversation.session.clone());
        Callback::from(move |_: MouseEvent| flow::rating::copy_link(&store, &session))
    };
    let rating_link = push_button(&props!(encaixe_ui::button::Props {
        label: words.t("rating-link"),
        icon: "copy",
        look: Look::Quiet,
        onclick: rate,
        testid: "rating-link"
    }));
    let edit = {
        let id = id.clone();
        Callback::from(move |_: MouseEvent| {
            store.dispatch(Action::Edit(id.clone(), EditAction::Open))
        })
    };
    let attendances = use_attendances(&props.conversation, is_shown);
    let mut known = known(&words, &directory, &props.conversation);
    let is_none = known.is_empty();
    if let Some(attendances) = attendances.filter(|_| is_shown) {
        known.extend(facts(&words, &directory, &attendances));
    }
    html! {
        <>
            <div class="details-bar">
                if is_shown {
                    <h2 class="details-title">{ words.t("details") }</h2>
                } else {
                    { line(&words, &known, &props.conversation) }
                }
                if !is_editing {
                    { push_button(&props!(encaixe_ui::button::Props { node: button, label: words.t("details-edit"), icon: "pencil", look: Look::Quiet, bare: true, onclick: edit, testid: "details-edit" })) }
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t(if props.is_open { "details-less" } else { "details-all" }), look: Look::Quiet, controls: (region.clone(), props.is_open), onclick: props.ontoggle.clone(), testid: "details-toggle" })) }
                }
            </div>
            if is_shown {
                <div
                    id={region}
                    ref={sheet}
                    class={classes!("details", is_editing.then_some("is-editing"))}
                    data-testid="details"
                    role="region"
                    aria-label={words.t("details")}
                    tabindex={(!is_editing).then_some("0")}
                >
                    if is_editing {
                        <Edit key={id.to_string()} conversation={props.conversation.clone()} directory={(*directory).clone()} node={form} />
                    } else {
                        <div class="details-known">
                            { group("contact", &words.t("details-contact"), &known, Html::default()) }
                            if is_none { <p class="detail-none">{ words.t("details-none") }</p> }
                            { group("session", &words.t("details-session"), &known, rating_link) }
                        </div>
                    }
                </div>
            }
        </>
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
            focus_field(&form, "[data-at='0']");
        } else {
            focus::to(&button);
        }
    });
}

/// A known value: whose, its label, and its text.
struct Known {
    entity: &'static str,
    name: String,
    label: String,
    value: String,
    /// Stands as a dot before the value; empty for none.
    color: String,
}

fn known(words: &Words, directory: &Directory, conversation: &Conversation) -> Vec<Known> {
    let person = &conversation.person;
    let address = |name: &str, label: &str, value: Option<&String>| {
        value.map(|value| Known {
            entity: "contact",
            name: name.to_owned(),
            label: words.t(label),
            value: value.clone(),
            color: String::new(),
        })
    };
    let (email, phone) = (
        person.email_display.as_ref().or(person.email.as_ref()),
        person.phone_display.as_ref().or(person.phone.as_ref()),
    );
    let addresses = [
        address("email", "detail-email", email),
        address("phone", "detail-phone", phone),
    ];
    let of_contact = fields(words, directory, "contact", &person.fields);
    let of_session = fields(words, directory, "session", &conversation.session_fields);
    let known = addresses.into_iter().flatten();
    known.chain(of_contact).chain(of_session).collect()
}

/// What matters in one line: as much as it has room for. The head has the address by which the contact writes.
fn line(words: &Words, known: &[Known], conversation: &Conversation) -> Html {
    let shown = conversation.identifier_display.as_ref();
    let shown = shown.or(conversation.identifier.as_ref());
    let items = known
        .iter()
        .filter(|one| Some(&one.value) != shown)
        .map(|one| {
            html! {
                <li class="clip" dir="auto" title={format!("{}: {}", one.label, one.value)}>
                    <span>{ &one.label }</span>{ " " }{ &one.value }
                </li>
            }
        });
    html! {
        <ul class="details-line" data-testid="details-line" aria-label={words.t("details")}>
            if known.is_empty() {
                <li>{ words.t("details-none") }</li>
            } else {
                { for items }
            }
        </ul>
    }
}

fn group(entity: &'static str, title: &str, known: &[Known], more: Html) -> Html {
    let mut of_it = known.iter().filter(|one| one.entity == entity).peekable();
    if of_it.peek().is_none() {
        return Html::default();
    }
    html! {
        <section class="detail-group" data-entity={entity}>
            <h3>{ title }</h3>
            <dl>{ for of_it.map(detail) }</dl>
            { more }
        </section>
    }
}

fn fields<'a>(
    words: &'a Words,
    directory: &'a Directory,
    entity: &'static str,
    values: &'a BTreeMap<String, Scalar>,
) -> impl Iterator<Item = Known> + 'a {
    let fields = directory.custom_fields.iter();
    fields
        .filter(move |field| field.entity == entity)
        .filter_map(move |field| {
            Some(Known {
                entity,
                name: field.placeholder.clone(),
                label: field.name.clone(),
                value: text(words, field, values.get(&field.placeholder)?),
                color: String::new(),
            })
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

fn detail(one: &Known) -> Html {
    html! {
        <div class="detail" data-testid="detail" data-name={one.name.clone()}>
            <dt class="clip" dir="auto" title={one.label.clone()}>{ &one.label }</dt>
            <dd dir="auto" title={one.value.clone()} style={(!one.color.is_empty()).then(|| format!("--dot: {}", one.color))}>{ &one.value }</dd>
        </div>
    }
}

/// Whether all details are shown; the choice is remembered.
#[hook]
pub(crate) fn use_details() -> (bool, Callback<MouseEvent>) {
    let open = use_state_eq(|| storage::get(KEY).as_deref() == Some("open"));
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| {
            storage::set(KEY, if *open { "closed" } else { "open" });
            open.set(!*open);
        })
    };
    (*open, toggle)
}
