// Carries a channel's messages: replies from the inbox to a provider, and what contacts write and read back to the inbox.
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const { INBOX, TOKEN, CHANNEL, SECRET, PROVIDER, PROVIDER_KEY, PORT = "8090" } = process.env;
const webhook = new Webhook(SECRET);
// What the provider took. A delivery may come twice, and a failed message comes again under its id: the contact gets it once.
const taken = new Set();

class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function ask(url, method, key, body) {
  return fetch(url, {
    method,
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
}

async function tellInbox(method, path, body) {
  const answer = await ask(`${INBOX}/api${path}`, method, TOKEN, body);
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
}

// How far a message got: sent, received, read, played, or failed with the reason.
function tellStatus(reference, status, error) {
  const [conversation, message] = reference.split("/").map(encodeURIComponent);
  return tellInbox("PUT", `/conversations/${conversation}/messages/${message}/status`, { status, error });
}

// An agent's reply. Whatever is thrown here has the inbox try again later.
async function fromInbox(body, headers) {
  let event;
  try {
    event = webhook.verify(body, headers);
  } catch (error) {
    throw new Refused(401, error.message);
  }
  const { message, conversation } = event.data;
  if (event.type !== "message.sent" || conversation.channel !== CHANNEL) return;
  const reference = `${conversation.id}/${message.id}`;
  if (!taken.has(reference)) {
    const { text, mediaUrl } = message;
    const answer = await ask(`${PROVIDER}/send`, "POST", PROVIDER_KEY, { reference, to: conversation.identifier, text, mediaUrl });
    if (answer.status >= 500) throw new Error(`the provider answered ${answer.status}`);
    if (!answer.ok) return tellStatus(reference, "failed", (await answer.text()).slice(0, 500));
    taken.add(reference);
  }
  await tellStatus(reference, "sent");
}

// What the provider tells: a contact's message, or how far one of ours got. Verify it as your provider says; here it is a key.
async function fromProvider(body, headers) {
  if (headers.authorization !== `Bearer ${PROVIDER_KEY}`) throw new Refused(401, "the provider's key is expected");
  const told = JSON.parse(body);
  if (told.reference) return tellStatus(told.reference, told.status, told.error);
  const { id, from, name, text } = told;
  await tellInbox("POST", `/channels/${CHANNEL}/messages`, { id, sender: from, type: "text", content: text, contactInfo: { name } });
}

const routes = { "/inbox": fromInbox, "/provider": fromProvider };

const server = createServer(async (request, response) => {
  try {
    const route = routes[request.url];
    if (!route || request.method !== "POST") throw new Refused(404, "POST /inbox or /provider");
    const parts = [];
    for await (const part of request) parts.push(part);
    // The signature is of the bytes as they came.
    await route(Buffer.concat(parts).toString("utf8"), request.headers);
    response.writeHead(204).end();
  } catch (error) {
    console.error(error.message);
    response.writeHead(error.status ?? 503).end(error.message);
  }
});

server.listen(Number(PORT), "127.0.0.1", async () => {
  console.log(`connector: http://127.0.0.1:${server.address().port}`);
  await tellInbox("PUT", `/channels/${CHANNEL}/state`, { connected: true });
});
