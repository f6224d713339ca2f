/* Starts the page. Its own file, because the page's policy allows no inline script. */
import init from "{{glue}}";

// Inline: an icon must not be missing because the server is.
document.documentElement.insertAdjacentHTML("beforeend", {{icons}});

// The places of what comes, as soon as there is a style for them. The app clears the page when it begins.
const places = document.querySelector("[data-boot-inbox]");
if (places && /^\/(inbox(\/|$)|$)/.test(location.pathname)) places.hidden = false;

init({ module_or_path: "{{wasm}}" }).catch((error) => {
    console.error(error);
    places?.remove();
    const note = document.querySelector("[data-boot-failed]");
    if (note) note.hidden = false;
});
