/*
 * Postmate. Its plugin side has no calls with an answer, so pages that need one make it of two messages, as here. Its host
 * side does not look at who sent a message, so each message says which frame it is from.
 */
import Postmate from "postmate";

import { run } from "./harness.js";

let frames = 0;

run("postmate", async (src, answers) => {
    const number = (frames += 1);
    const child = await new Postmate({ container: document.body, url: src, model: { number } });
    child.on("acknowledge", (from) => { if (from === number) answers.acknowledge(); });
    child.on("ask", ({ from, id, command }) => {
        if (from === number) child.call("answer", { id, value: answers[command]() });
    });
    return { frame: child.frame, push: (data) => child.call("conversation", data) };
});
