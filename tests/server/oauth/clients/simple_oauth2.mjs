// npm's simple-oauth2, as its README has it: a form and HTTP Basic as it does by itself, then JSON with the secret in the body, as
// programs for Kommo do. It knows no PKCE.
import { randomUUID } from "node:crypto";
import { AuthorizationCode } from "simple-oauth2";
import { CLIENT_ID, CLIENT_SECRET, CONTACT, ORIGIN, REDIRECT_URI, done, thrown, visit } from "./program.mjs";

const program = (options) => new AuthorizationCode({
  client: { id: CLIENT_ID, secret: CLIENT_SECRET },
  auth: {
    tokenHost: ORIGIN,
    tokenPath: "/oauth2/access_token",
    revokePath: "/oauth2/revoke",
    authorizePath: "/oauth",
  },
  options,
});

const read = async (token) => {
  const answer = await fetch(CONTACT, { headers: { authorization: `Bearer ${token.token.access_token}` } });
  return { status: answer.status, contact: await answer.json() };
};
const said = (error) => ({
  message: error.message,
  status: error.output.statusCode,
  body: error.data.payload,
});

const found = {};
for (const [way, options] of Object.entries({
  basic: {},
  json: { bodyFormat: "json", authorizationMethod: "body" },
})) {
  const client = program(options);
  const state = randomUUID();
  const back = await visit(client.authorizeURL({ redirect_uri: REDIRECT_URI, scope: "contact:read", state }));
  const params = { code: back.searchParams.get("code"), redirect_uri: REDIRECT_URI, scope: "contact:read" };
  const token = await client.getToken(params);
  const first = await read(token);
  const refreshed = await client.createToken(JSON.parse(JSON.stringify(token))).refresh();
  const second = await read(refreshed);
  const twice = said(await thrown(() => client.getToken(params)));
  const dead = said(await thrown(() => refreshed.refresh()));
  const third = await read(refreshed);

  const more = await visit(client.authorizeURL({ redirect_uri: REDIRECT_URI, state }));
  const other = await client.getToken({ code: more.searchParams.get("code"), redirect_uri: REDIRECT_URI });
  await other.revokeAll();
  found[way] = {
    isState: back.searchParams.get("state") === state,
    token: token.token, expired: token.expired(), first, second, twice, dead, third, revoked: await read(other),
  };
}
done(found);
