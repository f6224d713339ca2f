/*
 * Comlink, on the plugin's side.
 */
import { proxy, wrap } from "comlink";

import { run } from "./harness.js";

run(async (conversation) => {
    const { port1: port, port2: theirs } = new MessageChannel();
    parent.postMessage({ hello: "comlink" }, "*", [theirs]);
    const host = wrap(port);
    await host.subscribe(proxy(conversation));
    return {
        small: () => host.addTag("302"),
        large: () => host.listMessages({}),
    };
});
