//! What a connection is called, and what was filled in: what is not written anew stays.

use encaixe_api::app::{App, Connection, ConnectionPatch};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::Failure;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::field::use_field_part;
use encaixe_ui::focus::use_kept;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use super::form::{ByField, check, fields, general, of_failure, use_mistakes};
use crate::api_client;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) app: App,
    pub(super) connection: Connection,
    pub(super) onchanged: Callback<()>,
}

#[component]
pub(super) fn Edit(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let (app, connection) = (&props.app, &props.connection);
    let name = use_state_eq(|| connection.name.clone());
    let known: ByField = connection.fields.clone();
    let values = use_state_eq(|| known.clone());
    let mistakes = use_state_eq(ByField::new);
    let mistaken = use_state_eq(|| 0_u32);
    let form = use_mistakes(*mistaken);
    let refuse = {
        let (mistakes, mistaken) = (mistakes.clone(), mistaken.clone());
        move |found: ByField| {
            mistakes.set(found);
            mistaken.set(*mistaken + 1);
        }
    };
    let busy = use_state_eq(|| false);
    let save = use_kept(*busy);
    let refused = use_state_eq(|| None::<Failure>);
    let oninput = {
        let (values, mistakes) = (values.clone(), mistakes.clone());
        Callback::from(move |(name, value): (String, String)| {
            let (mut new, mut left) = ((*values).clone(), (*mistakes).clone());
            left.remove(&name);
            new.insert(name, value);
            values.set(new);
            mistakes.set(left);
        })
    };
    let changed: ByField = values
        .iter()
        .filter(|(name, value)| !value.is_empty() && known.get(*name) != Some(*value))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let new_name = (*name != connection.name).then(|| name.trim().to_owned());
    let is_same = changed.is_empty() && new_name.is_none();
    let onsubmit = {
        let (refused, busy) = (refused.clone(), busy.clone());
        let (words, values, known) = (words.clone(), values.clone(), known.clone());
        let (app, connection) = (app.clone(), connection.clone());
        let onchanged = props.onchanged.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let wrong = check(&words, &app, &values, true);
            refused.set(None);
            if !wrong.is_empty() {
                return refuse(wrong);
            }
            let patch = ConnectionPatch {
                name: new_name.clone(),
                fields: Some(changed.clone()).filter(|changed| !changed.is_empty()),
            };
            busy.set(true);
            let (shell, words, known) = (shell.clone(), words.clone(), known.clone());
            let (refuse, refused) = (refuse.clone(), refused.clone());
            let (busy, values) = (busy.clone(), values.clone());
            let (connection, onchanged) = (connection.clone(), onchanged.clone());
            spawn_local(async move {
                let (app, id) = (&connection.app_id, &connection.id);
                match api_client::change_connection(app, id, &patch).await {
                    Ok(new) => {
                        shell.notice(Kind::Success, words.t("saved"));
                        // Credentials are not shown again; the others are as they are now.
                        values.set(if new.fields.is_empty() {
                            known
                        } else {
                            new.fields
                        });
                        onchanged.emit(());
                    }
                    Err(failure) => {
                        shell.signed_out(&failure);
                        let found = of_failure(&words, &failure);
                        if found.is_empty() {
                            refused.set(Some(failure));
                        } else {
                            refuse(found);
                        }
                    }
                }
                busy.set(false);
            });
        })
    };
    let rename = {
        let name = name.clone();
        Callback::from(move |value: String| name.set(value))
    };
    let error = name
        .trim()
        .is_empty()
        .then(|| AttrValue::from(words.t("connection-name-empty")));
    html! {
        <section class="section section-form" data-testid="connection-edit">
            <h2>{ words.t("connection-edit") }</h2>
            <form class="form" ref={form} {onsubmit} novalidate=true>
                { part!(use_field_part, "name", props!(encaixe_ui::field::Props { label: words.t("connection-name"), name: "name", value: (*name).clone(), error: error.clone(), oninput: rename })) }
                { fields(&words, app, &values, &mistakes, true, &oninput) }
                if let Some(failure) = &*refused {
                    <p class="form-error" role="alert">{ small_icon("circle-alert") }{ general(&words, failure) }</p>
                }
                <div class="form-buttons">
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("save"), look: Look::Primary, submit: true, busy: *busy, disabled: is_same || error.is_some(), node: save })) }
                </div>
            </form>
        </section>
    }
}
