// Part of index.d.ts, which `cargo xtask build` joins: the events, and what their listeners are given.

/** The events and their data. */
export interface Events {
  /** Another conversation was opened. */
  conversation: ConversationData;
  /** The open conversation, its contact or its attendance changed, by anyone. */
  conversation_updated: ConversationUpdate;
  /** No conversation is open. */
  no_conversation: null;
  /** One more message in the open conversation, of anyone. */
  message: {
    /** The new message. */
    message: Message;
    /** The conversation with it. */
    conversation: Conversation;
  };
  /** How a `setProperty` ended, by the key that the plugin gave it, null when it gave none. */
  callback: {
    /** The plugin's own mark for the call. */
    key: string | number | null;
    /** Whether the fields are set. */
    success: boolean;
  };
  /** The plugin's tab is shown. */
  visible: null;
  /** The plugin's tab is no longer the one shown. */
  hidden: null;
  /** The page changed its colours. */
  theme: {
    /** Those in force now. */
    theme: "light" | "dark";
  };
  /** The page changed its language. */
  locale: {
    /** The one in force now, such as `pt-BR`. */
    locale: string;
  };
  /**
   * The frame goes away in a moment, and with it the connection: the last event. The agent reloads it, its registration
   * changed, the plugin was removed, or the inbox itself goes.
   */
  closing: {
    /** Which of these, in this order. */
    reason: "reload" | "changed" | "removed" | "page";
  };
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
