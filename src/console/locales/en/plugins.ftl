# The plugins beside the conversation, in English.

## States of a plugin
state-at = Seen on { $at }
