/*
 * The limit, on the plugin's side.
 */
import { run } from "./harness.js";

run(async (conversation) => {
    const { port1: port, port2: theirs } = new MessageChannel();
    const open = new Map();
    let last = 0;
    port.onmessage = ({ data }) => {
        if (data.type === "event") return conversation(data.data);
        open.get(data.id)(data.ok);
        open.delete(data.id);
    };
    const call = (command, params) => new Promise((resolve) => {
        last += 1;
        open.set(last, resolve);
        port.postMessage({ type: "request", id: last, command, params });
    });
    parent.postMessage({ hello: "limit" }, "*", [theirs]);
    return {
        small: () => call("small", { tag: "302" }),
        large: () => call("large", {}),
        acknowledge: () => port.postMessage({ command: "acknowledge" }),
    };
});
