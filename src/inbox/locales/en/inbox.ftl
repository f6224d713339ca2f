# The list and the conversation, in English.

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
list-unfold = Show the whole list
list-fold = Fold the list
uncover = Back to the conversation

## Conversation
conversation-none = Choose a conversation
conversation-none-text = Its messages show here, and the plugins beside it show what they know about the contact.
hint-move = to move,
hint-help = for all shortcuts
conversation-missing = Conversation not found
conversation-missing-text = It may have been removed, or the link is not complete.
conversation-close = Close
conversation-closed = The conversation with { $name } is closed.
conversation-reopen = Reopen
status-open = Open
attendance-waits = Not taken yet
attendance-take = Take
attendance-number = Number
attendance-requested = Requested
attendance-started = Taken
attendance-operator = Agent
attendance-group = Group
attendance-finished = Finished
attendance-category = Category
attendance-report = Report
attendance-rating = Rating
attendance-score = { $score } of 5
attendance-earlier = Before: #{ $number }
rating-link = Copy rating link
rating-link-copied = Rating link copied. It works once, within 7 days.
attendance-mixed = Choose a category without items alone, or only items.
by-program = by the program { $name }
status-closed = Closed
assignee-label = Assignee
assignee-none = No assignee
group-label = Group
group-none = No group
tag-add = Tag
tag-remove = Remove tag { $tag }
tag-by-member = Added by { $member }, { $when }
tag-by-plugin = Added by the plugin { $name } for { $member }, { $when }
tag-by-program = Added by the program { $name }, { $when }
tag-none-left = Every tag is on this conversation.
tag-none-found = No tag is called that.
tag-filter = Find a tag
tag-make = Create tag “{ $name }”
tag-settings = Tags in settings
tag-none-agent = No tags yet. An admin makes them in Settings, under Tags.
tag-none = No tags yet. They sort conversations, such as VIP or Refund. Type a name to create one.
details = Details of the contact
details-all = Show all
details-less = Show less
details-contact = Contact
details-session = Attendance
details-none = No details about this contact yet.
details-edit = Edit the details
detail-name = Name
detail-list = Separate the values with commas.
detail-changed = It has since changed to: { $value }
detail-emptied = The field has since been cleared.
detail-email = Email
detail-phone = Phone
thread-label = Messages
thread-earlier = Earlier messages
thread-new = { $count ->
    [one] { $count } new
   *[other] { $count } new
}
author-us = Team
note-hint = internal note
message-by-plugin = by the plugin { $plugin }
message-by-some-plugin = by a plugin
message-unseen = No visible text
media-image = Image
media-video = Video
media-audio = Audio
media-file = File
message-status-queued = Queued
message-status-sent = Sent
message-status-received = Received
message-status-read = Read
message-status-played = Played
message-status-failed = Not delivered

## A workspace without conversations
welcome = Get started
welcome-text = Conversations with customers show up on the left. Each one has your team's plugins beside it.
welcome-message = Receive the first message
welcome-message-text = The program behind a channel hands over each message like this. Try it in a terminal, with a token in the place of TOKEN:
welcome-message-ready = The program behind a channel hands over each message like this. Try it in a terminal: your new token is in it already.
welcome-token = Create a token
welcome-token-ask = Tokens are created by administrators.
welcome-start = Or start a conversation yourself
welcome-plugin = Connect a plugin
welcome-plugin-text = It is a page of your own that shows what you know about the contact, beside the conversation.
welcome-plugin-add = Add a plugin
welcome-reference = See how to write one
