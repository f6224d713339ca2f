// Every command, with what it ends with. What it does to the page and the database is tested elsewhere.

const active = (list) => list.filter(({ isActive }) => isActive).map(({ id }) => id);

test("toast and loading end with nothing", async () => {
  for (const kind of ["success", "error", "warning", "info"]) await answered("toast", Kinbox.toast(kind, `a ${kind}`));
  await answered("loading", Kinbox.loading(true));
  await answered("loading", Kinbox.loading(false));
});

test("a dialog ends with the agent's yes or no, by promise and by callback", async () => {
  for (const [press, want] of [["dialog-ok", true], ["dialog-cancel", false]]) {
    const called = [];
    const call = Kinbox.dialog("confirm", { title: "Sure?", description: "Really", okText: "Yes", cancelText: "No" }, (yes) => called.push(yes));
    await agent({ press });
    equal(await answered("dialog", call), want);
    equal(called, [want], "the callback's calls");
  }
});

test("tags are put on and taken off", async () => {
  const [tag] = active((await Kinbox.getWorkspaceInfo()).tags).filter((id) => !latest().data.conversation.tags.some((one) => one.id === id));
  const on = await answered("addTag", Kinbox.addTag(tag));
  if (on) ok(on.some(({ id, name, color, textColor }) => id === tag && name && color && textColor), `the tag in ${inWords(on)}`);
  const off = await answered("removeTag", Kinbox.removeTag(tag));
  if (off) ok(!off.some(({ id }) => id === tag), `no such tag in ${inWords(off)}`);
});

test("a member and a group are assigned, and nobody and none", async () => {
  const { members, groups } = await Kinbox.getWorkspaceInfo();
  const [member] = active(members);
  const [group] = active(groups);
  const assignee = await answered("assignTo", Kinbox.assignTo(member));
  const moved = await answered("moveToGroup", Kinbox.moveToGroup(group));
  if (assignee) equal([assignee, moved], [{ id: member }, { id: group }]);
  const nobody = await answered("assignTo", Kinbox.assignTo(null));
  const none = await answered("moveToGroup", Kinbox.moveToGroup(null));
  if (dialect === "channel") equal([nobody, none], [null, null]);
});

test("a custom field is set, and the event `callback` tells it by the call's key", async () => {
  const { data } = latest();
  const { customFields } = await Kinbox.getWorkspaceInfo();
  const reason = customFields.find(({ placeholder }) => placeholder === "motivo").options?.[0]?.value ?? "Return";
  const before = told("callback").length;
  const fields = { cidade: { value: "Sobral" } };
  const value = await answered("setProperty", Kinbox.setProperty({ key: "first", type: "contact", contactId: data.contact.id, fields }));
  if (value) equal(value, { key: "first", success: true });
  await until(() => told("callback").length > before, "the event callback");
  // Without a type it is the contact's; without an id the open conversation's.
  await answered("setProperty", Kinbox.setProperty({ key: "second", fields }));
  await answered("setProperty", Kinbox.setProperty({ key: "third", type: "session", sessionId: data.session.id, fields: { motivo: { value: reason } } }));
  await until(() => told("callback").length === before + 3, "three callbacks");
  equal(told("callback").slice(before).map(({ key, success }) => [key, success]), [["first", true], ["second", true], ["third", true]]);
});

test("`callback` tells a failure too", async () => {
  const before = told("callback").length;
  const end = await ending(Kinbox.setProperty({ key: "lost", contactId: latest().data.contact.id, fields: { no_such_field: { value: 1 } } }));
  if (dialect === "channel") ok(end.code === "not_found" && end.message.includes("no_such_field"), `a refusal that names the field instead of ${inWords(end)}`);
  await until(() => told("callback").length > before, "the event callback");
  const { key, success } = told("callback").at(-1);
  equal([key, success], ["lost", false]);
});

const FORM = {
  title: "Exchange",
  type: "modal",
  items: [
    { type: "text", name: "why", label: "Why", required: true },
    { type: "select", name: "size", label: "Size", options: [{ value: "s", label: "Small" }, { value: "l", label: "Large" }] },
    { type: "number", name: "count", label: "Count" },
  ],
};

test("a form ends with the answers by name, by promise and by callback", async () => {
  for (const type of ["modal", "drawer"]) {
    const called = [];
    const call = Kinbox.sendForm({ ...FORM, type }, (answers) => called.push(answers));
    await agent({ fill: { why: "too small", size: "l", count: "2" }, press: "form-send" });
    const want = { why: "too small", size: "l", count: 2 };
    const answers = await answered("sendForm", call);
    const inOrder = (one) => Object.fromEntries(Object.keys(want).map((key) => [key, one[key]]));
    equal([inOrder(answers), called.map(inOrder)], [want, [want]]);
  }
});

test("a cancelled form ends with null and calls no callback", async () => {
  let called = 0;
  const posted = Date.now();
  const first = Kinbox.sendForm(FORM, () => { called++; });
  await agent({ press: "form-cancel" });
  let second;
  if (!here("cancelIsTold")) {
    // That host says nothing; the form that the agent's next click asks for tells that the first one is gone.
    await until(() => Date.now() - posted > 1_100, "a second to pass");
    document.getElementById("act").onclick = () => { second = Kinbox.sendForm(FORM); };
    await agent({ click: "#act" });
  }
  equal(await within(first, 5_000, "the end of the cancelled form"), null);
  equal(called, 0, "the callback's calls");
  if (second) {
    await agent({ fill: { why: "second", size: "s", count: "1" }, press: "form-send" });
    equal((await second).why, "second", "the next form has its own answers");
  }
});

