/*
 * Bare window messages, for the record: one listener for all frames, which tells them apart by their windows.
 */
import { heard, iframe, run } from "./harness.js";

const frames = new Map();
addEventListener("message", ({ source, data }) => frames.get(source)?.(data));

run("window", async (src, answers) => {
    const frame = iframe(src);
    await heard(frame, (data) => data?.hello === "window");
    const { origin } = new URL(src);
    const { contentWindow: plugin } = frame;
    frames.set(plugin, ({ id, command }) => {
        if (command === "acknowledge") answers.acknowledge();
        else if (command) plugin.postMessage({ type: "reply", id, ok: answers[command]() }, origin);
    });
    return { frame, push: (data) => plugin.postMessage({ type: "event", event: "conversation", data }, origin) };
});
