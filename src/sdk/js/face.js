/*
 * What the two modules export. Importing them does nothing: Kinbox says hello at its first use, so that a page can name
 * its hosts with createKinbox before that, and so that a server can import it while it renders the page.
 */

let started = false;

function forward(name) {
    return (...args) => {
        createKinbox();
        return find(started ? Kinbox : refusing("there is no page here"), name)(...args);
    };
}

/** The plugin's side of the frame; one for each page. */
export const Kinbox = members("VERSION", forward, forward, forward);

/**
 * Starts Kinbox and returns it. Without this call it starts at its first use.
 * `hostOrigins` names the origins that may embed the page: an array, or one string with spaces between them.
 */
export function createKinbox({ hostOrigins } = {}) {
    if (!started && typeof window !== "undefined" && typeof document !== "undefined") {
        enter(Kinbox, hostOrigins == null ? undefined : [].concat(hostOrigins).join(" "));
        started = true;
    }
    return Kinbox;
}
