# The page's words in English. The same keys as `pt-BR.ftl`.

## Words of every place
loading = Loading
retry = Try again
cancel = Cancel
close = Close
save = Save changes
saved = Changes saved.
show = Show
hide = Hide
copy = Copy
copied = Copied
copy-failed = Copy by hand
dismiss = Dismiss
inbox = Conversations
settings = Settings
back-to-inbox = Back to conversations
back-to-list = Back to the list
not-found = Page not found
not-found-text = There is no such address on this page. The link may have changed.

## Time
time-now = now
time-today = Today
time-yesterday = Yesterday

## Problems
trouble-title = This could not be loaded
trouble-offline = The server does not answer
live-reconnecting = Reconnecting. What you see may be out of date.
failure-offline = Check the connection and try again.
failure-unreadable = The server answered something that this page does not understand. Reload the page.
failure-forbidden = You may not do this. Ask an administrator.
failure-not-found = It no longer exists.
failure-internal = The server had a problem. Try again in a moment.
failure-last-admin = This is the last active admin. Make somebody else an admin first.
failure-too-large = What was sent is too large.
problem-plugins = The plugins were not loaded.
problem-sign-out = Signing out did not work.
problem-earlier = Earlier messages were not loaded.
problem-change = The change was not made.
problem-secret = The secret was not loaded.
problem-link = The link was not made.

## Menu of who is signed in
menu-label = Your account
theme-label = Colours
theme-system = System
theme-light = Light
theme-dark = Dark
language-label = Language
shortcuts = Keyboard shortcuts
sign-out = Sign out
key-next = Next conversation
key-previous = Previous conversation
key-open = Open the conversation
key-unselect = Close the conversation
key-settings = Go to settings
key-inbox = Go to conversations
key-help = Show the shortcuts

## List
list-label = List of conversations
list-empty = No conversations yet
list-empty-text = When a customer writes through one of your channels, the conversation shows up here.
list-unread = { $count ->
    [one] { $count } unread
   *[other] { $count } unread
}
row-no-message = No messages
row-outgoing = Us:{" "}

## Conversation
conversation-none = Choose a conversation
conversation-none-text = Its messages show here, and the plugins beside it show what they know of the contact.
hint-move = to move,
hint-help = for all shortcuts
conversation-missing = Conversation not found
conversation-missing-text = It may have been removed, or the link is not complete.
conversation-close = Close
conversation-reopen = Reopen
status-open = Open
status-closed = Closed
assignee-label = Assignee
assignee-none = No assignee
group-label = Group
group-none = No group
tag-add = Tag
tag-remove = Take off the tag { $tag }
tag-none-left = Every tag is on this conversation.
thread-label = Messages
thread-earlier = Earlier messages
thread-new = { $count ->
    [one] { $count } new
   *[other] { $count } new
}
author-us = Team
note-hint = internal note
message-by-plugin = by a plugin
media-image = Image
media-video = Video
media-audio = Audio
media-file = File
delivery-queued = Queued
delivery-sent = Sent
delivery-received = Received
delivery-read = Read
delivery-failed = Not delivered

## Plugin panel
panel-label = Plugins
panel-open = Open the plugins
panel-close = Close the plugins
panel-resize = Width of the panel: drag, or use the arrow keys
panel-empty = No plugins
panel-empty-admin = Plugins are small pages beside the conversation that know which contact is being served. Register the address of the first one.
panel-empty-agent = Plugins show here what other systems know of the contact. Ask an administrator to register the first one.
plugin-busy = The plugin is busy
tab-trouble = This plugin needs attention
frame-reload = Reload the plugin
reload = Reload
frame-settings = Open its settings
frame-waiting = Waiting for the page of { $plugin } to say who it is
left-bar = This is not the registered page of { $plugin }. It receives nothing of the conversation.
use-address = Use this address
use-address-done = Address updated.
dev-badge = dev
dev-title = Development address
dev-text = The address uses http on this computer. It works in browsers on this machine only; nobody else will see the plugin. Safari and other WebKit browsers do not load it at all when the inbox is opened by https. Use https before your team does.

