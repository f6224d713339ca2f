//! How these endpoints say no.
//!
//! Source: RFC 6749, section 5.2. Programs that were written for Kommo read `application/problem+json` (RFC 9457) with a `hint`; the same
//! two words stand beside it. `error` is a text, whatever went wrong.

use axum::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use encaixe_api::integration::IntegrationProfile;
use serde_json::json;

use super::answer;
use crate::error::Error;
use crate::store;

/// What `type` says of all of them.
const TYPE: &str = "https://www.rfc-editor.org/rfc/rfc6749#section-5.2";

/// After how many seconds a program may ask again whose integration is suspended.
const SUSPENDED_WAIT: u32 = 300;

/// Which error it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    InvalidRequest,
    InvalidClient,
    InvalidGrant,
    InvalidScope,
    UnsupportedGrantType,
    TemporarilyUnavailable,
}

impl Code {
    const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant => "invalid_grant",
            Self::InvalidScope => "invalid_scope",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::TemporarilyUnavailable => "temporarily_unavailable",
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

    /// The code or token is good, and its integration is suspended: a program that is told of a server that is busy keeps what it has.
    pub(super) fn suspended() -> Self {
        Self::new(
            Code::TemporarilyUnavailable,
            "this integration is suspended by a moderator of the server: keep the code or token, it was not used up",
        )
        .hint("The integration is suspended")
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
        if self.code == Code::TemporarilyUnavailable {
            StatusCode::SERVICE_UNAVAILABLE
        } else if self.code == Code::InvalidClient
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
        if status == StatusCode::SERVICE_UNAVAILABLE {
            let wait = HeaderValue::from(SUSPENDED_WAIT);
            response.headers_mut().insert(RETRY_AFTER, wait);
        }
        response
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::Fault(fault) => fault.into_response(),
            Self::Error(error) => broken(error),
        }
    }
}

/// What no program is to blame for, or no more than for a body that does not come: the status of the API, in the shape that is expected here.
fn broken(error: Error) -> Response {
    let wait = if let Error::TooOften(wait) = &error {
        Some(HeaderValue::from(wait.as_secs().saturating_add(1)))
    } else {
        None
    };
    let (status, _, description, _) = error.parts();
    let error = if status.is_server_error() {
        "server_error"
    } else if wait.is_some() {
        "temporarily_unavailable"
    } else {
        "invalid_request"
    };
    let body = json!({"error": error, "error_description": description});
    let mut response = answer(status, "application/json", &body);
    if let Some(wait) = wait {
        response.headers_mut().insert(RETRY_AFTER, wait);
    }
    response
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::body::to_bytes;
    use serde_json::Value;

    use super::*;

    #[tokio::test]
    async fn a_program_of_either_profile_whose_integration_is_suspended_asks_again_later() {
        for profile in [IntegrationProfile::Default, IntegrationProfile::Kommo] {
            let response = Fault::suspended().told(profile).into_response();
            assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
            assert_eq!(response.headers()[RETRY_AFTER], "300");
            assert!(!response.headers().contains_key(WWW_AUTHENTICATE));
            let bytes = to_bytes(response.into_body(), 4_096).await.unwrap();
            let body: Value = serde_json::from_slice(&bytes).unwrap();
            assert_eq!(body["error"], "temporarily_unavailable");
            let description = body["error_description"].as_str().unwrap();
            assert!(description.contains("suspended"), "{description}");
            let is_kommo = profile == IntegrationProfile::Kommo;
            assert_eq!(body["hint"].is_string(), is_kommo);
        }
    }

    #[tokio::test]
    async fn what_went_wrong_keeps_its_status_and_its_error_is_a_text() {
        let large = Error::TooLarge {
            most: 1,
            found: None,
        };
        for (error, status, expected) in [
            (large, 413, "invalid_request"),
            (Error::TooSlow, 408, "invalid_request"),
            (
                Error::Malformed("it ends early".to_owned()),
                400,
                "invalid_request",
            ),
            (
                Error::TooOften(Duration::from_millis(1_500)),
                429,
                "temporarily_unavailable",
            ),
            (
                Error::Internal(anyhow::anyhow!("the secret")),
                500,
                "server_error",
            ),
        ] {
            let response = Refused::from(error).into_response();
            assert_eq!(response.status().as_u16(), status);
            assert_eq!(response.headers()["cache-control"], "no-store");
            let wait = response.headers().get(RETRY_AFTER);
            assert_eq!(wait.is_some_and(|wait| wait == "2"), status == 429);
            let bytes = to_bytes(response.into_body(), 4_096).await.unwrap();
            let body: Value = serde_json::from_slice(&bytes).unwrap();
            assert_eq!(body["error"], expected);
            let description = body["error_description"].as_str().unwrap();
            assert!(!description.is_empty() && !description.contains("secret"));
        }
    }
}
