## What moderators of the server see

reviews = Reviews
reviews-text = Integrations of every company on this server. What you approve, its company can publish to all of them.
reviews-which = Which integrations
reviews-waiting = Waiting
reviews-empty = Nothing waits for you
reviews-empty-text = When a company submits an integration, it shows up here.
reviews-none = None
reviews-none-text = No integration stands like this now.

review-checks = What the server saw
review-checked = Looked at on { $at }.
review-unchecked = The server has not looked at this version yet.
review-check-again = Look again
review-check-endpoint = Its page answers by https and can be framed here
review-check-redirect_uri = Its redirect URIs answer
review-check-revocation_url = Its revocation URL refuses a wrong signature
review-check-texts = Its texts are there in both languages
review-check-install_url = It says where it is installed
review-outcome-passed = · as it should be
review-outcome-failed = · not as it should be
review-outcome-skipped = · does not apply

review-changes = What changes
review-changes-none = Nothing differs from the published version.
review-wider = It asks for more, or sends data elsewhere: companies that have it will be asked again before this version replaces the one they have.
review-before = Published
review-after = This version
review-field-name = Name
review-field-description = Description
review-field-category = Category
review-field-logo = Logo
review-field-redirectUris = Redirect URIs
review-field-revocationUrl = Revocation URL
review-field-scopes = What it asks for
review-field-profile = Token rules
review-field-widget = Page beside the conversation
review-field-installUrl = Where it is installed

review-language-pt-BR = Portuguese
review-language-en = English
review-missing = Not written yet
review-history = What happened
review-reason = Why (the developers read it)

review-take = Start review
review-take-done = You are reviewing it.
review-approve = Approve
review-approve-done = Approved. Its company can publish it now.
review-request_changes = Ask for changes
review-request_changes-title = Ask for changes to "{ $name }"?
review-request_changes-text = Say what has to change. The company can edit it and submit it again.
review-request_changes-done = The company was asked for changes.
review-reject = Reject
review-reject-title = Reject "{ $name }"?
review-reject-text = Say why. The published version, if there is one, goes on.
review-reject-done = Rejected.
review-suspend = Suspend
review-suspend-title = Suspend "{ $name }" everywhere?
review-suspend-text = Every company loses its page and its access at once, until you lift the suspension.
review-suspend-done = Suspended in every company.
review-lift = Lift suspension
review-lift-done = It goes on as before.
