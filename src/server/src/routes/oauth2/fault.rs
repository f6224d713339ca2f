//! How these endpoints say no.
//!
//! Source: RFC 6749, section 5.2. Programs that were written for Kommo read `application/problem+json` (RFC 9457) with a `hint`; the same
//! two words stand beside it.

use axum::http::header::WWW_AUTHENTICATE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use encaixe_api::integration::IntegrationProfile;
use serde_json::json;

use super::answer;
use crate::error::Error;
use crate::store;

/// What `type` says of all of them.
const TYPE: &str = "https://www.rfc-editor.org/rfc/rfc6749#section-5.2";

/// Which error it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    InvalidRequest,
    InvalidClient,
    InvalidGrant,
    InvalidScope,
    UnsupportedGrantType,
}

impl Code {
    const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant => "invalid_grant",
            Self::InvalidScope => "invalid_scope",
            Self::UnsupportedGrantType => "unsupported_grant_type",
        }
    }
}

/// What whoever asked did wrong.
#[derive(Debug)]
pub(super) struct Fault {
    code: Code,
    description: String,
    profile: IntegrationProfile,
    /// What programs for Kommo look at, where it is more than the description.
    hint: Option<&'static str>,
    /// Whether a program for Kommo takes it for a token that is not good.
    is_token: bool,
}

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Refused {
    /// What whoever asked did wrong.
    Fault(Fault),
    /// The body did not come, or something went wrong here.
    Error(Error),
}

impl Fault {
    pub(super) fn new(code: Code, description: impl Into<String>) -> Self {
        Self {
            code,
            description: description.into(),
            profile: IntegrationProfile::Default,
            hint: None,
            is_token: false,
        }
    }

    /// A code or token that is not good.
    pub(super) fn grant(description: &'static str) -> Self {
        Self::new(Code::InvalidGrant, description)
    }

    /// The same of a refresh token, in the words that programs for Kommo know.
    pub(super) fn token(description: &'static str, hint: &'static str) -> Self {
        Self {
            hint: Some(hint),
            is_token: true,
            ..Self::grant(description)
        }
    }

    /// The same with a hint.
    pub(super) fn hint(self, hint: &'static str) -> Self {
        Self {
            hint: Some(hint),
            ..self
        }
    }

    /// As programs of that profile read it.
    pub(super) fn told(self, profile: IntegrationProfile) -> Self {
        Self { profile, ..self }
    }

    fn status(&self) -> StatusCode {
        if self.code == Code::InvalidClient
            || (self.is_token && self.profile == IntegrationProfile::Kommo)
        {
            StatusCode::UNAUTHORIZED
        } else {
            StatusCode::BAD_REQUEST
        }
    }
}

impl Refused {
    /// As programs of that profile read it.
    pub(super) fn told(self, profile: IntegrationProfile) -> Self {
        match self {
            Self::Fault(fault) => Self::Fault(fault.told(profile)),
            Self::Error(error) => Self::Error(error),
        }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let status = self.status();
        let error = self.code.as_str();
        let mut response = match self.profile {
            IntegrationProfile::Default => {
                let body = json!({"error": error, "error_description": self.description});
                answer(status, "application/json", &body)
            }
            IntegrationProfile::Kommo => {
                let body = json!({
                    "title": status.canonical_reason(),
                    "type": TYPE,
                    "status": status.as_u16(),
                    "detail": self.description,
                    "hint": self.hint.unwrap_or(&self.description),
                    "error": error,
                    "error_description": self.description,
                });
                answer(status, "application/problem+json", &body)
            }
        };
        if status == StatusCode::UNAUTHORIZED {
            let basic = HeaderValue::from_static("Basic realm=\"oauth2\", charset=\"UTF-8\"");
            response.headers_mut().insert(WWW_AUTHENTICATE, basic);
        }
        response
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::Fault(fault) => fault.into_response(),
            Self::Error(error) => error.into_response(),
        }
    }
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Error(error.into())
    }
}
