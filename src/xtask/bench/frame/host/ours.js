/*
 * Ours: the host runtime of the inbox page, as wasm.
 */
import init, { Inbox } from "/bench.js";

import { run } from "./harness.js";

const ready = init({ module_or_path: "/bench.wasm" });
let inbox;

run("ours", async (src, answers) => {
    await ready;
    inbox ??= new Inbox(location.origin, answers.data, answers.large());
    let verified;
    const connected = new Promise((resolve) => { verified = resolve; });
    const host = inbox.open(document.body, src, (state) => { if (state === "verified") verified(); });
    await connected;
    return {
        frame: host.element(),
        push: () => host.push(),
        notify: () => new Promise((resolve) => { host.notify(resolve); }),
        encode: () => host.push_encoding(),
        close: () => host.free(),
    };
});
