/*
 * Ours, on the plugin's side: the released kinbox.js, which this page loads before.
 */
import { run } from "./harness.js";

run(async (conversation) => {
    await new Promise((resolve) => { Kinbox.once("conversation", resolve); });
    Kinbox.on("conversation", conversation);
    return {
        small: () => Kinbox.addTag("302"),
        large: () => Kinbox.listMessages(),
    };
});
