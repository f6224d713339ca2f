/* Starts the page. Its own file, because the page's policy allows no inline script. */
import init from "{{glue}}";

{{icons}}
// The places of what comes, as soon as there is a style for them. The app clears the page when it begins.
const places = document.querySelector("[data-boot-inbox]");
if (places && /^\/(inbox(\/|$)|$)/.test(location.pathname)) places.hidden = false;

let tries = 0;
let fetched;

/* The console's module with its wasm and its styles. What failed is asked for by another address: engines remember it. */
async function fetchConsole() {
    const again = tries++ ? `?${tries}` : "";
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "{{console_style}}" + again;
    const styled = new Promise((resolve, reject) => {
        style.onload = resolve;
        style.onerror = () => reject(new Error("the console's styles did not come"));
    });
    document.head.append(style);
    try {
        const [module] = await Promise.all([import("{{console_glue}}" + again), styled]);
        await module.default({ module_or_path: "{{console_wasm}}" });
        return module;
    } catch (error) {
        style.remove();
        fetched = undefined;
        throw error;
    }
}

globalThis.encaixe = { console: () => (fetched ??= fetchConsole()) };

// The inbox asks for it once it knows who is signed in, and says so when it does not come.
if (/^\/settings(\/|$)/.test(location.pathname)) globalThis.encaixe.console().catch(() => {});

init({ module_or_path: "{{wasm}}" }).catch((error) => {
    console.error(error);
    places?.remove();
    const note = document.querySelector("[data-boot-failed]");
    if (note) note.hidden = false;
});
