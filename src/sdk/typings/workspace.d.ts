// Part of index.d.ts, which `cargo xtask build` joins: proof of who asks, calls of apps, the workspace, and what the older SDK had.

export interface Kinbox {
  /**
   * Proof of who asks, for your plugin's own server: a signed token (JWT) of at most 5 minutes, for this plugin alone, that names the
   * member, their role, and the open conversation with its contact. The server verifies it; the page only hands it on. Ask for it before
   * each request: one is kept until 30 seconds before its end or until another conversation is open.
   * The page of an integration whose profile is `kommo` gets one of 30 minutes that names the member alone, another one at each call.
   *
   * Rejected with `closed` once the inbox no longer has this page for the registered one. Not with an older inbox.
   *
   * ```js
   * const token = await Kinbox.getToken();
   * const orders = await fetch("/orders", { headers: { Authorization: `Bearer ${token}` } });
   * ```
   */
  getToken(options?: CallOptions): Promise<string>;

  /**
   * Calls the API of an app that the workspace has connected, by the app's id. The inbox's server sends the request with the credentials
   * that it keeps: no page ever sees them. Settles with the answer, whatever its status. It needs the scope `app:<id>`. Not with an older
   * inbox.
   *
   * Rejected with `denied` without the scope, and with `detail.reconnect` once the app no longer takes the credentials; with `not_found`
   * when there is no such app or connection; with `too_large` for an answer of more than 200 KiB; with `rate_limited` while 5 calls of
   * the plugin are on their way; with `timeout` after 30 seconds, and with `host_error` when the service cannot be reached.
   *
   * ```js
   * const { status, body } = await Kinbox.request("asana", { path: "/tasks", query: { limit: 10 } });
   * if (status === 200) console.log(body.data);
   * await Kinbox.request("asana", { method: "POST", path: "/tasks", body: { data: { name: "Call back" } } });
   * ```
   */
  request<Body = any>(app: string, request: AppRequest, options?: CallOptions): Promise<AppAnswer<Body>>;

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
