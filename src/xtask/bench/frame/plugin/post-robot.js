/*
 * post-robot, on the plugin's side.
 */
import { on, send } from "post-robot";

import { run } from "./harness.js";

run(async (conversation) => {
    on("conversation", { window: parent }, ({ data }) => conversation(data));
    await send(parent, "hello", {});
    return {
        small: async () => (await send(parent, "addTag", { tag: "302" })).data,
        large: async () => (await send(parent, "listMessages", {})).data,
    };
});
