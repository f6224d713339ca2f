//! The closed lists of the audit log: parts of the workspace, who acts, on what, and what happens.

use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// A part of the workspace, by which the log is filtered.
    AuditArea {
        /// Registrations of plugins, and their secrets.
        Plugins = "plugins";
        /// What agents' pages see of plugins.
        Frames = "frames";
        /// Who works here.
        Members = "members";
        /// API tokens.
        Tokens = "tokens";
        /// Sign-ins, links for them, and their ends.
        SignIns = "sign_ins";
        /// The workspace and its lists.
        Settings = "settings";
        /// Merges of contacts.
        Contacts = "contacts";
        /// Webhook endpoints.
        Webhooks = "webhooks";
        /// Apps and their connections.
        Apps = "apps";
        /// Integrations: those that are made here, and those that were let in.
        Integrations = "integrations";
    }
}

words! {
    /// Who did it.
    AuditActorKind {
        /// A member who was signed in.
        Member = "member";
        /// A plugin, in the page of a member.
        Plugin = "plugin";
        /// A program with an API token.
        Token = "token";
        /// Somebody at the server's command line.
        CommandLine = "command_line";
        /// The server by itself.
        System = "system";
    }
}

words! {
    /// What it was done to.
    AuditObjectKind {
        /// A plugin.
        Plugin = "plugin";
        /// A member.
        Member = "member";
        /// An API token.
        Token = "token";
        /// The workspace as a whole.
        Workspace = "workspace";
        /// A tag.
        Tag = "tag";
        /// A group of members.
        Group = "group";
        /// A custom field.
        CustomField = "custom_field";
        /// A channel.
        Channel = "channel";
        /// A canned reply.
        CannedReply = "canned_reply";
        /// A category of attendances.
        Category = "category";
        /// A contact.
        Contact = "contact";
        /// A webhook endpoint.
        Webhook = "webhook";
        /// An app.
        App = "app";
        /// A connection of an app.
        Connection = "connection";
        /// An integration.
        Integration = "integration";
    }
}

