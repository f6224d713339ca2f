//! The server's refusals, as plugins are told of them.

use encaixe_protocol::error::{Code, Detail, WireError};
use encaixe_ui::api_client::Failure;

use super::CommandContext;
use crate::flow;

/// What the server says of a connection whose credentials are no longer taken.
const RECONNECT: &str = "reconnect";

impl CommandContext {
    /// The error that the plugin gets for a failed request. When it failed because the session ended, the page
    /// shows how to sign in.
    pub(super) fn refused(&self, failure: &Failure) -> WireError {
        flow::signed_out(&self.store, failure);
        refused(failure)
    }
}

/// The server's message, or its messages for each field. If the only errors are things that do not exist, named by the
/// address or the body, the code is `not_found`.
fn refused(failure: &Failure) -> WireError {
    let fields = &failure.error.fields;
    let missing = !fields.is_empty() && fields.iter().all(|field| field.code == "not_found");
    let code = match failure.status {
        // The app no longer takes the connection's credentials.
        Some(409) if failure.error.code == RECONNECT => Code::Denied,
        Some(401 | 403) => Code::Denied,
        Some(404) => Code::NotFound,
        Some(422) if missing => Code::NotFound,
        Some(400 | 409 | 422) => Code::Invalid,
        Some(413) => Code::TooLarge,
        Some(429) => Code::RateLimited,
        Some(504) => Code::Timeout,
        _ => Code::HostError,
    };
    if let Some(scope) = &failure.error.scope {
        return WireError::lacks(scope.clone());
    }
    let each: Vec<String> = fields
        .iter()
        .map(|field| format!("{}: {}", field.path, field.message))
        .collect();
    let message = if each.is_empty() {
        failure.error.message.clone()
    } else {
        each.join("; ")
    };
    let reconnect = failure.error.code == RECONNECT;
    WireError {
        detail: reconnect.then_some(Detail::Reconnect { reconnect }),
        ..WireError::new(code, message)
    }
}

#[cfg(test)]
mod tests {
    use encaixe_api::error::{ApiError, FieldError};

    use super::{Code, Detail, Failure, refused};

    fn failure(status: Option<u16>, fields: &[(&str, &str)]) -> Failure {
        let fields = fields.iter().map(|(path, message)| FieldError {
            path: (*path).to_owned(),
            code: "invalid".to_owned(),
            message: (*message).to_owned(),
        });
        Failure {
            status,
            error: ApiError {
                code: "invalid".to_owned(),
                message: "something is wrong".to_owned(),
                fields: fields.collect(),
                ..ApiError::default()
            },
        }
    }

    #[test]
    fn every_refusal_has_its_code() {
        for (status, expected) in [
            (Some(400), Code::Invalid),
            (Some(401), Code::Denied),
            (Some(403), Code::Denied),
            (Some(404), Code::NotFound),
            (Some(409), Code::Invalid),
            (Some(413), Code::TooLarge),
            (Some(422), Code::Invalid),
            (Some(429), Code::RateLimited),
            (Some(500), Code::HostError),
            (Some(502), Code::HostError),
            (Some(504), Code::Timeout),
            (None, Code::HostError),
        ] {
            let told = refused(&failure(status, &[]));
            assert_eq!(told.code, expected, "{status:?}");
            assert_eq!(told.message, "something is wrong");
        }
    }

    #[test]
    fn a_connection_that_has_to_be_made_anew_is_told_as_such() {
        let mut failure = failure(Some(409), &[]);
        assert_eq!(refused(&failure).detail, None);
        "reconnect".clone_into(&mut failure.error.code);
        let told = refused(&failure);
        assert_eq!(told.code, Code::Denied);
        assert_eq!(told.detail, Some(Detail::Reconnect { reconnect: true }));
        assert_eq!(told.message, "something is wrong");
    }

    #[test]
    fn what_a_body_names_in_vain_is_not_found() {
        let mut failure = failure(Some(422), &[("assignee", "there is no such active member")]);
        failure.error.fields[0].code = "not_found".to_owned();
        assert_eq!(refused(&failure).code, Code::NotFound);
    }

    #[test]
    fn what_is_wrong_with_each_field_is_told() {
        let told = refused(&failure(
            Some(422),
            &[
                ("fields.cep", "8 digits are expected"),
                ("fields.x", "there is no such field"),
            ],
        ));
        assert_eq!(told.code, Code::Invalid);
        assert_eq!(
            told.message,
            "fields.cep: 8 digits are expected; fields.x: there is no such field"
        );
    }
}
