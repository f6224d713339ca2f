/*
 * What the two builds without wasm put in the place of `start`, so that they run where a page's policy refuses wasm.
 * `cargo xtask build` fills in the module, which wasm2js made.
 */

/* What the exports of an instance would be. */
function instantiate(imports) {
    /*MODULE*/
    return asmFunc(imports);
}

function startPlain(kinbox, hostOrigins) {
    __wbg_finalize_init({ exports: instantiate(__wbg_get_imports()) });
    return become(kinbox, install(hostOrigins));
}