macro_rules! kinds {
    ($($(#[$line:meta])* $area:ident $one:ident = $word:literal;)+) => {
        words! {
            /// What happened.
            AuditKind {
                $($(#[$line])* $one = $word;)+
            }
        }

        impl AuditKind {
            /// The part of the workspace that it belongs to.
            #[must_use]
            pub const fn area(self) -> AuditArea {
                match self {
                    $(Self::$one => AuditArea::$area,)+
                }
            }
        }
    };
}

kinds! {
    /// It was registered.
    Plugins PluginCreated = "plugin_created";
    /// Its registration changed: `fields` says what of it.
    Plugins PluginChanged = "plugin_changed";
    /// It was switched on.
    Plugins PluginEnabled = "plugin_enabled";
    /// It was switched off.
    Plugins PluginDisabled = "plugin_disabled";
    /// It was removed, with what it stored.
    Plugins PluginRemoved = "plugin_removed";
    /// It got another secret.
    Plugins PluginSecretRotated = "plugin_secret_rotated";
    /// It got another key to sign its tokens with.
    Plugins PluginSigningKeyRotated = "plugin_signing_key_rotated";
    /// Secrets stayed as they are, though earlier backups hold them in the clear.
    Plugins SecretsKept = "secrets_kept";
    /// A page saw it in another `state` than the one before.
    Frames FrameState = "frame_state";
    /// They were added.
    Members MemberAdded = "member_added";
    /// Something of them changed: `fields` says what.
    Members MemberChanged = "member_changed";
    /// They have another `role`.
    Members MemberRoleChanged = "member_role_changed";
    /// They may sign in again.
    Members MemberActivated = "member_activated";
    /// They may no longer sign in, and were signed out.
    Members MemberDeactivated = "member_deactivated";
    /// It was made.
    Tokens TokenCreated = "token_created";
    /// It was revoked.
    Tokens TokenRevoked = "token_revoked";
    /// A sign-in link was made for them.
    SignIns SignInLinkCreated = "sign_in_link_created";
    /// They signed in; `link` says who had made the link.
    SignIns SignedIn = "signed_in";
    /// They signed out.
    SignIns SignedOut = "signed_out";
    /// Sign-ins of theirs were ended, `count` of them.
    SignIns SessionsEnded = "sessions_ended";
    /// Everybody's sign-ins ended: the page has another address.
    SignIns EverySessionEnded = "every_session_ended";
    /// Sign-in links that are not good were tried, `count` times.
    SignIns SignInsRefused = "sign_ins_refused";
    /// Settings changed: `fields` says which.
    Settings WorkspaceChanged = "workspace_changed";
    /// The key by which secrets are sealed was changed: `count` of them were sealed anew.
    Settings VaultKeyRotated = "vault_key_rotated";
    /// It began.
    Settings WorkspaceBegan = "workspace_began";
    /// Made-up conversations were added.
    Settings WorkspaceSeeded = "workspace_seeded";
    /// Another version of the program opened it.
    Settings WorkspaceUpgraded = "workspace_upgraded";
    /// A backup took its place.
    Settings WorkspaceRestored = "workspace_restored";
    /// It was made.
    Settings TagCreated = "tag_created";
    /// It changed.
    Settings TagChanged = "tag_changed";
    /// It was deleted.
    Settings TagDeleted = "tag_deleted";
    /// It was made.
    Settings GroupCreated = "group_created";
    /// It changed.
    Settings GroupChanged = "group_changed";
    /// It was deleted.
    Settings GroupDeleted = "group_deleted";
    /// It was made.
    Settings CustomFieldCreated = "custom_field_created";
    /// It changed.
    Settings CustomFieldChanged = "custom_field_changed";
    /// It was deleted.
    Settings CustomFieldDeleted = "custom_field_deleted";
    /// It was made.
    Settings ChannelCreated = "channel_created";
    /// It changed.
    Settings ChannelChanged = "channel_changed";
    /// It was deleted.
    Settings ChannelDeleted = "channel_deleted";
    /// It was made.
    Settings CategoryCreated = "category_created";
    /// It changed.
    Settings CategoryChanged = "category_changed";
    /// It was deleted.
    Settings CategoryDeleted = "category_deleted";
    /// One for everybody was made.
    Settings CannedReplyCreated = "canned_reply_created";
    /// One for everybody changed.
    Settings CannedReplyChanged = "canned_reply_changed";
    /// One for everybody was deleted.
    Settings CannedReplyDeleted = "canned_reply_deleted";
    /// The contact `other` was merged into it.
    Contacts ContactsMerged = "contacts_merged";
    /// The merge with `other` was taken back.
    Contacts ContactsSplit = "contacts_split";
    /// It and `other` are two people, somebody said.
    Contacts ContactsKeptApart = "contacts_kept_apart";
    /// It was added.
    Webhooks WebhookCreated = "webhook_created";
    /// It changed: `fields` says what of it.
    Webhooks WebhookChanged = "webhook_changed";
    /// It was switched on.
    Webhooks WebhookEnabled = "webhook_enabled";
    /// Somebody switched it off.
    Webhooks WebhookDisabled = "webhook_disabled";
    /// It was removed, with its deliveries.
    Webhooks WebhookRemoved = "webhook_removed";
    /// It got another secret.
    Webhooks WebhookSecretRotated = "webhook_secret_rotated";
    /// The server switched it off, since its receiver failed for 5 days.
    Webhooks WebhookFailing = "webhook_failing";
    /// The server switched it off, since its receiver said that it is gone.
    Webhooks WebhookGone = "webhook_gone";
    /// The seven addresses of the Plug set were written.
    Webhooks PlugSetChanged = "plug_set_changed";
    /// It came, or another version of it did.
    Apps AppUploaded = "app_uploaded";
    /// It was removed, with its connections.
    Apps AppRemoved = "app_removed";
    /// Who we are to it was written.
    Apps AppClientChanged = "app_client_changed";
    /// It was made.
    Apps ConnectionCreated = "connection_created";
    /// It changed: `fields` says what of it.
    Apps ConnectionChanged = "connection_changed";
    /// It was removed.
    Apps ConnectionRemoved = "connection_removed";
    /// A person agreed on the app's page, or a ping found that it works again.
    Apps ConnectionConnected = "connection_connected";
    /// Its credentials are no longer taken, or do not fit the app's version.
    Apps ConnectionBroken = "connection_broken";
    /// It was made here, as a draft.
    Integrations IntegrationCreated = "integration_created";
    /// Its registration changed: `fields` says what of it.
    Integrations IntegrationChanged = "integration_changed";
    /// It got another secret.
    Integrations IntegrationSecretRotated = "integration_secret_rotated";
    /// It was made here, and removed.
    Integrations IntegrationDeleted = "integration_deleted";
    /// Somebody agreed to let it in.
    Integrations IntegrationAllowed = "integration_allowed";
    /// Its program took the tokens that somebody agreed to.
    Integrations GrantExchanged = "grant_exchanged";
    /// Tokens of its were taken back: by itself, or since a code or a token of its was used twice.
    Integrations GrantRevoked = "grant_revoked";
    /// It was taken out, with all its tokens.
    Integrations IntegrationRemoved = "integration_removed";
    /// It went on its way to other companies, or was stopped on it: `step` says how, `version` which version.
    Integrations IntegrationStepped = "integration_stepped";
    /// It was installed, in its `version`.
    Integrations IntegrationInstalled = "integration_installed";
    /// Somebody agreed to a newer `version`.
    Integrations IntegrationAgreed = "integration_agreed";
    /// Somebody paused it: its page is not shown, and its tokens do not work.
    Integrations IntegrationPaused = "integration_paused";
    /// Somebody let it go on.
    Integrations IntegrationResumed = "integration_resumed";
    /// A moderator of the server stopped it, in every company.
    Integrations IntegrationSuspended = "integration_suspended";
    /// A moderator of the server let it go on.
    Integrations IntegrationLifted = "integration_lifted";
    /// A newer `version` that asks for no more took the place of the one before.
    Integrations IntegrationUpdated = "integration_updated";
    /// Its server could not be told that it was taken out, however often it was tried: `failure` says why.
    Integrations IntegrationHookFailed = "integration_hook_failed";
}

#[cfg(test)]
mod tests;
