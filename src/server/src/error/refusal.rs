//! How an answer tells why the store refused.

use encaixe_api::inbox::Uses;
use encaixe_api::integration::{Step, Working, next};
use encaixe_api::plugin::DEV_PLUGINS;
use encaixe_protocol::limits::Limits;

use super::Error;
use crate::store::Refusal;
use crate::store::canned_reply::MOST;
use crate::store::integration::MOST_VERSIONS;

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound(what) => Self::NotFound(what),
            Refusal::TagNotFound => Self::NotFoundPart("tag", "tag"),
            Refusal::UnknownReference { field, what } => {
                Self::field(&field, "not_found", format!("there is no such {what}"))
            }
            Refusal::TagInactive => Self::field("tag", "inactive", "this tag is no longer in use"),
            Refusal::NameTaken(kind, other) => Self::field(
                "name",
                "taken",
                format!(
                    "there is a {} `{other}`, which differs by case or accents at most; choose another name",
                    kind.noun()
                ),
            ),
            Refusal::KeyTaken => Self::field(
                "placeholder",
                "taken",
                "another field of the same entity has this key; choose another one",
            ),
            Refusal::InUse(kind, Uses { count, more }) => Self::field(
                "id",
                "in_use",
                format!(
                    "this {} is used {}{count} times, which deleting it would undo; switch it off instead (`isActive`)",
                    kind.noun(),
                    if more { "more than " } else { "" }
                ),
            ),
            Refusal::NobodyActive => Self::field(
                "members",
                "empty",
                "a group needs a member who may sign in: what is moved to a group of nobody is seen by nobody",
            ),
            Refusal::ForNobody { field, noun } => Self::field(
                field,
                "empty",
                format!("choose at least one {noun}: the plugin would be for nobody"),
            ),
            Refusal::TooManyDevPlugins => Self::field(
                "endpoint",
                "too_many",
                format!("you have {DEV_PLUGINS} plugins of your own; remove one first"),
            ),
            Refusal::EmailTaken => Self::field("email", "taken", "another member has this address"),
            Refusal::LastAdmin => Self::LastAdmin,
            Refusal::CannedReplyShared => Self::Forbidden,
            Refusal::CannedReplyTaken => Self::field(
                "name",
                "taken",
                "there is a canned reply of this name, case and accents aside; choose another one",
            ),
            Refusal::TooManyCannedReplies => Self::field(
                "name",
                "too_many",
                format!("at most {MOST} canned replies are kept; delete one first"),
            ),
            Refusal::AddressMissing => Self::field(
                "identifier",
                "missing",
                "say the person's address in this channel: none is known",
            ),
            Refusal::AddressTaken => Self::field(
                "identifier",
                "taken",
                "another contact is known by this address in this channel; leave `contact` out to write to them",
            ),
            Refusal::SameContact => Self::field(
                "contact",
                "same",
                "this is the very contact who would be kept; name another one",
            ),
            Refusal::AlreadyMerged => Self::field(
                "contact",
                "merged",
                "this contact was merged with the other one before; nothing is left to do",
            ),
            Refusal::MergeTooOld => Self::field(
                "merge",
                "too_late",
                "a merge can be taken back for a day, and this one is older",
            ),
            Refusal::MergedSince => Self::field(
                "merge",
                "merged",
                "the contact who was kept was merged into another one since; take that back first",
            ),
            Refusal::ClosedForText => Self::field(
                "type",
                "closed",
                "this conversation is closed: reopen it first, or leave a note",
            ),
            Refusal::ClosedForRetry => Self::field(
                "conversation",
                "closed",
                "this conversation is closed: reopen it first",
            ),
            Refusal::ClosedForStart => Self::field(
                "conversation",
                "closed",
                "this conversation is closed: reopening it begins a new attendance",
            ),
            Refusal::AlreadyStarted => Self::field(
                "attendance",
                "started",
                "somebody has taken this attendance already; assign the conversation to hand it over",
            ),
            Refusal::AlreadyClosed => Self::field(
                "status",
                "closed",
                "this conversation was closed before, and what was said of its attendance then stands",
            ),
            Refusal::NotAskedFor(field) => Self::field(
                field,
                "off",
                "this workspace does not ask for it; leave it out, or have an admin switch it on",
            ),
            Refusal::AskedFor(field) => Self::field(
                &field,
                "missing",
                "no conversation is closed here without it",
            ),
            Refusal::CategoryInactive(field) => Self::field(
                &field,
                "inactive",
                "this is no longer in use; choose another",
            ),
            Refusal::CategoryAlone(field) => Self::field(
                &field,
                "too_many",
                "a category without items stands alone; only those with items stand together",
            ),
            Refusal::ItemInUse(name) => Self::field(
                "items",
                "in_use",
                format!("attendances have the item `{name}`; switch it off instead (`isActive`)"),
            ),
            Refusal::NotSent => Self::field(
                "message",
                "not_sent",
                "this message never went out: it is a note, or the contact wrote it",
            ),
            Refusal::NotFailed(now) => Self::field(
                "status",
                "not_failed",
                format!(
                    "only a failed message is sent again; this one is `{}`",
                    now.as_str()
                ),
            ),
            Refusal::CarrierOff => Self::field(
                "channel",
                "not_connected",
                "the channel's connector is switched off; an admin can switch it on in the settings (webhooks)",
            ),
            Refusal::Carries(field) => Self::field(
                field,
                "in_use",
                "a channel's messages are carried by this endpoint; choose another carrier for the channel first",
            ),
            Refusal::PlugCarrier => Self::field(
                "carrier",
                "invalid",
                "the bodies of this endpoint are those of Plug, which do not have what is to be sent; choose one with `standard`",
            ),
            Refusal::StorageFull { used, asked } => Self::NoRoom(format!(
                "a plugin stores at most {} bytes in this scope, keys and values; {used} are used by other keys, and this key and value have {asked}",
                Limits::STANDARD.storage_bytes
            )),
            Refusal::TooManyKeys => Self::NoRoom(format!(
                "a plugin stores at most {} keys in this scope; remove one before storing another",
                Limits::STANDARD.storage_keys
            )),
            Refusal::SameVersion(version) => Self::field(
                "version",
                "taken",
                format!(
                    "there was version {version} of this app already; another upload needs another `version`"
                ),
            ),
            Refusal::WrongStep(now, step) => Self::WrongState(wrong_step(now, step)),
            Refusal::ChangedMeanwhile => Self::ChangedMeanwhile,
            Refusal::WasPublished => Self::WrongState(
                "a version of this integration was published, and companies may have it; retire it instead"
                    .to_owned(),
            ),
            Refusal::IsSuspended => Self::WrongState(
                "the server's moderators stopped this integration: it stays as it is until they let it go on".to_owned(),
            ),
            Refusal::TooManyVersions => Self::WrongState(format!(
                "an integration has at most {MOST_VERSIONS} versions, and this one has them all; make another integration for what comes next"
            )),
            Refusal::OfIntegration(field) => Self::field(
                field,
                "installed",
                "this plugin was installed from the marketplace, and the integration decides this; uninstall it instead (Settings > Installed)",
            ),
            Refusal::AlreadyInstalled => Self::WrongState(
                "this integration is installed here already; uninstall it first to install it anew"
                    .to_owned(),
            ),
            Refusal::ClickSpent => Self::ClickSpent,
            Refusal::ClickExpired => Self::ClickExpired,
            Refusal::OtherBrowser => Self::Forbidden,
            Refusal::LinkSpent => Self::LinkSpent,
            Refusal::LinkExpired => Self::LinkExpired,
        }
    }
}

/// How an integration stands, and what can be done to it so by whoever wanted to take another step.
fn wrong_step(now: Working, step: Step) -> String {
    let is_moderator = matches!(step, Step::Moderator(_));
    let all = Step::all().into_iter();
    let could = all.filter(|could| matches!(could, Step::Moderator(_)) == is_moderator);
    let could = could.filter(|could| next(now, *could).is_some());
    let could: Vec<String> = could.map(|could| format!("`{}`", could.as_str())).collect();
    let could = if could.is_empty() {
        "nothing".to_owned()
    } else {
        could.join(", ")
    };
    format!(
        "version {} of this integration is `{}`, where `{}` leads nowhere; what can be done now: {could}",
        now.version,
        now.shown().as_str(),
        step.as_str()
    )
}
