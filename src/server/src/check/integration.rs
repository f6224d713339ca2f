//! What an integration may be. A draft may have less than what is submitted later.

mod address;

use encaixe_api::error::FieldError;
use encaixe_api::integration::{
    DESCRIPTION_CHARS, IntegrationManifest, IntegrationPatch, MAX_OVERLAP_HOURS, NAME_CHARS,
    REASON_CHARS, STEP_REASON_CHARS, Step, Texts, WantedScope, Widget,
};
use encaixe_api::plugin_url::PageOrigin;
use encaixe_api::visible;
use encaixe_protocol::scope::Scope;

pub use self::address::is_loopback;
use self::address::{address, is_of_this_machine, redirect_uris};
use super::{Checked, collect_error, ensure_valid, field_error, name, plugin, text};
use crate::picture::Picture;

/// What is written, as it is kept, and the picture that came with it.
type Written<T> = Result<(T, Option<Picture>), Vec<FieldError>>;

/// A whole manifest, for the inbox at this origin.
///
/// # Errors
/// What is wrong, field by field.
pub fn whole(manifest: IntegrationManifest, page: &PageOrigin) -> Written<IntegrationManifest> {
    let (patch, picture) = patch(
        IntegrationPatch {
            name: Some(manifest.name),
            description: Some(manifest.description),
            redirect_uris: Some(manifest.redirect_uris),
            scopes: Some(manifest.scopes),
            profile: Some(manifest.profile),
            category: Some(manifest.category),
            logo: Some(manifest.logo),
            revocation_url: Some(manifest.revocation_url),
            widget: Some(manifest.widget),
            install_url: Some(manifest.install_url),
        },
        page,
    )?;
    let manifest = IntegrationManifest {
        name: patch.name.unwrap_or_default(),
        description: patch.description.unwrap_or_default(),
        category: patch.category.unwrap_or_default(),
        logo: patch.logo.flatten(),
        redirect_uris: patch.redirect_uris.unwrap_or_default(),
        revocation_url: patch.revocation_url.flatten(),
        scopes: patch.scopes.unwrap_or_default(),
        profile: patch.profile.unwrap_or_default(),
        widget: patch.widget.flatten(),
        install_url: patch.install_url.flatten(),
    };
    Ok((manifest, picture))
}

/// A change, for the inbox at this origin.
///
/// # Errors
/// What is wrong, field by field.
pub fn patch(patch: IntegrationPatch, page: &PageOrigin) -> Written<IntegrationPatch> {
    let mut errors = Vec::new();
    let name = patch.name.map(|text| name(&text, NAME_CHARS)).transpose();
    let name = collect_error(&mut errors, name).flatten();
    if let Some(description) = &patch.description {
        texts(&mut errors, "description", description, DESCRIPTION_CHARS);
    }
    let redirects = patch.redirect_uris.as_deref().unwrap_or_default();
    redirect_uris(&mut errors, redirects);
    scopes(&mut errors, patch.scopes.as_deref().unwrap_or_default());
    let said = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let (logo, revocation_url, install_url) = (
        patch.logo.map(said),
        patch.revocation_url.map(said),
        patch.install_url.map(said),
    );
    let picture = match &logo {
        Some(Some(text)) if text.starts_with("data:") => {
            let picture = Picture::parse(text);
            let picture =
                picture.map_err(|refusal| field_error("logo", refusal.code(), refusal.message()));
            collect_error(&mut errors, picture)
        }
        _ => None,
    };
    for (path, text) in [
        ("revocationUrl", &revocation_url),
        ("installUrl", &install_url),
    ] {
        if let Some(Some(text)) = text {
            address(&mut errors, path, text);
        }
    }
    let widget = patch.widget.map(|of| widget(of, page)).transpose();
    let widget = collect_error(&mut errors, widget).flatten();
    ensure_valid(errors)?;
    let patch = IntegrationPatch {
        name,
        logo,
        revocation_url,
        install_url,
        widget,
        ..patch
    };
    Ok((patch, picture))
}

/// Whether a manifest has what moderators need to look at it.
///
/// # Errors
/// What is missing, or is for a draft alone, field by field.
pub fn complete(manifest: &IntegrationManifest) -> Result<(), Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut missing = |path: &str, what: &str| errors.push(field_error(path, "empty", what));
    let about = &manifest.description;
    if visible::is_blank(&about.pt_br) && visible::is_blank(&about.en) {
        missing("description", "say what it does, in one language at least");
    }
    if manifest.redirect_uris.is_empty() {
        let what = "one redirect URI is needed, where people and codes are sent";
        missing("redirectUris", what);
    }
    if manifest.widget.is_none() && manifest.install_url.is_none() {
        let what = "say where it is installed, or give it a page beside the conversation";
        missing("installUrl", what);
    }
    let mut outside = |path: &str, text: &str| {
        if is_of_this_machine(text) {
            let message =
                "an address of this machine is for a draft alone: others have to reach it";
            errors.push(field_error(path, "loopback", message));
        }
    };
    for (place, uri) in manifest.redirect_uris.iter().enumerate() {
        outside(&format!("redirectUris[{place}]"), uri);
    }
    if let Some(widget) = &manifest.widget {
        outside("widget.endpoint", &widget.endpoint);
    }
    for (path, url) in [
        ("revocationUrl", &manifest.revocation_url),
        ("installUrl", &manifest.install_url),
    ] {
        if let Some(url) = url {
            outside(path, url);
        }
    }
    ensure_valid(errors)
}

/// Why a step is taken, as it is kept; empty where nobody has to say.
///
/// # Errors
/// `empty` or `too_long`, at the path `reason`.
pub fn reason(step: Step, reason: &str) -> Checked<String> {
    let least = usize::from(step.needs_reason());
    let reason = reason.trim();
    text("reason", reason, least, STEP_REASON_CHARS)?;
    Ok(reason.to_owned())
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

fn widget(of: Option<Widget>, page: &PageOrigin) -> Checked<Option<Widget>> {
    let Some(Widget { endpoint, classic }) = of else {
        return Ok(None);
    };
    match plugin::endpoint(&endpoint, page) {
        Ok(url) => Ok(Some(Widget {
            endpoint: url.as_str().to_owned(),
            classic,
        })),
        Err(wrong) => Err(FieldError {
            path: "widget.endpoint".to_owned(),
            ..wrong
        }),
    }
}

fn texts(errors: &mut Vec<FieldError>, path: &str, texts: &Texts, most: usize) {
    for (language, words) in [("pt-BR", &texts.pt_br), ("en", &texts.en)] {
        collect_error(errors, text(&format!("{path}.{language}"), words, 0, most));
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
mod tests;
