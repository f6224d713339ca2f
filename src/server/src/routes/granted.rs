//! What of an answer a program of an integration is told: a part without its scope is empty, as it is to plugins
//! (`protocol/src/scope/parts.rs`). Ids stay. Whoever acts in their own right is told everything.

use encaixe_api::inbox::attendance::Attendance;
use encaixe_api::inbox::contact::Contact;
use encaixe_api::inbox::conversation::{Conversation, Tags};
use encaixe_api::inbox::message::Message;
use encaixe_protocol::scope::Scope;

use crate::access::Caller;

/// Whether a part of that scope is told.
fn sees(caller: &Caller, scope: Scope) -> bool {
    !caller.is_integration() || caller.scopes.named().has(scope)
}

/// Leaves the id and when they changed.
pub(super) fn contact(caller: &Caller, contact: &mut Contact) {
    if !sees(caller, Scope::ContactRead) {
        contact.name.clear();
        contact.avatar = None;
        contact.email = None;
        contact.email_display = None;
        contact.phone = None;
        contact.phone_display = None;
        contact.fields.clear();
    }
}

/// Leaves that there is a message, and whose it is.
pub(super) fn message(caller: &Caller, message: &mut Message) {
    if !sees(caller, Scope::MessagesRead) {
        message.text.clear();
        message.media_url = None;
        message.file_name = None;
        message.error = None;
    }
}

/// Leaves ids, whether it is open, and when it changed.
pub(super) fn conversation(caller: &Caller, whole: &mut Conversation) {
    contact(caller, &mut whole.person);
    let summary = &mut whole.summary;
    if !sees(caller, Scope::ContactRead) {
        summary.contact.name.clear();
        summary.contact.avatar = None;
        whole.identifier = None;
        whole.identifier_display = None;
    }
    if !sees(caller, Scope::MessagesRead) {
        summary.last_message = None;
        whole.messages.clear();
        whole.earlier = None;
    }
    if !sees(caller, Scope::ConversationRead) {
        summary.assignee = None;
        summary.group = None;
        summary.tags.clear();
        whole.taggings.clear();
        whole.session_fields.clear();
        whole.attendance = None;
    }
}

/// Leaves ids, its number and its times.
pub(super) fn attendance(caller: &Caller, whole: &mut Attendance) {
    if !sees(caller, Scope::ConversationRead) {
        whole.operator = None;
        whole.started_by = None;
        whole.finished_by = None;
        whole.group = None;
        whole.report = None;
        whole.categories.clear();
        whole.rating = None;
        whole.fields.clear();
    }
}

/// Leaves nothing.
pub(super) fn tags(caller: &Caller, tags: &mut Tags) {
    if !sees(caller, Scope::ConversationRead) {
        tags.tags.clear();
    }
}
