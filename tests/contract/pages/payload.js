// What a plugin is told of a conversation.

const KEYS = {
  contact: ["avatar", "customFields", "email", "id", "name", "phone", "properties"],
  conversation: ["assignee", "channel_type", "group", "id", "identifier", "link", "tags"],
  user: ["avatar", "email", "id", "isActive", "name", "phone"],
};

test("the data object has every documented field, and none is null that never is", async () => {
  const { data } = await open(1);
  await open(0);
  for (const one of [data, latest().data]) {
    for (const [part, keys] of Object.entries(KEYS)) {
      const missing = keys.filter((key) => !(key in one[part]));
      equal(missing, [], `missing in ${part}`);
    }
    ok(one.session.id && typeof one.dev === "boolean", "session.id and dev");
    ok(Array.isArray(one.conversation.tags) && Array.isArray(one.contact.properties), "tags and properties are lists");
    ok(Array.isArray(one.messages) && one.messages.length <= 20, "at most 20 messages");
    const last = one.conversation.lastMessage;
    if (last) equal(last.id, one.messages.at(-1).id, "the last message");
  }
});

test("messages have text and media under the documented names", async () => {
  const pictures = [];
  for (const row of rows.keys()) {
    const { data } = row === 0 ? latest() : await open(row);
    for (const message of data.messages) {
      equal(typeof message.text, "string", `text of ${inWords(message)}`);
      if (message.isMedia && message.type === "image") pictures.push(message.mediaUrl);
    }
  }
  await open(0);
  ok(pictures.length > 0, "there is a picture in these conversations");
  for (const src of pictures) {
    ok(/^(https?|data):/.test(src), `an absolute address instead of ${src}`);
    await within(Object.assign(new Image(), { src }).decode(), 5_000, `the picture ${src}`);
  }
});

test("fields that the SDK does not know pass through untouched", async () => {
  const { data } = latest();
  if (!here("unknownFields")) return;
  equal(data.future, { kept: true });
  equal([data.conversation.referral, data.conversation.uniqueIdentifier], [{ source: "ad" }, "u-1"]);
});

test("ids may be given as numbers", async () => {
  const { tags } = await Kinbox.getWorkspaceInfo();
  const tag = Number(tags.find(({ isActive }) => isActive).id);
  for (const row of [1, 0]) {
    const { data } = await open(row);
    await answered("addTag", Kinbox.addTag(tag));
    await answered("removeTag", Kinbox.removeTag(tag, { conversation: Number(data.conversation.id) }));
    await answered("removeTag", Kinbox.removeTag(String(tag), { conversation: String(data.conversation.id) }));
  }
});

test("`getConversation` gives what the event gave", async () => {
  const { data } = latest();
  const now = await answered("getConversation", Kinbox.getConversation());
  equal([now.conversation.id, now.contact, now.session], [data.conversation.id, data.contact, data.session]);
});

test("the workspace's lists are whole", async () => {
  const info = await answered("getWorkspaceInfo", Kinbox.getWorkspaceInfo());
  for (const [list, keys] of Object.entries({
    customFields: ["id", "name", "description", "entity", "placeholder", "type", "workspaceId", "createdAt", "updatedAt"],
    members: ["id", "email", "name", "avatar", "phone", "isActive", "customFields", "status", "isAvailable", "workspaceId", "createdAt", "updatedAt"],
    tags: ["id", "name", "color", "textColor", "isActive", "workspaceId", "createdAt", "updatedAt"],
    groups: ["id", "name", "icon", "description", "isActive", "members", "workspaceId", "createdAt", "updatedAt"],
  })) {
    ok(info[list].length > 0, `${list} is not empty`);
    equal(keys.filter((key) => !(key in info[list][0])), [], `missing in ${list}`);
  }
});

test("without a conversation there is the event, null, and a refusal", async () => {
  await unselect();
  let late = 0;
  Kinbox.once("no_conversation", () => { late++; });
  await until(() => late === 1, "a late listener of no_conversation");
  equal(latest().data ?? null, null, "the event's data");
  equal(await Kinbox.getConversation(), null, "getConversation");
  await refused(Kinbox.addTag(1), "no_conversation", "addTag");
  await refused(Kinbox.setProperty({ fields: { cidade: { value: "x" } } }), "no_conversation", "setProperty without an id");
  await open(0);
});
