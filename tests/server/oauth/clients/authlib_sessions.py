"""Authlib's two clients, as its documentation has them: OAuth2Session on requests, AsyncOAuth2Client on httpx."""

import asyncio
import os
import secrets

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.integrations.requests_client import OAuth2Session

from program import (
    AUTHORIZE, CLIENT_ID, CLIENT_SECRET, CONTACT, INTROSPECT, REDIRECT_URI, REVOKE, TOKEN, done, thrown, visit,
)

# Its own switch for a server without TLS.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"


def sync():
    client = OAuth2Session(
        CLIENT_ID, CLIENT_SECRET, scope="contact:read", redirect_uri=REDIRECT_URI, code_challenge_method="S256"
    )
    verifier = secrets.token_urlsafe(48)
    uri, state = client.create_authorization_url(AUTHORIZE, code_verifier=verifier)
    back = visit(uri)

    def exchange(state):
        return client.fetch_token(TOKEN, authorization_response=back, state=state, code_verifier=verifier)

    foreign = thrown(AuthlibBaseError, lambda: exchange("another"))
    token = exchange(state)
    contact = client.get(CONTACT).json()
    introspected = client.introspect_token(INTROSPECT, token=token["access_token"]).json()
    refreshed = client.refresh_token(TOKEN, refresh_token=token["refresh_token"])
    again = client.get(CONTACT).json()
    revocation = client.revoke_token(REVOKE, token=refreshed["access_token"], token_type_hint="access_token")
    revoked = client.get(CONTACT, withhold_token=False)
    twice = thrown(OAuthError, lambda: exchange(state))
    dead = thrown(OAuthError, lambda: client.refresh_token(TOKEN, refresh_token=refreshed["refresh_token"]))
    return {
        "foreign": foreign.error, "token": token, "contact": contact, "introspected": introspected, "refreshed": refreshed,
        "again": again, "revocation": revocation.status_code, "revoked": revoked.status_code,
        "twice": [twice.error, twice.description], "dead": dead.error,
    }


async def by_httpx():
    told = []

    async def update(token, refresh_token=None, access_token=None):
        told.append([token["refresh_token"], refresh_token])

    client = AsyncOAuth2Client(
        CLIENT_ID, CLIENT_SECRET, scope="contact:read", redirect_uri=REDIRECT_URI, code_challenge_method="S256",
        token_endpoint_auth_method="client_secret_post", token_endpoint=TOKEN, update_token=update,
    )
    async with client:
        verifier = secrets.token_urlsafe(48)
        uri, state = client.create_authorization_url(AUTHORIZE, code_verifier=verifier)
        back = visit(uri)
        token = dict(await client.fetch_token(TOKEN, authorization_response=back, state=state, code_verifier=verifier))
        # It renews a token that is over by itself, before it asks.
        client.token = {**token, "expires_at": 1}
        contact = (await client.get(CONTACT)).json()
        introspected = (await client.introspect_token(INTROSPECT, token=client.token["refresh_token"])).json()
        await client.revoke_token(REVOKE, token=client.token["refresh_token"])
        after = (await client.introspect_token(INTROSPECT, token=client.token["access_token"])).json()
    return {"token": token, "told": told, "contact": contact, "introspected": introspected, "after": after}


done({"requests": sync(), "httpx": asyncio.run(by_httpx())})
