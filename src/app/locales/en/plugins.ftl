# The plugins beside the conversation, in English.

## Plugin panel
panel-label = Plugins
panel-open = Open the plugins
panel-open-badges = Open the plugins: there is something to see
panel-close = Close the plugins
panel-resize = Width of the panel: drag, or use the arrow keys
panel-empty = No plugins
panel-empty-admin = Plugins are small pages beside the conversation that know which contact is being served. Register the address of the first one.
panel-empty-agent = Plugins show here what other systems know of the contact. Ask an administrator to register the first one.
plugin-busy = The plugin is busy
badge-count = { $count ->
    [one] { $count } thing to see
   *[other] { $count } things to see
}
tab-trouble = This plugin needs attention
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
frame-waiting-text = Its page has not said who it is yet. You can go on working meanwhile: it shows here as soon as it does.
left-bar = This is not the registered page of { $plugin }. It receives nothing of the conversation.
show-left = Show it anyway
use-address = Use this address
use-address-title = Register the other address?
use-address-text = The plugin's secret and the data of open conversations will go to the page at the new address.
use-address-new = New
use-address-done = Address updated.
dev-badge = dev
dev-title = Development address
dev-text = The address uses http on this computer. It works in browsers on this machine only; nobody else will see the plugin. Safari and other WebKit browsers do not load it at all when the inbox is opened by https. Use https before your team does.

## States of a plugin
state-loading = Loading
state-connecting = Connecting
state-verified = Verified
state-blocked = Blocked
state-left = Left
state-failed = No answer
state-classic = Classic
state-expected = Registered
state-seen = Seen
state-at = Seen on { $at }
state-loading-title = The page was requested
state-loading-text = The browser is loading the plugin's page. Nothing of the conversation was sent yet.
state-connecting-title = The page is saying who it is
state-connecting-text = A page is there. It still has to say who it is and have its address checked. Until then nothing of the conversation is sent.
state-verified-title = This is the registered page
state-verified-text = The window, the origin and the path of the page were checked: they are the registered ones. It receives the data of the open conversation.
state-blocked-title = This is not the registered page
state-blocked-text = The page that answered did not pass the check. It received nothing.
state-left-title = The plugin left the registered page
state-left-text = The page had been verified, but another one took its place. It is covered, and receives nothing. Back at the registered address it is checked again.
state-failed-title = The plugin did not answer
state-failed-text = No page said who it is in the time it has. Nothing was sent.
state-stopped = Stopped
state-stopped-title = The plugin was stopped
state-stopped-text = The plugin misbehaved and was taken out of the page.
state-classic-title = Older protocol, allowed in its settings
state-classic-text = The page speaks the older protocol, in which the origin can be checked but not the path. It receives the data of the open conversation.
state-classic-ignored = The page also speaks the older protocol; those messages are ignored. An administrator can allow them in the plugin's settings.
reason-origin-title = Another site answered
reason-origin = The page that answered comes from another origin than the registered one. It received nothing and was taken out.
reason-path-title = Another page answered
reason-path = The site is the registered one, but the path is not. This happens when the server redirects, for example from /p to /p/. The page received nothing and was taken out.
reason-shape-title = The page did not speak the right protocol
reason-shape = The page introduced itself in a way that this version does not understand. It received nothing and was taken out.
reason-policy-title = The browser cannot open this address
reason-policy = The security policy of this page does not let the registered address be loaded.
reason-gone-title = The page went away
reason-gone = The verified page said goodbye or stopped answering. What is there now receives nothing.
reason-no-hello-title = The plugin did not answer
reason-no-hello = No page said who it is in the time it has. The site may be down, or the page does not load the SDK.
reason-classic-not-allowed-title = The page speaks the older protocol
reason-classic-not-allowed = The page uses an older SDK, with which only the origin can be checked. This plugin's settings do not allow that, and nothing was sent.
reason-flooding-title = The plugin flooded the inbox
reason-flooding = It sent more messages than the inbox can look at, so it was taken out before the inbox slowed down. Nothing that you wrote is lost.
reason-keyboard-title = The plugin kept taking the keyboard
reason-keyboard = It moved the keyboard into itself while you were writing, so it was taken out. What you wrote is still there.
do-flooding = Load it again, and let the plugin's author know if it happens once more.
do-keyboard = Load it again, and let the plugin's author know if it happens once more. If you need the plugin to take the keyboard, as with a screen reader, allow it at the plugin's state, above.
do-left = Load it again to go back to the registered page. If the plugin has just sent you elsewhere to sign in, you can show that page; what you type there goes to whoever owns it.
do-classic = Update the SDK on the plugin's page to have the full check.
do-address = If the address seen is the right one, it can be registered instead. If it is not, talk to the plugin's author before you change anything.
do-origin = If the plugin moved, type its new address in its settings. If it did not, talk to its author before you change anything: another site stands in its place.
do-classic-not-allowed = Update the SDK on the plugin's page, or allow the older protocol in its settings.
do-policy = Check the registered address: it has to be https and on another site.
do-shape = Update the SDK on the plugin's page and reload.
do-no-hello = Open the address in a new tab to see whether it answers, check that the page loads the SDK, and load it again.
do-ask-admin = An administrator can fix this in the plugin's settings.

## Questions and notices of plugins
dialog-source = { $plugin } asks
dialog-ok = Confirm
dialog-cancel = Cancel
toasts-label = Notices
