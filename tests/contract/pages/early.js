// What a plugin's page does in its head, right after the SDK's tag and before any message of a host. Cases look at it.

const EVENTS = [
  "conversation", "conversation_updated", "no_conversation", "message", "callback", "visible", "hidden", "theme", "locale", "closing",
];

const heard = []; // every event, in order
const settled = []; // the calls below, in the order in which they ended
const arrived = []; // every window message, of anybody
const escaped = []; // errors that nobody caught
const early = { wire: Kinbox.wire, embedded: Kinbox.embedded, info: null, answer: null };

addEventListener("error", ({ message }) => escaped.push(message));
addEventListener("message", ({ data }) => arrived.push(data));
addEventListener("unhandledrejection", ({ reason }) => escaped.push(String(reason)));

for (const name of EVENTS) Kinbox.on(name, (data, kinbox) => heard.push({ name, data, kinbox }));

Kinbox.toast("info", "early one").then(() => settled.push("one"));
Kinbox.getWorkspaceInfo((info) => { early.info = info; }).then(() => settled.push("info"));
Kinbox.toast("info", "early two").then(() => settled.push("two"));
Kinbox.dialog("confirm", { title: "Early?" }, (confirmed) => { early.answer = confirmed; });
Kinbox.toast("info", "early three").then(() => settled.push("three"));
