/**
 * Kinbox: the plugin's side of an inbox.
 *
 * A plugin is a web page that an inbox shows beside the open conversation. With this object the page
 * learns which conversation that is and acts on the inbox.
 *
 * ```html
 * <script src="https://inbox.example.com/sdk/kinbox.js"></script>
 * <h1 id="name"></h1>
 * <script>
 *   Kinbox.on("conversation", (data) => {
 *     document.getElementById("name").textContent = data.contact.name;
 *   });
 * </script>
 * ```
 *
 * **Which conversation.** Commands that act on a conversation are made for the one that is open when they are
 * called. Between an `await` and the next line the agent may have opened another, so a bare call there acts on that
 * one. The second argument of every listener has the same commands bound to the conversation of its event, and
 * `{ conversation: id }` at the end of any call says it too; where the agent has moved on, such a call is refused with
 * `conversation_changed` and touches nothing.
 *
 * **Hosts.** A page that names the inboxes that may embed it (`data-host-origin` on the script tag, `createKinbox` in
 * the module) speaks to no other. One that names none trusts whatever page embeds it.
 *
 * **Older inboxes.** Where none answers within a second, Kinbox speaks the older protocol, and `wire` is `"classic"`.
 * That protocol has ten commands and no errors: `toast`, `loading`, `addTag`, `removeTag`, `assignTo`, `moveToGroup` and
 * `setProperty` settle with undefined as soon as they are posted; `dialog`, `sendForm` and `getWorkspaceInfo` settle with
 * their answers, one of each kind at a time; `getConversation` tells what the inbox told last. All others are rejected
 * with `unsupported`. Of the events it has `conversation`, `no_conversation` and `callback`. A `dialog` or `sendForm` made
 * while another is open waits until that is answered, however long the agent takes; a `signal` ends the wait.
 */
export interface Kinbox {
  /** The version of this SDK. */
  readonly version: string;

  /** Whether another page embeds this one. Where it is false, every command is rejected with `not_embedded`. */
  readonly embedded: boolean;

  /**
   * `"channel"` once the inbox has answered, `"classic"` where an older one is taken to be there; `"none"` before, and
   * outside an inbox.
   */
  readonly wire: "none" | "channel" | "classic";

  /**
   * Where the plugin runs, as things are now; null until the inbox has answered, and with an older one. The events
   * `visible`, `hidden`, `theme` and `locale` tell of changes; each makes a new object.
   *
   * ```js
   * Kinbox.on("theme", () => document.documentElement.dataset.theme = Kinbox.context.theme);
   * ```
   */
  readonly context: Context | null;

  /**
   * Calls `listener` each time the event happens. Returns a function that takes it back.
   *
   * A listener of `conversation` or `no_conversation` that comes late is told how things are, once, in
   * a microtask. Each call of `on` is a registration of its own: a function registered twice is called
   * twice. A listener that throws harms no other; the error goes to `console.error`.
   *
   * The second argument has the commands that may act on a conversation, bound to the one of this event:
   * where the agent has moved on, they are refused with `conversation_changed` and touch nothing.
   *
   * ```js
   * const stop = Kinbox.on("conversation", async (data, kinbox) => {
   *   const vip = await isVip(data.contact.email);
   *   if (vip) await kinbox.addTag("5"); // never lands on another conversation
   * });
   * stop();
   * ```
   *
   * @throws KinboxError `invalid`, when the event is not known or the listener is not a function.
   */
  on<E extends keyof Events>(event: E, listener: Listener<E>): () => void;

  /**
   * Like `on`, for one time, which may be how things already are.
   *
   * ```js
   * Kinbox.once("conversation", (data) => console.log("first contact:", data.contact.name));
   * ```
   */
  once<E extends keyof Events>(event: E, listener: Listener<E>): () => void;

