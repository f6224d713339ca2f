// An OAuth server that is as strict as the specifications: npm's oidc-provider. What it gives is good at its own address `/me`.
//
//     node provider.mjs NODE_MODULES REDIRECT_URI CLIENT SECRET SECONDS
//
// It asks for PKCE and for HTTP Basic at the token address, takes each code and each refresh token once, and revokes everything when one
// comes a second time. The first access token lasts for so many seconds, one that was renewed for an hour. It prints its origin, then a
// line of JSON for each thing that happens at the token address.
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

const [modules, redirect, client, secret, seconds] = process.argv.slice(2);
const { Provider } = await import(pathToFileURL(`${modules}/oidc-provider/lib/index.js`));

const server = createServer();
await new Promise((listens) => server.listen(0, "127.0.0.1", listens));
const origin = `http://localhost:${server.address().port}`;

const provider = new Provider(origin, {
  clients: [{
    client_id: client,
    client_secret: secret,
    redirect_uris: [redirect],
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    token_endpoint_auth_method: "client_secret_basic",
  }],
  clockTolerance: 0,
  cookies: { keys: ["the tests' own"] },
  pkce: { required: () => true },
  rotateRefreshToken: true,
  ttl: {
    AccessToken: (ctx) => (ctx.oidc.params.grant_type === "refresh_token" ? 3600 : Number(seconds)),
    AuthorizationCode: 60,
    Grant: 3600,
    IdToken: 3600,
    Interaction: 600,
    RefreshToken: 3600,
    Session: 3600,
  },
});

const tell = (what, ctx, more) => {
  const { grant_type: grant } = ctx.oidc.params;
  console.log(JSON.stringify({ what, grant, ...more }));
};
provider.on("grant.success", (ctx) =>
  tell("given", ctx, { access: ctx.body.access_token, refresh: ctx.body.refresh_token }));
provider.on("grant.error", (ctx, error) => tell("refused", ctx, { why: error.error_description ?? error.message }));
provider.on("grant.revoked", (ctx) => tell("revoked", ctx));
provider.on("server_error", (ctx, error) => console.error(error));

server.on("request", provider.callback());
console.log(origin);
