// What the original gets wrong. Each case fails on the original's SDK.

const FORM = { title: "Form", type: "modal", items: [{ type: "text", name: "why", label: "Why" }] };

test("the early question is out of the way", async () => {
  await agent({ press: "dialog-ok" });
  await until(() => early.answer === true, "its answer");
});

test("defect: only the first listener of an event is called", async () => {
  const calls = [];
  for (const name of ["first", "second", "third"]) Kinbox.on("conversation", () => calls.push(name));
  await until(() => calls.length === 3, "the late listeners' calls");
  calls.length = 0;
  await open(1);
  equal(calls, ["first", "second", "third"]);
  await open(0);
});

test("defect: a second request overwrites the first one's callback", async () => {
  const got = [];
  Kinbox.getWorkspaceInfo((info) => got.push(["first", Array.isArray(info.tags)]));
  Kinbox.getWorkspaceInfo((info) => got.push(["second", Array.isArray(info.tags)]));
  await until(() => got.length === 2, "both callbacks");
  equal(got, [["first", true], ["second", true]]);
  const answers = [];
  Kinbox.dialog("confirm", { title: "First?" }, (yes) => answers.push(["first", yes]));
  Kinbox.dialog("confirm", { title: "Second?" }, (yes) => answers.push(["second", yes]));
  await agent({ press: "dialog-ok", in: "First?" });
  await agent({ press: "dialog-cancel", in: "Second?" });
  await until(() => answers.length === 2, "both answers");
  equal(answers, [["first", true], ["second", false]]);
});

test("defect: a confirm dialog opened while workspace info is pending is called with the info", async () => {
  for (const order of ["info first", "dialog first"]) {
    const got = { info: [], dialog: [] };
    const calls = [
      () => Kinbox.getWorkspaceInfo((info) => got.info.push(Array.isArray(info.tags))),
      () => Kinbox.dialog("confirm", { title: "Delete it?" }, (yes) => got.dialog.push(yes)),
    ];
    if (order === "dialog first") calls.reverse();
    for (const call of calls) call();
    await until(() => got.info.length === 1, "the workspace");
    equal(got, { info: [true], dialog: [] }, `${order}, before the agent answered`);
    await agent({ press: "dialog-cancel" });
    await until(() => got.dialog.length === 1, "the agent's answer");
    equal(got, { info: [true], dialog: [false] }, order);
  }
});

test("defect: the answer of a dialog reaches the form's callback", async () => {
  const got = { form: [], dialog: [] };
  Kinbox.sendForm(FORM, (answers) => got.form.push(answers));
  Kinbox.dialog("confirm", { title: "And?" }, (yes) => got.dialog.push(yes));
  await agent({ fill: { why: "mine" }, press: "form-send" });
  await agent({ press: "dialog-ok" });
  await until(() => got.dialog.length === 1 && got.form.length === 1, "both answers");
  equal(got, { form: [{ why: "mine" }], dialog: [true] });
  Kinbox.dialog("confirm", { title: "Again?" }, (yes) => got.dialog.push(yes));
  Kinbox.sendForm(FORM, (answers) => got.form.push(answers));
  await agent({ press: "dialog-ok" });
  await until(() => got.dialog.length === 2, "the dialog's answer");
  equal(got.form.length, 1, "calls of the form's callback before it was sent");
  await agent({ fill: { why: "again" }, press: "form-send" });
  await until(() => got.form.length === 2, "the form's answers");
  equal(got.form[1], { why: "again" });
});

test("defect: a request made inside a callback is lost", async () => {
  const answers = new Promise((resolve) => {
    Kinbox.dialog("confirm", { title: "Go on?" }, (yes) => { if (yes) Kinbox.sendForm(FORM, resolve); });
  });
  await agent({ press: "dialog-ok" });
  await agent({ fill: { why: "nested" }, press: "form-send" });
  equal(await within(answers, 10_000, "the nested form's answers"), { why: "nested" });
});

test("defect: a listener that comes late is told nothing", async () => {
  let data = null;
  Kinbox.on("conversation", (told) => { data = told; });
  await until(() => data !== null, "the late listener's call");
  equal(String(data.conversation.id), rows[0]);
});

test("defect: a null message throws, and others do harm", async () => {
  const before = heard.length;
  const odd = [null, 0, "text", [], {}, { event: null }, { event: 5 }, { event: "__proto__", data: {} }, { event: "constructor" }, { event: "no_such_event", data: 1 }];
  const came = arrived.length;
  await agent({ messages: odd });
  await until(() => arrived.length >= came + odd.length, "the odd messages");
  equal(heard.length, before, "events heard");
  equal(escaped, [], "errors that nobody caught");
  equal(Array.isArray((await Kinbox.getWorkspaceInfo()).tags), true, "a call afterwards");
});

test("defect: a listener that throws escapes into the message loop", async () => {
  let after = 0;
  const stop = [
    Kinbox.on("conversation", () => { throw new Error("the page's own"); }),
    Kinbox.on("conversation", () => { after++; }),
  ];
  await until(() => after === 1, "the late call");
  await open(1);
  equal(after, 2, "calls of the listener after it");
  for (const one of stop) one();
  let rest = 0;
  await Kinbox.getWorkspaceInfo(() => { rest++; throw new Error("the page's own"); });
  equal([rest, Array.isArray((await Kinbox.getWorkspaceInfo()).tags)], [1, true], "a callback that throws, and the call after it");
  await open(0);
  equal(escaped, [], "errors that nobody caught");
});

test("defect: there is no `off`", async () => {
  let calls = 0;
  const listener = () => { calls++; };
  Kinbox.on("conversation", listener);
  await until(() => calls === 1, "the late call");
  Kinbox.off("conversation", listener);
  await open(1);
  await open(0);
  equal(calls, 1);
});

test("defect: there are no errors", async () => {
  const message = await refused(Kinbox.toast("loud", "x"), "invalid");
  ok(message.includes("kind") && message.includes("loud"), `the argument and what was there in "${message}"`);
  await unselect();
  await refused(Kinbox.addTag(1), "no_conversation");
  await open(0);
});

test("defect: any window may send events and answers", async () => {
  const before = heard.length;
  let answer = null;
  Kinbox.dialog("confirm", { title: "Still mine?" }, (yes) => { answer = yes; });
  await agent({ see: "dialog" });
  // A frame beside this one speaks to it as the host would.
  const forged = [
    { event: "conversation", data: { contact: { id: "0", name: "Forged" }, conversation: { id: "0", tags: [] } } },
    { event: "no_conversation" },
    { event: "dialog_confirm", data: { confirmed: true } },
    { event: "callback", data: { key: "forged", success: true } },
    { type: "welcome", wire: 2, nonce: "forged", context: {}, conversation: null },
  ];
  const came = arrived.length;
  await agent({ forge: forged });
  await until(() => arrived.length >= came + forged.length, "the forged messages");
  equal([heard.length, answer], [before, null], "events heard and the question's answer");
  await agent({ press: "dialog-cancel" });
  await until(() => answer !== null, "the agent's answer");
  equal(answer, false);
});
