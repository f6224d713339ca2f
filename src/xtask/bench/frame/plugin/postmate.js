/*
 * Postmate, on the plugin's side.
 */
import Postmate from "postmate";

import { run } from "./harness.js";

run(async (conversation) => {
    const open = new Map();
    let last = 0;
    const answer = ({ id, value }) => {
        open.get(id)(value);
        open.delete(id);
    };
    const model = { conversation, answer };
    const host = await new Postmate.Model(model);
    const { number: from } = model;
    const call = (command, params) => new Promise((resolve) => {
        last += 1;
        open.set(last, resolve);
        host.emit("ask", { from, id: last, command, params });
    });
    return {
        small: () => call("small", { tag: "302" }),
        large: () => call("large", {}),
        acknowledge: () => host.emit("acknowledge", from),
    };
});
