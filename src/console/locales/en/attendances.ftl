# Attendances in the settings, in English: their categories, how they are closed, and channels' states.

## Categories
own-categories = Attendance categories
own-categories-text = What a conversation was about, chosen when it is closed.
own-categories-new = New category
own-categories-empty = No categories
own-categories-empty-text = Create what your team wants to count, such as “Question”, “Complaint” or “Exchange”.
own-categories-name-help = With items, one or more of them are chosen; without, the category itself.
own-categories-used = { $count ->
    [0] In no attendance
    [one] In { $count } attendance
   *[other] In { $count } attendances
}
own-categories-used-more = In more than { $count } attendances
own-categories-off-text = When it is off, nobody can choose it. It stays on the attendances that have it.
own-categories-on-text = Once it is on, it can be chosen again.
own-categories-delete-text = No attendance has it, so nothing is lost.
own-items = Items
own-items-help = What is in use can be switched off, not removed.
own-items-count = { $count ->
    [0] No items
    [one] { $count } item
   *[other] { $count } items
}
own-item = Name of item { $place }
own-item-add = Add item
own-item-off = Switch { $name } off
own-item-on = Switch { $name } on
own-item-remove = Remove { $name }
mistake-items-in-use = Attendances have an item that you removed. Switch it off instead.
mistake-items-taken = Two items have the same name.
mistake-items-repeated = Two items have the same name.
mistake-items-empty = An item has no name.
mistake-items-too-long = A name is too long: 60 characters fit.
mistake-items-too-many = There are too many items: 100 fit.

## Closing
workspace-closing = When a conversation is closed
workspace-closing-help = What agents and programs say about it then.
workspace-closingCategory = Category
workspace-closingReport = Report
workspace-closing-off = Not asked
workspace-closing-may = Optional
workspace-closing-must = Required
workspace-closing-none = There are no categories to choose from yet.

## Channels
own-channels-carrier = Replies go out by
own-channels-carrier-none = Nobody: they stay in the inbox
own-channels-carrier-help = The webhook whose program takes this channel’s replies to the contact. Until it says how far one got, that reply waits.
own-channels-state = Connection
own-channels-state-none = Not known: the program that carries its messages has not said so.
own-channels-connected-since = Connected since { $time }
own-channels-apart = Not connected
own-channels-apart-since = Not connected since { $time }
