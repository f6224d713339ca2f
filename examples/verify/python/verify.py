"""Verifies the token that a plugin's page got by Kinbox.getToken() and sent along with its request."""

import json
import os
import sys
import time
from datetime import datetime, timezone

import jwt

# By how many seconds the inbox's clock and this machine's may differ.
LEEWAY = 30

# Claims that every token has.
CLAIMS = ["iss", "aud", "sub", "iat", "nbf", "exp", "jti", "workspace", "role", "plugin"]


class Verifier:
    """Gives a token's claims. Make it once: it keeps the public keys."""

    def __init__(self, algorithm, issuer, audience, jwks=None, secrets=()):
        """`algorithm` is the one that the plugin's settings name. What a token says of its own algorithm decides nothing."""
        if algorithm not in ("EdDSA", "HS256"):
            raise ValueError("algorithm: EdDSA or HS256")
        self.algorithm, self.issuer, self.audience = algorithm, issuer, audience
        self.keys = jwt.PyJWKClient(jwks) if algorithm == "EdDSA" else None
        # Both secrets, while one takes the other's place.
        self.secrets = list(secrets)

    def verify(self, token):
        """The claims, or `jwt.PyJWTError` with the reason."""
        if self.keys:
            return self._with(self.keys.get_signing_key_from_jwt(token).key, token)
        problem = jwt.InvalidKeyError("no signing secret is set")
        for secret in self.secrets:
            try:
                return self._with(secret, token)
            except jwt.InvalidSignatureError as error:
                problem = error
        raise problem

    def _with(self, key, token):
        # The times are compared below, in words that say which clock is wrong.
        options = {"require": CLAIMS, "verify_exp": False, "verify_nbf": False, "verify_iat": False}
        claims = jwt.decode(
            token, key, algorithms=[self.algorithm], issuer=self.issuer, audience=self.audience, options=options
        )
        now, made, end = int(time.time()), int(claims["iat"]), int(claims["exp"])
        minutes = round(abs(now - made) / 60)
        if max(made, int(claims["nbf"])) > now + LEEWAY:
            raise jwt.ImmatureSignatureError(
                f"clock: this machine's clock is {minutes} minutes behind the inbox's: this machine says {_at(now)}, "
                f"the token was made at {_at(made)}"
            )
        if end <= now - LEEWAY:
            raise jwt.ExpiredSignatureError(
                f"expired: the token was good until {_at(end)}, and this machine says {_at(now)}. If the page got it just now, "
                f"this machine's clock is {minutes} minutes ahead of the inbox's: the token was made at {_at(made)}"
            )
        return claims


def _at(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat()


if __name__ == "__main__":
    # Reads a token from the standard input; prints its claims, or ends with the reason why it is refused.
    env = os.environ
    verifier = Verifier(
        env["ALGORITHM"], env["ISSUER"], env["AUDIENCE"], env.get("JWKS"), env.get("SECRETS", "").split()
    )
    try:
        print(json.dumps(verifier.verify(sys.stdin.read().strip())))
    except jwt.PyJWTError as error:
        sys.exit(str(error))
