//! Addresses below one section.

use super::Route;

impl Route {
    /// The address that the parts below `webhooks` name.
    pub(super) fn webhooks(parts: &[&str]) -> Option<Self> {
        let id = (*parts.first().unwrap_or(&"")).to_owned();
        Some(match parts {
            [] => Self::Webhooks,
            ["new"] => Self::NewWebhook,
            ["events"] => Self::WebhookEvents,
            [_] => Self::Webhook { id },
            [_, "settings"] => Self::WebhookSettings { id },
            [_, "deliveries", delivery] => Self::Delivery {
                id,
                delivery: (*delivery).to_owned(),
            },
            _ => return None,
        })
    }

    /// The address that the parts below `apps` name. What is called `a-b` is no app: their ids have no hyphen.
    pub(super) fn apps(parts: &[&str]) -> Option<Self> {
        let id = (*parts.first().unwrap_or(&"")).to_owned();
        Some(match parts {
            [] => Self::Apps,
            ["new-app"] => Self::UploadApp,
            [_] => Self::App { id },
            [_, "files"] => Self::AppFiles { id },
            [_, "connect"] => Self::NewConnection { id },
            [_, "connections", connection] => Self::Connection {
                id,
                connection: (*connection).to_owned(),
            },
            _ => return None,
        })
    }

    /// The address below one of the sections of integrations.
    pub(super) fn integrations(section: &str, parts: &[&str]) -> Option<Self> {
        let id = (*parts.first().unwrap_or(&"")).to_owned();
        Some(match (section, parts) {
            ("integrations", []) => Self::Integrations,
            ("integrations", ["new"]) => Self::NewIntegration,
            ("integrations", [_]) => Self::Integration { id },
            ("integrations", [_, "edit"]) => Self::EditIntegration { id },
            ("marketplace", []) => Self::Marketplace,
            ("marketplace", [_]) => Self::Listing { id },
            ("installed", []) => Self::Installations,
            ("installed", [_]) => Self::Installation { id },
            ("reviews", []) => Self::Reviews,
            ("reviews", [_]) => Self::ReviewPage { id },
            _ => return None,
        })
    }
}
