# Settings > Webhooks, in English. The same keys as in `pt-BR`.

## The list
webhooks = Webhooks
webhooks-text = Tell your own systems what happens in the inbox, as it happens.
webhook-new = New webhook
webhooks-empty = No webhooks yet
webhooks-empty-text = A webhook sends what happens here, such as a new message, to an address of yours. Connect your CRM, your reports or a bot with it.
webhook-missing = This webhook is not there
webhook-missing-text = It may have been deleted.
webhook-all-events = All { $count } events
webhook-events-count =
    { $count ->
        [one] { $count } event
       *[other] { $count } events
    }
webhook-plug-badge = Plug set

## How one is doing
webhook-works = Works
webhook-idle = Nothing sent yet
webhook-failing = Failing
webhook-last-attempt = Last attempt: { $at }
webhook-last-success = last delivered: { $at }
webhook-never-delivered = nothing delivered yet
webhook-is-off = Off
webhook-disabled = Switched off
webhook-disabled-failing = Every attempt failed for 5 days, so it was switched off on { $at }. What happens now is not sent. Once the receiver answers again, switch it on, and send again what was lost.
webhook-disabled-gone = The receiver answered 410, “gone”, so it was switched off on { $at }. If the receiver is there after all, switch it on.
webhook-failing-text = Deliveries have been failing since { $at }. After 5 days the webhook is switched off.
webhook-off-text = Nothing is sent while it is off.
webhook-works-text = The last delivery arrived.
webhook-idle-text = Send a test to see whether the receiver answers.
webhook-waiting =
    { $count ->
        [one] { $count } waiting
       *[other] { $count } waiting
    }
webhook-lost =
    { $count ->
        [one] { $count } not delivered
       *[other] { $count } not delivered
    }
webhook-banner =
    { $count ->
        [one] A webhook was switched off: { $names } receives nothing.
       *[other] { $count } webhooks were switched off: { $names } receive nothing.
    }
webhook-banner-show = Look at it

## The form
webhook-new-text = Where to send what, and what the receiver gets with it.
webhook-url = Address
webhook-url-help = Where your system receives POST requests. It has to be https.
webhook-url-warning = This name cannot be found right now. It was saved; deliveries will try again.
webhook-mistake-url-empty = Write the address, beginning with https://
webhook-mistake-url-invalid = The address is not complete. It begins with https:// and the name of the site.
webhook-mistake-url-too-long = The address is too long: 2,048 bytes fit.
webhook-mistake-url-not-https = Use https. Anybody on the way could read deliveries by http.
webhook-mistake-url-credentials = There is a user name or a password in the address. Send it in a header instead, under More options.
webhook-mistake-url-not-public = This address leads into a private network or to this server itself, which deliveries may not. Use a public address.
webhook-mistake-headers-name-invalid = Write the name of a header, such as X-Key.
webhook-mistake-headers-name-taken = This header is there already: each can be set once, and deliveries set their own.
webhook-mistake-headers-value-invalid = Letters without accents, digits and signs are allowed, 1,024 at most.
webhook-mistake-headers-too-many = At most 20 headers.
webhook-mistake-description-too-long = The description is too long: 200 characters fit.
webhook-description = Description
webhook-description-help = What it is for, such as “orders to the CRM”.
webhook-events = Events
webhook-events-help = What is sent. An event also goes to every other webhook that chose it.
webhook-events-none = Choose at least one event.
webhook-events-plug = The Plug format has no body for this event.
webhook-events-all = Choose all
webhook-events-clear = Choose none
webhook-where = Channels
webhook-where-help = Events of other channels are not sent.
webhook-where-all = All channels, also new ones
webhook-where-some = Some channels only
webhook-channels = Only these
webhook-channels-empty = Choose at least one channel, or all.
webhook-more = More options
webhook-body = Format
webhook-body-standard = Standard
webhook-body-plug = As Plug chat sends it
webhook-body-help = The page of events shows the standard one. Both are signed as Standard Webhooks has it.
webhook-ordered = In order
webhook-ordered-help = One delivery at a time, each after the one before. One that fails holds up the others for up to 1 hour.
webhook-left-out = Leave out what one token does
webhook-left-out-help = So that your system does not hear of its own changes: choose the token that it works with.
webhook-left-out-none = Send everything
webhook-left-out-revoked = A token that was revoked
webhook-rate = At most per second
webhook-rate-help = Empty: no limit.
webhook-rate-mistake = A whole number from 1 to { $most }, or nothing.
webhook-headers = Headers of your own
webhook-headers-help = Sent with each delivery, such as Authorization for your gateway.
webhook-header-name = Name
webhook-header-value = Value
webhook-header-add = Add header
webhook-header-remove = Remove header { $name }
webhook-create = Create webhook
webhook-created = Webhook created
webhook-secret-once = This is its secret. Your system verifies with it that a delivery comes from here. Copy it now; later it is under Settings of this webhook.
webhook-created-open = Open the webhook

