/*
 * Plain JavaScript values: what an author gave becomes the wire's params, and what was wrong becomes a KinboxError.
 * What a command takes stands in its line of `src/command/`; the kinds of arguments are here.
 */

export const isObject = (value) => typeof value === "object" && value !== null;

/* Undefined is nothing here, but null is something: no conversation, nobody. */
export const or = (value, other) => (value === undefined ? other() : value);

/* The value as JSON; undefined for what JSON has no word for. */
const json = (value) => {
    try {
        return JSON.stringify(value);
    } catch {
        return undefined;
    }
};

/* Whether the value as JSON has more bytes than this; an estimate suffices for what is far below. */
export function isLarger(value, most) {
    const text = json(value) ?? "";
    return text.length > most || (text.length * 3 > most && new TextEncoder().encode(text).length > most);
}

/* An id as text: a text that is not empty, or a whole number. */
export function id(value) {
    if (Number.isSafeInteger(value)) return String(value);
    return typeof value === "string" && value ? value : undefined;
}

/* What a value is, in an error message. */
function describe(value) {
    if (value === undefined) return "nothing";
    if (typeof value === "function") return "a function";
    return isObject(value) ? "an object" : (json(value) ?? "").slice(0, 80);
}

export function failure(code, message, detail) {
    const error = Object.assign(new Error(message), { name: "KinboxError", code });
    if (detail) error.detail = detail;
    return error;
}

/* Which argument, what was expected and what was there. */
export const invalid = (argument, expected, got) =>
    failure("invalid", argument + ": expected " + expected + ", got " + describe(got));

/* Tells the author of something that has no caller to be told. */
export const report = (what, error) => console.error("Kinbox: " + what, error);

/* ---- what a call is made of ---- */

/* The value, if it is right. */
export function check(right, name, expected, value) {
    if (right) return value;
    throw invalid(name, expected, value);
}

function text(name, value, most) {
    /* A letter of two code units counts once. */
    const fits = typeof value === "string" && value && (value.length <= most || [...value].length <= most);
    return check(fits, name, "a text of 1 to " + most + " characters", value);
}

const anId = (name, value) =>
    id(value) ?? check(false, name, "an id, a text or a whole number", value);

const oneOf = (words, expected) => (name, value) => check(words.includes(value), name, expected, value);

/* The kinds of arguments: each gives what the wire has for it, or throws. `most` is what its line in the list names. */
const KINDS = {
    id: anId,
    idOrNull: (name, value) => (value === null ? null : anId(name, value)),
    idOrNothing: (name, value) => value == null ? undefined : anId(name, value),
    text,
    truth: (name, value) => !!value,
    json: (name, value) => json(value) ?? check(false, name, "what JSON can hold", value),
    scope: (name, value) =>
        oneOf(["user", "workspace", "conversation"], "user, workspace or conversation")(name, value ?? "user"),
    toast: oneOf(["success", "error", "warning", "info"], "success, error, warning or info"),
    confirm: oneOf(["confirm"], "confirm"),
    count: (name, value) => value == null ? null
        : check(Number.isSafeInteger(value) && value >= 0, name, "a whole number from 0, or null", value),
    numberOrNothing: (name, value) => value == null ? undefined
        : check(typeof value === "number", name, "a whole number", value),
    height: (name, value) => value == null ? null
        : check(value === "auto" || typeof value === "number", name, 'a number of pixels, "auto" or null', value),
    /* These three give several params at once. */
    question(name, value, most, params) {
        check(isObject(value), name, "an object with a title", value);
        for (const key of ["title", "description", "okText", "cancelText"]) {
            const given = value[key];
            if (key === "title" || given) params[key] = text(key, given, most);
        }
    },
    form(name, value, most, params) {
        Object.assign(params, check(isObject(value), name, "an object with a title and items", value));
    },
    property(name, value, most, params) {
        Object.assign(params, check(isObject(value), name, "an object with fields", value));
        params.type ??= "contact";
        for (const key of ["contactId", "sessionId"]) if (id(params[key])) params[key] = id(params[key]);
    },
};

/*
 * The params of a command, by its list of arguments: `name:kind:most`, separated by spaces. Those with an `@` are
 * found in the options, where there are any.
 */
export function shape(list, given, options) {
    const params = {};
    let place = 0;
    for (const argument of list ? list.split(" ") : []) {
        const [named, kind, most] = argument.split(":");
        const name = named.replace("@", "");
        const value = options && name !== named ? options[name] : given[place++];
        const made = KINDS[kind](name, value, +most, params);
        if (made !== undefined) params[name] = made;
    }
    return params;
}

/*
 * What the end of a call says of its own course: a callback, options, both or neither. A rejection that nobody looks at
 * is not told where there is a callback.
 */
export function readOptions(rest) {
    const read = {};
    for (const given of rest) {
        if (typeof given === "function") {
            read.callback = given;
        } else if (isObject(given)) {
            const { signal, conversation } = given;
            read.signal = signal == null ? read.signal
                : check(signal instanceof AbortSignal, "options.signal", "an AbortSignal", signal);
            read.conversation = conversation == null ? read.conversation
                : id(conversation) ?? check(false, "options.conversation", "a conversation's id", conversation);
            read.given ??= given;
        } else if (given != null) {
            throw invalid("last argument", "a callback or options", given);
        }
    }
    return read;
}

/* How many arguments come before those. */
export const ownArguments = (list) => (list ? list.split(" ").filter((argument) => argument[0] !== "@").length : 0);
