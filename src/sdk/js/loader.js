/*
 * What the builds of the SDK share: how the wasm is started, and what stands in for Kinbox when it cannot be.
 * `cargo xtask build` puts this file after the wasm-bindgen glue and the crates' scripts, which bring `install`, `members`,
 * `failure`, `quiet` and `report`, and fills in the version.
 * Every way to start ends in `become`, which gives one object, the page's Kinbox, another set of members.
 */

/* The member of this name in another such object. */
const find = (kinbox, name) => name.split(".").reduce((of, key) => of[key], kinbox);

/* Replaces the members of `kinbox` by those of `other`, getters as getters. */
function become(kinbox, other) {
    for (const name of Object.keys(kinbox)) delete kinbox[name];
    return Object.defineProperties(kinbox, Object.getOwnPropertyDescriptors(other));
}

/* Members for a page where the SDK cannot run: listeners are never called, commands reject with `unsupported`. */
function refusing(why) {
    const error = () => failure("unsupported", why);
    return members("VERSION", () => () => () => {}, () => () => {}, () => () => quiet(Promise.reject(error())));
}

/* `refusing`, with the one console error that says what to do about it. */
function refused(why) {
    report(why);
    return refusing(why);
}

/* For a page policy, or an engine, that does not compile wasm. */
function refusedByPage(error) {
    return refused(
        "this page does not allow WebAssembly, so every call is refused. Add 'wasm-unsafe-eval' to script-src in the "
        + "page's Content-Security-Policy, or load the build without it: kinbox.plain.js, or @encaixe/kinbox/plain. (" + error + ")",
    );
}

/* Makes `kinbox` keep calls, in order, until the promise brings the members that answer them. */
function later(kinbox, arrival) {
    let waiting = [];
    let ready;
    const whenReady = (act) => { ready ? act() : waiting.push(act); };
    const failed = (error) => refused("it could not start, so every call is refused. (" + error + ")");
    arrival.catch(failed).then((arrived) => {
        ready = arrived;
        become(kinbox, ready);
        const kept = waiting;
        waiting = [];
        for (const act of kept) act();
    });
    return become(kinbox, members(
        "VERSION",
        (name) => (...args) => {
            let wanted = true;
            let stop = () => { wanted = false; };
            whenReady(() => { if (wanted) stop = ready[name](...args); });
            return () => stop();
        },
        (name) => (...args) => { whenReady(() => ready[name](...args)); },
        (name) => (...args) => quiet(new Promise((resolve) => {
            whenReady(() => resolve(new Promise((settle) => { settle(find(ready, name)(...args)); })));
        })),
    ));
}

/*
 * Starts a compiled module and makes the real members, which says hello. What is called here is the inside of the
 * glue's `initSync`, which is left out: it is for modules that come in other ways.
 */
function begin(module, hostOrigins) {
    __wbg_finalize_init(new WebAssembly.Instance(module, __wbg_get_imports()), module);
    return install(hostOrigins);
}

/*
 * The bytes of the wasm from the letters that `cargo xtask build` made of it: "#" is 0, the next letter 1, and so on to
 * 89; 90 and 91 come before another letter, to which they add 90 and 180. " " and "!" stand for "<" and "\".
 */
function bytesOf(letters) {
    const bytes = [];
    let more = 0;
    for (const letter of letters) {
        const number = (letter === " " ? 60 : letter === "!" ? 92 : letter.charCodeAt(0)) - 35;
        if (number < 90) {
            bytes.push(more + number);
            more = 0;
        } else {
            more = 90 * (number - 89);
        }
    }
    return new Uint8Array(bytes);
}

/* Completes `kinbox` at once, unless the engine compiles a wasm of this size only asynchronously. */
function start(kinbox, letters, hostOrigins) {
    const bytes = bytesOf(letters);
    let module;
    try {
        module = new WebAssembly.Module(bytes);
    } catch (error) {
        if (!(error instanceof RangeError)) return become(kinbox, refusedByPage(error));
        return later(kinbox, WebAssembly.compile(bytes).then((late) => begin(late, hostOrigins), refusedByPage));
    }
    return become(kinbox, begin(module, hostOrigins));
}
