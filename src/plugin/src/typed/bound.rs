//! The commands for one conversation.

use encaixe_protocol::command::set_property::Entity;
use encaixe_protocol::command::{Name, list_messages};
use encaixe_protocol::event::conversation::{Assignee, Group, Message, Tag};
use encaixe_protocol::id::{ConversationId, GroupId, MemberId, TagId};
use encaixe_protocol::storage_scope::StorageScope;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use super::call::Params;
use super::error::Error;
use super::fields::Fields;
use super::kinbox::Kinbox;
use super::storage::Storage;
use super::value::encode;
use crate::command as params;

/// The commands that act on a conversation, tied to one. Where the agent has moved on, they are refused with
/// [`Code::ConversationChanged`](super::Code::ConversationChanged) and touch nothing.
///
/// An inbox of the classic dialect does not say what came of `add_tag`, `remove_tag`, `assign_to` and `move_to_group`: there
/// they give none as soon as they are posted. Most others it does not know.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    kinbox: Kinbox,
    conversation: Option<ConversationId>,
}

impl Bound {
    /// For this conversation; none for none being open, which is refused as such.
    pub(super) const fn new(kinbox: Kinbox, conversation: Option<ConversationId>) -> Self {
        Self {
            kinbox,
            conversation,
        }
    }

    /// The conversation; none for an event that came while none was open.
    #[must_use]
    pub const fn conversation(&self) -> Option<&ConversationId> {
        self.conversation.as_ref()
    }

    /// What else there is.
    #[must_use]
    pub const fn kinbox(&self) -> &Kinbox {
        &self.kinbox
    }

    /// Puts a tag on the conversation. Gives the conversation's tags afterwards.
    ///
    /// # Errors
    /// There is no such tag, the agent has moved on, or the host refuses.
    pub async fn add_tag(&self, tag: impl Into<TagId>) -> Result<Option<Vec<Tag>>, Error> {
        let params = params::add_tag::params(&tag.into().as_str().into());
        self.ask(Name::AddTag, params).await
    }

    /// Takes a tag off the conversation. Gives the conversation's tags afterwards.
    ///
    /// # Errors
    /// There is no such tag, the agent has moved on, or the host refuses.
    pub async fn remove_tag(&self, tag: impl Into<TagId>) -> Result<Option<Vec<Tag>>, Error> {
        let params = params::remove_tag::params(&tag.into().as_str().into());
        self.ask(Name::RemoveTag, params).await
    }

    /// Assigns the conversation to a member, or to nobody. Gives the assignee afterwards.
    ///
    /// # Errors
    /// There is no such member, the agent has moved on, or the host refuses.
    pub async fn assign_to(
        &self,
        member: impl Into<Option<MemberId>>,
    ) -> Result<Option<Option<Assignee>>, Error> {
        let member = or_null(member.into().as_ref().map(MemberId::as_str));
        self.ask(Name::AssignTo, params::assign_to::params(&member))
            .await
    }

    /// Assigns the conversation to a group, or to none. Gives the group afterwards.
    ///
    /// # Errors
    /// There is no such group, the agent has moved on, or the host refuses.
    pub async fn move_to_group(
        &self,
        group: impl Into<Option<GroupId>>,
    ) -> Result<Option<Option<Group>>, Error> {
        let group = or_null(group.into().as_ref().map(GroupId::as_str));
        self.ask(Name::MoveToGroup, params::move_to_group::params(&group))
            .await
    }

    /// Sets custom fields of the conversation's contact or attendance, all of them or none. Those of another:
    /// [`Kinbox::set_property`].
    ///
    /// With an inbox of the classic dialect it ends once it is posted, and the event `callback` tells the outcome.
    ///
    /// # Errors
    /// There is no such field, a value does not suit its field, the agent has moved on, or the host refuses.
    pub async fn set_property(&self, of: Entity, fields: Fields) -> Result<(), Error> {
        let property = encode("property", &fields.into_params(of, None, None))?;
        let params = params::set_property::params(&property);
        self.kinbox
            .call(Name::SetProperty, params, &self.value())
            .await
            .map(drop)
    }

    /// Puts text into the composer where the agent's cursor is. Nothing is sent: that is the agent's to do. 1 to 10,000
    /// characters.
    ///
    /// # Errors
    /// The text is empty or too long, the agent has moved on, or the host refuses.
    pub async fn insert_text(&self, text: &str) -> Result<(), Error> {
        self.told(Name::InsertText, params::insert_text::params(&text.into()))
            .await
    }

    /// Leaves a note in the conversation for colleagues, 1 to 10,000 characters; the contact never sees it. Gives the
    /// note.
    ///
    /// # Errors
    /// The text is empty or too long, the agent has moved on, or the host refuses.
    pub async fn add_note(&self, text: &str) -> Result<Message, Error> {
        self.told(Name::AddNote, params::add_note::params(&text.into()))
            .await
    }

    /// Messages of the conversation, oldest first, further back than its data reaches.
    ///
    /// ```no_run
    /// # use encaixe_plugin::typed::{Bound, Error, Stretch};
    /// # async fn example(bound: Bound) -> Result<(), Error> {
    /// let newest = bound.list_messages(Stretch::default()).await?;
    /// let before = newest.earlier;
    /// let earlier = bound.list_messages(Stretch { before, limit: Some(100) }).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// There is no such message, the limit is out of bounds, the agent has moved on, or the host refuses.
    pub async fn list_messages(
        &self,
        stretch: list_messages::Params,
    ) -> Result<list_messages::Reply, Error> {
        let before = or_null(stretch.before.as_ref().map(|id| id.as_str()));
        let limit = stretch.limit.map_or(JsValue::NULL, JsValue::from);
        let params = params::list_messages::params(&before, &limit);
        self.told(Name::ListMessages, params).await
    }

    /// What the plugin stored for every agent, for this conversation.
    #[must_use]
    pub fn storage(&self) -> Storage {
        Storage::new(
            self.kinbox.clone(),
            StorageScope::Conversation,
            self.value(),
        )
    }

    /// Makes a call of which an inbox of the classic dialect does not say what came of it.
    async fn ask<T: DeserializeOwned>(
        &self,
        command: Name,
        params: Params,
    ) -> Result<Option<T>, Error> {
        self.kinbox
            .ask_what_came(command, params, &self.value())
            .await
    }

    async fn told<T: DeserializeOwned>(&self, command: Name, params: Params) -> Result<T, Error> {
        self.kinbox.ask_in(command, params, &self.value()).await
    }

    fn value(&self) -> JsValue {
        or_null(self.conversation.as_ref().map(ConversationId::as_str))
    }
}

fn or_null(text: Option<&str>) -> JsValue {
    text.map_or(JsValue::NULL, JsValue::from)
}
