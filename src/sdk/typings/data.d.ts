// Part of index.d.ts, which `cargo xtask build` joins: what the inbox tells.

/** Where the plugin runs. */
export interface Context {
  /** The plugin as it is registered. */
  plugin: { id: string; name: string };
  /**
   * What the plugin may see and do, as an admin chose it; `"*"` is everything. Of data without its scope the part is empty (null, `""`,
   * `[]`, `{}`) while ids stay, and a command without its scope is rejected with `denied`.
   */
  scopes: string[];
  /** The page's language, such as `pt-BR`. */
  locale: string;
  /** The agent's time zone, such as `America/Fortaleza`. */
  timezone: string;
  /** The page's colours. */
  theme: "light" | "dark";
  /** Whether the plugin's tab is the one shown. */
  visible: boolean;
  /** Whether the plugin is served from the developer's own machine. */
  dev: boolean;
  /** The bounds that the inbox holds the plugin to. */
  limits: Limits;
}

/** Bounds, those of the inbox that runs the plugin; the numbers in brackets are usual. Times are in milliseconds. */
export interface Limits {
  /** How long Kinbox waits for the inbox before it takes it for an older one (1,000). */
  fallbackMs: number;
  /** How long a page may stay silent before the inbox gives it up (15,000). */
  helloMs: number;
  /** How long the frame then stays for a late one (45,000). */
  lateMs: number;
  /** How long a page has to show that it is still there (1,000). */
  pingMs: number;
  /** How long a call may take that no agent decides (10,000). */
  commandMs: number;
  /** How long a call of an app may take (30,000). */
  appCallMs: number;
  /** Calls of apps that may be on their way at once (5). */
  appCalls: number;
  /** How long after it has loaded a page may still greet the inbox before it is taken for an older one (300). */
  classicMs: number;
  /** The largest call, in bytes of its JSON in UTF-8 (262,144). */
  messageBytes: number;
  /** Calls a second, for long (50). */
  callsPerSecond: number;
  /** Calls at once (100). */
  callBurst: number;
  /** Messages of any kind a second, for long (1,000). */
  messagesPerSecond: number;
  /** Messages of any kind at once (10,000). For the first one more the page is taken out. */
  messageBurst: number;
  /** Dialogs and forms that may wait behind the open one (3). */
  dialogsQueued: number;
  /** Notices on the screen at once (4). */
  toastsShown: number;
  /** Notices that may wait (20). */
  toastsQueued: number;
  /** The lowest height that `setHeight` gives, in CSS pixels (80). */
  heightMin: number;
  /** The greatest (4,000). */
  heightMax: number;
  /** The largest stored value, in bytes of its JSON in UTF-8 (65,536). */
  storageValueBytes: number;
  /** All that is stored in one scope, keys and values, in bytes (1,048,576). */
  storageBytes: number;
  /** Keys in one scope (1,000). */
  storageKeys: number;
  /** How long the page stays after the event `closing` (250). */
  closingMs: number;
}

/** The data of `conversation`. Fields beyond these pass through as the inbox sends them. */
export interface ConversationData {
  /** Whom the agent is serving. */
  contact: Contact;
  /** The thread with them in one channel. */
  conversation: Conversation;
  /** The agent who is signed in; the assignee may be another. */
  user: User;
  /** The current attendance. */
  session: Session;
  /** Whether the plugin is served from the developer's own machine. */
  dev: boolean;
  /** The last 20 messages, oldest first. */
  messages: Message[];
}

/** The data of `conversation_updated`. */
export interface ConversationUpdate {
  /** What changed: at least one. */
  changed: ("tags" | "assignee" | "group" | "status" | "contact" | "session")[];
  /** The conversation as it is now. */
  conversation: Conversation;
  /** The contact as it is now. */
  contact: Contact;
  /** The attendance as it is now. */
  session: Session;
}

/** An attendance: one stretch of service, from its start to its end. */
export interface Session {
  /** Its id, which `setProperty` takes as `sessionId`. */
  id: string;
  /** Its fields by placeholder. */
  customFields: { [placeholder: string]: FieldValue };
}

/** A person outside the company whom agents serve. */
export interface Contact {
  /** Its id, which `setProperty` takes as `contactId`. */
  id: string;
  /** The name to show. */
  name: string;
  /** The address of a picture, when there is one. */
  avatar: string | null;
  /** The e-mail address, when it is known. */
  email: string | null;
  /** The telephone number, when it is known. */
  phone: string | null;
  /** Their fields by placeholder. */
  customFields: { [placeholder: string]: FieldValue };
  /** The same in the older list form. */
  properties: (FieldValue & { placeholder: string; name: string })[];
}

