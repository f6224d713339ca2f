//! What an integration may be. A draft may have less than what is published later.

use std::collections::HashSet;
use std::net::IpAddr;

use encaixe_api::error::FieldError;
use encaixe_api::integration::{
    DESCRIPTION_CHARS, IntegrationPatch, MAX_OVERLAP_HOURS, MAX_REDIRECTS, NAME_CHARS,
    NewIntegration, REASON_CHARS, REDIRECT_BYTES, Texts, WantedScope,
};
use encaixe_protocol::scope::Scope;
use url::{Host, Url};

use super::{Checked, collect_error, ensure_valid, field_error, name, text};

/// What programs are told by the query of a redirect URI, which therefore has none of it before.
const TOLD: [&str; 6] = [
    "code",
    "error",
    "error_description",
    "iss",
    "referer",
    "state",
];

/// A new one, as it is kept.
///
/// # Errors
/// What is wrong, field by field.
pub fn new(new: NewIntegration) -> Result<NewIntegration, Vec<FieldError>> {
    let patch = patch(IntegrationPatch {
        name: Some(new.name),
        description: Some(new.description),
        redirect_uris: Some(new.redirect_uris),
        scopes: Some(new.scopes),
        profile: Some(new.profile),
    })?;
    Ok(NewIntegration {
        name: patch.name.unwrap_or_default(),
        description: patch.description.unwrap_or_default(),
        redirect_uris: patch.redirect_uris.unwrap_or_default(),
        scopes: patch.scopes.unwrap_or_default(),
        profile: patch.profile.unwrap_or_default(),
    })
}

/// A change, as it is kept.
///
/// # Errors
/// What is wrong, field by field.
pub fn patch(patch: IntegrationPatch) -> Result<IntegrationPatch, Vec<FieldError>> {
    let mut errors = Vec::new();
    let name = patch.name.map(|text| name(&text, NAME_CHARS)).transpose();
    let name = collect_error(&mut errors, name).flatten();
    if let Some(description) = &patch.description {
        texts(&mut errors, "description", description, DESCRIPTION_CHARS);
    }
    let redirects = patch.redirect_uris.as_deref().unwrap_or_default();
    redirect_uris(&mut errors, redirects);
    scopes(&mut errors, patch.scopes.as_deref().unwrap_or_default());
    ensure_valid(errors)?;
    Ok(IntegrationPatch { name, ..patch })
}

/// For how many hours the secret before goes on.
///
/// # Errors
/// `invalid`, at the path `overlapHours`.
pub fn overlap(hours: u32) -> Checked<u32> {
    if hours <= MAX_OVERLAP_HOURS {
        Ok(hours)
    } else {
        let message = format!("from 0 to {MAX_OVERLAP_HOURS} hours");
        Err(field_error("overlapHours", "invalid", message))
    }
}

fn texts(errors: &mut Vec<FieldError>, path: &str, texts: &Texts, most: usize) {
    for (language, words) in [("pt-BR", &texts.pt_br), ("en", &texts.en)] {
        collect_error(errors, text(&format!("{path}.{language}"), words, 0, most));
    }
}

fn redirect_uris(errors: &mut Vec<FieldError>, uris: &[String]) {
    if uris.len() > MAX_REDIRECTS {
        let message = format!("at most {MAX_REDIRECTS} redirect URIs");
        errors.push(field_error("redirectUris", "too_many", message));
        return;
    }
    let mut known = HashSet::new();
    for (place, uri) in uris.iter().enumerate() {
        let path = format!("redirectUris[{place}]");
        if let Err((code, message)) = redirect_uri(uri) {
            errors.push(field_error(&path, code, message));
        } else if !known.insert(uri) {
            errors.push(field_error(&path, "duplicate", "it is there already"));
        }
    }
}

