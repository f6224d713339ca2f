//! The page's addresses.

use encaixe_api::inbox::conversation::Filter;
use encaixe_ui::api_client::part;

use crate::state::Address;
use crate::store::Store;
use crate::{filters, history};

/// An address of the page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Route {
    /// The inbox, nothing selected, as the page is entered.
    Home,
    /// The inbox, nothing selected.
    Inbox,
    /// The inbox with a conversation.
    Conversation {
        /// Its id.
        id: String,
    },
    /// A sign-in link.
    SignIn {
        /// What makes the link good, once.
        code: String,
    },
    /// The settings and their sections, which the console shows.
    Settings,
    /// Anything else.
    NotFound,
}

impl Route {
    /// What a path names.
    pub(crate) fn of(path: &str) -> Self {
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        match (parts.next(), parts.next(), parts.next()) {
            (None, _, _) => Self::Home,
            (Some("inbox"), None, _) => Self::Inbox,
            (Some("inbox"), Some(id), None) => {
                decoded(id).map_or(Self::NotFound, |id| Self::Conversation { id })
            }
            (Some("sign-in"), Some(code), None) => {
                decoded(code).map_or(Self::NotFound, |code| Self::SignIn { code })
            }
            (Some("settings"), _, _) => Self::Settings,
            _ => Self::NotFound,
        }
    }

    /// The page's address now.
    pub(crate) fn present() -> Self {
        Self::of(&Address::present().path)
    }

    /// Whether the inbox is what this address shows.
    pub(crate) const fn is_inbox(&self) -> bool {
        matches!(self, Self::Home | Self::Inbox | Self::Conversation { .. })
    }

    /// Goes to an address of the inbox that asks the list for this.
    pub(crate) fn push(&self, store: &Store, filter: &Filter) {
        history::push(store, &self.href(&filters::query(filter)));
    }

    /// The same in place of the present address.
    pub(crate) fn replace(&self, store: &Store, filter: &Filter) {
        history::replace(store, &self.href(&filters::query(filter)));
    }

    /// The address with a query, as a link.
    pub(crate) fn href(&self, query: &str) -> String {
        let path = self.path();
        if query.is_empty() {
            path
        } else {
            format!("{path}?{query}")
        }
    }

    fn path(&self) -> String {
        match self {
            Self::Home => "/".to_owned(),
            Self::Inbox => "/inbox".to_owned(),
            Self::Conversation { id } => format!("/inbox/{}", part(id)),
            Self::SignIn { code } => format!("/sign-in/{}", part(code)),
            Self::Settings => "/settings".to_owned(),
            Self::NotFound => "/404".to_owned(),
        }
    }
}

/// A part of a path; none where it is encoded in a wrong way.
fn decoded(part: &str) -> Option<String> {
    if !part.contains('%') {
        return Some(part.to_owned());
    }
    js_sys::decode_uri_component(part).ok()?.as_string()
}

#[cfg(test)]
mod tests {
    use super::Route;

    #[test]
    fn a_path_names_one_address() {
        let conversation = Route::Conversation {
            id: "cnv_1".to_owned(),
        };
        let link = Route::SignIn {
            code: "x-1".to_owned(),
        };
        for (path, route) in [
            ("/", Route::Home),
            ("/inbox", Route::Inbox),
            ("/inbox/", Route::Inbox),
            ("/inbox/cnv_1", conversation.clone()),
            ("/inbox/cnv_1/x", Route::NotFound),
            ("/sign-in/x-1", link),
            ("/sign-in", Route::NotFound),
            ("/settings", Route::Settings),
            ("/settings/plugins/new", Route::Settings),
            ("/no", Route::NotFound),
        ] {
            assert_eq!(Route::of(path), route, "{path}");
        }
        assert_eq!(conversation.href("q=a"), "/inbox/cnv_1?q=a");
    }
}
