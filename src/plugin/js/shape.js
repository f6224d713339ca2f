/*
 * Plain JavaScript values: what an author gave becomes the wire's params, what was wrong becomes a KinboxError, and what
 * the host told becomes what is known. What a command takes stands in its line of `src/command/`; the kinds of arguments
 * are here. Few scripts, since each is a request of its own to the page of a plugin that is written in Rust.
 */

export const isObject = (value) => typeof value === "object" && value !== null;

/* Undefined is nothing here, but null is something: no conversation, nobody. */
export const or = (value, other) => (value === undefined ? other : value);

/* The value as JSON; undefined for what JSON has no word for. */
const json = (value) => {
    try {
        return JSON.stringify(value);
    } catch {
        return undefined;
    }
};

/* Whether params as JSON have more bytes than this. What is surely smaller is not written out for it. */
export function isLarger(params, most) {
    let size = 0;
    for (const key in params) {
        const value = params[key];
        /* No letter takes more than six bytes, no number more than thirty. */
        size += isObject(value) ? most : 6 * (key.length + String(value).length) + 30;
    }
    return size >= most && new Blob([json(params)]).size > most;
}

/* An id as text: a text that is not empty, or a whole number. */
export function id(value) {
    if (Number.isSafeInteger(value)) return String(value);
    return typeof value === "string" && value ? value : undefined;
}

/* What an object is: `Object`, `Array`, `Map`, `HTMLElement`. */
const kindOf = (value) => Object.prototype.toString.call(value).slice(8, -1);

/* What a value is, in an error message. */
function describe(value) {
    if (value === undefined) return "nothing";
    if (isObject(value)) return kindOf(value) === "Object" ? "an object" : "a " + kindOf(value);
    return (json(value) ?? "a " + typeof value).slice(0, 80);
}

export function failure(code, message, detail) {
    const error = Object.assign(new Error(message), { name: "KinboxError", code });
    if (detail) error.detail = detail;
    return error;
}

/* Which argument, what was expected and what was there. */
export const invalid = (argument, expected, got) =>
    failure("invalid", argument + ": expected " + expected + ", got " + describe(got));

/* A promise whose rejection does not fill the console when nobody looks at it. */
export function quiet(promise) {
    promise.catch(() => {});
    return promise;
}

/* Tells the author of something that has no caller to be told. */
export const report = (what, ...error) => console.error("Kinbox: " + what, ...error);

/* ---- what a call is made of ---- */

/* The value, if it is right. */
export function check(right, name, expected, value) {
    if (right) return value;
    throw invalid(name, expected, value);
}

/*
 * A copy of plain data, whatever holds it: a proxy of a framework, an instance of a class, an object with getters. What is
 * none is refused by its path.
 */
function plain(name, value, above) {
    const right = isObject(value) ? /^(Object|Array)$/.test(kindOf(value)) && !above.includes(value) : json(value) || value === undefined;
    check(right, name, "plain data", value);
    if (!isObject(value)) return value;
    const parts = Object.entries(value).map(([key, part]) => [key, plain(name + "." + key, part, [...above, value])]);
    return Array.isArray(value) ? parts.map((part) => part[1]) : Object.fromEntries(parts);
}

function text(name, value, most) {
    /* A letter of two code units counts once. */
    const fits = typeof value === "string" && value && (value.length <= most || [...value].length <= most);
    return check(fits, name, "a text of 1 to " + most + " characters", value);
}

const anId = (name, value) =>
    id(value) ?? check(false, name, "an id, a text or a whole number", value);

/* All keys of an object are params. */
const all = (expected) => (name, value, most, params) =>
    void Object.assign(params, plain(name, check(isObject(value), name, expected, value), []));

const oneOf = (words, expected) => (name, value) => check(words.includes(value), name, expected, value);

