"""What the programs in Python share: what their test starts them with, and how they speak with it. A program prints a line for each
address to which it sends a browser and reads the one to which the browser comes back; its last line is what it found."""

import json
import os
import sys

ORIGIN = os.environ["ORIGIN"]
CLIENT_ID = os.environ["CLIENT_ID"]
CLIENT_SECRET = os.environ["CLIENT_SECRET"]
REDIRECT_URI = os.environ["REDIRECT_URI"]
CONTACT = os.environ["CONTACT"]

AUTHORIZE = f"{ORIGIN}/oauth"
TOKEN = f"{ORIGIN}/oauth2/access_token"
REVOKE = f"{ORIGIN}/oauth2/revoke"
INTROSPECT = f"{ORIGIN}/oauth2/introspect"


def visit(url):
    """Sends the browser there; where it comes back to."""
    print(json.dumps({"visit": url}), flush=True)
    return sys.stdin.readline().strip()


def thrown(kind, work):
    """What the library raises."""
    try:
        work()
    except kind as error:
        return error
    raise AssertionError("nothing was raised")


def done(found):
    """Says what was found."""
    print(json.dumps({"done": found}), flush=True)
