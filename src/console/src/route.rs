//! The console's addresses.

mod below;

use encaixe_ui::link;

/// An address of the console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Route {
    /// The first section.
    Settings,
    /// The list of plugins.
    Plugins,
    /// Plugins that only oneself sees.
    OwnPlugins,
    /// A new plugin.
    NewPlugin,
    /// One plugin.
    Plugin {
        /// Its id.
        id: String,
    },
    /// Who works here.
    Members,
    /// Tokens for programs.
    Tokens,
    /// A new token.
    NewToken,
    /// Apps that are called with kept credentials.
    Apps,
    /// An app's files, to be uploaded.
    UploadApp,
    /// One app.
    App {
        /// Its `app_id`.
        id: String,
    },
    /// The files of one app.
    AppFiles {
        /// Its `app_id`.
        id: String,
    },
    /// A new connection of an app.
    NewConnection {
        /// The app's `app_id`.
        id: String,
    },
    /// One connection of an app.
    Connection {
        /// The app's `app_id`.
        id: String,
        /// Its own id.
        connection: String,
    },
    /// Endpoints of webhooks.
    Webhooks,
    /// A new endpoint.
    NewWebhook,
    /// The events that an endpoint can receive.
    WebhookEvents,
    /// One endpoint, with its deliveries.
    Webhook {
        /// Its id.
        id: String,
    },
    /// How one endpoint is set up.
    WebhookSettings {
        /// Its id.
        id: String,
    },
    /// One delivery.
    Delivery {
        /// The endpoint's id.
        id: String,
        /// Its own.
        delivery: String,
    },
    /// Integrations that the company makes.
    Integrations,
    /// A new integration.
    NewIntegration,
    /// One integration.
    Integration {
        /// Its id.
        id: String,
    },
    /// What is written of one integration.
    EditIntegration {
        /// Its id.
        id: String,
    },
    /// What can be let in.
    Marketplace,
    /// One integration, before it is let in.
    Listing {
        /// Its id.
        id: String,
    },
    /// What was let in.
    Installations,
    /// One that was let in.
    Installation {
        /// Its id.
        id: String,
    },
    /// What waits for a moderator.
    Reviews,
    /// One integration, for moderators.
    ReviewPage {
        /// Its id.
        id: String,
    },
    /// How the page is for one person.
    Preferences,
    /// Where one is signed in.
    Sessions,
    /// The company.
    Workspace,
    /// Labels for conversations.
    Tags,
    /// Groups of members.
    Groups,
    /// Custom fields.
    Fields,
    /// Ways in for messages.
    Channels,
    /// What attendances are sorted by.
    Categories,
    /// Canned replies.
    Replies,
    /// Who did what.
    Audit,
}

impl Route {
    /// The address that a path names.
    pub(crate) fn of(path: &str) -> Option<Self> {
        let rest = path.strip_prefix(link::SETTINGS)?;
        (rest.is_empty() || rest.starts_with('/')).then_some(())?;
        let mut parts = rest.split('/').filter(|part| !part.is_empty());
        let first = parts.next();
        if first == Some("webhooks") {
            return Self::webhooks(&parts.collect::<Vec<_>>());
        }
        if first == Some("apps") {
            return Self::apps(&parts.collect::<Vec<_>>());
        }
        if let Some(section @ ("integrations" | "marketplace" | "installed" | "reviews")) = first {
            return Self::integrations(section, &parts.collect::<Vec<_>>());
        }
        let found = match (first, parts.next()) {
            (None, _) => Self::Settings,
            (Some("plugins"), None) => Self::Plugins,
            (Some("plugins"), Some("new")) => Self::NewPlugin,
            (Some("plugins"), Some(id)) => Self::Plugin { id: id.to_owned() },
            (Some("my-plugins"), None) => Self::OwnPlugins,
            (Some("members"), None) => Self::Members,
            (Some("tokens"), None) => Self::Tokens,
            (Some("tokens"), Some("new")) => Self::NewToken,
            (Some("preferences"), None) => Self::Preferences,
            (Some("sessions"), None) => Self::Sessions,
            (Some("workspace"), None) => Self::Workspace,
            (Some("tags"), None) => Self::Tags,
            (Some("groups"), None) => Self::Groups,
            (Some("fields"), None) => Self::Fields,
            (Some("channels"), None) => Self::Channels,
            (Some("attendance-categories"), None) => Self::Categories,
            (Some("replies"), None) => Self::Replies,
            (Some("audit"), None) => Self::Audit,
            _ => return None,
        };
        parts.next().is_none().then_some(found)
    }

