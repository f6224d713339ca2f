// Part of index.d.ts, which `cargo xtask build` joins: every command.

export interface Kinbox {
  /**
   * Shows a short notice that goes away by itself. `message` is plain text of 1 to 500 characters.
   *
   * ```js
   * Kinbox.toast("success", "Order sent");
   * ```
   */
  toast(kind: "success" | "error" | "warning" | "info", message: string, options?: CallOptions): Promise<void>;

  /**
   * Shows or hides the bar that says that the plugin is busy.
   *
   * ```js
   * Kinbox.loading(true);
   * await save();
   * Kinbox.loading(false);
   * ```
   */
  loading(on: boolean, options?: CallOptions): Promise<void>;

  /**
   * Asks the agent to confirm. Settles with true only when they did. There is no deadline while they decide.
   *
   * ```js
   * const yes = await Kinbox.dialog("confirm", { title: "Cancel the order?", okText: "Cancel it", cancelText: "Keep it" });
   * if (yes) await cancelOrder();
   * ```
   *
   * With a callback, as in older plugins:
   *
   * ```js
   * Kinbox.dialog("confirm", { title: "Cancel the order?" }, (yes) => { if (yes) cancelOrder(); });
   * ```
   */
  dialog(kind: "confirm", question: Question, callback?: (confirmed: boolean) => void, options?: CallOptions): Promise<boolean>;
  dialog(kind: "confirm", question: Question, options?: CallOptions): Promise<boolean>;

  /**
   * Puts a tag on the conversation. Settles with the conversation's tags afterwards.
   *
   * A call is made for the conversation that is open at that moment. After an `await` that may be
   * another one: use the command from the listener's second argument, or name the conversation.
   *
   * With an older inbox it settles with undefined, and so do `removeTag`, `assignTo`, `moveToGroup` and `setProperty`.
   *
   * ```js
   * const tags = await Kinbox.addTag("5");
   * await Kinbox.addTag("5", { conversation: data.conversation.id });
   * ```
   */
  addTag(tag: Id, options?: CallOptions): Promise<Tag[]>;

  /**
   * Takes a tag off the conversation. Settles with the conversation's tags afterwards. See `addTag`.
   *
   * ```js
   * const tags = await Kinbox.removeTag("5");
   * ```
   */
  removeTag(tag: Id, options?: CallOptions): Promise<Tag[]>;

  /**
   * Puts a member in charge of the conversation, or nobody with null. Settles with who is in charge afterwards.
   *
   * ```js
   * await Kinbox.assignTo(data.user.id);
   * await Kinbox.assignTo(null);
   * ```
   */
  assignTo(member: Id | null, options?: CallOptions): Promise<{ id: string } | null>;

  /**
   * Puts a group in charge of the conversation, or none with null. Settles with the group afterwards.
   *
   * ```js
   * const { groups } = await Kinbox.getWorkspaceInfo();
   * await Kinbox.moveToGroup(groups.find((group) => group.name === "Trocas").id);
   * ```
   */
  moveToGroup(group: Id | null, options?: CallOptions): Promise<{ id: string } | null>;

  /**
   * Sets custom fields, all of them or none: of the open conversation's contact, or of its attendance with the type
   * `"session"`, unless an id says of which one. Settles with `{key, success: true}`, and fails with an error.
   *
   * Either way the event `callback` tells `{key, success}`, as older plugins expect. With an older inbox the promise
   * settles with undefined and that event alone says how it ended.
   *
   * ```js
   * await Kinbox.setProperty({ key: "save-plan", type: "contact", contactId: data.contact.id, fields: { plan: { value: "gold" } } });
   * Kinbox.on("callback", ({ key, success }) => { if (key === "save-plan") show(success); });
   * ```
   */
  setProperty(property: Property, options?: CallOptions): Promise<PropertyOutcome>;

  /**
   * Asks the agent to fill in a form. Settles with the answers by name, or with null when they cancel it; a callback
   * is called with answers alone. There is no deadline while they decide.
   *
   * An older inbox says nothing when a form is cancelled. There a new form that the agent asks for by a click in
   * the plugin's page, a second or more later, settles the old one with null; those that waited behind it are asked first.
   *
   * ```js
   * const answers = await Kinbox.sendForm({
   *   title: "Open an exchange",
   *   items: [
   *     { type: "text", name: "reason", label: "Reason", required: true },
   *     { type: "select", name: "size", label: "Size", options: [{ value: "m", label: "M" }, { value: "l", label: "L" }] },
   *   ],
   * });
   * if (answers) await openExchange(answers.reason, answers.size);
   * ```
   */
  sendForm(form: Form, callback?: (answers: Answers) => void, options?: CallOptions): Promise<Answers | null>;
  sendForm(form: Form, options?: CallOptions): Promise<Answers | null>;

  /**
   * The open conversation as it is now, or null when none is open: what the event `conversation` carries. With an
   * older inbox it is what that told last.
   *
   * ```js
   * const data = await Kinbox.getConversation();
   * console.log(data ? data.contact.name : "nobody");
   * ```
   */
  getConversation(options?: CallOptions): Promise<ConversationData | null>;

