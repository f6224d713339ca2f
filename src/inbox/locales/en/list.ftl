# Search and filters of the list, in English.

search-label = Search conversations
search-placeholder = Search
search-clear = Clear the search
filters = Filters
filters-active = { $count ->
    [one] Filters, { $count } active
   *[other] Filters, { $count } active
}
filters-list = Active filters
filters-clear = Clear filters
filter-remove = Remove the filter { $filter }
filter-status = Status
filter-open = Open
filter-all = All
filter-closed = Closed
filter-any = Any
filter-me = Me
filter-mine = Assigned to me
filter-tag = Tag
filter-channel = Channel
filter-unread = Unread
filter-read = Read
filter-unknown = no longer exists
list-empty-open = No open conversations
list-empty-closed = No closed conversations
list-show-all = Show all
list-found = { $count ->
    [one] { $count } conversation found
   *[other] { $count } conversations found
}
list-found-more = More than { $count } conversations found
list-nothing = Nothing found
list-nothing-open = No open conversation contains “{ $q }”.
list-nothing-closed = No closed conversation contains “{ $q }”.
list-nothing-all = No conversation contains “{ $q }”.
list-nothing-too = The filters above also apply.
list-nothing-filters = No conversation matches the filters above.
list-search-all = Search all conversations
list-clear = Clear search and filters
filter-view-mine = Mine
filter-view-unassigned = Unassigned
order-label = Order of the list
order-newest = Newest first
order-waiting = Longest waiting
found-phone = Phone:
found-email = Email:
found-address = Address:
list-unindexed = { $count ->
    [one] Search is still getting ready: { $count } older conversation cannot be found yet.
   *[other] Search is still getting ready: { $count } older conversations cannot be found yet.
}
row-assignee = Assigned to { $name }
row-waiting = Waiting for
row-waiting-since = Waiting since { $time }
