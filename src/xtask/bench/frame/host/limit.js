/*
 * The limit: a bare MessagePort between the two origins, with no more than a number to tell answers by.
 */
import { heard, iframe, run } from "./harness.js";

run("limit", async (src, answers) => {
    const frame = iframe(src);
    const { ports: [port] } = await heard(frame, (data) => data?.hello === "limit");
    const push = (data) => port.postMessage({ type: "event", event: "conversation", data });
    port.onmessage = ({ data: { id, command } }) => {
        if (command === "acknowledge") answers.acknowledge();
        else port.postMessage({ type: "reply", id, ok: answers[command]() });
    };
    push(answers.data);
    return { frame, push, close: () => port.close() };
});
