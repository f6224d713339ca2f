# Words of every place, in English. The same keys as in `pt-BR`.

## Words of every place
loading = Loading
dismiss = Dismiss
undo = Undo
back-to-list = Back to the list

## Problems
problem-sign-out = You could not be signed out.
problem-earlier = Earlier messages could not be loaded.
problem-resend = The message could not be sent again.

## Menu of who is signed in
key-next = Next conversation
key-previous = Previous conversation
key-ends = First and last conversation
key-open = Open the conversation
key-search = Search
key-unselect = Leave the conversation
key-settings = Go to settings
key-inbox = Go to conversations
key-help = Show the shortcuts
key-undo = Undo what you just did
key-plugin = Go into the plugin
key-panel = Show or hide the plugins
key-plugin-about = To come back from a plugin, press Tab until you are past its last field, or Shift and Tab until you are before its first.

## The settings and other languages, which are fetched when they are asked for
console-failed = The settings could not be loaded
problem-language = The language could not be loaded.
fetch-failed-text = Check the connection and try again. If that does not help, reload the page.
