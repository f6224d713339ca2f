/*
 * kinbox.slim.mjs: the SDK as an ES module with kinbox.wasm beside it; calls made before it arrives wait, in order.
 * `cargo xtask build` fills in the glue, the loader and the face.
 */

/*GLUE*/
/*LOADER*/

async function fetchWasm() {
    const answer = await fetch(new URL("kinbox.wasm", import.meta.url));
    const bytes = await answer.arrayBuffer();
    /* A wasm begins with a zero, and what development servers send for a file that they do not find with a letter. */
    if (!answer.ok || new Uint8Array(bytes)[0]) {
        throw new Error("status " + answer.status + ", " + answer.headers.get("content-type") + ", of " + answer.url);
    }
    return bytes;
}

const enter = (kinbox, hostOrigins) => later(kinbox, fetchWasm().then(
    (bytes) => WebAssembly.compile(bytes).then((module) => begin(module, hostOrigins), refusedByPage),
    (error) => refused("kinbox.wasm could not be loaded, so every call is refused. (" + error + ")"),
));

/*FACE*/
