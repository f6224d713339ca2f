# What a workspace has of its own, in English.

## Canned replies
composer-unfilled = { $mark } is not known. Fill it in or delete it before you send.
canned-none = No canned replies yet.
canned-own = mine
canned-keys = insert
canned-manage = Manage
