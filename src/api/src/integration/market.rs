//! What companies see of integrations before they let them in.

use serde::{Deserialize, Serialize};

use super::{IntegrationCategory, Texts, WantedScope};
use crate::Timestamp;
use crate::id::IntegrationId;

/// An integration in the marketplace (any role).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Listing {
    /// Its id.
    pub id: IntegrationId,
    /// What people call it.
    pub name: String,
    /// The first 300 characters of its description in each language.
    pub summary: Texts,
    /// What it is for.
    pub category: IntegrationCategory,
    /// The address of its picture, on this server.
    pub logo: Option<String>,
    /// By whom: the name of the company.
    pub company: String,
    /// Since when every company can let it in; null for one that is not published, which only its own company is shown.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub published_at: Option<Timestamp>,
    /// How many companies have it.
    pub installations: u32,
    /// Whether it has a page beside the conversation, and so is installed here.
    pub has_widget: bool,
    /// Whether this company has it.
    pub is_installed: bool,
}

/// An integration's page in the marketplace (any role).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ListingDetails {
    /// It, as in the list.
    #[serde(flatten)]
    pub listing: Listing,
    /// What it does, whole.
    pub description: Texts,
    /// What it asks for.
    pub scopes: Vec<WantedScope>,
    /// The version that would be installed.
    pub version: u32,
    /// What stands for all that is written of that version: it changes with each edit, also where the number does not. The installation names it.
    pub stamp: String,
    /// The origin of its page beside the conversation, such as `https://crm.example`.
    pub widget_origin: Option<String>,
    /// The origin to which people and codes are sent.
    pub redirect_origin: Option<String>,
    /// Where it is installed, where it has no page of its own.
    pub install_url: Option<String>,
    /// Whether it is offered to this company; false for one that is offered to nobody new.
    pub is_offered: bool,
}

/// `POST /api/marketplace/{id}/click` (admin): that a person clicked, once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Click {
    /// What the installation names; good once, for 60 seconds, for whoever is signed in.
    pub nonce: String,
}
