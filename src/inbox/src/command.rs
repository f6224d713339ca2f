//! What each command of a plugin does on screen: a file per command, under the command's own name.

use encaixe_api::id::ConversationId;
use encaixe_host::{Aborted, Call, decode, encode};
use encaixe_protocol::command::Name;
use encaixe_protocol::error::WireError;
use encaixe_protocol::scope::Scopes;
use encaixe_ui::api_client::By;
use wasm_bindgen::JsValue;

use crate::frames::keyboard::Keyboard;
use crate::state::toasts::Source;
use crate::store::Store;

mod add_note;
mod add_tag;
mod assign_to;
mod check;
mod copy;
mod dialog;
mod get_conversation;
mod get_token;
mod get_workspace_info;
mod insert_text;
mod list_messages;
mod loading;
mod move_to_group;
mod open_conversation;
mod refused;
mod remove_tag;
mod request;
mod send_form;
mod set_badge;
mod set_height;
mod set_property;
mod storage_get;
mod storage_keys;
mod storage_remove;
mod storage_set;
mod toast;
mod wait;

use check::check_text;

/// What a command works with: the page, the plugin that calls, and the call's conversation.
struct CommandContext {
    store: Store,
    plugin: Source,
    scopes: Scopes,
    keyboard: Keyboard,
    conversation: Option<ConversationId>,
    aborted: Aborted,
}

/// Runs one command of a plugin that holds these scopes. The host has checked its name, scope, size, rate and, where it states one, its conversation.
pub(crate) async fn run(
    store: Store,
    (plugin, scopes): (Source, Scopes),
    keyboard: Keyboard,
    call: Call,
) -> Result<JsValue, WireError> {
    let params = call.params;
    let context = CommandContext {
        store,
        plugin,
        scopes,
        keyboard,
        conversation: call.conversation,
        aborted: call.aborted,
    };
    match call.command {
        Name::AddNote => encode(&add_note::run(&context, decode(params)?).await?),
        Name::AddTag => encode(&add_tag::run(&context, decode(params)?).await?),
        Name::AssignTo => encode(&assign_to::run(&context, decode(params)?).await?),
        Name::Copy => encode(&copy::run(&context, decode(params)?).await?),
        Name::Dialog => encode(&dialog::run(&context, decode(params)?).await?),
        Name::GetConversation => encode(&get_conversation::run(&context).await?),
        Name::GetToken => encode(&get_token::run(&context).await?),
        Name::GetWorkspaceInfo => encode(&get_workspace_info::run(&context).await?),
        Name::InsertText => encode(&insert_text::run(&context, decode(params)?).await?),
        Name::ListMessages => encode(&list_messages::run(&context, decode(params)?).await?),
        Name::Loading => encode(&loading::run(&context, decode(params)?)),
        Name::MoveToGroup => encode(&move_to_group::run(&context, decode(params)?).await?),
        Name::OpenConversation => encode(&open_conversation::run(&context, decode(params)?).await?),
        Name::RemoveTag => encode(&remove_tag::run(&context, decode(params)?).await?),
        Name::Request => request::run(&context, &params).await,
        Name::SendForm => encode(&send_form::run(&context, decode(params)?).await?),
        Name::SetBadge => encode(&set_badge::run(&context, decode(params)?)),
        Name::SetHeight => encode(&set_height::run(&context, decode(params)?)?),
        Name::SetProperty => encode(&set_property::run(&context, decode(params)?).await?),
        Name::StorageGet => encode(&storage_get::run(&context, decode(params)?).await?),
        Name::StorageKeys => encode(&storage_keys::run(&context, decode(params)?).await?),
        Name::StorageRemove => encode(&storage_remove::run(&context, decode(params)?).await?),
        Name::StorageSet => encode(&storage_set::run(&context, decode(params)?).await?),
        Name::Toast => encode(&toast::run(&context, decode(params)?)?),
    }
}

impl CommandContext {
    /// The actor of the command's changes.
    fn by(&self) -> By<'_> {
        By::Plugin(&self.plugin.id)
    }

    /// The conversation that a bound command acts on.
    fn conversation(&self) -> Result<ConversationId, WireError> {
        self.conversation.clone().ok_or_else(|| {
            WireError::invalid(
                "conversation: missing; a call that names nothing else says which conversation it was made for",
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use encaixe_api::id::PluginId;
    use encaixe_protocol::error::Code;
    use encaixe_protocol::handshake::Theme;

    use super::{Aborted, CommandContext, ConversationId, Keyboard, Scopes, Source, Store};
    use crate::state::{Action, State};
    use encaixe_ui::i18n::Locale;
    use encaixe_ui::theme::Choice;

    #[test]
    fn a_call_that_says_not_for_which_conversation_it_is_hits_none_that_happens_to_be_open() {
        let store = Store::new(State::new(Locale::PtBr, Choice::System, Theme::Light, None));
        let open = ConversationId::from("c1");
        store.dispatch(Action::Select(Some(open.clone())));
        let context = |conversation| CommandContext {
            store: store.clone(),
            plugin: Source {
                id: PluginId::from("a"),
                name: "A".to_owned(),
                icon: None,
            },
            scopes: Scopes::ALL,
            keyboard: Keyboard::new(&store),
            conversation,
            aborted: Aborted::default(),
        };
        let refused = context(None).conversation().unwrap_err();
        assert_eq!(refused.code, Code::Invalid);
        assert!(refused.message.starts_with("conversation: "), "{refused:?}");
        assert_eq!(context(Some(open.clone())).conversation(), Ok(open));
    }
}
