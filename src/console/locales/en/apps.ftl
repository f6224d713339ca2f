# Settings > Apps, in English. The same keys as in `pt-BR`.

## The list
apps = Apps
apps-text = Other services that plugins and programs here may call. Their credentials stay on the server.
apps-empty = No apps yet
apps-empty-text = An app is described by a file, lib/app.json. Upload it, connect an account of yours, and plugins that you allow call its API without ever seeing a secret.
app-missing = This app is not there
app-missing-text = It may have been deleted.
app-website = Website
app-signup = Create an account
app-connections-count =
    { $count ->
        [0] No connections
        [one] { $count } connection
       *[other] { $count } connections
    }

## Uploading one
app-upload = Upload an app
app-upload-text = A new app, or a new version of one that is here. Its connections stay when their fields still fit.
app-pick = Files
app-pick-folder = Choose a folder
app-pick-zip = Choose a zip
app-pick-files = Choose the files
app-pick-help = The folder with lib/app.json and, if the app has one, lib/index.js; a zip of it; or those files alone.
app-pick-missing = There is no lib/app.json among these files.
app-pick-large = The file { $file } has { $bytes } bytes, and at most { $most } are taken.
app-pick-unread = A file could not be read. Choose it again.
app-schema = The format for your editor (JSON Schema)
app-good = Nothing is wrong with these files.
app-good-warnings = These files can be uploaded. Look at the warnings first.
app-bad = These files cannot be uploaded yet. Put right what is listed, then choose them again.
app-upload-now = Upload
app-uploaded = The app was uploaded.
app-errors =
    { $count ->
        [one] { $count } error
       *[other] { $count } errors
    }
app-warnings =
    { $count ->
        [one] { $count } warning
       *[other] { $count } warnings
    }
app-problem-path = Where
app-problem-found = What is there
app-problem-expected = What was expected

## One app
app-files = Files
app-files-text = The version in force. Secrets that a file held are kept sealed, and are *** here.
app-new-version = Upload a version
app-id = Id
app-version = Version
app-kind = Authentication
app-kind-oauth = OAuth 2: a person agrees on the app’s page
app-kind-basic = User name and password (HTTP Basic)
app-kind-header = Headers
app-kind-query = Parameters of the address
app-kind-none = None
app-ping = Test of credentials
app-ping-none = None: nobody learns whether credentials are good before a call fails
app-ping-request = A request that the file describes
app-ping-script = The function ping in lib/index.js
app-environments = Environments
environment-is-default = Default
environment-default = { $label } (default)
app-client = Who you are to this app
app-client-text = The app gives a client id and a secret to those who register with it as developers.
app-client-missing = Until both are filled in, nobody can connect.
app-callback = Register this address there, as the callback or redirect URL:
app-client-id = Client id
app-client-secret = Client secret
app-secret-kept = A secret is kept. Write another one to replace it.
app-secret-missing = It is shown to nobody once it was saved.
app-delete = Delete app
app-delete-text = Its connections and their credentials are deleted with it. Plugins that call it get an error.
app-delete-title = Delete the app { $name }?
app-deleted = The app was deleted.

## Its connections
connections = Connections
connections-empty = Nobody has connected an account yet.
connection-add = Connect
connection-missing = This connection is not there
connection-missing-text = It may have been deleted, or only tried and never saved.
connection-default = Default
connection-default-text = Calls that name no connection take this one.
connection-connected = Connected
connection-connected-text = Calls are made with these credentials.
connection-pending = Not agreed yet
connection-pending-text = Somebody still has to agree on the app’s page.
connection-reconnect = Reconnect
connection-reconnect-text = The app no longer takes these credentials. Calls fail until somebody connects again.
connection-expires = token good until { $at }
connection-authorize = Agree on the app’s page
connection-agreed = Connected.
connection-refused = It was not connected: { $reason }
problem-authorize = The app’s page could not be opened.
connection-delete = Delete connection
connection-delete-text = Its credentials are deleted with it. Calls that name it get an error.
connection-delete-title = Delete the connection { $name }?
connection-deleted = The connection was deleted.

## The form
connection-new = Connect { $app }
connection-new-text = What you fill in is kept sealed on the server, and sent to the app alone.
connection-name = Name
connection-name-help = What people here call this connection, such as “Sales”.
connection-name-empty = Write a name.
connection-environment = Environment
connection-oauth = After saving you are sent to { $app }, where you agree.
connection-save = Save
connection-saved = The connection was saved.
connection-try = Try it
connection-try-oauth = “Try it” takes you to { $app }, where you agree, and back here. Nothing is saved before you have seen whether it works.
connection-edit = Name and credentials
connection-kept = A value is kept. Write another one to replace it.
connection-confirm = Calls of this connection, with its credentials, go to { $host }. I trust that address.
connection-confirm-missing = Confirm where calls go.
connection-address = Write an address, such as https://shop.example.com.
app-field-min-length =
    { $count ->
        [one] At least { $count } character.
       *[other] At least { $count } characters.
    }
app-field-max-length =
    { $count ->
        [one] At most { $count } character.
       *[other] At most { $count } characters.
    }
app-field-sent-as = Sent as: { $what }
app-field-for-address = Part of the app’s address; not sent otherwise.
app-field-empty = Fill this in.
app-field-email = Write an e-mail address, such as ana@example.com.
app-field-pattern = The app asks for another form here.
app-field-too-short =
    { $count ->
        [one] Too short: at least { $count } character.
       *[other] Too short: at least { $count } characters.
    }
app-field-too-long =
    { $count ->
        [one] Too long: at most { $count } character.
       *[other] Too long: at most { $count } characters.
    }

## Tried before it is saved
trial = Nothing is saved yet
trial-text = You are only trying this connection, and no call uses it. Save it by { $at }, or it goes away by itself.
trial-pending = Agree on the app’s page, and you will see here whether it works.
trial-agreed = The app let you in. Nothing is saved yet.
trial-keep = Save connection
trial-again = Try again
trial-discard = Discard
trial-discarded = Discarded. Nothing was saved.

## The test
ping = Test
ping-text = Asks the app whether it takes these credentials.
ping-now = Test now
ping-made-up = Test with made-up credentials
ping-made-up-text = If made-up credentials pass as well, the app’s test proves nothing.
ping-passed = The app takes these credentials.
ping-credentials-refused = The app refuses these credentials. Check what was filled in.
ping-rights-missing = The app knows these credentials, but they lack a right that the test needs.
ping-rate-limited = The app got too many requests. Wait a while before the next try.
ping-rate-limited-until = The app got too many requests. Try again after { $at }.
ping-service-down = The app does not answer, or is out of order. That says nothing about the credentials.
ping-refused = The app says no.
ping-address-refused = The address leads to a place that may not be called: a private network, or a host that this app does not have.
ping-script-failed = The app’s own test is at fault. Tell whoever wrote it.
ping-no-ping = This app has no test: nobody learns whether credentials are good before a call fails.
ping-proves-nothing = Made-up credentials pass as well, so this test proves nothing.
ping-proves = Made-up credentials are refused, so the test proves something.
problem-ping = The test could not be run.

## The last calls
calls = Last calls
calls-text = The last 100. What was sent and answered is kept nowhere.
calls-empty = No calls yet.
call-at = When
call-request = Request
call-status = Status
call-took = Took
