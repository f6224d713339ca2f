// `@encaixe/kinbox/dev`: what a plugin's own server says while it is being developed. Nothing of it reaches a page.

import { words } from "./words.mjs";

/** Says in the terminal where the plugin is, and how an inbox on this machine gets to show it. */
export function tellHowToRegister(address) {
    console.log(`\n${words().register(address)}\n`);
}

/** The same for Vite, which knows the address: a plugin for its configuration. */
export function howToRegister() {
    const tell = (server) => {
        const print = server.printUrls;
        server.printUrls = () => {
            print();
            const address = server.resolvedUrls?.local[0];
            if (address) tellHowToRegister(address);
        };
    };
    return { name: "kinbox-how-to-register", configureServer: tell, configurePreviewServer: tell };
}
