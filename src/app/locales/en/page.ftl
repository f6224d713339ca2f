# Words of every place, in English. The same keys as in `pt-BR`.

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
undo = Undo
inbox = Conversations
settings = Settings
back-to-inbox = Back to conversations
back-to-list = Back to the list
not-found = Page not found
not-found-text = This address does not exist. The link may have changed.

## Time
time-now = now
time-today = Today
time-yesterday = Yesterday

## Problems
trouble-title = This could not be loaded
trouble-offline = The server does not answer
live-reconnecting = Reconnecting. What you see may be out of date.
failure-offline = Check the connection and try again.
failure-unreadable = The server’s answer could not be read. Reload the page.
failure-forbidden = You do not have permission to do this. Ask an administrator.
failure-not-found = It no longer exists.
failure-internal = The server had a problem. Try again in a moment.
failure-last-admin = This is the last active admin. Make someone else an admin first.
failure-too-large = This is too large to send.
problem-sign-out = You could not be signed out.
problem-earlier = Earlier messages could not be loaded.
problem-resend = The message could not be sent again.
problem-change = The change could not be saved.
problem-secret = The secret could not be loaded.
problem-link = The link could not be created.

## Menu of who is signed in
menu-label = Your account
theme-label = Theme
theme-system = System
theme-light = Light
theme-dark = Dark
language-label = Language
next-after-closing = Open the next one after closing
shortcuts = Keyboard shortcuts
sign-out = Sign out
key-next = Next conversation
key-previous = Previous conversation
key-ends = First and last conversation
key-open = Open the conversation
key-search = Search
key-unselect = Close the conversation
key-settings = Go to settings
key-inbox = Go to conversations
key-help = Show the shortcuts
key-undo = Undo what you just did
key-plugin = Go into the plugin
key-panel = Show or hide the plugins
key-plugin-about = To come back from a plugin, press Tab until you are past its last field, or Shift and Tab until you are before its first.