  /**
   * Takes back every registration of `listener` for the event; without a listener, every one of the event.
   *
   * ```js
   * Kinbox.off("conversation", show);
   * Kinbox.off("conversation");
   * ```
   */
  off<E extends keyof Events>(event: E, listener?: Listener<E>): void;

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
   * 1 to 10,000 characters. Not with an older inbox.
   *
   * ```js
   * await Kinbox.insertText("Your order left today.");
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
   * Opens a conversation in the inbox, as a click on its row does. Rejected with `denied` while the agent is
   * elsewhere, in the settings say, and is not to be taken away from there, and with `rate_limited` more than once a
   * second. Not with an older inbox.
   *
   * ```js
   * await Kinbox.openConversation("956");
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
   * `"auto"` keeps the frame as high as the page's root element, until the next call. Content that grows with its
   * frame, such as `100vh` with margins, is not followed for long: `console.error` says so.
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
     */
    get(key: string, options?: StorageOptions): Promise<any>;

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

  /**
   * What the workspace has: custom fields, members, tags and groups.
   *
   * ```js
   * const { tags } = await Kinbox.getWorkspaceInfo();
   * Kinbox.getWorkspaceInfo((info) => console.log(info.members)); // as in older plugins
   * ```
   */
  getWorkspaceInfo(callback?: (info: WorkspaceInfo) => void, options?: CallOptions): Promise<WorkspaceInfo>;
  getWorkspaceInfo(options?: CallOptions): Promise<WorkspaceInfo>;

  /**
   * Makes a call by its name and its one value on the older wire, such as `"add-tag"` and the tag's id.
   * Kept for plugins that used it; others have the methods above. Settles as the method does. An older inbox is also
   * sent what Kinbox does not know; others reject it with `unsupported`.
   *
   * ```js
   * Kinbox.dispatchEvent("toast", { type: "info", message: "Hello" });
   * ```
   */
  dispatchEvent(event: string, data?: unknown): Promise<unknown>;

  /** Does nothing. The older SDK fed itself the inbox's replies by this name; pages that call it keep working. */
  onCallback(data?: unknown): void;
}

/**
 * The plugin's side of this page's frame. It says hello to the inbox at its first use.
 *
 * ```js
 * import { Kinbox } from "@encaixe/kinbox";
 * Kinbox.on("conversation", (data) => show(data.contact));
 * ```
 */
export const Kinbox: Kinbox;

/**
 * Starts Kinbox before its first use, for a page that names the inboxes that may embed it.
 *
 * A page that names its hosts says nothing to any other page. One that names none trusts whatever page
 * embeds it, so it should show and do nothing that a stranger may not.
 *
 * ```js
 * import { createKinbox } from "@encaixe/kinbox";
 * const Kinbox = createKinbox({ hostOrigins: ["https://inbox.example.com"] });
 * ```
 */
export function createKinbox(settings?: {
  /** Origins, as a list or in one string with spaces between them. */
  hostOrigins?: string | string[];
}): Kinbox;

declare global {
  interface Window {
    /** There after `<script src=".../kinbox.js">`; its `data-host-origin` names the hosts, with spaces between them. */
    Kinbox: Kinbox;
  }
}

/** The events and their data. */
export interface Events {
  /** Another conversation was opened. */
  conversation: ConversationData;
  /** The open conversation, its contact or its attendance changed, by anyone. */
  conversation_updated: ConversationUpdate;
  /** No conversation is open. */
  no_conversation: null;
  /** One more message in the open conversation, of anyone. */
  message: { message: Message; conversation: Conversation };
  /** How a `setProperty` ended, by the key that the plugin gave it, null when it gave none. */
  callback: { key: string | number | null; success: boolean };
  /** The plugin's tab is shown. */
  visible: null;
  /** The plugin's tab is no longer the one shown. */
  hidden: null;
  /** The page changed its colours. */
  theme: { theme: "light" | "dark" };
  /** The page changed its language. */
  locale: { locale: string };
  /**
   * The frame goes away in a moment, and with it the connection: the last event. The agent reloads it, its registration
   * changed, the plugin was removed, or the inbox itself goes.
   */
  closing: { reason: "reload" | "changed" | "removed" | "page" };
}

/** What an event is given to. */
export type Listener<E extends keyof Events> = (data: Events[E], kinbox: BoundCommands) => unknown;

/**
 * The commands that may act on a conversation, bound to the one of an event. `setProperty` with an id and `storage` with
 * another scope than `"conversation"` act on what they name.
 */
