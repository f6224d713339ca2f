/* Starts the page. Its own file, because the page's policy allows no inline script. */
import init from "{{glue}}";

init({ module_or_path: "{{wasm}}" }).catch((error) => {
    console.error(error);
    const note = document.querySelector("[data-boot-failed]");
    if (note) note.hidden = false;
});