## States of a plugin
state-loading = Loading
state-connecting = Connecting
state-verified = Verified
state-blocked = Blocked
state-left = Left
state-failed = No answer
state-classic = Classic
state-expected = Registered
state-seen = Seen
state-at = Seen on { $at }
state-loading-title = The page was requested
state-loading-text = The browser is loading the plugin's page. Nothing of the conversation was sent yet.
state-connecting-title = The page is saying who it is
state-connecting-text = A page is there. It still has to say who it is and have its address checked. Until then nothing of the conversation is sent.
state-verified-title = This is the registered page
state-verified-text = The window, the origin and the path of the page were checked: they are the registered ones. It receives the data of the open conversation.
state-blocked-title = This is not the registered page
state-blocked-text = The page that answered did not pass the check. It received nothing.
state-left-title = The plugin left the registered page
state-left-text = The page had been verified, but another one took its place. What is there now receives nothing; back at the registered address it is checked again.
state-failed-title = The plugin did not answer
state-failed-text = No page said who it is in the time it has. Nothing was sent.
state-classic-title = Older protocol, allowed in its settings
state-classic-text = The page speaks the older protocol, in which the origin can be checked but not the path. It receives the data of the open conversation.
state-classic-ignored = The page also speaks the older protocol; those messages are ignored. An administrator can allow them in the plugin's settings.
reason-origin-title = Another site answered
reason-origin = The page that answered comes from another origin than the registered one. It received nothing.
reason-path-title = Another page answered
reason-path = The site is the registered one, but the path is not. This happens when the server redirects, for example from /p to /p/. The page received nothing.
reason-shape-title = The page did not speak the right protocol
reason-shape = The page introduced itself in a way that this version does not understand. It received nothing.
reason-policy-title = The browser cannot open this address
reason-policy = The security policy of this page does not let the registered address be loaded.
reason-gone-title = The page went away
reason-gone = The verified page said goodbye or stopped answering. What is there now receives nothing.
reason-no-hello-title = The plugin did not answer
reason-no-hello = No page said who it is in the time it has. The site may be down, or the page does not load the SDK.
reason-classic-not-allowed-title = The page speaks the older protocol
reason-classic-not-allowed = The page uses an older SDK, with which only the origin can be checked. This plugin's settings do not allow that, and nothing was sent.
do-left = Reload to go back to the registered page.
do-classic = Update the SDK on the plugin's page to have the full check.
do-address = If the address seen is the right one, use it. If it is not, talk to the plugin's author before you change anything.
do-classic-not-allowed = Update the SDK on the plugin's page, or allow the older protocol in its settings.
do-policy = Check the registered address: it has to be https and on another site.
do-shape = Update the SDK on the plugin's page and reload.
do-no-hello = Open the address in another tab to see whether it answers, check that the page loads the SDK, and reload.
do-ask-admin = An administrator can fix this in the plugin's settings.

## Questions and notices of plugins
dialog-source = { $plugin } asks
dialog-ok = Confirm
dialog-cancel = Cancel
toasts-label = Notices

## Signing in
signed-out = Sign in to continue
signed-out-text = Encaixe has no passwords. You sign in by a link that works once, within 15 minutes.
sign-in-busy = Signing in
sign-in-spent = This link no longer works
sign-in-spent-text = A link works once, within 15 minutes. Ask for another or make one:
way-colleague = Ask an administrator: in Settings, Members, they can make a link for you.
way-command = Or on the server, with the data folder and your e-mail address:
way-restart = Or restart the server: it prints a sign-in link when it starts.

