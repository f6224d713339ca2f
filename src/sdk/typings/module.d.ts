// Part of index.d.ts, which `cargo xtask build` joins: what the modules export.

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
