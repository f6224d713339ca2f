/*
 * kinbox.js: the SDK for a plain <script> tag. When the tag returns, `window.Kinbox` is complete; no other global is left.
 * `cargo xtask build` fills in the glue, the loader and the wasm, and wraps the whole in a function.
 */
"use strict";

/*GLUE*/
/*LOADER*/

/* Only here, while the tag itself runs, can the script see its own tag. */
const tag = document.currentScript;

window.Kinbox = start({}, "WASM", tag?.getAttribute("data-host-origin") ?? undefined);