/// Refuses what nobody may be sent to.
fn redirect_uri(text: &str) -> Result<(), (&'static str, String)> {
    let expected = || {
        let example = "a whole `https` address is expected, such as `https://crm.example/callback`, or an `http` one of this machine, \
            such as `http://127.0.0.1/callback`";
        ("invalid", example.to_owned())
    };
    if text.len() > REDIRECT_BYTES {
        let message = format!("at most {REDIRECT_BYTES} bytes");
        return Err(("too_long", message));
    }
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(expected());
    }
    let url = Url::parse(text).map_err(|_| expected())?;
    if url.fragment().is_some() {
        return Err(("fragment", "leave out what begins with `#`".to_owned()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        let message = "leave out the name and the password before the host";
        return Err(("credentials", message.to_owned()));
    }
    let told = url
        .query_pairs()
        .find(|(name, _)| TOLD.contains(&name.as_ref()));
    if let Some((name, _)) = told {
        let message =
            format!("leave out the parameter `{name}`: by it the program is told what came of it");
        return Err(("reserved", message));
    }
    let has_host = url.host_str().is_some_and(|host| !host.is_empty());
    match url.scheme() {
        "https" if has_host => Ok(()),
        "http" if is_loopback(&url) => Ok(()),
        _ => Err(expected()),
    }
}

/// Whether an address is one of the machine of whoever opens it (RFC 8252, section 7.3).
#[must_use]
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => IpAddr::V4(ip).is_loopback(),
        Some(Host::Ipv6(ip)) => IpAddr::V6(ip).is_loopback(),
        None => false,
    }
}

fn scopes(errors: &mut Vec<FieldError>, scopes: &[WantedScope]) {
    let mut known = Vec::new();
    for (place, WantedScope { scope, reason }) in scopes.iter().enumerate() {
        let path = format!("scopes[{place}]");
        if *scope == Scope::All {
            let message = "name each scope: nobody is asked for everything at once";
            errors.push(field_error(&format!("{path}.scope"), "invalid", message));
        } else if known.contains(scope) {
            let message = "this scope is there already";
            errors.push(field_error(&format!("{path}.scope"), "duplicate", message));
        }
        known.push(*scope);
        texts(errors, &format!("{path}.reason"), reason, REASON_CHARS);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_sent_to_https_or_to_their_own_machine() {
        for good in [
            "https://crm.example/callback",
            "https://crm.example:8443/?tenant=1&codes=2",
            "http://127.0.0.1/cb",
            "http://127.0.0.1:8080/cb",
            "http://[::1]/cb",
            "http://localhost:3000/cb",
        ] {
            assert_eq!(redirect_uri(good), Ok(()), "{good}");
        }
        for (bad, code) in [
            ("", "invalid"),
            ("/callback", "invalid"),
            ("http://crm.example/callback", "invalid"),
            ("http://localhost.example/callback", "invalid"),
            ("myapp://callback", "invalid"),
            ("javascript:alert(1)", "invalid"),
            ("https://crm.example/call back", "invalid"),
            ("https://crm.example/\u{e9}", "invalid"),
            ("https://crm.example/#", "fragment"),
            ("https://ana@crm.example/", "credentials"),
            ("https://crm.example/?code=x", "reserved"),
            ("https://crm.example/?a=1&st%61te", "reserved"),
            ("http://127.0.0.1/?iss=https://crm.example", "reserved"),
            ("https://crm.example/?error=&a=1", "reserved"),
            ("https://crm.example/?referer=x", "reserved"),
            (
                &format!("https://crm.example/{}", "a".repeat(2_048)),
                "too_long",
            ),
        ] {
            assert_eq!(redirect_uri(bad).unwrap_err().0, code, "{bad}");
        }
    }

    #[test]
    fn a_draft_may_lack_texts_but_asks_for_each_scope_once() {
        let wanted = |scope| WantedScope {
            scope,
            reason: Texts::default(),
        };
        let draft = |scopes| NewIntegration {
            name: " CRM ".to_owned(),
            description: Texts::default(),
            redirect_uris: Vec::new(),
            scopes,
            profile: encaixe_api::integration::IntegrationProfile::Default,
        };
        let kept = new(draft(vec![wanted(Scope::Storage)])).unwrap();
        assert_eq!(kept.name, "CRM");
        let twice = vec![
            wanted(Scope::Storage),
            wanted(Scope::Storage),
            wanted(Scope::All),
        ];
        let paths: Vec<String> = new(draft(twice))
            .unwrap_err()
            .into_iter()
            .map(|error| error.path)
            .collect();
        assert_eq!(paths, ["scopes[1].scope", "scopes[2].scope"]);
    }
}
