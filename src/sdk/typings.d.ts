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
 */
export interface Kinbox {
  /** The version of this SDK. */
  readonly version: string;

  /** Whether another page embeds this one. Where it is false, every command is rejected with `not_embedded`. */
  readonly embedded: boolean;

  /** `"channel"` once the inbox has answered; `"none"` before, and outside an inbox. */
  readonly wire: "none" | "channel";

  /** Where the plugin runs; null until the inbox has answered. */
  readonly context: Context | null;

  /**
   * Calls `listener` each time the event happens. Returns a function that takes it back.
   *
   * A listener of `conversation` or `no_conversation` that comes late is told how things are, once, in
   * a microtask. Each call of `on` is a registration of its own: a function registered twice is called
   * twice. A listener that throws harms no other; the error goes to `console.error`.
   *
   * The second argument has the commands that act on a conversation, bound to the one of this event:
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
   * Kept for plugins that used it; others have the methods above. Settles as the method does.
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
  /** Tags, assignee, group or status of the open conversation changed, by anyone. */
  conversation_updated: ConversationUpdate;
  /** No conversation is open. */
  no_conversation: null;
}

/** What an event is given to. */
export type Listener<E extends keyof Events> = (data: Events[E], kinbox: BoundCommands) => unknown;

/** The commands that act on a conversation, bound to the one of an event. */
export type BoundCommands = Pick<Kinbox, "addTag" | "removeTag">;

/** The last argument of every command. A callback that gets the result may stand before it. */
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
  /** The inbox, or the browser, does not know this. */
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
  session: { id: string };
  dev: boolean;
  /** The last messages, oldest first. */
  messages: Message[];
}

/** The data of `conversation_updated`. */
export interface ConversationUpdate {
  /** What changed: at least one. */
  changed: ("tags" | "assignee" | "group" | "status")[];
  /** The conversation as it is now. */
  conversation: Conversation;
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
  })[];
  members: (Entry & {
    email: string;
    name: string;
    avatar: string | null;
    phone: string | null;
    isActive: boolean;
    status: "online" | "offline";
    isAvailable: boolean;
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
