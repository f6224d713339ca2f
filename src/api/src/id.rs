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
    /// A category of attendances.
    CategoryId;
    /// An item of such a category.
    CategoryItemId;
}
