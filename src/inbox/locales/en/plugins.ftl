# The plugins beside the conversation, in English.

## Plugin panel
panel-label = Plugins
panel-open = Show the plugins
panel-open-news = Show the plugins: there is something new
panel-close = Hide the plugins
panel-resize = Width of the panel: drag, or use the arrow keys
panel-empty = No plugins
panel-empty-admin = Plugins are small pages beside the conversation that know which contact is being served. Register the address of the first one.
panel-empty-agent = Plugins show here what other systems know about the contact. Ask an administrator to register the first one.
panel-elsewhere = No plugins for this conversation
panel-elsewhere-text = Your plugins are for conversations of other channels. They come back when you open one of those.
plugin-busy = The plugin is busy
badge-count = { $count ->
    [one] { $count } thing to see
   *[other] { $count } things to see
}
tab-trouble = This plugin needs attention
tabs-more = More plugins (+{ $count })
tabs-order = Order of the plugins
tabs-trouble = one needs attention
tab-left = Move { $plugin } to the left
tab-right = Move { $plugin } to the right
frame-reload = Reload the plugin
frame-enter = Go into { $plugin }
frame-enter-about = To come back, press Tab until you are past the plugin's last field.
frame-leave = Back to the conversation
keyboard-let = Let this plugin take the keyboard
keyboard-let-about = For screen readers and other helpers. You are told when it does.
keyboard-taken = { $plugin } took the keyboard. Press Tab or click to leave it.
reload = Reload
load-again = Load again
frame-open = Open in a new tab
frame-settings = Open its settings
frame-waiting = Still waiting for { $plugin }
frame-waiting-text = Its page has not identified itself yet. You can keep working: it appears here as soon as it does.
left-bar = This is not the registered page of { $plugin }. It receives nothing of the conversation.
show-left = Show it anyway
use-address = Use this address
use-address-title = Register the other address?
use-address-text = The plugin's secret and the data of open conversations will go to the page at the new address.
use-address-new = New
use-address-done = Address updated.

## States of a plugin
do-ask-admin = An administrator can fix this in the plugin's settings.

## Questions and notices of plugins
dialog-source = { $plugin } asks
dialog-ok = Confirm
dialog-cancel = Cancel
toasts-label = Notices
