# Signing in and the settings, in English.

## Signing in
signed-out = Sign in to continue
signed-out-text = Encaixe has no passwords. You sign in by a link that works once, within 15 minutes.
sign-in-busy = Signing in
sign-in-spent = This link no longer works
sign-in-spent-text = A link works once, within 15 minutes. Ask for another or make one:
way-colleague = Ask an administrator: in Settings, Members, they can make a link for you.
way-command = Or on the server, with the data folder and your email address:
way-restart = Or restart the server: it prints a sign-in link when it starts.

## Settings
admin-only = For administrators
admin-only-text = Settings change everybody's work. Ask an administrator to make the change, or to change your role.
danger = Danger zone
plugins = Plugins
plugins-text = Small pages, of any system, beside the conversation.
reference = Reference
plugins-empty = No plugins registered
plugins-empty-text = A plugin is a web page with our SDK. It shows beside the conversation and knows which contact is being served.
plugin-new = New plugin
plugin-new-text = Say where the page is. Its address is checked every time that it loads.
plugin-new-reference = How a plugin is written, with every command and event:
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
member-email = Email
member-you = you
member-inactive = deactivated
member-role-of = Role of { $member }
member-link = Sign-in link
member-deactivate = Deactivate
member-reactivate = Reactivate
member-deactivate-title = Deactivate { $member }?
member-deactivate-text = They are signed out at once and cannot sign in until they are reactivated. Conversations and history stay.
mistake-email-taken = There is a member with this email address.
mistake-email-invalid = This does not look like an email address. Check it.
mistake-phone-invalid = Write 5 to 15 digits with the country's code: for example, 5511987654321.
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
