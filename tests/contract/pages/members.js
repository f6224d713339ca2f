// What the object has, and what came before the host's first word.

const ORIGINAL = [
  "on", "dialog", "toast", "dispatchEvent", "setProperty", "loading", "addTag", "removeTag", "assignTo", "moveToGroup",
  "onCallback", "sendForm", "getWorkspaceInfo",
];
const ADDED = [
  "once", "off", "getConversation", "listMessages", "insertText", "addNote", "sendNote", "openConversation", "copy", "setBadge", "setHeight",
  "getToken", "request",
];

test("the thirteen members of the original are there, and the new ones", async () => {
  for (const name of [...ORIGINAL, ...ADDED]) equal(typeof Kinbox[name], "function", name);
  equal(Object.keys(Kinbox.storage).sort(), ["get", "keys", "remove", "set"], "storage");
  ok(/^\d+\.\d+\.\d+/.test(Kinbox.version), `a version instead of ${Kinbox.version}`);
});

test("a member needs no `this`", async () => {
  const { toast, storage: { get } } = Kinbox;
  await answered("toast", toast("info", "loose"));
  const end = await ending(get("nothing there"));
  equal(end.code ?? "value", dialect === "channel" ? "value" : "unsupported");
});

test("`wire`, `embedded` and `context` say where the plugin runs", async () => {
  equal([early.wire, early.embedded], ["none", true], "before the host's first word");
  equal([Kinbox.wire, Kinbox.embedded], [dialect, true], "after it");
  if (here("context") === null) return equal(Kinbox.context, null, "context");
  const { plugin, scopes, locale, timezone, theme, visible, dev, limits } = Kinbox.context;
  ok(plugin.id && plugin.name, "the plugin's id and name");
  ok(scopes.includes("*") && locale && timezone && ["light", "dark"].includes(theme), "scopes, locale, time zone and theme");
  equal([visible, dev, limits.storageValueBytes], [true, true, 65_536]);
});

test("calls made before the connection went out in their order, and each has its own answer", async () => {
  await agent({ toasts: ["early one", "early two", "early three"] });
  await until(() => settled.length === 4, "the early calls' ends");
  equal(settled.filter((name) => name !== "info"), ["one", "two", "three"]);
  ok(Array.isArray(early.info?.tags) && Array.isArray(early.info?.members), "a callback at top level got the workspace");
  equal(early.answer, null, "the question was not answered by anything else");
  await agent({ press: "dialog-ok" });
  await until(() => early.answer !== null, "the early question's answer");
  equal(early.answer, true);
});

test("`onCallback` is there and does nothing", async () => {
  const before = heard.length;
  equal(Kinbox.onCallback({ event: "conversation", data: {} }), undefined);
  equal(Kinbox.onCallback(), undefined);
  equal(heard.length, before, "events heard");
});

test("`once` is called once, `off` takes back, and `on` gives what takes back", async () => {
  const counts = { every: 0, once: 0, off: 0, stopped: 0 };
  const gone = () => { counts.off++; };
  const every = () => { counts.every++; };
  const stop = Kinbox.on("conversation", () => { counts.stopped++; });
  Kinbox.on("conversation", every);
  Kinbox.once("conversation", () => { counts.once++; });
  Kinbox.on("conversation", gone);
  Kinbox.off("conversation", gone);
  await until(() => counts.every === 1, "a late listener's first call");
  stop();
  await open(1);
  await open(0);
  Kinbox.off("conversation", every);
  await open(1);
  await open(0);
  equal(counts, { every: 3, once: 1, off: 0, stopped: 1 });
});

test("a late listener is told how things are, after `on` has returned", async () => {
  const late = [];
  Kinbox.on("conversation", ({ conversation }) => late.push(String(conversation.id)));
  equal(late, [], "at once");
  await Promise.resolve().then(() => Promise.resolve());
  equal(late, [rows[0]], "in a microtask");
});