  /**
   * Messages of the conversation, oldest first: those before the message `before`, or the newest. At most `limit`, which
   * is 50 when missing and 100 at most. `earlier` is the `before` of those before them, null when there are none.
   *
   * ```js
   * let page = await Kinbox.listMessages({ limit: 100 });
   * while (page.earlier) page = await Kinbox.listMessages({ before: page.earlier, limit: 100 });
   * ```
   */
  listMessages(options?: CallOptions & { before?: Id; limit?: number }): Promise<{ messages: Message[]; earlier: string | null }>;

  /**
   * Puts text into the composer where the agent's cursor is. Nothing is sent: that is the agent's to do.
   * It needs a click or a key of theirs in the plugin's own page within the last 30 seconds, once for each, so that an answer may
   * be drafted meanwhile; else it is rejected with `denied`. 1 to 10,000 characters. Not with an older inbox.
   *
   * ```js
   * button.onclick = async () => {
   *   const { answer } = await (await fetch("/draft")).json();
   *   await Kinbox.insertText(answer);
   * };
   * ```
   */
  insertText(text: string, options?: CallOptions): Promise<void>;

  /**
   * Leaves a note in the conversation for colleagues, 1 to 10,000 characters; the contact never sees it. Settles with
   * the note. Not with an older inbox.
   *
   * ```js
   * const note = await Kinbox.addNote("Asked for the second copy of the invoice.");
   * ```
   */
  addNote(text: string, options?: CallOptions): Promise<Message>;

  /**
   * Another name of `addNote`.
   *
   * ```js
   * await Kinbox.sendNote("Called back.");
   * ```
   */
  sendNote(text: string, options?: CallOptions): Promise<Message>;

  /**
   * Opens a conversation in the inbox, as a click on its row does. Like `insertText` it needs a click or a key in the
   * plugin's own page within the last 30 seconds, once for each. Rejected with `denied` without one, and while the agent is
   * elsewhere, in the settings say, and is not to be taken away from there; with `rate_limited` more than once a
   * second. Not with an older inbox.
   *
   * ```js
   * button.onclick = () => Kinbox.openConversation("956");
   * ```
   */
  openConversation(conversation: Id, options?: CallOptions): Promise<void>;

  /**
   * Puts text on the agent's clipboard: shortly after a click or a key in the plugin's own page, else `denied`. 1 to 100,000 characters,
   * and at most 256 KiB with the whole call, as JSON in UTF-8: 100,000 emoji are more. Not with an older inbox.
   *
   * ```js
   * button.onclick = () => Kinbox.copy("AU-10442");
   * ```
   */
  copy(text: string, options?: CallOptions): Promise<void>;

  /**
   * Shows a number on the plugin's tab; null and 0 show none. Not with an older inbox.
   *
   * ```js
   * await Kinbox.setBadge(openOrders.length);
   * ```
   */
  setBadge(count: number | null, options?: CallOptions): Promise<void>;

  /**
   * Sets the height of the plugin's frame in CSS pixels; null is the height of the panel. Settles with the height in force,
   * which the inbox keeps within bounds. Not with an older inbox.
   *
   * `"auto"` keeps the frame as high as the page's root element, until the next call. Content that stands out of it, as with
   * `html, body { height: 100% }`, makes the frame grow, but not shrink; content that grows with its frame, such as `100vh`
   * with margins, is not followed for long: `console.error` says so.
   *
   * ```js
   * const height = await Kinbox.setHeight(420);
   * await Kinbox.setHeight("auto");
   * ```
   */
  setHeight(height: number | "auto" | null, options?: CallOptions): Promise<number | null>;

  /**
   * Values that the plugin stores on the inbox's server; no other plugin sees them. Not with an older inbox.
   *
   * The scope says who shares a value: `"user"` (the default) is the signed-in agent alone, on every machine,
   * `"workspace"` every agent, `"conversation"` every agent for the open conversation. A value may have 64 KiB as JSON. A
   * plugin has 1 MiB, keys and values, for each member, 1 MiB for the workspace and 1 MiB for each conversation, and in each
   * of these at most 1,000 keys. Keys have 1 to 200 characters and are neither `.` nor `..`.
   */
  readonly storage: {
    /**
     * The value of a key, undefined when there is none.
     *
     * ```js
     * const filter = (await Kinbox.storage.get("filter")) ?? { open: true };
     * ```
     *
     * What is there is what some version of your plugin stored; the type is your word for it.
     *
     * ```ts
     * const step = await Kinbox.storage.get<"quote" | "order">("step", { scope: "conversation" });
     * ```
     */
    get<Value = unknown>(key: string, options?: StorageOptions): Promise<Value | undefined>;

    /**
     * Stores what JSON can hold.
     *
     * ```js
     * await Kinbox.storage.set("step", "quote", { scope: "conversation" });
     * ```
     */
    set(key: string, value: unknown, options?: StorageOptions): Promise<void>;

    /**
     * Removes a value; one that is not there is as good as removed.
     *
     * ```js
     * await Kinbox.storage.remove("filter");
     * ```
     */
    remove(key: string, options?: StorageOptions): Promise<void>;

    /**
     * Every key of a scope, in the order of their characters.
     *
     * ```js
     * for (const key of await Kinbox.storage.keys({ scope: "workspace" })) console.log(key);
     * ```
     */
    keys(options?: StorageOptions): Promise<string[]>;
  };
}
