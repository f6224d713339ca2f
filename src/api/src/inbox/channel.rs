//! Ways in for messages.

use serde::{Deserialize, Serialize};

use crate::id::ChannelId;

/// A way in, such as one telephone number or one mail address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// Its id.
    pub id: ChannelId,
    /// Its name.
    pub name: String,
    /// `whatsapp`, `instagram`, `email`, `webchat`, `telegram` or `sms`.
    #[serde(rename = "type")]
    pub kind: String,
}
