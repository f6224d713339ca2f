/*
 * post-robot. Events are sent without waiting for an answer, acknowledged ones with.
 */
import { on, send } from "post-robot";

import { iframe, run } from "./harness.js";

run("post-robot", async (src, answers) => {
    const frame = iframe(src);
    const { contentWindow: plugin } = frame;
    const from = { window: plugin, domain: new URL(src).origin };
    on("addTag", from, answers.small);
    on("listMessages", from, answers.large);
    await new Promise((resolve) => { on("hello", from, resolve); });
    const to = { domain: from.domain };
    return {
        frame,
        push: (data) => send(plugin, "conversation", data, { ...to, fireAndForget: true }),
        notify: (data) => send(plugin, "conversation", data, to),
    };
});
