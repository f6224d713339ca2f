/*
 * Comlink over a MessagePort, which is quicker than its endpoint for windows. Events go to a listener that the plugin page
 * passed as a proxy.
 */
import { expose } from "comlink";

import { heard, iframe, run } from "./harness.js";

run("comlink", async (src, answers) => {
    const frame = iframe(src);
    const { ports: [port] } = await heard(frame, (data) => data?.hello === "comlink");
    const push = await new Promise((resolve) => {
        expose({ addTag: answers.small, listMessages: answers.large, subscribe: resolve }, port);
    });
    return { frame, push, notify: push };
});