export type BoundCommands = Pick<
  Kinbox,
  | "addTag" | "removeTag" | "assignTo" | "moveToGroup" | "setProperty" | "insertText" | "addNote" | "sendNote"
  | "listMessages" | "storage"
>;

/** The last argument of every command. A callback that gets the result may stand before or after it. */
export interface CallOptions {
  /**
   * Gives the call up: the promise is rejected with `aborted`.
   *
   * ```js
   * const control = new AbortController();
   * Kinbox.dialog("confirm", { title: "Still there?" }, { signal: control.signal });
   * control.abort(); // closes the dialog
   * ```
   */
  signal?: AbortSignal;
  /** The conversation that the call is for, where the command acts on one. */
  conversation?: Id;
}

/** The last argument of what stores and reads values. */
export interface StorageOptions extends CallOptions {
  /** Who shares the value; `"user"` when missing. */
  scope?: "user" | "workspace" | "conversation";
}

/**
 * What a call is rejected with. `message` says which argument was wrong, what was expected and what was there.
 *
 * ```js
 * try {
 *   await Kinbox.addTag("5");
 * } catch (error) {
 *   if (error.code === "no_conversation") showHint();
 *   else throw error;
 * }
 * ```
 */
export interface KinboxError extends Error {
  name: "KinboxError";
  code: ErrorCode;
  detail?: string;
}

export type ErrorCode =
  /** No answer came in time. */
  | "timeout"
  /** The call's signal was raised. */
  | "aborted"
  /** The page is not inside an inbox. */
  | "not_embedded"
  /** The plugin or the agent may not do this. */
  | "denied"
  /** The call was made for another conversation than the open one. */
  | "conversation_changed"
  /** No conversation is open. */
  | "no_conversation"
  /** What the call names does not exist. */
  | "not_found"
  /** An argument is wrong. */
  | "invalid"
  /** The inbox, its protocol or the browser does not know this. */
  | "unsupported"
  /** The call is larger than the inbox takes. */
  | "too_large"
  /** Too many calls in too short a time. */
  | "rate_limited"
  /** The frame, the page or the connection ended first. */
  | "closed"
  /** The inbox could not do it. */
  | "host_error";

/** Ids are texts; where you give one, a whole number will do. */
export type Id = string | number;

/** What `dialog` asks. Texts have at most 2,000 characters. */
export interface Question {
  title: string;
  description?: string | null;
  /** The word on the button that confirms. */
  okText?: string | null;
  /** The word on the button that cancels. */
  cancelText?: string | null;
}

/** What `setProperty` sets. */
export interface Property {
  /** The plugin's own mark for this call, which the event `callback` carries. */
  key?: string | number;
  /** Whose fields; the contact's when missing. */
  type?: "contact" | "session";
  /** Which contact; that of the open conversation when missing. */
  contactId?: Id;
  /** Which attendance; that of the open conversation when missing. */
  sessionId?: Id;
  /** By placeholder, at least one; null empties a field. */
  fields: { [placeholder: string]: { value: FieldValue["value"] } };
}

/** What `setProperty` settles with. */
export interface PropertyOutcome {
  key: string | number | null;
  success: true;
}

/** What `sendForm` asks. Texts have at most 2,000 characters. */
export interface Form {
  title: string;
  description?: string | null;
  /** In the middle of the page, or at its edge over the whole height; `"modal"` when missing. */
  type?: "modal" | "drawer";
  /** 1 to 50 questions. */
  items: FormItem[];
  /** The word on the button that sends it. */
  okText?: string | null;
  /** The word on the button that cancels. */
  cancelText?: string | null;
}

/** One question of a form. */
export interface FormItem {
  type: "text" | "select" | "multi-select" | "number" | "decimal" | "date";
  /** The key of its answer, once in a form, 1 to 100 characters. */
  name: string;
  /** What the agent reads; the name when missing. */
  label?: string | null;
  /** Help under the field. */
  description?: string | null;
  required?: boolean | null;
  /** For `select` and `multi-select`, at most 500. The label is the value when missing. */
  options?: { value: string | number; label?: string | null }[] | null;
  /** What stands there when the form opens. */
  value?: Answer;
}

