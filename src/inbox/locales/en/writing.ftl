# Where people write: forms of plugins and the composer.

## Forms of plugins
form-send = Send
form-required = required
form-choose = Choose
form-whole = Whole number
form-filter = Filter options
form-filter-none = No option has this text
form-chosen = { $count ->
    [0] None chosen of { $all }
   *[other] { $count } chosen of { $all }
}
form-mistakes = { $count ->
    [one] { $count } field needs another look.
   *[other] { $count } fields need another look.
}
form-leave = Discard what you filled in?
form-keep = Continue
form-discard = Discard
form-missing-text = Enter an answer.
form-missing-select = Choose an option.
form-missing-multi-select = Choose at least one option.
form-missing-number = Enter a number.
form-missing-date = Choose a date.
form-too-long = The text is too long: 10,000 characters fit.
form-not-number = Enter only the number, in digits: for example, 12.
form-not-whole = Enter a whole number, without decimals.
form-not-decimal = Enter only the number, in digits: for example, 12{ $mark }50.
form-ambiguous = This can be read in two ways. Use { $mark } only before decimals, and nothing between thousands.
form-too-great = The number is too large.
form-too-fine = This number has more than 15 digits and would be rounded. Enter fewer decimals.
form-not-date = Complete the date: day, month and year.

## Composer
composer-label = Write
composer-reply = Reply
composer-note = Internal note
composer-reply-to = Reply to { $name }
composer-note-placeholder = Note for the team; the contact does not see it
composer-send = Send
composer-save = Save note
composer-hint-enter = sends
composer-hint-break = breaks the line
composer-left = { $count ->
    [one] { $count } more character fits
   *[other] { $count } more characters fit
}
composer-too-long = { $count ->
    [one] { $count } character over the limit of 10,000. Shorten the text or send it in two messages.
   *[other] { $count } characters over the limit of 10,000. Shorten the text or send it in two messages.
}
composer-sending = Sending
composer-failed = The message was not sent.
composer-note-failed = The note was not saved.
composer-closed = This conversation is closed. Reopen it to reply; notes are still possible.
composer-inserted = Inserted by { $plugin }
composer-held = Enter again sends
composer-inserted-elsewhere = { $plugin } put a text into the reply
composer-show = Show
key-reply = Reply
key-note = Write an internal note
key-take = Take the conversation
key-close = Close the conversation
key-start = Start a conversation

## Beginning a conversation
start = New conversation
start-channel = Channel
start-with = Who with
start-known = Existing contact
start-new = New contact
start-find = Find a contact
start-find-help = Name, phone, email or words from a message
start-found = Contacts found
start-none = Nobody found. Check the words, or choose “New contact”.
start-name = Name
start-identifier = Address in the channel
start-phone-help = With the country’s code.
start-identifier-help = The name or number by which the channel knows the person.
start-identifier-known = Leave it empty to use the address we already have.
start-ok = Start
start-was-open = You already have an open conversation with this person in this channel: this one.
mistake-identifier-empty = Enter the person’s address in this channel.
mistake-identifier-missing = We do not know this person’s address in this channel. Enter it.
mistake-identifier-too-long = The address is too long: 200 characters fit.
mistake-contact-missing = Choose a contact.

## Who is who
same-title = Same person?
same-text = { $name } has { $shared } too.
same-compare = Compare
same-apart = Not the same
same-merged = { $name } was merged into this contact. You can undo it until { $time }.
newer-text = A newer conversation with this person is open here. What they write arrives there.
newer-go = Go to it
merge-title = Make one contact of two?
merge-text = { $count ->
    [one] One conversation moves along, and none is lost.
   *[other] { $count } conversations move along, and none is lost.
} For a day you can undo it.
merge-keep = Whose data should be kept where they differ?
merge-goes = not kept
merge-ok = Merge
merge-done = { $name } and { $other } are one contact now.
merge-undone = They are two contacts again.
problem-merge = The contacts were not merged.
problem-unmerge = The merge was not undone.
problem-apart = This could not be saved.
reading-as = Will be saved as { $address }
reading-unsure = This number can be read in more than one way, so it stays as typed. Start with + and the country's code to be sure.
