// Part of index.d.ts, which `cargo xtask build` joins: what calls take, and what they are rejected with.

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
  /** By which an error of Kinbox is known. */
  name: "KinboxError";
  /** Why, for programs. */
  code: ErrorCode;
  /**
   * More for the author, when there is more: of `denied`, the scope that the plugin lacks, or that an admin has to connect the app
   * anew.
   */
  detail?: { scope?: string; reconnect?: boolean };
}

export type ErrorCode =
  /** No answer came in time. */
  | "timeout"
  /** The call's signal was raised. */
  | "aborted"
  /** The page is not inside an inbox. */
  | "not_embedded"
  /**
   * The plugin or the agent may not do this. Where the plugin lacks a scope, `detail.scope` names it; where an app no longer takes the
   * credentials of its connection, `detail.reconnect` is true.
   */
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
  /** The call, or the answer of an app, is larger than the inbox takes. */
  | "too_large"
  /** Too many calls in too short a time. */
  | "rate_limited"
  /** The frame, the page or the connection ended first, or the inbox has not verified this page. */
  | "closed"
  /** The inbox could not do it. */
  | "host_error";

/** Ids are texts; where you give one, a whole number will do. */
export type Id = string | number;

/** What `request` asks of an app. */
export interface AppRequest {
  /** `"GET"` when missing. */
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD";
  /** The path behind the app's address, such as `/users/me`, or an address on one of the app's hosts. */
  path: string;
  /** Parameters of the query. */
  query?: Record<string, string | number | boolean>;
  /** Headers. The server adds what shows who asks, whatever stands here. */
  headers?: Record<string, string>;
  /** A text goes out as it is, everything else as JSON. The header `content-type` is `application/json` unless you name another. */
  body?: unknown;
  /** Which of the app's connections, by its id; the default one when missing. */
  connection?: string;
}

/** What an app answered, whatever the status. */
export interface AppAnswer<Body = unknown> {
  /** The status, such as 200. */
  status: number;
  /** Some of the headers, names in lower case. */
  headers: Record<string, string>;
  /** What JSON says, where the answer is JSON; else its text. The type is your word for it. */
  body: Body;
  /** Whether the text is base64, as that of a body is which is no UTF-8. */
  base64: boolean;
}

/** What `dialog` asks. Texts have at most 2,000 characters. */
export interface Question {
  /** What the agent is asked. */
  title: string;
  /** What they should know before they answer. */
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
  /** The plugin's own mark for the call; null when it gave none. */
  key: string | number | null;
  /** The fields are set. */
  success: true;
}

/** What `sendForm` asks. Texts have at most 2,000 characters. */
export interface Form {
  /** What stands over the questions. */
  title: string;
  /** What the agent should know before they answer. */
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
  /** How it is answered. */
  type: "text" | "select" | "multi-select" | "number" | "decimal" | "date";
  /** The key of its answer, once in a form, 1 to 100 characters. */
  name: string;
  /** What the agent reads; the name when missing. */
  label?: string | null;
  /** Help under the field. */
  description?: string | null;
  /** Whether it has to be answered. */
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
  /** By a question's `name`. */
  [name: string]: Answer;
}
