// npm's openid-client, as its README has it. It finds the endpoints by RFC 8414, uses PKCE, and checks `iss` (RFC 9207).
import * as client from "openid-client";
import { CLIENT_ID, CLIENT_SECRET, CONTACT, ORIGIN, REDIRECT_URI, done, thrown, visit } from "./program.mjs";

const config = await client.discovery(new URL(ORIGIN), CLIENT_ID, CLIENT_SECRET, undefined, {
  algorithm: "oauth2",
  execute: [client.allowInsecureRequests],
});

async function ask() {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const expectedState = client.randomState();
  const back = await visit(client.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT_URI,
    scope: "contact:read tags:write",
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
    state: expectedState,
  }));
  return [config, back, { pkceCodeVerifier, expectedState }];
}

const refusal = async (asked) => {
  const error = await thrown(() => client.authorizationCodeGrant(...asked));
  const { name, code, error: word, error_description: description, status, message } = error;
  return { name, code, error: word, description, status, message };
};
const read = (token) => client.fetchProtectedResource(config, token, new URL(CONTACT), "GET");
const challenge = async (token) => {
  const { code, cause } = await thrown(() => read(token));
  return { code, challenges: cause };
};

const denied = await refusal(await ask());
const elsewhere = await refusal(await ask());

const asked = await ask();
const tokens = await client.authorizationCodeGrant(...asked);
const contact = await (await read(tokens.access_token)).json();
const introspected = await client.tokenIntrospection(config, tokens.access_token);
const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token);
const again = await (await read(refreshed.access_token)).json();
const twice = await refusal(asked);
const ended = await challenge(refreshed.access_token);

const more = await client.authorizationCodeGrant(...(await ask()));
await client.tokenRevocation(config, more.refresh_token);
const revoked = await client.tokenIntrospection(config, more.access_token);

done({
  pkce: config.serverMetadata().supportsPKCE(),
  denied, elsewhere, tokens, expiresIn: tokens.expiresIn(), contact, introspected, refreshed, again, twice, ended, revoked,
});
