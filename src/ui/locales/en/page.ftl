# Words of every place, in English. The same keys as in `pt-BR`.

## Words of every place
retry = Try again
cancel = Cancel
close = Close
save = Save changes
copy = Copy
copied = Copied
copy-failed = Copy by hand
inbox = Conversations
settings = Settings
back-to-inbox = Back to conversations
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
problem-change = The change could not be saved.

## Menu of who is signed in
menu-label = Your account
menu-companies = Other companies
theme-label = Theme
theme-system = System
theme-light = Light
theme-dark = Dark
language-label = Language
next-after-closing = Open the next one after closing
shortcuts = Keyboard shortcuts
sign-out = Sign out

## A workspace without conversations
welcome-sample = Hello!

## Settings
plugin-new = New plugin
mistake-name-empty = Enter a name.
mistake-name-too-long = The name is too long.

## Members
mistake-email-taken = A member already has this email address.
mistake-email-invalid = This does not look like an email address. Check it.
mistake-phone-invalid = Write 5 to 15 digits with the country's code: for example, 5511987654321.

## Workspace
timezone-label = Time zone

## All lists
mistake-name-taken = This name is taken; upper case and accents do not count. Choose another.

## Canned replies
own-replies = Canned replies
variable-contact-name = Contact's name
variable-contact-first-name = Contact's first name
variable-contact-email = Contact's email
variable-contact-phone = Contact's phone
variable-agent-name = My name
variable-agent-first-name = My first name
