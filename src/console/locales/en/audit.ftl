# The audit log, in English. A sentence follows the name of who did it.

## The page
audit = Audit
audit-text = Who changed what, who signed in, and how plugins were seen.
audit-file = Download as CSV
audit-filters = Filters
audit-area = Area
audit-area-all = All areas
audit-area-plugins = Plugins
audit-area-frames = Plugin checks
audit-area-members = Members
audit-area-tokens = API tokens
audit-area-sign-ins = Sign-ins
audit-area-settings = Settings
audit-area-contacts = Merged contacts
audit-area-webhooks = Webhooks
audit-area-apps = Apps
audit-area-integrations = Integrations
audit-actor = Who
audit-actor-all = Everyone
audit-actor-member = Members
audit-actor-plugin = Plugins
audit-actor-token = API tokens
audit-actor-command-line = Command line
audit-actor-system = The server
audit-when = When
audit-when-ever = Any time
audit-when-today = Today
audit-when-week = Last 7 days
audit-when-month = Last 30 days
audit-when-days = Choose days
audit-from = From
audit-to = Until
audit-fresh = { $count ->
    [one] { $count } new entry
   *[other] { $count } new entries
}
audit-fresh-many = Many new entries
audit-more = Load more
audit-empty = Nothing here yet
audit-empty-text = What your team and its programs change from now on shows here.
audit-none = Nothing for these filters
audit-none-text = Choose another area, person or time.
audit-clear = Clear filters
problem-audit = Older entries could not be loaded.

## Who
audit-by-member = Member
audit-by-plugin = Plugin
audit-by-token = API token
audit-by-command-line = Command line
audit-by-system = The server
audit-by-plugin-for = { $plugin } for { $member }

## Plugins
audit-plugin-created = registered the plugin { $object }
audit-plugin-changed = changed the plugin { $object }
audit-plugin-enabled = enabled the plugin { $object }
audit-plugin-disabled = disabled the plugin { $object }
audit-plugin-removed = deleted the plugin { $object }
audit-plugin-signing-key-rotated = rotated the signing key of the plugin { $object }
audit-secrets-kept = kept the plugins’ secrets, which earlier backups hold readable
audit-plugin-secret-rotated = rotated the secret of the plugin { $object }
audit-frame-state = reported the state of the plugin { $object }
audit-frame-verified = opened the plugin { $object }, and it passed the check
audit-frame-classic = opened the plugin { $object }, which speaks the older protocol
audit-frame-blocked = opened the plugin { $object }, and it was blocked
audit-frame-left = saw the plugin { $object } leave its page
audit-frame-failed = opened the plugin { $object }, and it did not answer
audit-frame-stopped = had the plugin { $object } open when it was stopped

## Members
audit-member-added = added { $object } as a member
audit-member-changed = changed the data of { $object }
audit-member-role-changed = changed the role of { $object } to { $role }
audit-member-activated = reactivated { $object }
audit-member-deactivated = deactivated { $object }

## Tokens
audit-token-created = created the API token “{ $object }” with the role { $role }
audit-token-revoked = revoked the API token “{ $object }”

## Sign-ins
audit-sign-in-link-created = made a sign-in link for { $object }
audit-signed-in = signed in
audit-signed-in-member = signed in with a link from an admin
audit-signed-in-token = signed in with a link from a program
audit-signed-in-command-line = signed in with a link from the command line
audit-signed-in-system = signed in with the link from the server’s start
audit-signed-out = signed out
audit-sessions-ended = { $count ->
    [one] ended a sign-in of { $object }
   *[other] ended { $count } sign-ins of { $object }
}
audit-every-session-ended = ended everyone’s sign-ins, since the page has another address
audit-sign-ins-refused = { $count ->
    [one] refused a sign-in link that was not valid
   *[other] refused sign-in links that were not valid { $count } times
}

## Settings
audit-workspace-changed = changed the workspace
audit-vault-key-rotated = changed the key that seals the secrets
audit-workspace-began = created the workspace
audit-workspace-seeded = added made-up conversations
audit-workspace-upgraded = upgraded the workspace to a new version
audit-workspace-restored = restored the workspace from a backup
audit-tag-created = created the tag { $object }
audit-tag-changed = changed the tag { $object }
audit-tag-deleted = deleted the tag { $object }
audit-group-created = created the group { $object }
audit-group-changed = changed the group { $object }
audit-group-deleted = deleted the group { $object }
audit-custom-field-created = created the field { $object }
audit-custom-field-changed = changed the field { $object }
audit-custom-field-deleted = deleted the field { $object }
audit-channel-created = created the channel { $object }
audit-channel-changed = changed the channel { $object }
audit-channel-deleted = deleted the channel { $object }
audit-category-created = created the attendance category { $object }
audit-category-changed = changed the attendance category { $object }
audit-category-deleted = deleted the attendance category { $object }
audit-canned-reply-created = created the canned reply { $object }
audit-canned-reply-changed = changed the canned reply { $object }
audit-canned-reply-deleted = deleted the canned reply { $object }

