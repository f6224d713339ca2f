/*
 * The port to one document, from the host's side, and what a stranger may send by it.
 *
 * Messages are read and made here, where that is a matter of a few microseconds: from Rust each field would be a way of its
 * own out of the module and back. What follows from a message is decided in Rust (`src/dispatch.rs`), which is told of it in
 * one go. What a message holds was copied by the engine, so reading a key runs none of the sender's code.
 */

/* What a document says, as `PortMessage` in Rust has it. */
const KINDS = ["request", "abort", "pong", "ack", "bye"];
const REQUEST = 0;
const BYE = 4;

/* How a request's `conversation` compares to the one that the document was told of, as `Stated` in Rust has it. */
const NOTHING = 0;
const KNOWN = 1;
const OTHER = 2;

/* How deep a message may be nested. */
const DEPTH = 32;

/* How many values a message may hold. Each costs a step of the page's time. */
const VALUES = 10_000;

/* Why a message is not taken, as `Problem` in Rust has it. */
const FITS = 0;
const BYTES = 1;
const MANY = 2;
const DEEP = 3;
const ODD = 4;
const BIGINT = 5;
const PARAMS = 6;

/*
 * Whether a message is plain data of at most `most` bytes: 0, or what is wrong. Its text is estimated, a UTF-16 unit as one
 * byte; the work is bounded by the estimate, the number of values and the depth. Keys that hold undefined are taken away, as
 * JSON does: a shape could not tell them from null, which some params give a meaning.
 */
export function measure(message, most) {
    return new Scale(most).put(message, 0);
}

class Scale {
    constructor(most) {
        this.bytes = most;
        this.values = VALUES;
    }

    put(value, depth) {
        switch (typeof value) {
            case "string":
                return this.take(value.length);
            case "bigint":
                return BIGINT;
            case "object":
                if (value === null) return this.take(4);
                if (Array.isArray(value)) return this.putList(value, depth);
                return Object.getPrototypeOf(value) === Object.prototype ? this.putObject(value, depth) : ODD;
            default:
                return this.take(4);
        }
    }

    putList(list, depth) {
        /* Its commas are part of its text, so a long list of nothing is heavy before it is walked. */
        let problem = this.hold(list.length, depth);
        for (let at = 0; at < list.length && !problem; at += 1) problem = this.put(list[at], depth + 1);
        return problem;
    }

    putObject(object, depth) {
        const keys = Object.keys(object);
        let problem = this.hold(keys.length, depth);
        for (let at = 0; at < keys.length && !problem; at += 1) {
            const key = keys[at];
            const value = object[key];
            if (value === undefined) delete object[key];
            problem = this.take(key.length) || this.put(value, depth + 1);
        }
        return problem;
    }

    take(bytes) {
        this.bytes -= bytes;
        return this.bytes < 0 ? BYTES : FITS;
    }

    hold(values, depth) {
        this.values -= values;
        return this.take(values) || (this.values < 0 ? MANY : depth >= DEPTH ? DEEP : FITS);
    }
}

export class Wire {
    /*
     * `gate` counts the frame's messages, `commands` has the number of each command by its name, `notify` receives each
     * message in one call.
     */
    constructor(port, gate, commands, most, notify) {
        this.port = port;
        this.commands = commands;
        this.notify = notify;
        /* The id of the conversation that was last sent to the document. */
        this.known = null;
        /* The request that is being passed on. */
        this.request = undefined;
        const hear = (data, problem) => this.hear(data, problem);
        port.onmessage = (event) => gate.take(event, most, hear);
        /* Not every engine tells that the other side closed it or is gone. */
        port.onclose = () => this.notify(BYE, 0, -1, NOTHING, FITS, 0);
    }

    /* The value with plain objects in the place of the maps in it: there every key is an object's own, `__proto__` too. */
    static fromMaps(value) {
        if (typeof value !== "object" || value === null) return value;
        const object = value instanceof Map ? Object.fromEntries(value) : value;
        for (const key of Object.keys(object)) {
            const inner = object[key];
            if (typeof inner === "object" && inner !== null) object[key] = Wire.fromMaps(inner);
        }
        return object;
    }

    /* What has no known type is answered by silence. */
    hear(message, problem) {
        if (typeof message !== "object" || message === null) return;
        const { type, id } = message;
        const kind = KINDS.indexOf(type);
        if (kind === REQUEST) {
            if (isNumber(id)) this.hearRequest(id, message, problem);
        } else if (kind === BYE) {
            this.notify(BYE, 0, -1, NOTHING, FITS, 0);
        } else if (kind > 0 && isNumber(id)) {
            this.notify(kind, id, -1, NOTHING, FITS, 0);
        }
    }

    hearRequest(id, message, measured) {
        let problem = measured;
        const { command, params = null, conversation } = message;
        const given = params === null ? {} : params;
        if (!problem && (typeof given !== "object" || Array.isArray(given))) problem = PARAMS;
        const stated = conversation === undefined ? NOTHING : conversation === this.known ? KNOWN : OTHER;
        this.request = message;
        this.notify(REQUEST, id, this.commands.get(command) ?? -1, stated, problem, performance.now(), given);
        this.request = undefined;
    }

    /* The command's name, whatever stands there. */
    get command() {
        return this.request.command;
    }

    /* The conversation that the request states, whatever stands there. */
    get conversation() {
        return this.request.conversation;
    }

    /* The document is told of this conversation from now on. */
    know(conversation) {
        this.known = conversation ?? null;
    }

    /* An `ack` other than 0 asks to be told when the listeners are done. */
    event(event, data, ack) {
        const message = { type: "event", event, data, conversation: this.known };
        if (ack) message.ack = ack;
        return this.post(message);
    }

    /* On the wire a value that is not there is null. */
    reply(id, ok) {
        return this.post({ type: "reply", id, ok: ok === undefined ? null : ok });
    }

    refuse(id, error) {
        return this.post({ type: "reply", id, error });
    }

    /* Posts to the document; false, with the engine's error as `problem`, when the message holds what cannot be copied. */
    post(message) {
        try {
            this.port.postMessage(message);
            return true;
        } catch (error) {
            this.problem = error;
            return false;
        }
    }

    /* Nothing goes out and nothing comes in from here on. */
    close() {
        this.port.onmessage = null;
        this.port.onclose = null;
        this.port.close();
    }
}

/* Whether it is a whole number from 0 that 32 bits hold. */
function isNumber(value) {
    return typeof value === "number" && value >>> 0 === value;
}
