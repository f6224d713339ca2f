//! How a call shows who makes it: a connection's values, each where the app's kind of authentication has it.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use encaixe_api::descriptor::{Authentication, BasicAuth, Descriptor, Placement};
use url::{Url, form_urlencoded};

use super::address::Fields;

/// What is added to each call, and to no log.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Signature {
    headers: Vec<(String, String)>,
    query: Vec<(String, String)>,
}

/// What a connection lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// A field of that name.
    Field(String),
    /// A token.
    Token,
}

impl Signature {
    /// What an app's calls carry for these values and this token.
    ///
    /// # Errors
    /// When one of them is missing.
    pub fn of(
        descriptor: &Descriptor,
        fields: &Fields,
        token: Option<&str>,
    ) -> Result<Self, Missing> {
        let value = |name: &str| {
            let value = fields.get(name).filter(|value| !value.is_empty());
            value
                .cloned()
                .ok_or_else(|| Missing::Field(name.to_owned()))
        };
        let mut signature = Self::default();
        match &descriptor.authentication {
            Authentication::OAuth(oauth) => {
                let token = token.ok_or(Missing::Token)?;
                match &oauth.placement {
                    Placement::HeaderBearer => signature.authorize(format!("Bearer {token}")),
                    Placement::HeaderBasic => signature.authorize(format!("Basic {token}")),
                    Placement::QueryString(name) => {
                        signature.query.push((name.clone(), token.to_owned()));
                    }
                }
            }
            Authentication::Basic(basic) => {
                signature.authorize(format!("Basic {}", basic_value(basic, value)?));
            }
            Authentication::Header(all) => {
                for field in all {
                    let Some(header) = &field.mapping else {
                        continue;
                    };
                    if descriptor.is_for_address(&field.name) {
                        continue;
                    }
                    let value = value(&field.name)?;
                    let value = match &field.prefix {
                        Some(prefix) => format!("{prefix} {value}"),
                        None => value,
                    };
                    signature.headers.push((header.clone(), value));
                }
            }
            Authentication::Query(all) => {
                for field in all {
                    if !descriptor.is_for_address(&field.name) {
                        signature
                            .query
                            .push((field.name.clone(), value(&field.name)?));
                    }
                }
            }
            Authentication::None => {}
        }
        Ok(signature)
    }

    fn authorize(&mut self, value: String) {
        self.headers.push(("Authorization".to_owned(), value));
    }

    /// Adds it, in the place of whatever the caller wrote under these names.
    pub fn apply(&self, url: &mut Url, headers: &mut Vec<(String, String)>) {
        for (name, value) in &self.headers {
            headers.retain(|(own, _)| !own.eq_ignore_ascii_case(name));
            headers.push((name.clone(), value.clone()));
        }
        if !self.query.is_empty() {
            self.take_from(url);
            let pairs = self.query.iter().map(|(name, value)| (name, value));
            url.query_pairs_mut().extend_pairs(pairs);
        }
    }

    /// Takes the parameters that it adds out of an address; the others stay as they are written.
    pub fn take_from(&self, url: &mut Url) {
        let Some(query) = url.query() else { return };
        let is_own = |part: &&str| {
            let pair = form_urlencoded::parse(part.as_bytes()).next();
            pair.is_some_and(|(own, _)| self.query.iter().any(|(name, _)| *name == own))
        };
        if !query.split('&').any(|part| is_own(&part)) {
            return;
        }
        let kept: Vec<&str> = query.split('&').filter(|part| !is_own(part)).collect();
        let kept = kept.join("&");
        url.set_query(Some(kept.as_str()).filter(|kept| !kept.is_empty()));
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signature(***)")
    }
}

/// What stands behind `Basic ` (RFC 7617, section 2): the format with the two values in it, in base64.
fn basic_value(
    basic: &BasicAuth,
    value: impl Fn(&str) -> Result<String, Missing>,
) -> Result<String, Missing> {
    let mapped = |to: &str| {
        let field = (basic.fields.iter()).find(|field| field.mapping.as_deref() == Some(to));
        field.map_or_else(
            || Err(Missing::Field(to.to_owned())),
            |field| value(&field.name),
        )
    };
    // In one pass: a name that looks like the other place stays as it is.
    let mut text = String::new();
    let mut rest = basic.format.as_str();
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        text += before;
        rest = if let Some(after) = from.strip_prefix("{username}") {
            text += &mapped("username")?;
            after
        } else if let Some(after) = from.strip_prefix("{password}") {
            text += &mapped("password")?;
            after
        } else {
            text.push('{');
            &from[1..]
        };
    }
    text += rest;
    Ok(STANDARD.encode(text))
}

#[cfg(test)]
mod tests;
