//! The commands for the page and the workspace.

use std::collections::BTreeMap;

use encaixe_protocol::command::send_form::Answer;
use encaixe_protocol::command::set_property::Entity;
use encaixe_protocol::command::{Name, get_workspace_info, toast};
use encaixe_protocol::event::conversation;
use encaixe_protocol::id::ConversationId;
use encaixe_protocol::storage_scope::StorageScope;
use wasm_bindgen::JsValue;

use super::call::answer;
use super::classic;
use super::dialog::Dialog;
use super::error::Error;
use super::fields::{Fields, Owner};
use super::form::{Answers, Form};
use super::kinbox::Kinbox;
use super::storage::Storage;
use super::value::encode;
use crate::command as params;

/// How high a plugin's frame is to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Height {
    /// So many CSS pixels.
    Pixels(f64),
    /// As high as the page's root element, until the next call.
    Auto,
    /// As high as the panel.
    Panel,
}

impl Kinbox {
    /// Shows a short notice that goes away by itself. The message is plain text of 1 to 500 characters.
    ///
    /// # Errors
    /// The message is empty or too long, or the host refuses.
    pub async fn toast(&self, kind: toast::Kind, message: &str) -> Result<(), Error> {
        let kind = encode("kind", &kind)?;
        let params = params::toast::params(&kind, &message.into());
        self.ask(Name::Toast, params).await
    }

    /// Shows or hides the bar that says that the plugin is busy.
    ///
    /// # Errors
    /// The host refuses.
    pub async fn loading(&self, on: bool) -> Result<(), Error> {
        self.ask(Name::Loading, params::loading::params(&on.into()))
            .await
    }

    /// Asks the agent to confirm; true only when they did. There is no deadline while they decide.
    ///
    /// ```no_run
    /// # use encaixe_plugin::typed::{Dialog, Error, Kinbox};
    /// # async fn example(kinbox: Kinbox) -> Result<(), Error> {
    /// let question = Dialog::confirm("Cancel the order?").ok_text("Cancel it").cancel_text("Keep it");
    /// if kinbox.dialog(question).await? { /* ... */ }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// A text is too long, or the host refuses.
    pub async fn dialog(&self, dialog: Dialog) -> Result<bool, Error> {
        let kind = encode("kind", &dialog.0.kind)?;
        let question = encode("dialog", &dialog.0)?;
        self.ask(Name::Dialog, params::dialog::params(&kind, &question))
            .await
    }

    /// Asks the agent to fill in a form; none when they cancel it. There is no deadline while they decide.
    ///
    /// # Errors
    /// The form is not well made (the message says where), or the host refuses.
    pub async fn send_form(&self, form: Form) -> Result<Option<Answers>, Error> {
        let form = encode("form", &form.0)?;
        let params = params::send_form::params(&form);
        let answers: Option<BTreeMap<String, Option<Answer>>> =
            self.ask(Name::SendForm, params).await?;
        Ok(answers.map(Answers))
    }

    /// The open conversation as it is now; none when none is open. [`Self::in_conversation`] makes commands of its id.
    ///
    /// # Errors
    /// The host refuses.
    pub async fn get_conversation(&self) -> Result<Option<conversation::Data>, Error> {
        let params = params::get_conversation::params();
        let data = self
            .call(Name::GetConversation, params, &JsValue::UNDEFINED)
            .await?;
        answer(Name::GetConversation, classic::complete(self.wire(), data))
    }

    /// Opens a conversation in the inbox, as a click on its row does.
    ///
    /// # Errors
    /// There is none of that id, the agent is elsewhere than in the inbox (`denied`), or it is called more than once a
    /// second.
    pub async fn open_conversation(&self, id: impl Into<ConversationId>) -> Result<(), Error> {
        let params = params::open_conversation::params(&id.into().as_str().into());
        self.ask(Name::OpenConversation, params).await
    }

    /// Puts text on the agent's clipboard: shortly after a click or a key in the plugin's own page. 1 to 100,000
    /// characters.
    ///
    /// # Errors
    /// There was no such click (`denied`), or the text is too long.
    pub async fn copy(&self, text: &str) -> Result<(), Error> {
        self.ask(Name::Copy, params::copy::params(&text.into()))
            .await
    }

    /// Shows a number on the plugin's tab; none and 0 show none.
    ///
    /// # Errors
    /// The host refuses.
    pub async fn set_badge(&self, count: impl Into<Option<u32>>) -> Result<(), Error> {
        let count = count.into().map_or(JsValue::NULL, JsValue::from);
        self.ask(Name::SetBadge, params::set_badge::params(&count))
            .await
    }

    /// Sets the height of the plugin's frame. Gives the height in force, which the inbox keeps within bounds; none for that
    /// of the panel.
    ///
    /// # Errors
    /// The height is no number, or the host refuses.
    pub async fn set_height(&self, height: Height) -> Result<Option<f64>, Error> {
        let height = match height {
            Height::Pixels(height) => height.into(),
            Height::Auto => "auto".into(),
            Height::Panel => JsValue::NULL,
        };
        self.ask(Name::SetHeight, params::set_height::params(&height))
            .await
    }

    /// Sets custom fields of this contact or attendance, all of them or none. Those of the open conversation:
    /// [`Bound::set_property`](super::Bound::set_property).
    ///
    /// # Errors
    /// There is no such contact, attendance or field, a value does not suit its field, or the host refuses.
    pub async fn set_property(&self, owner: Owner, fields: Fields) -> Result<(), Error> {
        let property = match owner {
            Owner::Contact(id) => fields.into_params(Entity::Contact, Some(id), None),
            Owner::Session(id) => fields.into_params(Entity::Session, None, Some(id)),
        };
        let params = params::set_property::params(&encode("property", &property)?);
        self.call(Name::SetProperty, params, &JsValue::UNDEFINED)
            .await
            .map(drop)
    }

    /// Proof of who asks, for the plugin's own server: a JWT of at most 5 minutes that names the member and the open conversation. It is
    /// kept until 30 s before its end or until another conversation is open, so ask for it before each request. The page of an integration
    /// whose profile is `kommo` gets one of 30 minutes that names the member alone, another one at each call.
    ///
    /// # Errors
    /// The host no longer has this page for the registered one (`closed`), or refuses.
    pub async fn get_token(&self) -> Result<String, Error> {
        self.ask(Name::GetToken, params::get_token::params()).await
    }

    /// What the workspace has: custom fields, members, tags and groups.
    ///
    /// # Errors
    /// The host refuses.
    pub async fn get_workspace_info(&self) -> Result<get_workspace_info::Reply, Error> {
        let params = params::get_workspace_info::params();
        self.ask(Name::GetWorkspaceInfo, params).await
    }

    /// What the plugin stored for the signed-in agent alone, on every machine.
    #[must_use]
    pub fn user_storage(&self) -> Storage {
        Storage::new(self.clone(), StorageScope::User, JsValue::UNDEFINED)
    }

    /// What the plugin stored for every agent. For one conversation: [`Bound::storage`](super::Bound::storage).
    #[must_use]
    pub fn workspace_storage(&self) -> Storage {
        Storage::new(self.clone(), StorageScope::Workspace, JsValue::UNDEFINED)
    }
}
