# What webhooks send, in English. The same keys as in `pt-BR`.

## The catalogue
webhook-catalogue = Events
webhook-catalogue-text = What webhooks send, and what the receiver gets.
webhook-catalogue-sample = Sample
webhook-catalogue-plug = In the Plug set: { $key }
webhook-catalogue-common-text = Each delivery is a POST with JSON. data.actor says who did it: a member, a plugin, a program with a token, or the customer.
webhook-catalogue-sample-none = The sample could not be loaded.
webhook-catalogue-api = HTTP API

## Groups of events
webhook-group-messages = Messages
webhook-group-attendances = Attendances
webhook-group-conversations = Conversations and contacts
webhook-group-workspace = Channels and webhooks

## What happens, by the event's name
webhook-event-message-received = A customer writes
webhook-event-message-received-text = A message came in, with its text or media and who wrote it.
webhook-event-message-sent = The team answers
webhook-event-message-sent-text = A member, a plugin or a program wrote to a customer.
webhook-event-message-failed = A message could not be delivered
webhook-event-message-failed-text = A message to a customer failed, with the reason.
webhook-event-message-status-changed = A message gets further
webhook-event-message-status-changed-text = It was sent, received, read or played.
webhook-event-attendance-started = An attendance starts
webhook-event-attendance-started-text = Somebody took it, with its messages so far.
webhook-event-attendance-finished = An attendance is finished
webhook-event-attendance-finished-text = With its messages, categories and report.
webhook-event-attendance-rated = A customer rates an attendance
webhook-event-attendance-rated-text = The rating, and what the customer wrote with it.
webhook-event-conversation-begun = A conversation begins
webhook-event-conversation-begun-text = A contact wrote for the first time in a channel, or a member began.
webhook-event-conversation-assigned = A conversation is assigned
webhook-event-conversation-assigned-text = Another member or group has it now, or nobody.
webhook-event-conversation-tagged = Tags of a conversation change
webhook-event-conversation-tagged-text = A tag was added or removed.
webhook-event-contact-changed = A contact changes
webhook-event-contact-changed-text = Its name, addresses, picture or fields.
webhook-event-channel-disconnected = A channel loses its connection
webhook-event-channel-disconnected-text = Messages do not go out or come in there until it is back.
webhook-event-webhook-disabled = A webhook is switched off
webhook-event-webhook-disabled-text = It failed for 5 days, or its receiver said that it is gone. Sent to the other webhooks.
webhook-event-connection-broken = A connection to an app stops working
webhook-event-connection-broken-text = The app no longer takes its credentials, with the reason. Somebody has to connect it again.

## Why an attempt failed
attempt-error-unreadable = The server’s key does not open this webhook’s secret or headers, so nothing could be sent. Put the key back, or rotate the secret and write the headers again.
attempt-error-refused = The address leads into a private network, which deliveries may not.
attempt-error-name = The name of the address cannot be found. Check how it is written, and that the domain is registered.
attempt-error-connect = No connection could be made. Check that the receiver is running, that it can be reached from the internet and that its certificate is valid.
attempt-error-timeout = The receiver did not answer in time. Answer first, within 15 seconds, and do the work afterwards.
attempt-error-broken = The receiver’s answer broke off or could not be read.
attempt-error-off = It was not sent: the webhook was switched off.
attempt-error-redirect = The receiver answered with a redirect ({ $status }), which is not followed. Use the final address.
attempt-error-status = The receiver answered { $status }. Only an answer from 200 to 299 counts as delivered.
attempt-error-gone = The receiver answered 410, “gone”, which switches a webhook off.
attempt-error-too-many = The receiver asked to slow down (429). A lower rate can be set under Settings.
attempt-error-nothing = There was nothing to send: the event is no longer kept, or the chosen format has no body for it.
attempt-error-server = This server had a problem of its own. The attempt is made again.
