//! The page's addresses.

use encaixe_api::inbox::conversation::Filter;
use yew_router::prelude::*;

use crate::filters;

/// An address of the page.
#[derive(Debug, Clone, PartialEq, Routable)]
pub(crate) enum Route {
    /// The inbox, nothing selected.
    #[at("/")]
    Home,
    /// The inbox, nothing selected.
    #[at("/inbox")]
    Inbox,
    /// The inbox with a conversation.
    #[at("/inbox/:id")]
    Conversation {
        /// Its id.
        id: String,
    },
    /// A sign-in link.
    #[at("/sign-in/:code")]
    SignIn {
        /// What makes the link good, once.
        code: String,
    },
    /// The settings, which the console shows.
    #[at("/settings")]
    Settings,
    /// A section of them.
    #[at("/settings/*section")]
    Section {
        /// The rest of the address.
        section: String,
    },
    /// Anything else.
    #[not_found]
    #[at("/404")]
    NotFound,
}

impl Route {
    /// Whether the inbox is what this address shows.
    pub(crate) const fn is_inbox(&self) -> bool {
        matches!(self, Self::Home | Self::Inbox | Self::Conversation { .. })
    }

    /// Goes to an address of the inbox that asks the list for this.
    pub(crate) fn push(&self, navigator: &Navigator, filter: &Filter) {
        let query = filters::address(filter);
        if query.is_empty() || navigator.push_with_query(self, &query).is_err() {
            navigator.push(self);
        }
    }

    /// The same in place of the present address.
    pub(crate) fn replace(&self, navigator: &Navigator, filter: &Filter) {
        let query = filters::address(filter);
        if query.is_empty() || navigator.replace_with_query(self, &query).is_err() {
            navigator.replace(self);
        }
    }

    /// The address with a query, as a link.
    pub(crate) fn href(&self, query: &str) -> String {
        let path = self.to_path();
        if query.is_empty() {
            path
        } else {
            format!("{path}?{query}")
        }
    }

    /// The page's address now.
    pub(crate) fn present() -> Self {
        web_sys::window()
            .and_then(|window| window.location().pathname().ok())
            .and_then(|path| Self::recognize(&path))
            .unwrap_or(Self::NotFound)
    }

    /// Whether the console shows this address.
    pub(crate) const fn is_settings(&self) -> bool {
        matches!(self, Self::Settings | Self::Section { .. })
    }
}
