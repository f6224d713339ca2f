# What a workspace has of its own, in English.

## Workspace
workspace = Workspace
workspace-text = The company, and how its new members begin.
workspace-name = Name
workspace-country = Country
workspace-country-help = Phone numbers without a country's code are read as numbers of this country.
workspace-country-none = Not chosen
workspace-locale = Language of new members
workspace-locale-help = Each person can choose another one in their own menu.
workspace-locale-none = The language of their browser
workspace-timezone = Time zone of new members
workspace-timezone-help = Times in the page are shown in it. Each person can choose that of their device in their own menu.
workspace-timezone-none = The time zone of their device
workspace-agents-tags = Agents can make tags
workspace-agents-tags-help = Renaming, switching off and deleting stay with admins.
workspace-dev-plugins = People can add plugins from their own computer
workspace-dev-plugins-help = For whoever writes a plugin. Only the person who added one sees it.
workspace-dev-plugins-https = For whoever writes a plugin. Only the person who added one sees it. This inbox is on https: browsers may refuse such a plugin, and after a change the page has to be loaded again.

## All lists
own-name = Name
own-color = Color
own-icon = Icon
own-icon-help = One emoji. It can stay empty.
own-description = Description
own-type = Type
own-key = Key
own-members = Members
own-members-help = Members of a group see what is moved to it. Choose at least one member who can sign in.
own-members-count = { $count ->
    [one] { $count } member
   *[other] { $count } members
}
own-options = Options
own-options-help = One per line. What people have already chosen stays, even if you remove the option here. Without options, any text can be entered.
own-key-help = Plugins and the API read the field by this key. Leave it empty to have it made from the name. It cannot be changed later.
own-create = Create
own-edit = Edit { $name }
own-up = Move { $name } up
own-down = Move { $name } down
own-moved = { $name } is now number { $place } of { $count }
own-off = Switch off
own-on = Switch on
own-is-off = switched off
own-off-title = Switch { $name } off?
own-delete = Delete
own-delete-title = Delete { $name }?
own-deleted = { $name } was deleted.
own-in-use = What is in use can be switched off, not deleted.
own-address = Address of the channel
own-address-text = Where your program sends the messages that come in.
own-command = Try it from a terminal
mistake-color-invalid = Choose a color.
mistake-members-empty = Choose at least one member who can sign in.
mistake-placeholder-taken = Another field already has this key.
mistake-placeholder-invalid = A key begins with a letter and has only lower-case letters without accents, digits and _.
mistake-options-repeated = The same option is there twice.
mistake-options-too-long = An option is too long: 200 characters fit.
mistake-description-too-long = The description is too long: 500 characters fit.
mistake-text-empty = Enter the text.
mistake-text-too-long = The text is too long: 10,000 characters fit.
mistake-text-unknown-variable = There is a variable that does not exist. Use the buttons under the text.

## Tags
own-tags = Tags
own-tags-text = Labels for conversations, for people and for plugins.
own-tags-new = New tag
own-tags-empty = No tags
own-tags-empty-text = A tag says at a glance what a conversation is about, such as “VIP” or “Late delivery”.
own-tags-used = { $count ->
    [0] On no conversation
    [one] On { $count } conversation
   *[other] On { $count } conversations
}
own-tags-used-more = On more than { $count } conversations
own-tags-off-text = When it is off, nobody can add it. It stays on the conversations that have it.
own-tags-on-text = Once it is on, it can be added to conversations again.
own-tags-delete-text = No conversation has it, so nothing is lost.

## Groups
own-groups = Groups
own-groups-text = Teams that conversations can be moved to.
own-groups-new = New group
own-groups-empty = No groups
own-groups-empty-text = Make one for each team, such as “Sales” or “Support”, and move conversations to it.
own-groups-used = { $count ->
    [0] No conversations
    [one] { $count } conversation
   *[other] { $count } conversations
}
own-groups-used-more = More than { $count } conversations
own-groups-off-text = When it is off, no conversation can be moved to it. Those that it has stay.
own-groups-on-text = Once it is on, conversations can be moved to it again.
own-groups-delete-text = No conversation is in it, so nothing is lost.

## Custom fields
own-fields = Custom fields
own-fields-text = What your company wants to know about people and about each session.
own-fields-new = New field
own-fields-empty = No fields
own-fields-empty-text = Add what you ask everyone, such as a customer number or the reason for contact.
own-fields-description-help = Help for the person who fills it in.
own-fields-used = { $count ->
    [0] Filled in nowhere
    [one] Filled in { $count } time
   *[other] Filled in { $count } times
}
own-fields-used-more = Filled in more than { $count } times
own-fields-off-text = When it is off, nobody can fill it in. What is filled in stays and can be read.
own-fields-on-text = Once it is on, it can be filled in again.
own-fields-delete-text = It is filled in nowhere, so nothing is lost.
own-part-contact = For contacts
own-part-contact-text = Stay with the person, in every conversation.
own-part-session = For sessions
own-part-session-text = Belong to one stretch of service, from start to finish.
field-text = Text
field-number = Whole number
field-decimal = Number with decimals
field-date = Date
field-select = One option
field-multi-select = Several options

## Channels
own-channels = Channels
own-channels-text = Where messages come from.
own-channels-new = New channel
own-channels-empty = No channels
own-channels-empty-text = Without a channel no message comes in. Make one for each number, account or site.
own-channels-name-help = Such as “Support WhatsApp” or the address of the mailbox.
own-channels-type-help = Says how the sender's address is read: a phone number, an email or a name. It cannot be changed later.
own-channels-used = { $count ->
    [0] No conversations
    [one] { $count } conversation
   *[other] { $count } conversations
}
own-channels-used-more = More than { $count } conversations
own-channels-off-text = When it is off, messages that are sent to it are refused, and no conversation can be started in it. Open conversations stay and can be answered.
own-channels-on-text = Once it is on, it receives messages again.
own-channels-delete-text = No conversation uses it, so nothing is lost.
channel-whatsapp = WhatsApp
channel-instagram = Instagram
channel-email = Email
channel-webchat = Web chat
channel-telegram = Telegram
channel-sms = SMS

## Canned replies
own-replies-text = Texts you send often. Type / at the start of a message to choose one.
own-replies-new = New canned reply
own-replies-empty = None yet
own-replies-empty-text = Save what you write again and again, such as opening hours or how to return a product.
own-replies-name-help = What you type after the / to find it.
own-replies-body = Text
own-replies-body-help = Variables are filled in when you insert the reply. Unknown ones are marked for you to complete.
own-replies-variables = Insert a variable
own-replies-delete-text = Once it is deleted, nobody finds it after the /. Messages sent with it stay.
own-part-shared = Shared
own-part-shared-text = Managed by admins.
own-part-personal = Personal
own-part-personal-text = Only you see them.

## Colors of tags
color-0 = Red
color-1 = Orange
color-2 = Amber
color-3 = Lime
color-4 = Green
color-5 = Teal
color-6 = Cyan
color-7 = Blue
color-8 = Indigo
color-9 = Violet
color-10 = Pink
color-11 = Gray
color-other = Another
