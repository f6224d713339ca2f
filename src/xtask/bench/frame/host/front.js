/*
 * Front's host, as its plugin SDK expects it: a handshake with a port, contexts that name their functions, and function calls.
 */
import { heard, iframe, run } from "./harness.js";

const HANDSHAKE = "@frontapp/ui-sdk#WebViewBridge.handshake";
const ARITIES = { tag: 2, listMessages: 2, acknowledge: 1 };

run("front", async (src, answers) => {
    const frame = iframe(src);
    const { ports: [port] } = await heard(frame, (data) => data === HANDSHAKE);
    const functions = { tag: answers.small, listMessages: answers.large, acknowledge: answers.acknowledge };
    const push = (conversation) => port.postMessage({
        type: "context_update",
        context: { id: "1", type: "singleConversation", conversation, functionArities: ARITIES },
    });
    port.onmessage = ({ data: { type, id, name } }) => {
        if (type === "function_call") port.postMessage({ type: "function_result", id, value: functions[name]() });
    };
    push(answers.data);
    return { frame, push };
});
