# Settings > Integrations, the pages of those that the company makes, in English. The same keys as in `pt-BR`.

## The list
integrations = Integrations
integrations-text = What your company builds for its own inbox, and for others once it was reviewed.
integrations-empty = No integrations yet
integrations-empty-text = An integration is a program of yours that connects the inbox to another system: it can show a page beside the conversation, read what it was allowed to read, and act with the permission of each company. Try it in your own company first, then offer it to all.
integration-add = New integration
integration-missing = This integration is not here
integration-missing-text = It may have been deleted.

## How it stands
integration-state-draft = Draft
integration-state-submitted = Submitted
integration-state-in_review = In review
integration-state-changes_requested = Changes requested
integration-state-rejected = Rejected
integration-state-approved = Approved
integration-state-published = Published
integration-state-suspended = Suspended
integration-state-retired = Retired
integration-state-withdrawn = Withdrawn
integration-line-draft = version { $version } being written
integration-line-submitted = version { $version } waiting for review
integration-line-in_review = version { $version } in review
integration-line-changes_requested = changes requested to version { $version }
integration-line-rejected = version { $version } rejected
integration-line-approved = version { $version } approved
integration-line-published = version { $version } published
integration-line-suspended = stopped in every company
integration-line-retired = version { $version } no longer offered
integration-line-withdrawn = version { $version } withdrawn
integration-text-draft = Try it in your own company. When it is ready, submit it for review.
integration-text-submitted = It is in the queue of the moderators. You will see their answer here.
integration-text-in_review = A moderator is looking at it. You will see the answer here.
integration-text-changes_requested = The moderators ask for changes. Make them, then submit it again.
integration-text-rejected = The moderators rejected this version. You can change it and submit it again.
integration-text-approved = The moderators approved this version. Publish it when you are ready.
integration-text-published = It is in the marketplace, for every company.
integration-text-suspended = The moderators suspended it in every company: its page is not shown and its access is not good. Correct what they say, then talk to them.
integration-text-retired = It is offered to nobody new. Where it is installed, it goes on working.
integration-text-withdrawn = You took this version back. You can change it and submit it again.
integration-held = It cannot be edited while the moderators have it. To change something, withdraw it first.
integration-own = Only your company can install it until it is published.
integration-all = This is what other companies see:
integration-listing = See its page in the marketplace
integration-edit = Edit
integration-changed = It changed meanwhile. This is how it stands now.

## The steps
integration-step-submit = Submit for review
integration-step-withdraw = Withdraw
integration-step-publish = Publish
integration-step-retire = Retire
integration-step-offer = Offer again
integration-step-submit-title = Submit { $name } for review?
integration-step-publish-title = Publish { $name }?
integration-step-retire-title = Retire { $name }?
integration-step-submit-text = The moderators look at this version as it is now. It cannot be edited until they answer, or until you withdraw it.
integration-step-publish-text = This version goes to the marketplace in the place of the one before. Companies that have it agree again if it asks for more.
integration-step-retire-text = It leaves the marketplace, and no new company can install it. Where it is installed, it goes on working. You can offer it again later.
integration-step-submit-done = Submitted. The moderators will look at it.
integration-step-withdraw-done = Withdrawn. You can edit it again.
integration-step-publish-done = Published. Every company can install it now.
integration-step-retire-done = Retired. It is offered to nobody new.
integration-step-offer-done = It is offered again.
integration-note = Note to the moderators (optional)
integration-problems = Something is missing or wrong:
integration-problem-description-empty = Say what it does, in one language at least.
integration-problem-redirectUris-empty = Add one address at least, where people are sent back to.
integration-problem-installUrl-empty = Say where it is installed, or give it a page beside the conversation.
integration-problem-reason-too-long = The note is too long.
integration-problem-loopback = This address is of your own computer: others have to reach it.

## What is written of it
integration-client = Client ID
integration-client-text = This is the client_id of OAuth 2.0. It never changes, and it is no secret.
integration-fact-about = What it does
integration-fact-about-empty = There is no description yet.
integration-fact-addresses = Addresses
integration-fact-address-none = None
integration-fact-redirects = Redirect URIs
integration-fact-revocation = Told when it is uninstalled
integration-fact-page = Page beside the conversation
integration-fact-install = Where it is installed
integration-fact-profile = Rules for tokens
integration-fact-profile-default = OAuth 2.0 with PKCE
integration-fact-profile-kommo = Compatible with Kommo
integration-fact-scopes = What it asks to see and do

## Secrets
integration-secrets = Secrets
integration-secrets-text = Its server shows a secret, the client_secret of OAuth 2.0, to get its access. Keep it on the server only.
integration-secrets-empty = There is no secret yet.
integration-secret-at = Made on { $at }
integration-secret-current = The current one, without an end
integration-secret-ends = Valid until { $at }
integration-secret-new = New secret
integration-secret-title = Make a new secret?
integration-secret-question = The new one is valid at once. Bring it to your server before the current one ends.
integration-secret-made = Your new secret
integration-secret-once = Copy it now: it is shown only this once.
integration-secret-kept = I have kept it
integration-overlap = The current secret goes on for
integration-overlap-help = If it has leaked, end it at once.
integration-overlap-none = It ends at once
integration-overlap-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
integration-overlap-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }

## What happened
integration-history = History
integration-history-empty = Nothing has happened yet.
integration-moderator = Moderator
integration-did-edit = { $name } edited version { $version }
integration-did-submit = { $name } submitted version { $version } for review
integration-did-withdraw = { $name } withdrew version { $version }
integration-did-publish = { $name } published version { $version }
integration-did-retire = { $name } retired the integration
integration-did-offer = { $name } offered the integration again
integration-did-take = { $name } began to review version { $version }
integration-did-approve = { $name } approved version { $version }
integration-did-request_changes = { $name } asked for changes to version { $version }
integration-did-reject = { $name } rejected version { $version }
integration-did-suspend = { $name } suspended the integration
integration-did-lift = { $name } lifted the suspension
integration-did-other = { $name }: { $step } (version { $version })
integration-versions = Versions
integration-versions-text = What was submitted stays as it was. Whatever you write after that is the next version.
integration-versions-empty = No version was submitted yet.
integration-version = Version { $version }
integration-version-at = Submitted on { $at }

## The manifest
integration-manifest = Manifest
integration-manifest-text = All that is written of the integration, as JSON. You can keep it in a repository, and bring it back by pasting it here.
integration-paste = Paste a manifest
integration-paste-label = New manifest
integration-paste-help = It takes the place of all that is written. What is missing in it becomes empty.
integration-paste-save = Save the manifest
integration-paste-unread = This is no manifest: line { $line }, column { $column }: { $reason }
integration-paste-unknown = A manifest has no such keys. Correct or remove them:
integration-pasted = The manifest was saved.

## Its end
integration-delete = Delete integration
integration-delete-title = Delete { $name }?
integration-delete-text = The integration, its secrets and all its access end at once. This cannot be undone.
integration-delete-type = Type { $name } to confirm
integration-deleted = The integration was deleted.
