//! The page's addresses.

use yew_router::prelude::*;

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
    /// The settings' first section.
    #[at("/settings")]
    Settings,
    /// The list of plugins.
    #[at("/settings/plugins")]
    Plugins,
    /// A new plugin.
    #[at("/settings/plugins/new")]
    NewPlugin,
    /// One plugin.
    #[at("/settings/plugins/:id")]
    Plugin {
        /// Its id.
        id: String,
    },
    /// Who works here.
    #[at("/settings/members")]
    Members,
    /// Tokens for programs.
    #[at("/settings/tokens")]
    Tokens,
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

    /// Whether a section of the settings is what this address shows.
    pub(crate) const fn is_settings(&self) -> bool {
        matches!(
            self,
            Self::Settings
                | Self::Plugins
                | Self::NewPlugin
                | Self::Plugin { .. }
                | Self::Members
                | Self::Tokens
        )
    }
}
