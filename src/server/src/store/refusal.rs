//! Why a write was not done.

use encaixe_api::inbox::Uses;
use encaixe_api::inbox::message::MessageStatus;
use encaixe_api::integration::{Step, Working};

use super::named::Kind;

/// The one reason for which a write changed nothing, of those that whoever asked can mend. What the database cannot do is an
/// [`Error`](super::Error).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such thing, of which the whole request is: what it is, as an answer names it.
    NotFound(&'static str),
    /// There is no such tag, which the request names beside a conversation.
    TagNotFound,
    /// A field of the request names a thing that does not exist, or cannot be chosen: the field, and what the thing is.
    UnknownReference {
        /// The path of the field, such as `members[2]`.
        field: String,
        /// What there is none of, such as `active member`.
        what: &'static str,
    },
    /// The tag is switched off, so that it can be taken off conversations only.
    TagInactive,
    /// Another entry of the list has this name, case and accents aside: the other's.
    NameTaken(Kind, String),
    /// Another custom field of the same entity has this key.
    KeyTaken,
    /// The entry is in use, so that it can be switched off only.
    InUse(Kind, Uses),
    /// None of the group's members may sign in.
    NobodyActive,
    /// A plugin would be for nobody: the list that decides and what it lists, such as `group`.
    ForNobody {
        /// The field of the request.
        field: &'static str,
        /// What it lists.
        noun: &'static str,
    },
    /// The member has as many plugins of their own as they may have.
    TooManyDevPlugins,
    /// Another member has this e-mail address.
    EmailTaken,
    /// No active admin would be left.
    LastAdmin,
    /// The canned reply is everybody's, and only admins change those.
    CannedReplyShared,
    /// The owner has a canned reply of this name, case and accents aside.
    CannedReplyTaken,
    /// The owner has as many canned replies as there may be.
    TooManyCannedReplies,
    /// The contact is known by no address in the channel, and the request names none.
    AddressMissing,
    /// Another contact is known by this address in the channel.
    AddressTaken,
    /// A contact would be merged with itself.
    SameContact,
    /// The two contacts were merged before.
    AlreadyMerged,
    /// The merge is too old to be taken back.
    MergeTooOld,
    /// The contact who was kept was merged into another one since.
    MergedSince,
    /// The conversation is closed, and takes notes alone.
    ClosedForText,
    /// The conversation is closed, and nothing is sent again in it.
    ClosedForRetry,
    /// The conversation is closed, and has no attendance to be taken.
    ClosedForStart,
    /// Somebody took the attendance before.
    AlreadyStarted,
    /// The conversation is closed: what was said of its attendance stands.
    AlreadyClosed,
    /// The workspace does not ask for this when a conversation is closed: the field.
    NotAskedFor(&'static str),
    /// Something without which no conversation is closed is missing: the field.
    AskedFor(String),
    /// A category or an item of one is switched off: the field.
    CategoryInactive(String),
    /// A category without items stands beside others: the place.
    CategoryAlone(String),
    /// An item is left out that attendances have: its name.
    ItemInUse(String),
    /// The message never went out: it is a note, or the contact wrote it.
    NotSent,
    /// The message did not fail, so it is not sent again: how far it got.
    NotFailed(MessageStatus),
    /// The message is not sent again: who would carry it is switched off.
    CarrierOff,
    /// The endpoint carries a channel's messages: the field that says otherwise.
    Carries(&'static str),
    /// The endpoint cannot carry messages: its bodies do not have them.
    PlugCarrier,
    /// The plugin's storage has no room for the value.
    StorageFull {
        /// What the other keys and values take, in bytes.
        used: u64,
        /// What this key and value would take, in bytes.
        asked: u64,
    },
    /// The plugin's storage has as many keys as it can hold.
    TooManyKeys,
    /// The app's version in force is this one: another upload needs another.
    SameVersion(String),
    /// The integration does not stand so that this step could be taken: how it stands, and the step.
    WrongStep(Working, Step),
    /// The integration is not any more what whoever asks has looked at.
    ChangedMeanwhile,
    /// A version of the integration was published, so that it can be retired only.
    WasPublished,
    /// A moderator stopped the integration, and what is said of that stays with it.
    IsSuspended,
    /// The integration has as many versions as it may have.
    TooManyVersions,
    /// The plugin is the page of an integration, which decides this: the field.
    OfIntegration(&'static str),
    /// The integration is installed here with its page.
    AlreadyInstalled,
    /// The click was used before.
    ClickSpent,
    /// The click is too old, or none of whoever asks.
    ClickExpired,
    /// The round trip was begun in another browser.
    OtherBrowser,
    /// The link was used before.
    LinkSpent,
    /// The link is too old.
    LinkExpired,
}

/// What a write came to: what was asked for, or why nothing was changed.
pub type Outcome<T> = std::result::Result<T, Refusal>;

impl Refusal {
    /// A field of the request names a thing that does not exist, or cannot be chosen.
    pub(super) fn unknown(field: impl Into<String>, what: &'static str) -> Self {
        Self::UnknownReference {
            field: field.into(),
            what,
        }
    }
}