## Settings
admin-only = For administrators
admin-only-text = Settings change everybody's work. Ask an administrator to make the change, or to change your role.
danger = Danger zone
plugins = Plugins
plugins-text = Small pages, of any system, beside the conversation.
plugins-empty = No plugins registered
plugins-empty-text = A plugin is a web page with our SDK. It shows beside the conversation and knows which contact is being served.
plugin-new = New plugin
plugin-new-text = Say where the page is. Its address is checked every time that it loads.
plugin-create = Register plugin
plugin-created = Plugin registered.
plugin-name = Name
plugin-name-help = Shows on the tab beside the conversation.
plugin-icon = Icon
plugin-icon-help = One emoji.
plugin-endpoint = Address of the page
plugin-endpoint-help = The whole URL, with https. http is for this computer only.
plugin-enabled = Enabled
plugin-enabled-help = The team sees the plugin beside conversations.
plugin-classic = Allow the older protocol
plugin-classic-help = For plugins with the older SDK. What it costs: only the origin is checked. Any page of the same site can pass for this one, and it may go unnoticed that the page was left.
plugin-disabled = Disabled
plugin-unseen = Not seen yet
plugin-missing = Plugin not found
plugin-missing-text = Somebody else may have deleted it.
plugin-deleted = Plugin deleted.
plugin-delete = Delete plugin
plugin-delete-title = Delete { $plugin }?
plugin-delete-text = The plugin goes away from everybody's conversations, and its secret stops working. This cannot be undone.
last-state = Last check
last-state-none = No browser of the team has opened this plugin yet. Open a conversation to see it.
secret = Secret
secret-text = Sent as the parameter auth_secret every time that the page is requested. By it the plugin's server knows that the request comes from here.
secret-rotate = Rotate
secret-rotate-title = Rotate the secret?
secret-rotate-text = The current secret stops working at once. Update the plugin's server next; until then it will refuse requests.
secret-rotated = Secret rotated. Update the plugin's server.
mistake-name-empty = Write a name.
mistake-name-too-long = The name is too long.
mistake-icon-too-long = The icon is a single emoji.
mistake-icon-invalid = The icon is a single emoji.

## Refused addresses, by the refusal's code
refusal-empty = Write the address of the page, beginning with https://
refusal-too-long = The address is too long.
refusal-whitespace = There is a space in the address. Remove it, or write %20.
refusal-not-absolute = The address is not complete. It begins with https:// and the name of the site.
refusal-scheme = This kind of address opens no page. Use https://
refusal-opaque-origin = A page at this kind of address has no origin that could be checked. Use https://
refusal-insecure = Use https. http is for addresses of this computer only, such as http://localhost:3000
refusal-user-info = There is a user name or a password before the @. Remove that part.
refusal-fragment = Remove the part after the #: it never reaches the plugin's server.
refusal-empty-host = The name of the site is missing after //
refusal-invalid-host = A browser cannot open this site. Check its name.
refusal-invalid-port = The port has to be a number from 1 to 65535.
refusal-page-origin = This is the address of these conversations. The plugin needs another site or another port.
refusal-page-loopback = This computer at this port is these conversations. The plugin needs another port.

## Members
members = Members
members-text = Who works here and what they may do.
member-add = Add member
member-name = Name
member-email = E-mail
member-you = you
member-inactive = deactivated
member-role-of = Role of { $member }
member-link = Sign-in link
member-deactivate = Deactivate
member-reactivate = Reactivate
member-deactivate-title = Deactivate { $member }?
member-deactivate-text = They are signed out at once and cannot sign in until they are reactivated. Conversations and history stay.
mistake-email-taken = There is a member with this e-mail address.
mistake-email-invalid = This does not look like an e-mail address. Check it.
role-label = Role
role-agent = Agent
role-admin = Admin
role-help = Agents serve conversations. Admins also look after plugins, members and tokens.
link-title = Sign-in link of { $member }
link-text = Send it to this person only. It works once, within 15 minutes, and is not shown again.

## Tokens
tokens = API tokens
tokens-text = For programs that use the API for the workspace.
tokens-empty = No tokens
tokens-empty-text = Make one for each program, so that you can revoke one without stopping the others.
token-new = New token
token-create = Create token
token-name = Name
token-name-help = What it is for, such as "daily report".
token-role-help = Agents read and serve conversations. Admins can do everything.
token-created = Token "{ $name }" created
token-once = Copy it now: it is not shown again.
token-kept = I have kept it
token-made = Made on { $at } by { $by }
token-by-command = the command line
token-used = used on { $at }
token-unused = never used
token-revoke = Revoke
token-revoke-title = Revoke "{ $name }"?
token-revoke-text = Programs that use this token stop working at once. This cannot be undone.
