//! What deliveries of an endpoint are signed with, and its rotation.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Timestamp;

/// `GET /api/webhooks/{id}/secret` and the answer to `.../rotate`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct EndpointSecret {
    /// What deliveries are signed with: `whsec_` and base64.
    pub secret: String,
    /// The one before, while it signs beside the new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
    /// Until when it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub previous_until: Option<Timestamp>,
}

impl fmt::Debug for EndpointSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EndpointSecret(***)")
    }
}

/// `POST /api/webhooks/{id}/rotate`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RotateEndpoint {
    /// For how many hours the secret before signs beside the new one, 0 to 720; 24 when this is missing. With 0 it is no longer good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(maximum = 720))]
    pub overlap_hours: Option<u32>,
}
