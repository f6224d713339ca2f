/* Starts the page. Its own file, because the page's policy allows no inline script. */
import init from "{{glue}}";

{{icons}}
// The places of what comes, as soon as there is a style for them. The app clears the page when it begins.
const places = document.querySelector("[data-boot-inbox]");
if (places && /^(\/w\/[a-z0-9-]+)?\/?(inbox(\/|$)|$)/.test(location.pathname)) places.hidden = false;

/* What the browser keeps is each company's own, as `src/ui/src/company.rs` has it. */
const company = /^\/w\/([a-z0-9-]+)(\/|$)/.exec(location.pathname)?.[1];
const kept = company ? `encaixe-${company}.` : "encaixe.";


/* The languages in the order of the menu, each with the address of its texts. */
const texts = new Map({{texts}});
const language = firstLanguage();
let firstTexts;

/* The language that was chosen in this browser, which `src/ui/src/i18n.rs` remembers, else the first of the browser's that there is,
   else the first of ours. */
function firstLanguage() {
    const ours = [...texts.keys()];
    let chosen;
    try {
        chosen = localStorage.getItem(kept + "locale");
    } catch {
        // Where storage is refused, nothing is remembered.
    }
    if (texts.has(chosen)) return chosen;
    const primary = (tag) => tag.split("-")[0].toLowerCase();
    const known = (wanted) => ours.find((tag) => primary(tag) === primary(wanted));
    return navigator.languages.map(known).find(Boolean) ?? ours[0];
}

async function fetchTexts(tag, signal) {
    const answer = await fetch(texts.get(tag), { signal });
    if (!answer.ok) throw new Error(`the texts of ${tag} did not come: ${answer.status}`);
    return answer.text();
}

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

globalThis.encaixe = {
    console: () => (fetched ??= fetchConsole()),
    language: () => language,
    firstTexts: () => firstTexts,
    // The agent waits for it, and can ask again.
    texts: (tag) => fetchTexts(tag, AbortSignal.timeout(10_000)),
};

// The inbox asks for it once it knows who is signed in, and says so when it does not come.
if (/^\/settings(\/|$)/.test(location.pathname)) globalThis.encaixe.console().catch(() => {});

/* The inbox's module begins when it is started, with the texts of its language. */
async function start() {
    const wasm = WebAssembly.compileStreaming(fetch("{{wasm}}"));
    const [module, own] = await Promise.all([wasm, fetchTexts(language)]);
    firstTexts = own;
    await init({ module_or_path: module });
}

start().catch((error) => {
    console.error(error);
    places?.remove();
    const note = document.querySelector("[data-boot-failed]");
    if (note) note.hidden = false;
});
