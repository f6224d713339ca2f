//! Secrets of integrations: the `client_secret` of OAuth 2.0.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Integration;
use crate::Timestamp;

/// A secret of an integration, without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ClientSecret {
    /// When it was made.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub created_at: Timestamp,
    /// When it is no longer good; null for the newest.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub ends_at: Option<Timestamp>,
}

/// `POST /api/integrations/{id}/rotate` (admin or developer).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RotateIntegration {
    /// For how many hours the secret before goes on, 0 to 720; 24 when this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(maximum = 720))]
    pub overlap_hours: Option<u32>,
}

/// An integration with its newest secret: the only time that its text is told.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IntegrationSecret {
    /// The integration.
    #[serde(flatten)]
    pub integration: Integration,
    /// `ens_` and 43 characters: the `client_secret` of OAuth 2.0.
    pub secret: String,
}

impl fmt::Debug for IntegrationSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IntegrationSecret")
            .field("integration", &self.integration)
            .field("secret", &"***")
            .finish()
    }
}
