// Many calls at once, calls given up, calls for a conversation, calls inside callbacks.

test("a hundred calls and four questions in flight each get their own answer", async () => {
  const ends = {};
  const ask = (name, call) => call.then((value) => { ends[name] = value; });
  const item = (name) => [{ type: "text", name, label: name }];
  const questions = [
    ask("yes", Kinbox.dialog("confirm", { title: "First?" })),
    ask("one", Kinbox.sendForm({ title: "One", type: "modal", items: item("one") })),
    ask("no", Kinbox.dialog("confirm", { title: "Second?" })),
    ask("two", Kinbox.sendForm({ title: "Two", type: "modal", items: item("two") })),
  ];
  const infos = () => Promise.all(Array.from({ length: 50 }, () => Kinbox.getWorkspaceInfo()));
  const own = (list) => ok(list.every((info) => Array.isArray(info.tags) && Array.isArray(info.groups)), "every answer is a workspace");
  own(await infos());
  equal(ends, {}, "questions answered by anything but the agent");
  // Hosts show questions in any order among the kinds, and in the order of the calls within one.
  await agent({ press: "dialog-ok", in: "First?" });
  await agent({ fill: { one: "1" }, press: "form-send" });
  await until(() => "yes" in ends && "one" in ends, "the first answers");
  const more = infos();
  await agent({ press: "dialog-cancel", in: "Second?" });
  await agent({ fill: { two: "2" }, press: "form-send" });
  await Promise.all(questions);
  own(await more);
  equal([ends.yes, ends.one, ends.no, ends.two], [true, { one: "1" }, false, { two: "2" }]);
});

test("a call that is given up ends with `aborted`, and its late answer goes to no other call", async () => {
  const control = new AbortController();
  const given = Kinbox.dialog("confirm", { title: "Given up?" }, { signal: control.signal });
  await agent({ see: "dialog" });
  control.abort();
  await refused(given, "aborted", "the open dialog");
  if (here("abortCloses")) await agent({ gone: "dialog" });
  const next = Kinbox.dialog("confirm", { title: "Next?" });
  // Where the first one stays open, the agent answers it with yes, which must not be taken for the second one's.
  if (!here("abortCloses")) await agent({ press: "dialog-ok", in: "Given up?" });
  await agent({ press: "dialog-cancel", in: "Next?" });
  equal(await next, false, "the next dialog's own answer");
});

test("a signal that was raised before refuses the call at once, with and without a callback", async () => {
  const raised = AbortSignal.abort();
  let called = 0;
  await refused(Kinbox.toast("info", "never", { signal: raised }), "aborted");
  await refused(Kinbox.getWorkspaceInfo(() => { called++; }, { signal: raised }), "aborted");
  await refused(Kinbox.dialog("confirm", { title: "Never" }, { signal: raised }), "aborted");
  equal(called, 0, "calls of the callback");
});

test("a call inside a callback works: confirm, then a form, then the workspace", async () => {
  const steps = [];
  const end = new Promise((resolve) => {
    Kinbox.dialog("confirm", { title: "Begin?" }, (yes) => {
      steps.push(yes);
      Kinbox.sendForm({ title: "Then", type: "modal", items: [{ type: "text", name: "then", label: "Then" }] }, (answers) => {
        steps.push(answers.then);
        Kinbox.getWorkspaceInfo((info) => {
          steps.push(Array.isArray(info.tags));
          resolve();
        });
      });
    });
  });
  await agent({ press: "dialog-ok" });
  await agent({ fill: { then: "go on" }, press: "form-send" });
  await end;
  equal(steps, [true, "go on", true]);
});

test("a listener's commands are bound to its conversation", async () => {
  const first = latest();
  const { kinbox } = first;
  for (const name of ["addTag", "removeTag", "assignTo", "moveToGroup", "insertText", "addNote", "sendNote", "listMessages", "setProperty"]) {
    equal(typeof kinbox[name], "function", `kinbox.${name}`);
  }
  equal(Object.keys(kinbox.storage).sort(), ["get", "keys", "remove", "set"], "kinbox.storage");
  const [tag] = active((await Kinbox.getWorkspaceInfo()).tags);
  await answered("addTag", kinbox.addTag(tag));
  await answered("removeTag", kinbox.removeTag(tag));
  await open(1);
  for (const [name, call] of Object.entries({
    addTag: () => kinbox.addTag(tag),
    assignTo: () => kinbox.assignTo(null),
    moveToGroup: () => kinbox.moveToGroup(null),
    setProperty: () => kinbox.setProperty({ fields: { cidade: { value: "x" } } }),
    "a named conversation": () => Kinbox.addTag(tag, { conversation: rows[0] }),
  })) {
    await refused(call(), "conversation_changed", name);
  }
  if (dialect === "channel") {
    await refused(kinbox.addNote("late"), "conversation_changed", "addNote");
    await refused(kinbox.insertText("late"), "conversation_changed", "insertText");
    await refused(kinbox.listMessages(), "conversation_changed", "listMessages");
    await refused(kinbox.storage.set("late", 1, { scope: "conversation" }), "conversation_changed", "storage.set");
  }
  await open(0);
});
