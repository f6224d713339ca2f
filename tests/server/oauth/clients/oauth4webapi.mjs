// npm's oauth4webapi, as its example of the code grant has it, with the secret by HTTP Basic.
import * as oauth from "oauth4webapi";
import { CLIENT_ID, CLIENT_SECRET, CONTACT, ORIGIN, REDIRECT_URI, done, thrown, visit } from "./program.mjs";

const http = { [oauth.allowInsecureRequests]: true };
const issuer = new URL(ORIGIN);
const discovery = await oauth.discoveryRequest(issuer, { algorithm: "oauth2", ...http });
const as = await oauth.processDiscoveryResponse(issuer, discovery);
const client = { client_id: CLIENT_ID };
const secret = oauth.ClientSecretBasic(CLIENT_SECRET);

async function ask() {
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const url = new URL(as.authorization_endpoint);
  url.searchParams.set("client_id", client.client_id);
  url.searchParams.set("redirect_uri", REDIRECT_URI);
  url.searchParams.set("response_type", "code");
  url.searchParams.set("scope", "contact:read");
  url.searchParams.set("code_challenge", await oauth.calculatePKCECodeChallenge(verifier));
  url.searchParams.set("code_challenge_method", "S256");
  url.searchParams.set("state", state);
  return { back: await visit(url), state, verifier };
}

const check = ({ back, state }) => oauth.validateAuthResponse(as, client, back, state);

async function exchange(params, verifier) {
  const answer = await oauth.authorizationCodeGrantRequest(as, client, secret, params, REDIRECT_URI, verifier, http);
  return oauth.processAuthorizationCodeResponse(as, client, answer);
}

async function refresh(token) {
  const answer = await oauth.refreshTokenGrantRequest(as, client, secret, token, http);
  return oauth.processRefreshTokenResponse(as, client, answer);
}

async function introspect(token) {
  const answer = await oauth.introspectionRequest(as, client, secret, token, http);
  return oauth.processIntrospectionResponse(as, client, answer);
}

async function read(token) {
  const answer = await oauth.protectedResourceRequest(token, "GET", new URL(CONTACT), undefined, undefined, http);
  return answer.json();
}

const said = ({ name, code, error, error_description: description, status, message }) =>
  ({ name, code, error, description, status, message });

const denied = await ask();
const elsewhere = await ask();
const asked = await ask();
const params = check(asked);
const wrong = said(await thrown(() => exchange(params, oauth.generateRandomCodeVerifier())));
const tokens = await exchange(params, asked.verifier);
const contact = await read(tokens.access_token);
const introspected = await introspect(tokens.refresh_token);
const refreshed = await refresh(tokens.refresh_token);
const again = await read(refreshed.access_token);
const revocation = await oauth.revocationRequest(as, client, secret, refreshed.access_token, http);
await oauth.processRevocationResponse(revocation);
const ended = await thrown(() => read(refreshed.access_token));
const twice = said(await thrown(() => exchange(params, asked.verifier)));
const dead = said(await thrown(() => refresh(refreshed.refresh_token)));

done({
  denied: said(await thrown(() => check(denied))),
  elsewhere: said(await thrown(() => check(elsewhere))),
  wrong, tokens, contact, introspected, refreshed, again, twice, dead,
  ended: { code: ended.code, challenges: ended.cause },
});