## Contacts, by their ids
audit-contacts-merged = merged the contact { $other } into { $object }
audit-contacts-split = undid the merge of the contacts { $object } and { $other }
audit-contacts-kept-apart = marked the contacts { $object } and { $other } as two people

## What changed
audit-field-on = switched on
audit-field-off = switched off
audit-field-name = name
audit-field-endpoint = address
audit-field-classic = older protocol
audit-field-audience = for whom
audit-field-groups = groups
audit-field-channels = channels
audit-field-scopes = permissions
audit-field-requested-scopes = requested permissions
audit-field-auth-secret = secret in the address
audit-field-proof-algorithm = signature
audit-field-dev-plugins = members’ own plugins
audit-field-icon = icon
audit-field-color = color
audit-field-description = description
audit-field-members = members
audit-field-options = options
audit-field-text = text
audit-field-position = order
audit-field-country = country
audit-field-locale = language
audit-field-timezone = time zone
audit-field-agents-make-tags = agents can make tags
audit-field-closing-category = category at closing
audit-field-closing-report = report at closing
audit-field-items = items
audit-field-redirect-uris = redirect URIs
audit-field-profile = profile
audit-field-category = category
audit-field-logo = logo
audit-field-revocation-url = revocation address
audit-field-widget = page beside the conversation
audit-field-install-url = address where to install

## Webhooks
audit-webhook-created = added the webhook { $object }
audit-webhook-changed = changed the webhook { $object }
audit-webhook-enabled = switched the webhook { $object } on
audit-webhook-disabled = switched the webhook { $object } off
audit-webhook-removed = deleted the webhook { $object }
audit-webhook-secret-rotated = rotated the secret of the webhook { $object }
audit-webhook-failing = switched the webhook { $object } off, since it had failed for 5 days
audit-webhook-gone = switched the webhook { $object } off, since its receiver answered that it is gone
audit-app-uploaded = uploaded a version of the app { $object }
audit-app-removed = deleted the app { $object } and its connections
audit-app-client-changed = changed the OAuth client of the app { $object }
audit-connection-created = added the connection { $object }
audit-connection-changed = changed the connection { $object }
audit-connection-removed = deleted the connection { $object }
audit-connection-connected = connected { $object }
audit-connection-broken = noticed that the connection { $object } no longer works: it has to be connected again
audit-plug-set-changed = changed the addresses of the Plug set

## Integrations
audit-integration-created = made the integration { $object }
audit-integration-changed = changed the integration { $object }
audit-integration-secret-rotated = rotated the secret of the integration { $object }
audit-integration-deleted = deleted the integration { $object }
audit-integration-allowed = let the integration { $object } in
audit-grant-exchanged = took the tokens of the integration { $object }
audit-grant-revoked = ended tokens of the integration { $object }
audit-integration-removed = took the integration { $object } out, with all its tokens
audit-integration-stepped = moved the integration { $object } on
audit-integration-step-submit = sent version { $version } of the integration { $object } to review
audit-integration-step-withdraw = took version { $version } of the integration { $object } back
audit-integration-step-publish = published version { $version } of the integration { $object }
audit-integration-step-retire = stopped offering the integration { $object } to other companies
audit-integration-step-offer = offered the integration { $object } to other companies again
audit-integration-step-take = began to review version { $version } of the integration { $object }
audit-integration-step-approve = approved version { $version } of the integration { $object }
audit-integration-step-request-changes = asked for changes to version { $version } of the integration { $object }
audit-integration-step-reject = rejected version { $version } of the integration { $object }
audit-integration-step-suspend = suspended the integration { $object }
audit-integration-step-lift = lifted the suspension of the integration { $object }
audit-integration-installed = installed the integration { $object }, version { $version }
audit-integration-agreed = agreed to version { $version } of the integration { $object }
audit-integration-paused = paused the integration { $object }
audit-integration-resumed = let the integration { $object } go on
audit-integration-suspended = stopped the integration { $object }, which a moderator suspended
audit-integration-lifted = let the integration { $object } go on, since its suspension was lifted
audit-integration-updated = updated the integration { $object } to version { $version }, which asks for nothing more
audit-integration-hook-failed = could not tell the server of the integration { $object } that it was taken out