test("messages further back are listed", async () => {
  const page = await answered("listMessages", Kinbox.listMessages({ limit: 2 }));
  if (!page) return;
  const { messages } = latest().data;
  equal(page.messages.map(({ id }) => id), messages.slice(-2).map(({ id }) => id), "the newest two, oldest first");
  const before = await Kinbox.listMessages({ before: page.earlier, limit: 1 });
  equal(before.messages.map(({ id }) => id), [messages.at(-3).id], "the one before them");
});

test("a note is added, by either name", async () => {
  for (const name of ["addNote", "sendNote"]) {
    const note = await answered(name, Kinbox[name](`by ${name}`));
    if (note) equal([note.type, note.from, note.text], ["note", "plugin", `by ${name}`]);
  }
});

/** Makes a call when the agent clicks, and looks how it ends. */
async function clicked(call, wanted) {
  let outcome;
  document.getElementById("act").onclick = () => { outcome = ending(call()); };
  await agent({ click: "#act" });
  const { code, message } = await outcome;
  equal(code ?? "undefined", wanted, message);
}

test("text is put into the composer when the agent clicks", async () => {
  await clicked(() => Kinbox.insertText("Hello"), ANSWERS.insertText[dialect]);
});

test("text is copied when the agent clicks", async () => {
  await clicked(() => Kinbox.copy("AU-10442"), ANSWERS.copy[dialect]);
});

test("another conversation is opened when the agent clicks", async () => {
  await clicked(() => Kinbox.openConversation(rows[1]), ANSWERS.openConversation[dialect]);
  if (dialect === "channel") await until(() => String(latest().data?.conversation.id) === rows[1], "the other conversation");
  await open(0);
});

test("the frame's badge and height are set", async () => {
  for (const count of [3, 0, null]) await answered("setBadge", Kinbox.setBadge(count));
  equal(await answered("setHeight", Kinbox.setHeight(500)) ?? 500, 500);
  const auto = await answered("setHeight", Kinbox.setHeight("auto"));
  if (dialect === "channel") ok(auto >= 80, `a height instead of ${auto}`);
  if (dialect === "channel") equal(await Kinbox.setHeight(null), null);
});

test("a token says who asks in which conversation, and is kept while that is open", async () => {
  const claims = (token) => JSON.parse(atob(token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/")));
  const token = await answered("getToken", Kinbox.getToken());
  if (!token) return;
  const { aud, plugin, conversation, contact, exp, iat } = claims(token);
  equal([aud, plugin, conversation, exp - iat], [location.origin, Kinbox.context.plugin.id, rows[0], 300]);
  equal(contact, String(latest().data.contact.id));
  equal(await Kinbox.getToken(), token, "a second call");
  await open(1);
  const other = await Kinbox.getToken();
  equal(claims(other).conversation, rows[1], "another conversation");
  await open(0);
  ok((await Kinbox.getToken()) !== other, "not the token of another conversation");
});

test("a call of an app that is not there says so", async () => {
  const { code } = await ending(Kinbox.request("no_such_app", { path: "/" }));
  equal(code, here("unknownApp"));
});

test("what is stored is there, and nothing is there that was not stored", async () => {
  const value = { steps: [1, "two", null], "ç": true };
  for (const scope of ["user", "workspace", "conversation"]) {
    await answered("storage.set", Kinbox.storage.set("suite/1", value, { scope }));
    const kept = await answered("storage.get", Kinbox.storage.get("suite/1", { scope }));
    const keys = await answered("storage.keys", Kinbox.storage.keys({ scope }));
    if (dialect === "channel") equal([kept, keys], [value, ["suite/1"]]);
    await answered("storage.remove", Kinbox.storage.remove("suite/1", { scope }));
    if (dialect === "channel") equal(await Kinbox.storage.get("suite/1", { scope }), undefined, "after its removal");
    if (dialect === "channel") equal(await Kinbox.storage.keys({ scope }), [], "after its removal");
  }
});

test("the classic way to call works by the classic names", async () => {
  const { members, groups, tags } = await Kinbox.getWorkspaceInfo();
  const [member, group, tag] = [active(members)[0], active(groups)[0], active(tags)[0]];
  await answered("addTag", Kinbox.dispatchEvent("add-tag", tag));
  await answered("removeTag", Kinbox.dispatchEvent("remove-tag", tag));
  await answered("assignTo", Kinbox.dispatchEvent("assign", member));
  await answered("moveToGroup", Kinbox.dispatchEvent("move", group));
  await answered("toast", Kinbox.dispatchEvent("toast", { type: "info", message: "dispatched" }));
  await answered("loading", Kinbox.dispatchEvent("loading", false));
  await answered("setProperty", Kinbox.dispatchEvent("set-property", { key: "d", fields: { cidade: { value: "Crato" } } }));
  await answered("getWorkspaceInfo", Kinbox.dispatchEvent("get-workspace-info"));
  const yes = Kinbox.dispatchEvent("dialog", { type: "confirm", title: "Dispatched?" });
  await agent({ press: "dialog-ok" });
  equal(await yes, true);
  const form = Kinbox.dispatchEvent("form", FORM);
  await agent({ fill: { why: "dispatched" }, press: "form-send" });
  equal((await form).why, "dispatched");
  const end = await ending(Kinbox.dispatchEvent("no-such-command", 1));
  equal(end.code ?? end.value, here("unknownDispatch"), "a name that is none");
});
