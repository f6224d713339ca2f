/*
 * kinbox.plain.mjs: as kinbox.mjs, without wasm.
 */

/*GLUE*/
/*LOADER*/
/*PLAIN*/

const enter = startPlain;

/*FACE*/
