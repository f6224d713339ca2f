// Part of index.d.ts, which `cargo xtask build` joins: what the inbox tells.

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
  limits: Limits;
}

/** Bounds, those of the inbox that runs the plugin; the numbers in brackets are usual. Times are in milliseconds. */
export interface Limits {
  /** How long Kinbox waits for the inbox before it takes it for an older one (1,000). */
  fallbackMs: number;
  /** How long a page may stay silent before the inbox gives it up (15,000). */
  helloMs: number;
  /** How long a page has to show that it is still there (1,000). */
  pingMs: number;
  /** How long a call may take that no agent decides (10,000). */
  commandMs: number;
  /** How long after it has loaded a page may still greet the inbox before it is taken for an older one (300). */
  classicMs: number;
  /** The largest call, in bytes of its JSON in UTF-8 (262,144). */
  messageBytes: number;
  /** Calls a second, for long (50). */
  callsPerSecond: number;
  /** Calls at once (100). */
  callBurst: number;
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
