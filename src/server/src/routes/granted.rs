//! What of an answer a program of an integration is told: a part without its scope is empty, as it is to plugins
//! (`protocol/src/scope/parts.rs`). Ids stay by which it goes on. Whoever acts in their own right is told everything.
//!
//! Each answer is taken apart without `..`, so that a new part of it does not compile until it is known who sees it.

use encaixe_api::access::Workspace;
use encaixe_api::id::ChannelId;
use encaixe_api::inbox::attendance::{Attendance, ClosingRule};
use encaixe_api::inbox::channel::Channel;
use encaixe_api::inbox::contact::Contact;
use encaixe_api::inbox::conversation::{Conversation, Summary, Tags, Who};
use encaixe_api::inbox::message::Message;
use encaixe_api::inbox::{Directory, Names};
use encaixe_protocol::scope::Scope;

use crate::access::Caller;

/// Whether a part of that scope is told.
fn sees(caller: &Caller, scope: Scope) -> bool {
    !caller.is_narrowed() || caller.scopes.named().has(scope)
}

/// Leaves the id and when they changed.
pub(super) fn contact(caller: &Caller, contact: &mut Contact) {
    let Contact {
        id: _,
        name,
        avatar,
        email,
        phone,
        phone_display,
        email_display,
        updated_at: _,
        fields,
    } = contact;
    if !sees(caller, Scope::ContactRead) {
        name.clear();
        *avatar = None;
        *email = None;
        *email_display = None;
        *phone = None;
        *phone_display = None;
        fields.clear();
    }
}

/// Leaves that there is a message, of which kind, whose it is, and when it was sent.
pub(super) fn message(caller: &Caller, message: &mut Message) {
    let Message {
        id: _,
        kind: _,
        from: _,
        author: _,
        plugin,
        text,
        media_url,
        file_name,
        status,
        error,
        created_at: _,
    } = message;
    if !sees(caller, Scope::MessagesRead) {
        *plugin = None;
        text.clear();
        *media_url = None;
        *file_name = None;
        *status = None;
        *error = None;
    }
}

/// Leaves ids, whether it is open, and when it changed. The channel is told to whom it is said that they see it.
pub(super) fn conversation(caller: &Caller, whole: &mut Conversation) {
    let Conversation {
        summary,
        person,
        identifier,
        identifier_display,
        newer,
        session: _,
        attendance,
        session_fields,
        taggings,
        messages,
        earlier,
    } = whole;
    row(caller, summary);
    contact(caller, person);
    if !sees(caller, Scope::ContactRead) {
        *identifier = None;
        *identifier_display = None;
    }
    if !sees(caller, Scope::MessagesRead) {
        messages.clear();
        *earlier = None;
    }
    if !sees(caller, Scope::ConversationRead) {
        *newer = None;
        *attendance = None;
        session_fields.clear();
        taggings.clear();
    }
}

fn row(caller: &Caller, summary: &mut Summary) {
    let Summary {
        id: _,
        contact: Who {
            id: _,
            name,
            avatar,
        },
        channel,
        assignee,
        group,
        tags,
        // Its type has no empty value.
        status: _,
        unread,
        last_message,
        waiting_since,
        taken,
        updated_at: _,
    } = summary;
    if !sees(caller, Scope::ContactRead) {
        name.clear();
        *avatar = None;
    }
    if !sees(caller, Scope::MessagesRead) {
        *last_message = None;
    }
    if !sees(caller, Scope::ConversationRead) {
        *channel = ChannelId::new(String::new());
        *assignee = None;
        *group = None;
        tags.clear();
        *unread = 0;
        *waiting_since = None;
        *taken = false;
    }
}

/// Leaves ids, its number and its times.
pub(super) fn attendance(caller: &Caller, whole: &mut Attendance) {
    let Attendance {
        id: _,
        conversation: _,
        number: _,
        requested_at: _,
        started_at: _,
        operator,
        started_by,
        group,
        finished_at: _,
        finished_by,
        report,
        categories,
        rating,
        fields,
    } = whole;
    if !sees(caller, Scope::ConversationRead) {
        *operator = None;
        *started_by = None;
        *finished_by = None;
        *group = None;
        *report = None;
        categories.clear();
        *rating = None;
        fields.clear();
    }
}

/// Leaves nothing.
pub(super) fn tags(caller: &Caller, whole: &mut Tags) {
    let Tags { tags } = whole;
    if !sees(caller, Scope::ConversationRead) {
        tags.clear();
    }
}

/// Leaves what whoever agrees is told that is seen: who works here, and the names of things. How the company has things done is no part
/// of it. To a developer it leaves the company alone, and nobody's address.
pub(super) fn names(caller: &Caller, whole: &mut Names) {
    let is_developer = caller.is_developer();
    if !caller.is_narrowed() && !is_developer {
        return;
    }
    let Names {
        directory:
            Directory {
                workspace,
                members,
                groups,
                tags,
                custom_fields,
                channels,
            },
        categories,
    } = whole;
    if is_developer {
        members.clear();
        groups.clear();
        tags.clear();
        custom_fields.clear();
        channels.clear();
    }
    no_settings(workspace);
    for channel in channels {
        let Channel {
            id: _,
            name: _,
            kind: _,
            is_active: _,
            state,
            carrier,
            uses,
        } = channel;
        *state = None;
        *carrier = None;
        *uses = None;
    }
    categories.clear();
}

/// Leaves of a company what it is called and where it is.
pub(super) fn no_settings(workspace: &mut Workspace) {
    let Workspace {
        id: _,
        name: _,
        country: _,
        locale: _,
        timezone: _,
        agents_make_tags,
        dev_plugins,
        closing_category,
        closing_report,
    } = workspace;
    *agents_make_tags = false;
    *dev_plugins = None;
    *closing_category = ClosingRule::Off;
    *closing_report = ClosingRule::Off;
}
