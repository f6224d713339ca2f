// Verifies the token that a plugin's page got by Kinbox.getToken() and sent along with its request.

import { createRemoteJWKSet, jwtVerify } from "jose";

// By how many seconds the inbox's clock and this machine's may differ.
const LEEWAY = 30;

// Claims that every token has.
const CLAIMS = ["iss", "aud", "sub", "iat", "nbf", "exp", "jti", "workspace", "role", "plugin"];

const at = (seconds) => new Date(seconds * 1000).toISOString();

/**
 * Makes the function that gives a token's claims, or throws with the reason. Make it once: it keeps the public keys.
 *
 * `algorithm` is the one that the plugin's settings name, "EdDSA" or "HS256". What a token says of its own algorithm decides nothing.
 */
export function verifier({ algorithm, issuer, audience, jwks, secrets = [] }) {
  if (!["EdDSA", "HS256"].includes(algorithm)) throw new Error("algorithm: EdDSA or HS256");
  // Both secrets, while one takes the other's place.
  const keys = algorithm === "EdDSA" ? [createRemoteJWKSet(new URL(jwks))] : secrets.map((secret) => new TextEncoder().encode(secret));
  const options = { algorithms: [algorithm], issuer, audience, clockTolerance: LEEWAY, requiredClaims: CLAIMS };
  return async (token) => {
    let problem = new Error("no signing secret is set");
    for (const key of keys) {
      try {
        return (await jwtVerify(token, key, options)).payload;
      } catch (error) {
        problem = error;
        if (error.code !== "ERR_JWS_SIGNATURE_VERIFICATION_FAILED") break;
      }
    }
    throw explained(problem);
  };
}

/** Tells a clock that is wrong from a token that is. Its signature was verified before its times were looked at. */
function explained(error) {
  const now = Math.floor(Date.now() / 1000);
  const { iat, exp } = error.payload ?? {};
  const minutes = Math.round(Math.abs(now - iat) / 60);
  if (error.claim === "nbf" && error.reason === "check_failed") {
    return new Error(`clock: this machine's clock is ${minutes} minutes behind the inbox's: this machine says ${at(now)}, the token was made at ${at(iat)}`);
  }
  if (error.code === "ERR_JWT_EXPIRED") {
    return new Error(`expired: the token was good until ${at(exp)}, and this machine says ${at(now)}. If the page got it just now, this machine's clock is ${minutes} minutes ahead of the inbox's: the token was made at ${at(iat)}`);
  }
  return error;
}
