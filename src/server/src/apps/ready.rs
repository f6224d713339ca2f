//! A connection with all that a call needs: where it goes, and how it shows who makes it.

use encaixe_api::descriptor::{Authentication, Descriptor, Environment, Hosts};
use url::Url;

use super::address::{self, Fields, Wrong};
use super::sign::{Missing, Signature};

/// What calls are made by.
#[derive(Debug, Clone)]
pub struct Ready {
    /// What paths are put behind.
    pub base: Url,
    /// Which other hosts a call may go to.
    pub hosts: Hosts,
    /// What is added to each call.
    pub signature: Signature,
}

/// Why no call can be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unready {
    /// The app has no such environment.
    Environment,
    /// A value does not fit.
    Address(Wrong),
    /// A value or a token is missing.
    Missing(Missing),
}

impl Ready {
    /// What calls of an app with these values and this token are made by.
    ///
    /// # Errors
    /// When something is missing, or does not fit.
    pub fn of(
        descriptor: &Descriptor,
        environment: &str,
        fields: &Fields,
        confirmed: Option<&str>,
        token: Option<&str>,
    ) -> Result<Self, Unready> {
        let base = self::environment(descriptor, environment).ok_or(Unready::Environment)?;
        let base = address::fill(&base.uri, fields, &descriptor.hosts, confirmed);
        Ok(Self {
            base: base.map_err(Unready::Address)?,
            hosts: descriptor.hosts.clone(),
            signature: Signature::of(descriptor, fields, token).map_err(Unready::Missing)?,
        })
    }
}

/// The environment of that key.
#[must_use]
pub fn environment<'a>(descriptor: &'a Descriptor, key: &str) -> Option<&'a Environment> {
    descriptor.environments.iter().find(|one| one.key == key)
}

/// The key of the environment that is taken where nobody chooses.
#[must_use]
pub fn default_environment(descriptor: &Descriptor) -> &str {
    let default = descriptor.environments.iter().find(|one| one.default);
    let default = default.or(descriptor.environments.first());
    default.map_or("", |one| &one.key)
}

/// The addresses at which tokens are got.
#[derive(Debug, Clone)]
pub struct TokenAddresses {
    /// Where a person agrees.
    pub authorize: Option<Url>,
    /// Where a code becomes a token.
    pub token: Url,
    /// Where a token is renewed.
    pub refresh: Option<Url>,
}

/// The addresses at which an app with OAuth gives tokens; none for the other kinds.
///
/// # Errors
/// When a value does not fit.
pub fn token_addresses(
    descriptor: &Descriptor,
    fields: &Fields,
    confirmed: Option<&str>,
) -> Result<Option<TokenAddresses>, Wrong> {
    let Authentication::OAuth(oauth) = &descriptor.authentication else {
        return Ok(None);
    };
    let fill = |template| address::fill(template, fields, &descriptor.hosts, confirmed);
    Ok(Some(TokenAddresses {
        authorize: oauth.authorize_url.as_ref().map(fill).transpose()?,
        token: fill(&oauth.access_token_url)?,
        refresh: oauth.refresh_token_url.as_ref().map(fill).transpose()?,
    }))
}
