/*
 * Penpal, on the plugin's side.
 */
import { WindowMessenger, connect } from "penpal";

import { run } from "./harness.js";

run(async (conversation) => {
    const messenger = new WindowMessenger({ remoteWindow: parent, allowedOrigins: ["*"] });
    const host = await connect({ messenger, methods: { conversation } }).promise;
    return {
        small: () => host.addTag("302"),
        large: () => host.listMessages({}),
    };
});