/** Dates are `YYYY-MM-DD`; null is a number, a date or a choice that was left empty. */
export type Answer = string | number | (string | number)[] | null;

/** A form's answers by the names of its questions. */
export interface Answers {
  [name: string]: Answer;
}

/** Where the plugin runs. */
export interface Context {
  plugin: { id: string; name: string };
  scopes: string[];
  /** The page's language, such as `pt-BR`. */
  locale: string;
  /** The agent's time zone, such as `America/Fortaleza`. */
  timezone: string;
  theme: "light" | "dark";
  /** Whether the plugin's tab is the one shown. */
  visible: boolean;
  /** Whether the plugin is served from the developer's own machine. */
  dev: boolean;
  /** The bounds that the inbox holds the plugin to. */
  limits: { [name: string]: number };
}

/** The data of `conversation`. Fields beyond these pass through as the inbox sends them. */
export interface ConversationData {
  contact: Contact;
  conversation: Conversation;
  /** The agent who is signed in; the assignee may be another. */
  user: User;
  /** The current attendance. */
  session: Session;
  dev: boolean;
  /** The last 20 messages, oldest first. */
  messages: Message[];
}

/** The data of `conversation_updated`. */
export interface ConversationUpdate {
  /** What changed: at least one. */
  changed: ("tags" | "assignee" | "group" | "status" | "contact" | "session")[];
  /** All as they are now. */
  conversation: Conversation;
  contact: Contact;
  session: Session;
}

/** An attendance: one stretch of service, from its start to its end. */
export interface Session {
  id: string;
  /** By placeholder. */
  customFields: { [placeholder: string]: FieldValue };
}

export interface Contact {
  id: string;
  name: string;
  avatar: string | null;
  email: string | null;
  phone: string | null;
  /** By placeholder. */
  customFields: { [placeholder: string]: FieldValue };
  /** The same in the older list form. */
  properties: (FieldValue & { placeholder: string; name: string })[];
}

export interface FieldValue {
  type: "text" | "number" | "decimal" | "date" | "select" | "multi-select";
  value: string | number | string[] | null;
}

export interface Conversation {
  id: string;
  /** The contact's address in the channel. */
  identifier: string | null;
  assignee: { id: string } | null;
  group: { id: string } | null;
  /** Such as `whatsapp`. */
  channel_type: string;
  /** The conversation's page in the inbox. */
  link: string;
  tags: Tag[];
  status: "open" | "closed";
  lastMessage: Message | null;
}

export interface Tag {
  id: string;
  name: string;
  /** `#rrggbb` */
  color: string;
  /** The readable colour of text on it, `#rrggbb`. */
  textColor: string;
}

export interface User {
  id: string;
  name: string;
  phone: string | null;
  avatar: string | null;
  email: string;
  isActive: boolean;
}

export interface Message {
  id: string;
  type: "text" | "image" | "video" | "audio" | "file" | "note";
  from: "contact" | "agent" | "plugin";
  text: string;
  mediaUrl: string | null;
  isMedia: boolean;
  /** RFC 3339. */
  createdAt: string;
}

/** What `getWorkspaceInfo` settles with. Times are RFC 3339. */
export interface WorkspaceInfo {
  customFields: (Entry & {
    name: string;
    description: string | null;
    entity: "contact" | "session";
    placeholder: string;
    type: FieldValue["type"];
    /** What can be chosen, for `select` and `multi-select`; empty when any text will do. */
    options: { value: string; label: string }[];
  })[];
  members: (Entry & {
    email: string;
    name: string;
    avatar: string | null;
    phone: string | null;
    isActive: boolean;
    status: "online" | "offline";
    isAvailable: boolean;
    /** By placeholder. */
    customFields: { [placeholder: string]: FieldValue };
  })[];
  tags: (Entry & Tag & { isActive: boolean })[];
  groups: (Entry & {
    name: string;
    icon: string | null;
    description: string | null;
    isActive: boolean;
    /** Their members' ids. */
    members: string[];
  })[];
}

/** What everything in the workspace has. */
interface Entry {
  id: string;
  workspaceId: string;
  createdAt: string;
  updatedAt: string;
}
