//! What an entry says after who did it, in the reader's language.

use encaixe_api::audit::{AuditActorKind, AuditEntry, AuditKind};
use encaixe_api::plugin::FrameState;
use encaixe_ui::i18n::{Value, Words};
use encaixe_ui::state_chip::explain_title;

use crate::role::role_word;

/// The key of the sentence of a kind.
pub(super) fn key(kind: AuditKind) -> String {
    format!("audit-{}", kind.as_str().replace('_', "-"))
}

/// What happened.
pub(super) fn sentence(words: &Words, entry: &AuditEntry) -> String {
    let details = &entry.details;
    let object = entry.object.name.as_ref().or(entry.object.id.as_ref());
    if let (AuditKind::IntegrationStepped, Some(step)) = (entry.kind, &details.step) {
        let key = format!("audit-integration-step-{}", step.replace('_', "-"));
        // A step of a later version of the server has no sentence here.
        if words.find(&key).is_some() {
            return words.with(&key, stepped(entry));
        }
    }
    let key = match (entry.kind, details.state, details.link) {
        (AuditKind::FrameState, Some(state), _) => state_key(state).to_owned(),
        (AuditKind::SignedIn, _, Some(link)) => link_key(link).to_owned(),
        (kind, _, _) => key(kind),
    };
    let role = details.role.map(|role| role_word(words, role));
    let other = details.other.as_ref().map(ToString::to_string);
    let count = details.count.unwrap_or(1);
    words.with(
        &key,
        [
            ("object", Value::from(object.cloned().unwrap_or_default())),
            ("role", Value::from(role.unwrap_or_default())),
            ("other", Value::from(other.unwrap_or_default())),
            ("count", Value::from(count)),
            ("version", version(entry)),
        ],
    )
}

/// What the sentence of an integration's step is made of.
fn stepped(entry: &AuditEntry) -> [(&'static str, Value<'static>); 2] {
    let object = entry.object.name.as_ref().or(entry.object.id.as_ref());
    [
        ("object", Value::from(object.cloned().unwrap_or_default())),
        ("version", version(entry)),
    ]
}

/// As it is: a number would get separators.
fn version(entry: &AuditEntry) -> Value<'static> {
    let version = entry.details.version;
    Value::from(
        version
            .map(|version| version.to_string())
            .unwrap_or_default(),
    )
}

const fn state_key(state: FrameState) -> &'static str {
    match state {
        FrameState::Verified => "audit-frame-verified",
        FrameState::Classic => "audit-frame-classic",
        FrameState::Blocked => "audit-frame-blocked",
        FrameState::Left => "audit-frame-left",
        FrameState::Failed => "audit-frame-failed",
        FrameState::Stopped => "audit-frame-stopped",
        // On the way to a state: never kept.
        FrameState::Loading | FrameState::Connecting => "audit-frame-state",
    }
}

const fn link_key(link: AuditActorKind) -> &'static str {
    match link {
        AuditActorKind::Member | AuditActorKind::Plugin => "audit-signed-in-member",
        AuditActorKind::Token => "audit-signed-in-token",
        AuditActorKind::CommandLine => "audit-signed-in-command-line",
        AuditActorKind::System => "audit-signed-in-system",
    }
}

/// What changed, or why.
pub(super) fn more(words: &Words, entry: &AuditEntry) -> Option<String> {
    let details = &entry.details;
    if let (Some(state), Some(reason)) = (details.state, details.reason) {
        // That a page left says all.
        let has_more = state != FrameState::Left;
        return has_more.then(|| explain_title(words, state, Some(reason)));
    }
    if let Some(failure) = &details.failure {
        return Some(failure.clone());
    }
    let fields = details.fields.iter();
    let fields: Vec<String> = fields.map(|name| field(words, name, details.on)).collect();
    (!fields.is_empty()).then(|| fields.join(", "))
}

/// A field in a word; one that has none here, as the API has it.
fn field(words: &Words, name: &str, on: Option<bool>) -> String {
    match (name, on) {
        ("isActive" | "enabled", Some(true)) => return words.t("audit-field-on"),
        ("isActive" | "enabled", Some(false)) => return words.t("audit-field-off"),
        _ => {}
    }
    let mut key = "audit-field-".to_owned();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            key.push('-');
        }
        key.push(letter.to_ascii_lowercase());
    }
    words.find(&key).unwrap_or_else(|| name.to_owned())
}
