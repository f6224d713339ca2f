// Part of index.d.ts, which `cargo xtask build` joins: what Kinbox is, where it runs, and how it is listened to.

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
 * **Older inboxes.** Where none answers within a second, Kinbox speaks the older protocol, and `wire` is `"classic"`. An
 * inbox of today is known by the frame's name: while it has not verified the page, calls wait and are rejected with `closed`.
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
   * A listener may be asynchronous. While what a listener of `conversation` or `no_conversation` promised is not settled, the
   * plugin's tab shows that it works: after 300 ms, and for ten seconds at most.
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
}
