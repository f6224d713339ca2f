# The form of an integration, in English. The same keys as in `pt-BR`.

## Its pages
integration-form-list = Integrations
integration-form-missing = This integration is not there
integration-form-missing-text = It may have been deleted.
integration-form-new = New integration
integration-form-new-text = What you write stays a draft: your company can use it right away, others only after a review and once you publish it.
integration-form-edit = Edit integration
integration-form-create = Create integration
integration-form-next = Saving begins version { $next }. Version { $now } stays in the history as it was.
integration-form-next-published = Saving begins version { $next }. Until you publish it, companies go on with version { $published }.
integration-form-draft-published = You are writing version { $now }. Until you publish it, companies go on with version { $published }.
integration-form-waits = This integration is with the moderators, so it does not change now. To edit it, take it back first.
integration-form-waits-go = Go to the integration
integration-form-failure-wrong-state = It was sent to review meanwhile, so it does not change now. Take it back first; what you typed is still here.
integration-form-failure-changed-meanwhile = Somebody saved it at the same moment. Look at what is here, and save again.

## What it is
integration-form-name = Name
integration-form-name-help = As people see it in the marketplace.
integration-form-description-pt = Description in Portuguese
integration-form-description-en = Description in English
integration-form-description-help = What it does and for whom. With one language only, everybody reads that one.
integration-form-category = Category
integration-form-logo = Logo
integration-form-logo-help = A PNG, WebP or SVG of at most 32 KB, square if possible.
integration-form-logo-choose = Choose a picture
integration-form-logo-other = Choose another
integration-form-logo-remove = Remove the logo
integration-form-redirects = Redirect URIs
integration-form-redirects-help = Where people come back to after they let it in. Whole https addresses, taken letter by letter; the first one is told of each installation. While it is a draft, an address of your own machine works too, such as http://localhost:3000/callback.
integration-form-redirect = Redirect URI { $number }
integration-form-redirect-add = Add an address
integration-form-redirect-remove = Remove redirect URI { $number }

## What it asks for
integration-form-scopes = What it may see and do
integration-form-scopes-help = Ask only for what it needs, and say why: whoever installs it reads this before agreeing.
integration-form-reason-pt = Why, in Portuguese
integration-form-reason-en = Why, in English
integration-form-way = How people use it
integration-form-way-page = On a page in the inbox, beside the conversation
integration-form-way-site = Without a page in the inbox: it is installed on my site
integration-form-endpoint = Address of the page
integration-form-endpoint-help = The whole URL, with https. You can leave it for later; it is needed for the review.
integration-form-classic = Allow the older protocol
integration-form-classic-help = For pages with the older SDK. Any page of the same origin that comes into the frame then gets the conversation too.
integration-form-install = Address where it is installed
integration-form-install-help = The page of your site with the button that begins the installation. The marketplace sends people there.
integration-form-more = Advanced
integration-form-revocation = Address told of removals
integration-form-revocation-help = When a company takes the integration out, this address is told. Empty: nobody is told.
integration-form-profile = How it gets its tokens
integration-form-profile-default = OAuth 2.0 with PKCE (recommended)
integration-form-profile-default-help = The current rules: PKCE with S256 is needed, and codes work for 10 minutes.
integration-form-profile-kommo = As in Kommo
integration-form-profile-kommo-help = For programs written for Kommo, which work without changes: PKCE may be left out, codes work for 20 minutes, and access tokens for a day.

## Once it is made
integration-form-made = Integration created
integration-form-keys = Keys of your integration
integration-form-once = Copy the secret and keep it somewhere safe: it is shown only now. If it gets lost, make a new one on the integration’s page.
integration-form-client-id = Client ID
integration-form-secret = Client secret
integration-form-open = Open the integration

## Mistakes
integration-form-mistake-name-too-many = Your company has as many integrations as fit. Delete one that is no longer needed.
integration-form-mistake-text-too-long = This text is too long: { $most } characters fit.
integration-form-mistake-logo-invalid = This picture could not be read. Choose a PNG, WebP or SVG.
integration-form-mistake-logo-not-found = This picture is no longer there. Choose it again.
integration-form-mistake-address-invalid = Write a whole https address, such as https://crm.example/callback. http is for your own machine only.
integration-form-mistake-address-too-long = The address is too long: 2,048 bytes fit.
integration-form-mistake-address-fragment = Remove the part after the #.
integration-form-mistake-address-credentials = There is a user name or a password before the @. Remove that part.
integration-form-mistake-address-reserved = Remove code, error, error_description, iss, referer and state from the address: the inbox adds them itself when it sends people back.
integration-form-mistake-address-duplicate = This address is there already.
integration-form-mistake-address-too-many = There are too many addresses: { $most } fit.