/** What a custom field holds. */
export interface FieldValue {
  /** What can be in it. */
  type: "text" | "number" | "decimal" | "date" | "select" | "multi-select";
  /** A number for `number` and `decimal`, a list for `multi-select`, else a text, a date's as `YYYY-MM-DD`; null when it is empty. */
  value: string | number | string[] | null;
}

/** A thread with one contact in one channel. */
export interface Conversation {
  /** Its id, which `openConversation` and every call's options take. */
  id: string;
  /** The contact's address in the channel. */
  identifier: string | null;
  /** The member in charge. */
  assignee: { id: string } | null;
  /** The group in charge. */
  group: { id: string } | null;
  /** Such as `whatsapp`. */
  channel_type: string;
  /** The conversation's page in the inbox. */
  link: string;
  /** Its tags; an empty list when it has none. */
  tags: Tag[];
  /** Whether it is being served. */
  status: "open" | "closed";
  /** The newest message. */
  lastMessage: Message | null;
}

/** A mark on conversations. */
export interface Tag {
  /** Its id, which `addTag` and `removeTag` take. */
  id: string;
  /** What agents read. */
  name: string;
  /** Its colour, `#rrggbb`. */
  color: string;
  /** The readable colour of text on it, `#rrggbb`. */
  textColor: string;
}

/** The agent who is signed in. */
export interface User {
  /** Their id among the members. */
  id: string;
  /** The name that colleagues see. */
  name: string;
  /** The telephone number, when it is known. */
  phone: string | null;
  /** The address of a picture, when there is one. */
  avatar: string | null;
  /** The address that they sign in with. */
  email: string;
  /** Whether they may work. */
  isActive: boolean;
}

/** What was said or noted. */
export interface Message {
  /** Its id, which `listMessages` takes as `before`. */
  id: string;
  /** What it is; a `note` only colleagues see. */
  type: "text" | "image" | "video" | "audio" | "file" | "note";
  /** Who wrote it. */
  from: "contact" | "agent" | "plugin";
  /** The text; with a picture or a file, what stands under it. */
  text: string;
  /** Where its picture or file is, when it has one. */
  mediaUrl: string | null;
  /** Whether it has a picture or a file. */
  isMedia: boolean;
  /** When it was written, in RFC 3339. */
  createdAt: string;
}

/** What `getWorkspaceInfo` settles with. Times are RFC 3339. */
export interface WorkspaceInfo {
  /** The fields that contacts and attendances have. */
  customFields: (Entry & {
    /** What agents read. */
    name: string;
    /** What it is for. */
    description: string | null;
    /** Whose field it is. */
    entity: "contact" | "session";
    /** Its name in `customFields` and in `setProperty`. */
    placeholder: string;
    /** What can be in it. */
    type: FieldValue["type"];
    /** What can be chosen, for `select` and `multi-select`; empty when any text will do. */
    options: { value: string; label: string }[];
  })[];
  /** Who works here. */
  members: (Entry & {
    /** The address that they sign in with. */
    email: string;
    /** The name that colleagues see. */
    name: string;
    /** The address of a picture, when there is one. */
    avatar: string | null;
    /** The telephone number, when it is known. */
    phone: string | null;
    /** Whether they may work. */
    isActive: boolean;
    /** Whether a page of theirs is open. */
    status: "online" | "offline";
    /** Whether they are active and online. */
    isAvailable: boolean;
    /** Their fields by placeholder. */
    customFields: { [placeholder: string]: FieldValue };
  })[];
  /** The tags that conversations can have; one that is not active is put on no more. */
  tags: (Entry & Tag & { isActive: boolean })[];
  /** The groups that can be in charge. */
  groups: (Entry & {
    /** What agents read. */
    name: string;
    /** One emoji. */
    icon: string | null;
    /** What it is for. */
    description: string | null;
    /** Whether it can be in charge. */
    isActive: boolean;
    /** Their members' ids. */
    members: string[];
  })[];
}

/** What everything in the workspace has. */
interface Entry {
  /** What commands take. */
  id: string;
  /** The workspace's own id. */
  workspaceId: string;
  /** When it was made, in RFC 3339. */
  createdAt: string;
  /** When it was changed last, in RFC 3339. */
  updatedAt: string;
}
