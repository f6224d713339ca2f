"""aioamocrm, a client for amoCRM and Kommo, as its README has it: its account is a company of the server, by the address that comes with
the code."""

import asyncio
import os
import tempfile
import time
from urllib.parse import parse_qs, urlencode, urlsplit

from aioamocrm import AmoCRMClient, AmoCRMError, JsonFileTokenStorage, MemoryTokenStorage, OAuth2, TokenEndpoint

from program import AUTHORIZE, CLIENT_ID, CLIENT_SECRET, CONTACT, ORIGIN, REDIRECT_URI, done, visit


def agreed(state):
    """Sends the browser where Kommo's documentation has it, without a `response_type`; what comes back."""
    asked = urlencode({"client_id": CLIENT_ID, "state": state, "mode": "popup"})
    back = parse_qs(urlsplit(visit(f"{AUTHORIZE}?{asked}")).query)
    assert back["state"] == [state], back
    return back["code"][0], back["referer"][0]


async def thrown(work):
    try:
        await work
    except AmoCRMError as error:
        return {"kind": type(error).__name__, "status": error.status_code, "title": error.title, "message": error.message}
    raise AssertionError("nothing was raised")


async def main(folder):
    file = os.path.join(folder, "tokens", "padaria.json")

    def oauth(storage=None):
        return OAuth2(CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, storage=storage or JsonFileTokenStorage(file))

    code, account = agreed("s-1")
    auth = oauth()
    found = {"account": account}
    async with AmoCRMClient(base_url=f"http://{account}", auth=auth) as amo:
        endpoint = TokenEndpoint(http=amo.http, url=amo.token_url)

        async def read(auth):
            bearer = {"Authorization": f"Bearer {await auth.get_token(endpoint)}"}
            answer = await amo.http.get(CONTACT, headers=bearer)
            return {"status": answer.status_code, "name": answer.json().get("name")}

        tokens = await amo.exchange_code(code)
        lasts = tokens.expires_at - time.time()
        found["tokens"] = {"type": tokens.token_type, "lasts": "a day" if 86_000 < lasts <= 86_400 else lasts}
        found["first"] = await read(auth)
        # Two processes that have the same tokens renew at one moment.
        other = oauth(MemoryTokenStorage(tokens))
        one, two = await asyncio.gather(auth.refresh(endpoint), other.refresh(endpoint))
        found["isRenewed"] = one.refresh_token != tokens.refresh_token
        found["isSame"] = (one.access_token, one.refresh_token) == (two.access_token, two.refresh_token)
        found["second"] = await read(other)
        # One that starts later has them from the file.
        found["third"] = await read(oauth())
        found["twice"] = await thrown(amo.exchange_code(code))
        # The second use took back what the first one gave.
        found["dead"] = await thrown(auth.refresh(endpoint))
        found["ended"] = (await read(auth))["status"]

    # The server's own address takes the code too.
    code, _ = agreed("s-2")
    async with AmoCRMClient(base_url=ORIGIN, auth=oauth()) as amo:
        found["server"] = (await amo.exchange_code(code)).token_type
    wrong = OAuth2(CLIENT_ID, "ens_wrong", REDIRECT_URI)
    async with AmoCRMClient(base_url=f"http://{account}", auth=wrong) as amo:
        found["wrong"] = await thrown(amo.exchange_code(code))
    return found


with tempfile.TemporaryDirectory() as folder:
    done(asyncio.run(main(folder)))
