"""requests-oauthlib, as its documentation has the web application flow, with PKCE and a refresh by itself."""

import os

import requests
from oauthlib.oauth2 import OAuth2Error, WebApplicationClient
from requests.auth import HTTPBasicAuth
from requests_oauthlib import OAuth2Session

from program import AUTHORIZE, CLIENT_ID, CLIENT_SECRET, CONTACT, REDIRECT_URI, REVOKE, TOKEN, done, thrown, visit

# Its own switch for a server without TLS.
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"

SCOPE = ["contact:read", "tags:write"]
SECRET = HTTPBasicAuth(CLIENT_ID, CLIENT_SECRET)


def session():
    return OAuth2Session(CLIENT_ID, redirect_uri=REDIRECT_URI, scope=SCOPE, pkce="S256")


def exchange(oauth, back):
    return oauth.fetch_token(TOKEN, authorization_response=back, client_secret=CLIENT_SECRET)


refused = session()
back = visit(refused.authorization_url(AUTHORIZE)[0])
denied = thrown(OAuth2Error, lambda: exchange(refused, back))

oauth = session()
back = visit(oauth.authorization_url(AUTHORIZE)[0])
token = dict(exchange(oauth, back))
contact = oauth.get(CONTACT).json()

# A token that is over is renewed before the request, and the program is told to keep the new one.
told = []
renewing = OAuth2Session(
    CLIENT_ID, token={**token, "expires_in": -1, "expires_at": 1}, auto_refresh_url=TOKEN, token_updater=told.append,
    auto_refresh_kwargs={"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET},
)
again = renewing.get(CONTACT).json()

# With the scopes, as it sends them in a refresh by hand.
refreshed = dict(oauth.refresh_token(TOKEN, refresh_token=told[0]["refresh_token"], auth=SECRET))

# The session revokes nothing; what it is made of writes the request.
url, headers, body = WebApplicationClient(CLIENT_ID).prepare_token_revocation_request(
    REVOKE, refreshed["refresh_token"], token_type_hint="refresh_token"
)
revocation = requests.post(url, data=body, headers=headers, auth=SECRET)
revoked = oauth.get(CONTACT).status_code
twice = thrown(OAuth2Error, lambda: exchange(oauth, back))
dead = thrown(OAuth2Error, lambda: oauth.refresh_token(TOKEN, refresh_token=refreshed["refresh_token"], auth=SECRET))


def kind(error):
    return [type(error).__name__, error.description]


done({
    "denied": type(denied).__name__, "token": token, "contact": contact, "told": told, "again": again, "refreshed": refreshed,
    "revocation": revocation.status_code, "revoked": revoked, "twice": kind(twice), "dead": kind(dead),
})
