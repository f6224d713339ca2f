/** What a plugin's own server says while it is being developed. */

/** Says in the terminal where the plugin is, and how an inbox on this machine gets to show it. */
export function tellHowToRegister(address: string): void;

/**
 * The same for Vite, which knows the address.
 *
 * ```js
 * export default defineConfig({ plugins: [howToRegister()] });
 * ```
 */
export function howToRegister(): { name: string; configureServer(server: any): void; configurePreviewServer(server: any): void };
