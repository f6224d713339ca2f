//! What the form of an integration holds. Nothing that was typed goes away with a choice: it is only not sent.

use encaixe_api::integration::{
    Integration, IntegrationCategory, IntegrationManifest, IntegrationProfile, Texts, WantedScope,
    Widget,
};
use encaixe_protocol::scope::Scope;
use encaixe_ui::i18n::Locale;
use web_sys::Url;

/// A redirect URI, with a number of its own by which it is known while others come and go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) key: u32,
    pub(super) text: String,
}

/// A scope, whether it is asked for, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) scope: Scope,
    pub(super) is_wanted: bool,
    pub(super) reason: Texts,
}

/// What the form holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(super) name: String,
    pub(super) description: Texts,
    pub(super) category: IntegrationCategory,
    /// The address of its picture; empty is none.
    pub(super) logo: String,
    pub(super) redirects: Vec<Row>,
    /// Every scope there is.
    pub(super) scopes: Vec<Asked>,
    /// It has a page beside the conversation.
    pub(super) has_page: bool,
    pub(super) endpoint: String,
    pub(super) classic: bool,
    pub(super) install_url: String,
    /// It was written with a page and with an address where it is installed; the form leaves it both.
    pub(super) has_both: bool,
    pub(super) revocation_url: String,
    pub(super) profile: IntegrationProfile,
}

impl Draft {
    pub(crate) fn empty() -> Self {
        Self::written(&IntegrationManifest::default())
    }

    pub(crate) fn of(integration: &Integration) -> Self {
        Self::written(&integration.manifest)
    }

    fn written(manifest: &IntegrationManifest) -> Self {
        let widget = manifest.widget.as_ref();
        let install_url = manifest.install_url.as_ref();
        let asked = |scope: &Scope| {
            let mut wanted = manifest.scopes.iter();
            let wanted = wanted.find(|wanted| wanted.scope == *scope);
            Asked {
                scope: *scope,
                is_wanted: wanted.is_some(),
                reason: wanted.map(|it| it.reason.clone()).unwrap_or_default(),
            }
        };
        let redirects = (0..).zip(&manifest.redirect_uris);
        let mut redirects: Vec<Row> = redirects
            .map(|(key, text)| Row {
                key,
                text: text.clone(),
            })
            .collect();
        if redirects.is_empty() {
            redirects.push(Row {
                key: 0,
                text: String::new(),
            });
        }
        Self {
            name: manifest.name.clone(),
            description: manifest.description.clone(),
            category: manifest.category,
            logo: manifest.logo.clone().unwrap_or_default(),
            redirects,
            scopes: Scope::EACH.iter().map(asked).collect(),
            has_page: widget.is_some() || install_url.is_none(),
            endpoint: widget.map(|it| it.endpoint.clone()).unwrap_or_default(),
            classic: widget.is_some_and(|it| it.classic),
            install_url: install_url.cloned().unwrap_or_default(),
            has_both: widget.is_some() && install_url.is_some(),
            revocation_url: manifest.revocation_url.clone().unwrap_or_default(),
            profile: manifest.profile,
        }
    }

    /// What is sent. Fields that are empty are left out: a draft may have less than what is submitted later.
    pub(super) fn manifest(&self) -> IntegrationManifest {
        let said = |text: &str| {
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let endpoint = said(&self.endpoint).filter(|_| self.has_page);
        let installs = !self.has_page || self.has_both;
        IntegrationManifest {
            name: self.name.trim().to_owned(),
            description: self.description.clone(),
            category: self.category,
            logo: said(&self.logo),
            // Letter by letter: the program sends them in the same ones.
            redirect_uris: self
                .sent_rows()
                .map(|row| row.text.trim().to_owned())
                .collect(),
            revocation_url: said(&self.revocation_url).map(ascii),
            scopes: self.sent_scopes().map(wanted).collect(),
            profile: self.profile,
            widget: endpoint.map(|endpoint| Widget {
                endpoint: ascii(endpoint),
                classic: self.classic,
            }),
            install_url: said(&self.install_url).filter(|_| installs).map(ascii),
        }
    }

    /// The rows that are sent, in their order: those in which something stands.
    pub(super) fn sent_rows(&self) -> impl Iterator<Item = &Row> {
        self.redirects
            .iter()
            .filter(|row| !row.text.trim().is_empty())
    }

    /// The scopes that are sent, in their order.
    pub(super) fn sent_scopes(&self) -> impl Iterator<Item = &Asked> {
        self.scopes.iter().filter(|asked| asked.is_wanted)
    }

    /// Whether the same would be sent.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        self.manifest() == other.manifest()
    }

    /// The form after the integration changed under it: what was typed stays, the rest is as it is now.
    pub(super) fn following(&self, before: &Self, now: &Self) -> Self {
        fn one<T: Clone + PartialEq>(typed: &T, before: &T, now: &T) -> T {
            if typed == before { now } else { typed }.clone()
        }
        Self {
            name: one(&self.name, &before.name, &now.name),
            description: one(&self.description, &before.description, &now.description),
            category: one(&self.category, &before.category, &now.category),
            // A picture that was handed over comes back as an address.
            logo: if self.logo.starts_with("data:") && now.logo != before.logo {
                now.logo.clone()
            } else {
                one(&self.logo, &before.logo, &now.logo)
            },
            redirects: one(&self.redirects, &before.redirects, &now.redirects),
            scopes: one(&self.scopes, &before.scopes, &now.scopes),
            has_page: one(&self.has_page, &before.has_page, &now.has_page),
            endpoint: one(&self.endpoint, &before.endpoint, &now.endpoint),
            classic: one(&self.classic, &before.classic, &now.classic),
            install_url: one(&self.install_url, &before.install_url, &now.install_url),
            has_both: now.has_both,
            revocation_url: one(
                &self.revocation_url,
                &before.revocation_url,
                &now.revocation_url,
            ),
            profile: one(&self.profile, &before.profile, &now.profile),
        }
    }

    /// A further empty row for a redirect URI.
    pub(super) fn add_row(&mut self) {
        let keys = self.redirects.iter().map(|row| row.key);
        let key = keys.max().map_or(0, |last| last + 1);
        let text = String::new();
        self.redirects.push(Row { key, text });
    }

    /// Whether something is set that most integrations do not have.
    pub(super) fn has_more(&self) -> bool {
        !self.revocation_url.is_empty() || self.profile != IntegrationProfile::default()
    }
}

/// A text in one language.
pub(super) fn in_language(texts: &Texts, language: Locale) -> &str {
    match language {
        Locale::PtBr => &texts.pt_br,
        Locale::En => &texts.en,
    }
}

/// Writes a text in one language.
pub(super) fn write(texts: &mut Texts, language: Locale, text: String) {
    match language {
        Locale::PtBr => texts.pt_br = text,
        Locale::En => texts.en = text,
    }
}

fn wanted(asked: &Asked) -> WantedScope {
    WantedScope {
        scope: asked.scope,
        reason: asked.reason.clone(),
    }
}

/// An address as browsers write it, where it has other letters than those of ASCII.
fn ascii(typed: String) -> String {
    if typed.is_ascii() {
        return typed;
    }
    match Url::new(&typed) {
        Ok(written) => written.href(),
        Err(_) => typed,
    }
}

#[cfg(test)]
mod tests;
