# Signing in and the settings, in English.

## Signing in
signed-out = Sign in to continue
signed-out-text = Encaixe has no passwords. You sign in by a link that works once, within 15 minutes.
sign-in-busy = Signing in
sign-in-spent = This link no longer works
sign-in-spent-text = A link works once, within 15 minutes. Ask for another:
way-colleague = Ask an administrator: in Settings, Members, they can make a link for you.
way-server = Do you run the server?
way-command = Type this on it, with the data folder and your email address:
way-restart = Or restart it: it prints a sign-in link when it starts.

## Where somebody is signed in
switch-title = Switch to another account?
switch-text = You are signed in as { $now }. This link signs you in as { $then } instead, in every tab of this browser.
switch-stay = Stay as { $now }
switch-go = Sign in as { $then }
