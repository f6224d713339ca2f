//! Which scope opens an operation to programs of integrations and to API tokens that are narrowed. What is not named here is closed to them,
//! which a test walks through (`tests/it/oauth/access.rs`).

use encaixe_protocol::scope::Scope;
use serde_json::{Value, json};
use utoipa::openapi::security::{AuthorizationCode, Flow, OAuth2, Scopes, SecurityScheme};

/// The name of that way to show who one is.
pub(super) const GRANT: &str = "grant";

/// Each operation, and the scopes of which one opens it. Which one an answer or a change needs in detail, the operation says.
const OPENED: [(&str, &[Scope]); 10] = [
    ("add_message", &[Scope::NotesWrite]),
    ("add_tag", &[Scope::TagsWrite]),
    ("change_attendance", &[Scope::AttendanceWrite]),
    ("change_contact", &[Scope::ContactWrite]),
    (
        "change_conversation",
        &[Scope::AssignmentWrite, Scope::AttendanceWrite],
    ),
    ("list_messages", &[Scope::MessagesRead]),
    ("remove_tag", &[Scope::TagsWrite]),
    ("show_contact", &[Scope::ContactRead]),
    ("show_conversation", &[Scope::ConversationRead]),
    ("show_workspace", &[Scope::WorkspaceRead]),
];

/// The way itself: OAuth 2.0, with all scopes.
pub(super) fn scheme() -> SecurityScheme {
    let scopes = Scope::EACH
        .iter()
        .map(|scope| (scope.as_str(), "See the scopes of plugins."));
    let flow = AuthorizationCode::new("/oauth", "/oauth2/access_token", Scopes::from_iter(scopes));
    SecurityScheme::OAuth2(OAuth2::with_description(
        [Flow::AuthorizationCode(flow)],
        "An access token of an integration that a company let in, `ena_...`; or an API token that is narrowed to these scopes.",
    ))
}

/// Adds to each operation which scope opens it.
pub(super) fn name(api: &mut Value) {
    let items = api["paths"].as_object_mut().into_iter().flatten();
    let operations = items.flat_map(|(_, item)| item.as_object_mut().into_iter().flatten());
    for (_, operation) in operations {
        let id = operation["operationId"].as_str().unwrap_or_default();
        let Some((_, scopes)) = OPENED.iter().find(|(name, _)| *name == id) else {
            continue;
        };
        if let Some(ways) = operation["security"].as_array_mut() {
            ways.extend(scopes.iter().map(|scope| json!({GRANT: [scope.as_str()]})));
        }
    }
}