    /// Whether it is an address of integrations that the company makes.
    pub(crate) const fn is_of_integrations(&self) -> bool {
        matches!(
            self,
            Self::Integrations
                | Self::NewIntegration
                | Self::Integration { .. }
                | Self::EditIntegration { .. }
        )
    }

    /// Whether it is an address of moderators.
    pub(crate) const fn is_of_reviews(&self) -> bool {
        matches!(self, Self::Reviews | Self::ReviewPage { .. })
    }

    /// Whether it is an address of apps.
    pub(crate) const fn is_of_apps(&self) -> bool {
        matches!(
            self,
            Self::Apps
                | Self::UploadApp
                | Self::App { .. }
                | Self::AppFiles { .. }
                | Self::NewConnection { .. }
                | Self::Connection { .. }
        )
    }

    /// Whether it is an address of webhooks.
    pub(crate) const fn is_of_webhooks(&self) -> bool {
        matches!(
            self,
            Self::Webhooks
                | Self::NewWebhook
                | Self::WebhookEvents
                | Self::Webhook { .. }
                | Self::WebhookSettings { .. }
                | Self::Delivery { .. }
        )
    }

    /// Its path.
    pub(crate) fn path(&self) -> String {
        let section = match self {
            Self::Settings => return link::SETTINGS.to_owned(),
            Self::Plugins => return link::PLUGINS.to_owned(),
            Self::NewPlugin => return link::NEW_PLUGIN.to_owned(),
            Self::Plugin { id } => return link::plugin(id),
            Self::NewToken => return link::NEW_TOKEN.to_owned(),
            Self::OwnPlugins => "my-plugins",
            Self::Members => "members",
            Self::Tokens => "tokens",
            Self::Apps => "apps",
            Self::UploadApp => "apps/new-app",
            Self::App { id } => &format!("apps/{id}"),
            Self::AppFiles { id } => &format!("apps/{id}/files"),
            Self::NewConnection { id } => &format!("apps/{id}/connect"),
            Self::Connection { id, connection } => &format!("apps/{id}/connections/{connection}"),
            Self::Webhooks => "webhooks",
            Self::NewWebhook => "webhooks/new",
            Self::WebhookEvents => "webhooks/events",
            Self::Webhook { id } => &format!("webhooks/{id}"),
            Self::WebhookSettings { id } => &format!("webhooks/{id}/settings"),
            Self::Delivery { id, delivery } => &format!("webhooks/{id}/deliveries/{delivery}"),
            Self::Integrations => "integrations",
            Self::NewIntegration => "integrations/new",
            Self::Integration { id } => &format!("integrations/{id}"),
            Self::EditIntegration { id } => &format!("integrations/{id}/edit"),
            Self::Marketplace => "marketplace",
            Self::Listing { id } => &format!("marketplace/{id}"),
            Self::Installations => "installed",
            Self::Installation { id } => &format!("installed/{id}"),
            Self::Reviews => "reviews",
            Self::ReviewPage { id } => &format!("reviews/{id}"),
            Self::Preferences => "preferences",
            Self::Sessions => "sessions",
            Self::Workspace => "workspace",
            Self::Tags => "tags",
            Self::Groups => "groups",
            Self::Fields => "fields",
            Self::Channels => "channels",
            Self::Categories => "attendance-categories",
            Self::Replies => "replies",
            Self::Audit => "audit",
        };
        format!("{}/{section}", link::SETTINGS)
    }
}

#[cfg(test)]
mod tests;
