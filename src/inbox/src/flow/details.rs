//! Saves what an agent changed of a contact's and an attendance's data: what was touched, and nothing else.

use std::collections::BTreeMap;

use encaixe_api::id::ConversationId;
use encaixe_api::inbox::attendance::AttendancePatch;
use encaixe_api::inbox::contact::ContactPatch;
use encaixe_protocol::event::conversation::Scalar;
use encaixe_ui::api_client::By;
use encaixe_ui::gathered;
use wasm_bindgen_futures::spawn_local;

use super::{conversations, signed_out};
use crate::api_client;
use crate::form::entry::Entry;
use crate::state::Action;
use crate::state::editing::{EditAction, Entity, Key};
use crate::store::Store;

/// A change: its field, what was typed, and what the server is to store; none empties the field.
pub(crate) type Change = (Key, Entry, Option<Scalar>);

/// Sends the changes. What is refused stays in the sheet, with the reason at its field.
pub(crate) fn save(store: &Store, id: ConversationId, changes: Vec<Change>) {
    let state = store.state();
    let Some(open) = state.conversation().filter(|open| open.summary.id == id) else {
        return;
    };
    let (contact, session) = (open.person.id.clone(), open.session.clone());
    let (of_contact, of_session): (Vec<Change>, Vec<Change>) = changes
        .into_iter()
        .partition(|((entity, _), ..)| *entity == Entity::Contact);
    let store = store.clone();
    store.dispatch(Action::Edit(id.clone(), EditAction::Saving));
    spawn_local(async move {
        let mut answers = Vec::new();
        if !of_contact.is_empty() {
            let answer =
                api_client::change_contact(By::Agent, &contact, &contact_patch(&of_contact)).await;
            answers.push((Entity::Contact, of_contact, answer.err()));
        }
        if !of_session.is_empty() {
            let answer =
                api_client::change_attendance(By::Agent, &session, &session_patch(&of_session))
                    .await;
            answers.push((Entity::Session, of_session, answer.err()));
        }
        if answers.iter().any(|(.., failure)| failure.is_none()) {
            // The sheet closes upon what is shown then.
            conversations::refreshed(&store, &id).await;
        }
        for (entity, changes, failure) in answers {
            let edit = match failure {
                None => EditAction::Saved(
                    changes
                        .into_iter()
                        .map(|(key, entry, _)| (key, entry))
                        .collect(),
                ),
                Some(failure) => {
                    signed_out(&store, &failure);
                    EditAction::Refused(entity, failure)
                }
            };
            store.dispatch(Action::Edit(id.clone(), edit));
        }
        store.dispatch(Action::Edit(id, EditAction::Ended));
    });
}

fn contact_patch(changes: &[Change]) -> ContactPatch {
    let mut patch = ContactPatch {
        fields: fields(changes),
        ..ContactPatch::default()
    };
    for ((_, path), _, value) in changes {
        let text = value.as_ref().and_then(|value| match value {
            Scalar::Text(text) => Some(text.clone()),
            Scalar::Number(_) | Scalar::List(_) => None,
        });
        match path.as_str() {
            "name" => patch.name = Some(text.unwrap_or_default()),
            "email" => patch.email = Some(text),
            "phone" => patch.phone = Some(text),
            _ => {}
        }
    }
    patch
}

fn session_patch(changes: &[Change]) -> AttendancePatch {
    AttendancePatch {
        fields: fields(changes),
    }
}

fn fields(changes: &[Change]) -> BTreeMap<String, Option<Scalar>> {
    let fields = changes.iter().filter_map(|((_, path), _, value)| {
        let placeholder = path.strip_prefix("fields.")?;
        Some((placeholder.to_owned(), value.clone()))
    });
    gathered::map(fields)
}
