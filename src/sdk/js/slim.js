/*
 * kinbox.slim.mjs: the SDK as an ES module with kinbox.wasm beside it; calls made before it arrives wait, in order.
 * `cargo xtask build` fills in the glue, the loader and the face.
 */

/*GLUE*/
/*LOADER*/

async function fetchWasm() {
    const answer = await fetch(new URL("kinbox.wasm", import.meta.url));
    if (!answer.ok) throw new Error("HTTP status " + answer.status);
    return answer.arrayBuffer();
}

const enter = (kinbox, hostOrigins) => later(kinbox, fetchWasm().then(
    (bytes) => WebAssembly.compile(bytes).then((module) => begin(module, hostOrigins), refusedByPage),
    (error) => refused("kinbox.wasm could not be loaded, so every call is refused. (" + error + ")"),
));

/*FACE*/
