//! A connection before it is kept: its values checked against the app's descriptor, and its address against what may be asked.

use encaixe_api::descriptor::{Authentication, Descriptor, Grant as How, Hosts};
use encaixe_api::error::FieldError;

use super::address::{self, Fields, Wrong};
use super::hosts::named;
use super::oauth::{self, Grant, Tokens};
use super::ready::{default_environment, environment, token_addresses};
use super::refresh::us;
use crate::app::Shared;
use crate::check::{self, field_error};
use crate::error::said;
use crate::outgoing::Refused;
use crate::store;
use crate::store::app::Known;

/// Values that fit.
#[derive(Clone)]
pub struct Draft {
    /// The key of the environment.
    pub environment: String,
    /// All of the values.
    pub fields: Fields,
    /// The host that somebody typed and confirmed, for an app that runs anywhere.
    pub confirmed_host: Option<String>,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Draft({})", self.environment)
    }
}

/// What somebody typed.
pub struct Typed<'a> {
    /// The key of the environment; none is the default one.
    pub environment: Option<&'a str>,
    /// Values.
    pub fields: &'a Fields,
    /// Values that stay where none is typed.
    pub kept: Option<&'a Fields>,
    /// The host, as it was confirmed.
    pub confirmed_host: Option<&'a str>,
}

impl std::fmt::Debug for Typed<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typed(***)")
    }
}

/// Checks what was typed.
///
/// # Errors
/// All that is wrong with it, by field.
pub async fn draft(
    app: &Shared,
    descriptor: &Descriptor,
    typed: Typed<'_>,
) -> Result<Draft, Vec<FieldError>> {
    let key = typed
        .environment
        .unwrap_or_else(|| default_environment(descriptor));
    let mut errors = Vec::new();
    let base = environment(descriptor, key);
    if base.is_none() {
        let message = "the app has no such environment";
        errors.push(field_error("environment", "not_found", message));
    }
    let fields = match check::app::fields(descriptor, typed.fields, typed.kept) {
        Ok(fields) => Some(fields),
        Err(more) => {
            errors.extend(more);
            None
        }
    };
    let (Some(base), Some(fields), true) = (base, fields, errors.is_empty()) else {
        return Err(errors);
    };
    let wrong = |wrong| vec![wrong_field(&wrong)];
    let host = typed.confirmed_host;
    let url = address::fill(&base.uri, &fields, &descriptor.hosts, host).map_err(wrong)?;
    token_addresses(descriptor, &fields, host).map_err(wrong)?;
    let path = match base.uri.fields().next() {
        Some(name) => format!("fields.{name}"),
        None => "environment".to_owned(),
    };
    if let Err(refused) = app.delivery.check(&url).await {
        let (code, message) = match &refused {
            Refused::Plain(_) => ("not_https", "the address is not https".to_owned()),
            Refused::Credentials => ("credentials", refused.to_string()),
            Refused::Private { .. } => ("not_public", refused.to_string()),
        };
        return Err(vec![field_error(&path, code, message)]);
    }
    let confirmed_host = (descriptor.hosts == Hosts::Typed).then(|| named(&url));
    Ok(Draft {
        environment: key.to_owned(),
        fields,
        confirmed_host,
    })
}

fn wrong_field(wrong: &Wrong) -> FieldError {
    match wrong {
        Wrong::Field(name, why) => field_error(&format!("fields.{name}"), "invalid", *why),
        Wrong::Unconfirmed(_) => field_error("confirmedHost", "unconfirmed", wrong.to_string()),
        Wrong::Host(_) | Wrong::Path(_) | Wrong::Template(_) => {
            field_error("environment", "invalid", wrong.to_string())
        }
    }
}

/// The tokens that an app gives for who we are alone; none for apps that give none so.
///
/// # Errors
/// When the database fails; within, what is wrong.
pub async fn client_tokens(
    app: &Shared,
    known: &Known,
    draft: &Draft,
) -> store::Result<Result<Option<Tokens>, FieldError>> {
    let Authentication::OAuth(oauth) = &known.descriptor.authentication else {
        return Ok(Ok(None));
    };
    if oauth.grant != How::ClientCredentials {
        return Ok(Ok(None));
    }
    let Some(us) = us(app, known).await? else {
        return Ok(Err(no_client()));
    };
    let host = draft.confirmed_host.as_deref();
    let at = match token_addresses(&known.descriptor, &draft.fields, host) {
        Ok(Some(addresses)) => addresses.token,
        Ok(None) => return Ok(Ok(None)),
        Err(wrong) => return Ok(Err(wrong_field(&wrong))),
    };
    let asked = oauth::ask(&app.delivery, oauth, &at, &us, Grant::Client).await;
    Ok(match asked {
        Ok(tokens) => Ok(Some(tokens)),
        Err(super::token::Failed::Outgoing(failure)) => {
            Err(field_error("client", "unreachable", said(&failure)))
        }
        Err(why) => Err(field_error("client", "refused", why.to_string())),
    })
}

/// That nobody has said who we are to the app.
#[must_use]
pub fn no_client() -> FieldError {
    let message = "write the app's client id and secret first";
    field_error("client", "missing", message)
}