/* The kinds of arguments: each gives what the wire has for it, or throws. `most` is what its line in the list names. */
const KINDS = {
    id: anId,
    idOrNull: (name, value) => (value === null ? null : anId(name, value)),
    idOrNothing: (name, value) => value == null ? undefined : anId(name, value),
    text,
    truth: (name, value) => !!value,
    json: (name, value) => json(value) ?? check(false, name, "what JSON can hold", plain(name, value, [])),
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
    /* These four give several params at once. */
    question(name, value, most, params) {
        check(isObject(value), name, "an object with a title", value);
        for (const key of ["title", "description", "okText", "cancelText"]) {
            const given = value[key];
            if (key === "title" || given) params[key] = text(key, given, most);
        }
    },
    form: all("an object with a title and items"),
    call: all("an object with a path"),
    property(name, value, most, params) {
        all("an object with fields")(name, value, most, params);
        params.type ??= "contact";
        for (const key of ["contactId", "sessionId"]) if (id(params[key])) params[key] = id(params[key]);
    },
};

/*
 * A list of arguments as it stands in a command's line: `name:kind:most`, with spaces between. `own` is how many come before
 * a callback or options.
 */
export function argumentsOf(line) {
    const list = line.split(" ").filter(Boolean).map((argument) => {
        const [named, kind, most] = argument.split(":");
        const name = named.replace("@", "");
        return { name, kind: KINDS[kind], most: +most, optional: name !== named };
    });
    list.own = list.filter(({ optional }) => !optional).length;
    return list;
}

/* The params of a command. Arguments that had an `@` are found in the options, where there are any. */
export function shape(list, given, options) {
    const params = {};
    let place = 0;
    for (let at = 0; at < list.length; at += 1) {
        const { name, kind, most, optional } = list[at];
        const made = kind(name, options && optional ? options[name] : given[place++], most, params);
        if (made !== undefined) params[name] = made;
    }
    return params;
}

/* The same by the command's line. */
export const shapeBy = (line, given) => shape(argumentsOf(line), given);

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

/* ---- what is known of the open conversation; nothing is changed in place, since handlers may hold it ---- */

/* The newest messages that a conversation's data holds. */
const MESSAGES = 20;

const part = (data) => (isObject(data) && isObject(data.conversation) ? data.conversation : undefined);

/* The id of the conversation in this data object. */
export const idOf = (data) => id(part(data)?.id);

/* A copy of the data with the conversation as it is told now, if it is of the same one. */
function withConversation(kept, told) {
    const [before, after] = [part(kept), part(told)];
    if (!before || !after || id(before.id) !== id(after.id)) return undefined;
    return { ...kept, conversation: { ...before, ...after } };
}

/* The data with what an update tells of its conversation, contact and attendance. */
export function updated(kept, told) {
    const now = withConversation(kept, told);
    if (!now) return kept;
    for (const key of ["contact", "session"]) if (isObject(told[key])) now[key] = told[key];
    return now;
}

/* The data with one more message, and without the oldest past the bound. */
export function withMessage(kept, told) {
    const now = isObject(told.message) && withConversation(kept, told);
    if (!now) return kept;
    now.messages = [...(Array.isArray(now.messages) ? now.messages : []), told.message].slice(-MESSAGES);
    return now;
}

/* ---- the classic dialect: `{event, data}`, whose data differs here and there ---- */

/* `kind` is `type` there. */
function typed({ kind, ...data }) {
    return { ...data, type: kind };
}

/* The data of a command, made of its params, by the word in its line: a key of them, or one of these. */
export function classicData(word, params) {
    if (!word) return undefined;
    if (word === "*") return params;
    return word === "type" ? typed(params) : params[word];
}

/* An event's data as the channel has it. */
export function channelData(event, data) {
    if (event === "no_conversation") return null;
    if (event !== "conversation" || !isObject(data)) return data;
    const now = { ...data };
    if (part(now)) now.conversation = { ...now.conversation, tags: now.conversation.tags ?? [] };
    if (Array.isArray(now.messages)) now.messages = now.messages.map(channelMessage);
    return now;
}

/* A message under the channel's names too. */
function channelMessage(message) {
    if (!isObject(message)) return message;
    const now = { ...message };
    for (const [name, classic] of [["mediaUrl", "url"], ["text", "content"]]) {
        if (now[classic] !== undefined) now[name] ??= now[classic];
    }
    return now;
}
