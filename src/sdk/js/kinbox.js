/*
 * The object that plugins know as `Kinbox`, and what stands in for it: one list of members for all of them.
 * A member is a plain function, so that it needs no `this`.
 */

const COMMANDS = [
    "addNote", "addTag", "assignTo", "copy", "dialog", "getConversation", "getToken", "getWorkspaceInfo", "insertText", "listMessages",
    "loading", "moveToGroup", "openConversation", "removeTag", "request", "sendForm", "setBadge", "setHeight", "setProperty",
    "storage.get", "storage.keys", "storage.remove", "storage.set", "toast",
];

/* Names that plugins called before there was such a command. */
const ALIASES = { addNote: "sendNote" };

/* Adds the named commands to an object, each function made by `maker`, which gets its name. */
function addCommands(names, to, maker) {
    for (const name of names) {
        const [first, second] = name.split(".");
        const made = maker(name);
        if (second) (to[first] ??= {})[second] = made;
        else to[first] = made;
        if (ALIASES[name]) to[ALIASES[name]] = made;
    }
    return to;
}

/*
 * Every member, each function made by the maker of its kind, which gets its name. What the others are before there is a
 * connection is known without one, also where there is no window.
 */
export function members(version, listener, setter, command) {
    const embedded = typeof window !== "undefined" && window.parent !== window;
    const made = { version, embedded, wire: "none", context: null };
    for (const name of ["on", "once"]) made[name] = listener(name);
    for (const name of ["off", "onCallback"]) made[name] = setter(name);
    made.dispatchEvent = command("dispatchEvent");
    return addCommands(COMMANDS, made, command);
}

/* The real object. */
export function face(values, version) {
    /* The commands' numbers, by their names on the wire, such as `storage_get`. */
    const numbers = {};
    for (const name of COMMANDS) {
        const wireName = name.replace(/[A-Z]/g, (letter) => "_" + letter.toLowerCase()).replace(".", "_");
        numbers[name] = values.commands.findIndex(([known]) => known === wireName);
    }
    const call = (conversation) => (name) => (...given) => values.call(numbers[name], conversation, given);
    const bindable = COMMANDS.filter((name) => values.commands[numbers[name]][3] !== "page");
    /*
     * What a listener gets beside the data. Each of its commands is made when it is asked for: most listeners take none,
     * and there are many events.
     */
    const conversationOf = Symbol("conversation");
    function Bound(conversation) {
        this[conversationOf] = conversation;
    }
    for (const name of bindable) {
        const [first] = name.split(".");
        const get = (member) => function () {
            const names = bindable.filter((other) => other.split(".")[0] === first);
            return addCommands(names, {}, call(this[conversationOf]))[member];
        };
        for (const member of [first, ALIASES[name]].filter(Boolean)) {
            Object.defineProperty(Bound.prototype, member, { get: get(member), enumerable: true, configurable: true });
        }
    }
    values.bind = (conversation) => new Bound(conversation);

    const own = {
        on: (event, listener) => values.subscribe(event, listener, false),
        once: (event, listener) => values.subscribe(event, listener, true),
        off: (event, listener) => values.unsubscribe(event, listener),
        /*
         * The classic SDK handed the host's replies to itself by this name. Replies come by the port now, and what a page
         * puts in here goes nowhere.
         */
        onCallback() {},
        dispatchEvent: (event, data) => values.dispatch(event, data),
    };
    const maker = (name) => own[name] ?? call()(name);
    const kinbox = members(version, maker, maker, maker);
    kinbox.embedded = values.embedded;
    return Object.defineProperties(kinbox, {
        wire: { get: () => values.wire, enumerable: true, configurable: true },
        context: { get: () => values.context, enumerable: true, configurable: true },
    });
}
