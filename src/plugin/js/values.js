/*
 * One plugin's values, and with `older.js` the only place of this crate that posts messages or listens for them.
 *
 * The module in Rust keeps how things stand (the connection, the calls, who listens), all of it in numbers, and says what
 * happens next; the messages, functions and promises that belong to those numbers are here. What happens here is told to
 * it by `tell(what, number, detail)`, and what it wants is a method. `src/values.rs` has both lists.
 */

import { calls } from "./calls.js";
import { events } from "./events.js";
import { height } from "./height.js";
import { older } from "./older.js";
import { isObject, report } from "./shape.js";
import { CLOSED, WELCOME } from "./told.js";

export class Values {
    constructor(tell, own, parent, commands, events, codes, commandMs, messageBytes) {
        this.tell = tell;
        this.own = own;
        this.parent = parent;
        /* Of each command: its name, arguments, answer, binding, and in the older dialect its event, answer and data. */
        this.commands = commands.split("\n").map((line) => line.split("|"));
        /* The names of the events; `marked` has an asterisk at those of the older dialect. */
        this.marked = events.split(" ");
        this.events = this.marked.map((name) => name.replace("*", ""));
        this.codes = codes.split(" ");
        this.commandMs = commandMs;
        this.messageBytes = messageBytes;
        this.offers = [];
        this.calls = new Map();
        this.listeners = new Map();
        this.registered = 0;
        this.asked = 0;
        this.ends = [];
        this.context = null;
        /* What is told of the open conversation: undefined before anything was, null when none is open, else its data. */
        this.known = undefined;
    }

    /* Everything ends here; what is still called does nothing. */
    end() {
        this.tell = () => 0;
        this.closePorts();
        this.unfollow();
        this.endOlder();
        for (const end of this.ends) end();
        for (const number of [...this.calls.keys()]) this.take(number);
        this.listeners.clear();
    }

    /* ---- the connection ---- */

    get wire() {
        return this.port ? "channel" : this.older ? "classic" : "none";
    }

    get embedded() {
        return !!this.own && this.own !== this.parent;
    }

    listen(target, kind, hear) {
        target.addEventListener(kind, hear);
        return () => target.removeEventListener(kind, hear);
    }

    /* Whether an origin is that of a host: one of those that the page named, or any when it named none. */
    isHost(origin) {
        return this.hosts == null || this.targets.some((named) => named.replace(/\/$/, "") === origin);
    }

    /* Says hello to each host, each with a port of its own, and gives how many there were. */
    hello(hosts, hello, wire, sdk) {
        this.hosts = hosts;
        /* The targets of messages without a port. */
        this.targets = hosts == null ? ["*"] : hosts.split(/[\t\n\f\r ]+/).filter(Boolean);
        this.older = false;
        if (!this.ends.length) {
            this.ends.push(this.listen(this.own, "pagehide", (event) => {
                /* A persisted page is only put aside: it may be shown again with its port alive. */
                if (!event.persisted) this.send({ type: "bye" });
            }));
        }
        if (!this.targets.length) this.report("the list of host origins is empty");
        for (const target of this.targets) {
            try {
                const { port1, port2 } = new MessageChannel();
                /* Neither query nor hash is in the hello: secrets may stand there. */
                const { origin, pathname: path } = this.own.location;
                const message = { kinbox: hello, wire, sdk, origin, path, nonce: nonce() };
                const offer = { port: port1, nonce: message.nonce, wire };
                this.parent.postMessage(message, target, [port2]);
                port1.onmessage = ({ data }) => this.hear(offer, data);
                this.offers.push(offer);
            } catch (error) {
                report("no hello to " + target, error);
            }
        }
        return this.offers.length;
    }

    /* Posts to the host; false when there is none, or the message holds what cannot be copied. */
    send(message) {
        try {
            this.port.postMessage(message);
            return true;
        } catch {
            return false;
        }
    }

    closePorts() {
        for (const { port } of this.offers) port.close();
        this.offers = [];
        this.port?.close();
        this.port = undefined;
    }

    /* A message by a port. It may be anything that can be copied. */
    hear(offer, message) {
        if (!isObject(message)) return;
        const { type } = message;
        if (this.offers.includes(offer)) {
            if (type === "welcome" && message.nonce === offer.nonce && message.wire === offer.wire) {
                this.offers = this.offers.filter((other) => other !== offer);
                this.closePorts();
                this.welcome(offer.port, message);
            }
        } else if (offer.port !== this.port) {
            /* What a port that is of no more use had to say. */
        } else if (type === "event") {
            this.hearEvent(message);
        } else if (type === "reply") {
            this.hearReply(message);
        } else if (type === "ping") {
            this.send({ type: "pong", id: message.id });
        } else if (type === "closed") {
            this.closePorts();
            this.tell(CLOSED, +(message.again === true), 0);
        }
    }

    welcome(port, { conversation, context }) {
        this.port = port;
        this.older = false;
        this.endOlder();
        this.kept = [];
        this.known = isObject(conversation) ? conversation : null;
        this.context = context;
        const limits = context?.limits ?? {};
        if (typeof limits.commandMs === "number") this.commandMs = limits.commandMs;
        if (typeof limits.messageBytes === "number") this.messageBytes = limits.messageBytes;
        this.tell(WELCOME, 0, 0);
    }

    after(ms, what, number) {
        return this.own.setTimeout(() => this.tell(what, number, 0), ms);
    }

    stop(timer) {
        this.own?.clearTimeout(timer);
    }

    report(what) {
        report(what, undefined);
    }
}

Object.assign(Values.prototype, calls, events, height, older);

/* 16 random bytes in base64url without padding. */
function nonce() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (letter) => ({ "+": "-", "/": "_", "=": "" })[letter]);
}
