/*
 * Front, on the plugin's side.
 */
import { contextUpdates } from "@frontapp/plugin-sdk";

import { run } from "./harness.js";

run(async (conversation) => {
    let context;
    await new Promise((resolve) => {
        contextUpdates.subscribe((update) => {
            context = update;
            conversation(update.conversation);
            resolve();
        });
    });
    return {
        small: () => context.tag(["302"]),
        large: () => context.listMessages(),
        acknowledge: () => { context.acknowledge(); },
    };
});
