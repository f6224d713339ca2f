/*
 * kinbox.plain.js: as kinbox.js, without wasm.
 */
"use strict";

/*GLUE*/
/*LOADER*/
/*PLAIN*/

/* Only here, while the tag itself runs, can the script see its own tag. */
const tag = document.currentScript;

window.Kinbox = startPlain({}, tag?.getAttribute("data-host-origin") ?? undefined);
