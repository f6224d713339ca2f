// Wrong arguments: the call is refused with `invalid`, and the message names the argument and what was expected.

const noop = () => {};

test("events and listeners are checked when they are given", async () => {
  for (const [name, call, words] of [
    ["an unknown event", () => Kinbox.on("converstion", noop), ["event", "conversation"]],
    ["no listener", () => Kinbox.on("conversation"), ["listener", "function"]],
    ["no function", () => Kinbox.once("conversation", 5), ["listener", "function", "5"]],
    ["an unknown event to take back", () => Kinbox.off("nope"), ["event"]],
  ]) {
    let error = null;
    try { call(); } catch (thrown) { error = thrown; }
    ok(error?.name === "KinboxError" && error.code === "invalid", `${name} throws invalid instead of ${error}`);
    for (const word of words) ok(error.message.includes(word), `${name}: "${error.message}" says ${word}`);
  }
});

test("arguments of the original's commands are checked in both dialects", async () => {
  for (const [call, ...words] of [
    [() => Kinbox.toast("loud", "x"), "kind", "success", "loud"],
    [() => Kinbox.toast("info", ""), "message", "1 to 500"],
    [() => Kinbox.toast("info"), "message"],
    [() => Kinbox.dialog("alert", { title: "x" }), "kind", "confirm"],
    [() => Kinbox.dialog("confirm", {}), "title"],
    [() => Kinbox.dialog("confirm"), "dialog", "object"],
    [() => Kinbox.addTag({}), "tag", "id"],
    [() => Kinbox.addTag(), "tag", "id"],
    [() => Kinbox.removeTag(null), "tag", "id"],
    [() => Kinbox.assignTo(), "member", "id"],
    [() => Kinbox.moveToGroup({}), "group", "id"],
    [() => Kinbox.setProperty(), "object"],
    [() => Kinbox.sendForm("x"), "object"],
    [() => Kinbox.toast("info", "x", { signal: 5 }), "signal"],
  ]) {
    const message = await refused(call(), "invalid", String(call));
    for (const word of words) ok(message.includes(word), `${call}: "${message}" says ${word}`);
  }
});

test("arguments of the new commands are checked", async () => {
  if (dialect === "classic") return;
  const cyclic = {};
  cyclic.self = cyclic;
  for (const [call, ...words] of [
    [() => Kinbox.insertText(""), "text"],
    [() => Kinbox.addNote(5), "text"],
    [() => Kinbox.openConversation({}), "conversation", "id"],
    [() => Kinbox.copy(""), "text"],
    [() => Kinbox.setBadge("three"), "count"],
    [() => Kinbox.setBadge(-1), "count"],
    [() => Kinbox.setHeight("tall"), "height"],
    [() => Kinbox.listMessages({ limit: 0 }), "limit"],
    [() => Kinbox.listMessages({ limit: 101 }), "limit"],
    [() => Kinbox.storage.get(""), "key"],
    [() => Kinbox.storage.get("k".repeat(201)), "key"],
    [() => Kinbox.storage.get("k", { scope: "planet" }), "scope"],
    [() => Kinbox.storage.set("k", undefined), "value"],
    [() => Kinbox.storage.set("k", cyclic), "value"],
    [() => Kinbox.setProperty({ fields: {} }), "fields"],
    [() => Kinbox.sendForm({ title: "x", items: [] }), "items"],
    [() => Kinbox.sendForm({ title: "x", items: [{ type: "select", name: "a", label: "A" }] }), "items[0]", "options"],
    [() => Kinbox.sendForm({ title: "x", items: [{ type: "colour", name: "a", label: "A" }] }), "items[0]", "type"],
  ]) {
    const message = await refused(call(), "invalid", String(call));
    for (const word of words) ok(message.includes(word), `${call}: "${message}" says ${word}`);
  }
});

test("what does not exist is told where the host can tell it", async () => {
  const end = await ending(Kinbox.addTag("no such tag"));
  equal(end.code ?? end.value, here("unknownTag"), "a tag that does not exist");
  if (dialect === "classic") return;
  for (const call of [() => Kinbox.assignTo("0"), () => Kinbox.moveToGroup("0")]) {
    const { code, message } = await ending(call());
    ok(code === "not_found" && /no such/.test(message), `a refusal instead of ${code}: ${message}`);
  }
  await refused(Kinbox.openConversation("0"), "not_found", "openConversation");
});

test("a failed call with a callback calls it not, and counts as handled", async () => {
  let called = 0;
  const signal = AbortSignal.abort();
  Kinbox.dialog("confirm", { title: "x" }, () => { called++; }, { signal });
  Kinbox.getWorkspaceInfo(() => { called++; }, { signal });
  await new Promise((later) => setTimeout(later, 50));
  equal([called, escaped], [0, []], "calls of the callback, and errors that nobody caught in the whole suite");
});
