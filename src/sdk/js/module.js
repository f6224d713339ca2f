/*
 * kinbox.mjs: the SDK as an ES module, with the wasm inside, for any bundler or none.
 * `cargo xtask build` fills in the glue, the loader, the face and the wasm.
 */

/*GLUE*/
/*LOADER*/

const enter = (kinbox, hostOrigins) => start(kinbox, "WASM", hostOrigins);

/*FACE*/
