# Settings > Marketplace and Installed, in English. The same keys as in `pt-BR`.

## The marketplace
market = Marketplace
market-text = Integrations by other companies that you can bring into your inbox. Each of them was reviewed.
market-search = Search
market-categories = Categories
market-category-all = All
market-category-crm = CRM and sales
market-category-commerce = Shops and deliveries
market-category-finance = Billing and payments
market-category-scheduling = Scheduling
market-category-marketing = Marketing
market-category-automation = Automation
market-category-reports = Reports
market-category-other = Other
market-empty = No integrations yet
market-empty-text = Once a company publishes an integration, it appears here, with all that it asks to see and do.
market-none = Nothing found
market-none-text = Try other words or another category.
market-clear = Clear the search
market-by = By { $company }
market-since = since { $at }
market-companies =
    { $count ->
        [0] No company uses it
        [one] { $count } company
       *[other] { $count } companies
    }
market-installed = Installed
market-own = Only your company

## The page of an integration
listing-missing = This integration is not here
listing-missing-text = It may have left the marketplace.
market-about = What it does
market-can = What it will be able to see and do
market-no-scopes = It does not ask to see or do anything here.
market-where = Where data goes
market-widget-origin = Its page beside the conversation
market-redirect-origin = Its server
market-where-unknown = This integration names no address.
market-how = How to install it
market-how-text = This integration is installed on the site of whoever made it. The button there opens a window of ours that shows what it asks for, and you decide.
market-go = Go to { $host }
market-open = See the installation
market-install = Install
market-not-offered = This integration is no longer offered to new companies.
market-ask-admin = An admin of your company can install this integration.
market-own-text = It is not published yet: only your company sees this page and can install the integration.
market-not-pressed = Nothing was installed: a person has to press the button, in this window.

## The installation
market-install-title = Install { $name }
market-for-whom = For whom
market-installing = Installing, and telling the integration’s server…
market-changed = The integration changed while you were looking. See what it asks for now, then install it again.
market-not-now = It cannot be installed now. Close this window and see how it stands.
market-again = Too much time passed since the click. Install it again.
market-done = { $name } was installed.

## What is installed
installed = Installed
installed-text = The integrations that your company let in, what each may do and how it is doing.
installed-empty = No integrations installed
installed-empty-text = Integrations connect your inbox to other systems. Find one in the marketplace.
installation-asks = Update: asks for more
installation-waiting = Waiting for its server
installation-active = Active
installation-paused = Paused
installation-suspended = Suspended
installation-unused = not used yet
installation-used = last used { $at }
installation-told-none = its server was not told yet
installation-told-sent = its server was told
installation-told-status = its server answered { $status }
installation-told-slow = its server took longer than 3 seconds
installation-told-failure = its server could not be reached: { $reason }
installation-told-at = told on { $at }
installation-exchanged = connected on { $at }

## One of them
installation-missing = This integration is not installed
installation-missing-text = It may have been uninstalled.
installation-gone = The integration no longer exists
installation-since = Installed on { $at }
installation-since-by = Installed by { $name } on { $at }
installation-configure = Configure
installation-pause = Pause
installation-resume = Resume
installation-was-paused = The integration was paused.
installation-resumed = The integration works again.
installation-waiting-text = The integration’s server has not taken its access yet. Its page works already. If this takes long, talk to whoever made it.
installation-active-text = All is well: the integration’s server is connected.
installation-paused-text = An admin paused the integration. Its page is not shown and its access is not good until you resume it.
installation-suspended-text = The moderators of this server suspended the integration in every company. Its page is not shown and its access is not good.
installation-can = What it may see and do
installation-done = What happened
installation-done-empty = Nothing was recorded yet.
installation-waits = Version { $version } asks for more
installation-waits-text = Until somebody agrees, the version before goes on. This is new:
installation-origin = Its page comes from
installation-agree = Agree to version { $version }
installation-agree-title = Agree to the new version of { $name }?
installation-agree-text = From now on it will also be able to:
installation-agreed = The new version is in force.
uninstall = Uninstall
uninstall-title = Uninstall { $name }?
uninstall-text = The integration’s access ends at once, its page goes from the inbox, and its server is told.
uninstalled = The integration was uninstalled.

## Its page among the plugins
plugin-installed = Installed from the marketplace. Its address and permissions are the integration’s; to remove it, uninstall the integration.
plugin-installed-open = See the integration
