/*
 * Bare window messages, on the plugin's side.
 */
import { run } from "./harness.js";

run(async (conversation) => {
    const open = new Map();
    let last = 0;
    addEventListener("message", ({ source, data }) => {
        if (source !== parent) return;
        if (data.type === "event") conversation(data.data);
        else if (data.type === "reply") {
            open.get(data.id)(data.ok);
            open.delete(data.id);
        }
    });
    const call = (command, params) => new Promise((resolve) => {
        last += 1;
        open.set(last, resolve);
        parent.postMessage({ type: "request", id: last, command, params }, "*");
    });
    parent.postMessage({ hello: "window" }, "*");
    return {
        small: () => call("small", { tag: "302" }),
        large: () => call("large", {}),
        acknowledge: () => parent.postMessage({ command: "acknowledge" }, "*"),
    };
});
