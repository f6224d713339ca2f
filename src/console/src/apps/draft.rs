//! What the form of a new connection holds, and what is wrong with it.

use encaixe_api::app::{App, NewConnection};
use encaixe_ui::api_client::Failure;
use encaixe_ui::failure;
use encaixe_ui::i18n::Words;

use super::form::{ByField, check, host, of_failure, typed_field};

/// Under which keys mistakes stand that are in none of the app's fields, whose names have no capital letters.
pub(super) const NAME: &str = "Name";
/// The same for the box that confirms where calls go.
pub(super) const CONFIRMED: &str = "Confirmed";

/// What the form holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Draft {
    pub(super) name: String,
    /// The key of the environment.
    pub(super) environment: String,
    pub(super) values: ByField,
    /// The host that was confirmed.
    pub(super) confirmed: Option<String>,
}

impl Draft {
    /// Before anything is filled in.
    pub(super) fn new(app: &App) -> Self {
        let default = app.environments.iter().find(|one| one.default);
        Self {
            name: app.name.clone(),
            environment: default.map(|one| one.key.clone()).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// The host that the reader typed, in an app that runs anywhere.
    pub(super) fn host(&self, app: &App) -> Option<String> {
        host(self.values.get(typed_field(app)?)?)
    }

    /// What is asked of the server, to be kept.
    pub(super) fn request(&self, app: &App) -> NewConnection {
        let host = self.host(app);
        NewConnection {
            name: self.name.trim().to_owned(),
            environment: Some(self.environment.clone()),
            fields: self.values.clone(),
            confirmed_host: self.confirmed.clone().filter(|_| self.confirmed == host),
            trial: false,
        }
    }

    /// What is wrong, as far as it is seen without the server.
    pub(super) fn mistakes(&self, words: &Words, app: &App) -> ByField {
        let mut found = check(words, app, &self.values, false);
        if self.name.trim().is_empty() {
            found.insert(NAME.to_owned(), words.t("connection-name-empty"));
        }
        match (typed_field(app), self.host(app)) {
            // One that is empty is told as such.
            (Some(field), None) => {
                let address = || words.t("connection-address");
                found.entry(field.to_owned()).or_insert_with(address);
            }
            (Some(_), host) if host != self.confirmed => {
                found.insert(CONFIRMED.to_owned(), words.t("connection-confirm-missing"));
            }
            _ => {}
        }
        found
    }
}

/// The mistakes that the server found.
pub(super) fn mistakes_of(words: &Words, failure: &Failure) -> ByField {
    let mut found = of_failure(words, failure);
    if let Some(mistake) = failure::mistake(words, failure, "name") {
        found.insert(NAME.to_owned(), mistake);
    }
    found
}
