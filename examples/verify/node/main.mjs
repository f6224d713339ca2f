// Reads a token from the standard input; prints its claims, or ends with the reason why it is refused.

import { text } from "node:stream/consumers";
import { verifier } from "./verify.mjs";

const { ALGORITHM, ISSUER, AUDIENCE, JWKS, SECRETS = "" } = process.env;
try {
  const secrets = SECRETS.split(" ").filter(Boolean);
  const verify = verifier({ algorithm: ALGORITHM, issuer: ISSUER, audience: AUDIENCE, jwks: JWKS, secrets });
  console.log(JSON.stringify(await verify((await text(process.stdin)).trim())));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
