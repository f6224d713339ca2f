//! The one shape of an error, for every status from 400 on.

use encaixe_protocol::scope::AnyScope;
use serde::{Deserialize, Serialize};

/// The whole body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErrorBody {
    /// Its only key.
    pub error: ApiError,
}

/// What went wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiError {
    /// The kind of error, such as `not_found` or `invalid`; stable, for programs.
    pub code: String,
    /// One English sentence for people: what happened and what to do.
    pub message: String,
    /// Which fields of the request are wrong, when fields are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldError>,
    /// The scope that the plugin or the token lacks, of `denied`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<AnyScope>,
    /// What is wrong with an app's files, of `invalid_app`.
    #[cfg(feature = "settings")]
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    #[cfg_attr(
        feature = "openapi",
        schema(value_type = Vec<crate::app::Problem>)
    )]
    pub problems: Box<[crate::app::Problem]>,
}

/// One wrong field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// Where it is, such as `endpoint` or `items[2].name`.
    pub path: String,
    /// The kind of mistake; stable, for programs.
    pub code: String,
    /// What was there, what was expected, what to do.
    pub message: String,
}
