//! Identifiers: those of the frame's line, and of what only the network knows.

pub use encaixe_protocol::id::*;

encaixe_protocol::ids! {
    /// An API token; not its text.
    TokenId;
    /// A sign-in with a cookie; not the cookie.
    SessionId;
    /// A merge of two contacts.
    MergeId;
    /// A text that agents send again and again.
    CannedReplyId;
    /// An entry of the audit log.
    AuditId;
    /// A webhook endpoint: an address that is told of events.
    EndpointId;
    /// A delivery: one event for one endpoint. It is the `webhook-id` of each of its attempts.
    DeliveryId;
    /// A category of attendances.
    CategoryId;
    /// An item of such a category.
    CategoryItemId;
    /// A connection of an app: credentials under a name.
    ConnectionId;
    /// An integration: a program that companies let in. It is the `client_id` of OAuth 2.0, a UUID.
    IntegrationId;
}
