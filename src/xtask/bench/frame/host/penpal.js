/*
 * Penpal. Every call has an answer, so an event is a call that nobody waits for.
 */
import { WindowMessenger, connect } from "penpal";

import { iframe, run } from "./harness.js";

run("penpal", async (src, answers) => {
    const frame = iframe(src);
    const messenger = new WindowMessenger({ remoteWindow: frame.contentWindow, allowedOrigins: [new URL(src).origin] });
    const methods = { addTag: answers.small, listMessages: answers.large };
    const plugin = await connect({ messenger, methods }).promise;
    const push = (data) => plugin.conversation(data);
    return { frame, push, notify: push };
});
