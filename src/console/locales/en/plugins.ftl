# The plugins beside the conversation, in English.

## States of a plugin
state-at = Seen on { $at }

## What a plugin may see and do
scopes = What it may see and do
scopes-help = Untick what the plugin does not need: it gets that part of the data empty, and the commands are refused.
scope-all = Everything
scope-all-help = All of this list, and whatever later versions add.
scope-all-badge = Everything
scope-conversation-read = See the conversation: channel, tags, who is serving it and the attendance’s fields
scope-contact-read = See the contact: name, numbers, addresses, picture and fields
scope-contact-write = Change the contact’s fields
scope-messages-read = Read the messages
scope-composer-write = Put text in the reply, for the agent to send
scope-notes-write = Add notes to the conversation
scope-tags-write = Put tags on the conversation and take them off
scope-assignment-write = Assign the conversation to people and groups
scope-attendance-write = Change the attendance’s fields
scope-workspace-read = See the team: members’ contact details, groups, tags and custom fields
scope-storage = Store data of its own in this inbox
scope-app = Call { $app } for you
scope-app-gone = No longer here
scope-adds = Adds data
scope-replaces = Replaces data
scope-used = Last used on { $at }.
scope-unused = Not used yet.
scope-idle = Not used for 30 days: the plugin can probably do without it.
scope-request = This plugin asks for more
scope-request-text = A program with an API token asked for what follows. Until you decide, the plugin stays as it is.
scope-request-badge = Asks for more
scope-allow = Allow
scope-keep = Keep as is