## One webhook
webhook-tabs = Parts of this webhook
webhook-deliveries = Deliveries
webhook-settings = Settings
webhook-plug-note = This address came with the Plug set, for “{ $event }”. The program that set it changes it by PUT /api/integrations/update-webhooks; that replaces all seven at once, also what is changed here.
webhook-switch-on = Switch on
webhook-switch-off = Switch off
webhook-leave-off = Leave it off
webhook-switched-on = Webhook switched on.
webhook-switched-off = Webhook switched off.

## Its secret
webhook-secret = Secret
webhook-secret-text = Each delivery is signed with it, as Standard Webhooks has it. Your system verifies the header webhook-signature.
webhook-secret-previous = The one before is valid until { $at }:
webhook-rotate = Rotate secret
webhook-rotate-title = Rotate the secret?
webhook-rotate-text = A new secret is made now. Until the hours below are over, deliveries are signed with both, so that your system can change over without losing one.
webhook-overlap-help = 0 stops the current secret at once. Use it when the secret has leaked.
webhook-rotated = There is a new secret.

## Its end
webhook-delete = Delete webhook
webhook-delete-title = Delete the webhook to { $url }?
webhook-delete-text = Nothing more is sent there. What waits and the record of its deliveries go too. This cannot be undone.
webhook-deleted = Webhook deleted.

## A test
webhook-test = Send a test
webhook-test-text = Sends a sample of the event at once and shows what the receiver answers.
webhook-test-event = Event to send
webhook-test-send = Send
webhook-test-open = Show the delivery

## Deliveries
webhook-deliveries-none = Nothing sent yet
webhook-deliveries-none-text = Deliveries appear here as soon as something happens in the inbox. To see one now, send a test.
webhook-deliveries-unmatched = No such deliveries
webhook-deliveries-unmatched-text = Choose another state or event, or look at all of them.
webhook-deliveries-all = Show all
webhook-deliveries-more = Show older ones
webhook-deliveries-fresh =
    { $count ->
        [one] { $count } new delivery
       *[other] { $count } new deliveries
    }
webhook-deliveries-fresh-many = Many new deliveries
webhook-filters = Choose deliveries
webhook-filter-status = State
webhook-filter-event = Event
webhook-filter-any-status = Any state
webhook-filter-any-event = Any event
problem-test = The test could not be sent.
problem-deliveries = Older deliveries could not be loaded.
delivery-waiting = Waiting
delivery-retrying = Trying again
delivery-delivered = Delivered
delivery-failed = Not delivered
delivery-attempts =
    { $count ->
        [one] { $count } attempt
       *[other] { $count } attempts
    }
delivery-next = next attempt: { $at }
delivery-test = test

## Resending
webhook-resend = Send again
webhook-resend-many = Send several again
webhook-resend-text = What the receiver missed is sent again, with the same webhook-id: a receiver that knows it already can leave it out.
webhook-resend-what = What to send again
webhook-resend-failed = What was not delivered
webhook-resend-span = Everything of a span
webhook-resend-when = When
webhook-resend-from = From
webhook-resend-to = To
webhook-resend-ever = At any time
webhook-resend-day = In the last 24 hours
webhook-resend-week = In the last 7 days
webhook-resend-month = In the last 30 days
webhook-resend-days = On days of your choice
webhook-resend-known =
    { $count ->
        [one] { $count } delivery did not arrive. Unless it is a test, it is sent again.
       *[other] { $count } deliveries did not arrive. All but tests are sent again.
    }
webhook-resend-empty-span = Choose a first and a last day.
webhook-resent =
    { $count ->
        [0] There is nothing to send again.
        [one] { $count } delivery is sent again.
       *[other] { $count } deliveries are sent again.
    }
webhook-resending = Sending again: { $done } of { $count }
webhook-resend-done =
    { $count ->
        [one] Sent again: 1 of 1 was tried.
       *[other] Sent again: all { $count } were tried.
    }

## One delivery
delivery-missing = This delivery is not there
delivery-missing-text = Deliveries are kept for a limited time.
delivery-made = Happened
delivery-next-title = Next attempt
delivery-kind = Kind
delivery-test-text = Test: sent by an admin, and not tried again
delivery-body = Body
delivery-body-none = The body is made at the first attempt.
delivery-attempts-title = Attempts
delivery-attempts-none = No attempt yet.
attempt-number = Attempt { $number }
attempt-took = in { $ms } ms
attempt-status = answer { $status }
attempt-no-answer = no answer
attempt-request = Request
attempt-answer = Answer
attempt-answer-empty = The answer has no body.
