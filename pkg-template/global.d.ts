/**
 * What the classic scripts leave on the page: `Kinbox`, and nothing else. For a page that loads
 * `<script src=".../kinbox.js">`, name it once in any file of the project:
 *
 * ```ts
 * /// <reference types="@encaixe/kinbox/global" />
 * ```
 */
import type { Kinbox as Face } from "./index.js";

declare global {
  /** There after `<script src=".../kinbox.js">`; its `data-host-origin` names the hosts, with spaces between them. */
  var Kinbox: Face;
}
