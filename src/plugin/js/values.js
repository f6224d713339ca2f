/*
 * One plugin's values, and the only place of this crate that posts messages or listens for them.
 *
 * The module in Rust keeps how things stand (the connection, the calls, who listens), all of it in numbers, and says what
 * happens next; the messages, functions and promises that belong to those numbers are here. This side signals by
 * `notify(what, number, detail)`, with 0 for what is left out, and the module calls methods: both lists are in `src/values.rs`.
 */

import {
    argumentsOf, channelData, check, classicData, failure, id, idOf, isLarger, isObject, or, quiet, readOptions, report,
    shape, updated, withMessage,
} from "./shape.js";

/* The signals, as `HostSignal` in Rust has them. */
const WELCOME = 0;
const CLOSED = 1;
const CALL = 2;
const REPLY = 3;
const TIMEOUT = 4;
const ABORT = 5;
const FALLBACK = 6;
const FIRST = 7;
const ANSWER = 8;
const RESIZED = 9;
const MEASURE = 10;
const SEND = 11;
const UNSENT = 12;

/* What is next for a call, as `Next` in Rust has it; 0 is nothing. */
const WAIT = 1;
const POST_UNTIMED = 3;

/* How many messages of the classic dialect are kept until the fallback; the newest. */
const KEPT = 100;

export class Values {
    constructor(notify, own, parent, commands, events, codes, commandMs, messageBytes) {
        this.notify = (what, number = 0, detail = 0) => notify(what, number, detail);
        this.own = own;
        this.parent = parent;
        /* Of each command: its name, arguments, answer, binding, and in the classic dialect its event, answer and data. */
        this.commands = commands.split("\n").map((line) => {
            const [name, takes, ...rest] = line.split("|");
            return [name, argumentsOf(takes), ...rest];
        });
        /* The names of the events; `marked` has an asterisk at those of the classic dialect. */
        this.marked = events.split(" ");
        this.events = this.marked.map((name) => name.replace("*", ""));
        this.codes = codes.split(" ");
        this.commandMs = commandMs;
        this.messageBytes = messageBytes;
        this.offers = [];
        this.calls = new Map();
        /* When the timer of the calls ends. */
        this.due = Infinity;
        this.listeners = new Map();
        this.registered = 0;
        this.asked = 0;
        this.ends = [];
        this.context = null;
        /* What is told of the open conversation: undefined before anything was, null when none is open, else its data. */
        this.known = undefined;
        /*
         * Whether the page around is a host that speaks the channel, by the name that it gave this frame. A frame within the
         * plugin's page has its name from that page, and the host is never embedded itself.
         */
        this.isNamed = parent === own?.top && /^encaixe:/.test(own?.name);
    }

    /* Everything ends here; what is still called does nothing. */
    end() {
        this.notify = () => 0;
        this.closePorts();
        this.unfollow();
        this.endClassic();
        for (const end of this.ends) end();
        this.calls.clear();
        this.stop(this.timer);
        this.listeners.clear();
    }

    /* ---- the connection ---- */

    get wire() {
        return this.port ? "channel" : this.classic ? "classic" : "none";
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
        this.classic = false;
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
        /* A host that speaks the channel is never taken for one of the classic dialect. */
        return this.isNamed ? 0 : this.offers.length;
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
        this.port = this.token = undefined;
    }

    /* A message by a port. It may be anything that can be copied. */
    hear(offer, message) {
        if (!isObject(message)) return;
        const { type } = message;
        if (offer.port === this.port) {
            if (type === "event") {
                this.hearEvent(message);
            } else if (type === "reply") {
                this.hearReply(message);
            } else if (type === "ping") {
                this.send({ type: "pong", id: message.id });
            } else if (type === "closed") {
                this.closePorts();
                this.notify(CLOSED, +(message.again === true));
            }
            return;
        }
        const answers = type === "welcome" && message.nonce === offer.nonce && message.wire === offer.wire;
        /* Any other port is of no more use, whatever it has to say. */
        if (answers && this.offers.includes(offer)) {
            this.offers = this.offers.filter((other) => other !== offer);
            this.closePorts();
            this.welcome(offer.port, message);
        }
    }

    welcome(port, { conversation, context }) {
        this.port = port;
        this.classic = false;
        this.endClassic();
        this.kept = [];
        this.known = isObject(conversation) ? conversation : null;
        this.context = context;
        const limits = context?.limits ?? {};
        if (typeof limits.commandMs === "number") this.commandMs = limits.commandMs;
        if (typeof limits.messageBytes === "number") this.messageBytes = limits.messageBytes;
        this.notify(WELCOME);
    }

    after(ms, what, number) {
        return this.own.setTimeout(() => this.notify(what, number), ms);
    }

    stop(timer) {
        this.own?.clearTimeout(timer);
    }

    /* ---- events ---- */

    hearEvent({ event, data, conversation, ack }) {
        const { port } = this;
        const works = this.learn(event, data) && this.emit(event, data, id(conversation) ?? this.openId() ?? null);
        if (!ack) return;
        /* The host waits until the listeners are done and what they promised is settled; a rejection stays the author's. */
        const done = { type: "ack", id: ack };
        if (!works) return void port.postMessage(done);
        let open = works.length;
        for (const work of works) Promise.resolve(work).finally(() => --open || port.postMessage(done));
    }

    openId() {
        return this.known ? idOf(this.known) ?? null : this.known;
    }

    /* Takes in an event, of any name; false when its data is not what it carries. */
    learn(event, data) {
        let change;
        if (event === "conversation" && isObject(data)) {
            this.known = data;
        } else if (event === "no_conversation") {
            this.known = null;
        } else if (event === "visible" || event === "hidden") {
            change = { visible: event === "visible" };
        } else if (!isObject(data)) {
            return false;
        } else if (event === "theme" || event === "locale") {
            change = { [event]: data[event] };
        } else if (this.known) {
            if (event === "conversation_updated") this.known = updated(this.known, data);
            if (event === "message") this.known = withMessage(this.known, data);
        }
        if (change && isObject(this.context)) this.context = { ...this.context, ...change };
        return true;
    }

    /*
     * Calls the listeners of an event in the order of their registrations, or the one of a number: neither one that is
     * registered meanwhile nor one that is taken back before its turn. Gives what they promised, if anything.
     */
    emit(event, data, conversation, only) {
        const last = this.registered;
        let bound, works;
        for (const [number, listener] of this.listeners) {
            if (listener.event !== event || number > last || (only && number !== only)) continue;
            const { call } = listener;
            listener.fresh = false;
            if (listener.once) this.remove(number);
            bound ??= this.bind?.(conversation);
            try {
                const work = call(data, bound);
                if (work?.then) (works ??= []).push(work);
            } catch (error) {
                report("a listener threw", error);
            }
        }
        return works;
    }

    /* Whether anything was told of what is open. */
    get isTold() {
        return this.known !== undefined;
    }

    /* The event that tells from the start what is open. */
    get told() {
        return this.known ? "conversation" : this.isTold && "no_conversation";
    }

    emitKnown() {
        this.emit(this.told, this.known, this.openId());
    }

    /*
     * Registers a listener, and gives its number. One that can be told at once is, in a microtask, unless something newer
     * comes first. A function given twice is called twice.
     */
    on(event, call, once) {
        const number = ++this.registered;
        const listener = { event, call, once, fresh: true };
        this.listeners.set(number, listener);
        if (this.told === event) {
            queueMicrotask(() => {
                if (listener.fresh && this.told === event) this.emit(event, this.known, this.openId(), number);
            });
        }
        return number;
    }

    remove(number) {
        this.listeners.delete(number);
    }

    unsubscriber(number) {
        return () => this.remove(number);
    }

    /* `on`, with what an author gave. */
    subscribe(event, listener, once) {
        return this.unsubscriber(this.on(this.checked(event), isListener(listener), once));
    }

    /* `off`, with what an author gave. */
    unsubscribe(event, listener) {
        this.off(this.checked(event), listener === undefined ? listener : isListener(listener));
    }

    checked(event) {
        return check(this.events.includes(event), "event", this.events.join(", "), event);
    }

    /* Takes back every registration of an event, or those of one function. */
    off(event, call) {
        this.listeners.forEach((listener, number) => {
            if (listener.event === event && (call === undefined || call === listener.call)) this.remove(number);
        });
    }

    /* ---- calls ---- */

    /* Makes the call of what an author gave: a command's number, the conversation that it is for, if any, and the arguments. */
    call(command, conversation, given) {
        const list = this.commands[command][1];
        let options = {};
        let params, problem;
        try {
            if (given.length > list.own) options = readOptions(given.slice(list.own));
        } catch (error) {
            problem = [error];
        }
        try {
            params = shape(list, given, options.given ?? {});
        } catch (error) {
            problem = [error];
        }
        options.conversation ??= conversation;
        return this.ask(command, params, options, problem);
    }

    /* Makes a call; -1 is a message of the author's own, which only the classic dialect takes. `[problem]` rejects it. */
    ask(command, params, { callback, signal, conversation } = {}, problem) {
        const entry = { command, params, callback, signal, due: Infinity };
        const promise = new Promise((resolve, reject) => {
            entry.resolve = resolve;
            entry.reject = reject;
        });
        entry.promise = promise;
        if (this.is(entry, "set_property")) entry.mark = params?.key ?? null;
        if (problem) {
            this.reject(entry, problem[0]);
            return promise;
        }
        entry.bound = this.isBound(command, params);
        entry.conversation = entry.bound ? or(conversation, this.openId()) : undefined;
        if (callback) quiet(promise);
        const number = ++this.asked;
        this.calls.set(number, entry);
        /* Why it cannot even wait: 1 that it was given up, 2 that it is too large. */
        const why = signal?.aborted ? 1 : isLarger(params, this.messageBytes) ? 2 : 0;
        if (!why && this.is(entry, "get_token") && this.token?.until > this.now() && this.token.conversation === this.openId()) {
            entry.ok = this.token;
            queueMicrotask(() => this.calls.has(number) && this.settle(number));
            return promise;
        }
        const next = this.notify(CALL, number, 3 * (command + 1) + why);
        if (next) {
            if (next !== POST_UNTIMED) this.watch((entry.due = performance.now() + this.commandMs));
            if (signal) entry.unlisten = this.listen(signal, "abort", () => this.notify(ABORT, number));
            if (next === WAIT) this.notify(SEND, number);
            else this.post(number);
        }
        return promise;
    }

    /*
     * The call that the classic wire had under this event, or under the name of this one, with hyphens or underscores.
     * What neither knows only a host of the classic dialect may take.
     */
    dispatch(event, data) {
        let params, problem;
        let number = -1;
        try {
            check(typeof event === "string", "event", "a text", event);
            number = this.commands.findIndex(([name, , , , classic]) => (classic && classic === event) || name === event.replace(/-/g, "_"));
            const [name, list, , , classic] = this.commands[number] ?? [];
            let given = [data];
            if (name === "dialog") given = [data?.type, data];
            if (name === "toast") given = [data?.type, data?.message];
            params = !name ? { event, data } : classic ? shape(list, given, {}) : { ...(isObject(data) && data) };
        } catch (error) {
            problem = [error];
        }
        return this.ask(number, params, {}, problem);
    }

    is({ command }, name) {
        return this.commands[command]?.[0] === name;
    }

    /* Whether the call acts on the conversation that it was made for. */
    isBound(command, params) {
        const binding = this.commands[command]?.[3];
        if (binding !== "optional") return binding === "bound";
        if (this.commands[command][0] !== "set_property") return params.scope === "conversation";
        return params[params.type === "session" ? "sessionId" : "contactId"] == null;
    }

    /* From now on only the agent or the host decides how long it takes. */
    disarm(number) {
        this.calls.get(number).due = Infinity;
    }

    /* One timer serves all calls, for the first that is due; it stays when that one has ended meanwhile. */
    watch(due) {
        if (due >= this.due) return;
        this.stop(this.timer);
        this.due = due;
        this.timer = this.own.setTimeout(() => {
            const now = performance.now();
            let next = Infinity;
            this.due = Infinity;
            for (const [number, call] of this.calls) {
                if (call.due > now) {
                    next = Math.min(next, call.due);
                } else {
                    call.due = Infinity;
                    this.notify(TIMEOUT, number);
                }
            }
            this.watch(next);
        }, Math.ceil(due - performance.now()));
    }

    /* Posts the request, unless it holds what cannot be copied. */
    post(number) {
        const entry = this.calls.get(number);
        const { command, params, bound, conversation } = entry;
        const request = { type: "request", id: number, command: this.commands[command][0], params };
        const stated = bound ? or(conversation, this.openId()) : undefined;
        if (stated !== undefined) request.conversation = stated;
        /* A form may be large, and open for long. */
        entry.params = undefined;
        if (!this.send(request)) this.notify(UNSENT, number);
    }

    postAbort(number) {
        this.send({ type: "abort", id: number });
    }

    hearReply({ id: number, ok, error }) {
        const entry = this.calls.get(number);
        if (!entry) return;
        let problem = 0;
        if (isObject(error)) {
            entry.failure = this.fromWire(error);
            problem = error.code === "rate_limited" ? 2 : 1;
        } else {
            entry.ok = ok;
            /* A token is kept until 30 s before its end. */
            if (this.is(entry, "get_token") && isObject(ok)) this.token = { ...ok, until: this.now() + ok.expiresIn * 1e3 - 3e4 };
        }
        if (this.notify(REPLY, number, problem)) this.settle(number);
    }

    /* The host's error as it came. A code outside the closed list becomes `host_error`. */
    fromWire({ code, message, detail }) {
        const text = (value) => (typeof value === "string" ? value : "");
        const more = isObject(detail) ? detail : text(detail);
        return failure(this.codes.includes(code) ? code : "host_error", text(message), more);
    }

    /* The call is over, whatever its end. */
    take(number) {
        const entry = this.calls.get(number);
        this.calls.delete(number);
        entry.unlisten?.();
        return entry;
    }

    /* Ends a call with what came for it. */
    settle(number) {
        const entry = this.take(number);
        if (entry.failure) return this.reject(entry, entry.failure);
        const { callback } = entry;
        const value = this.answer(entry);
        entry.resolve(value);
        /* In the classic dialect the host itself tells how it ended. */
        if (this.port) this.outcome(entry, true);
        /* A callback that takes a form's answers gets no null. */
        if (!callback || (value === null && this.is(entry, "send_form"))) return undefined;
        try {
            callback(value);
        } catch (error) {
            report("a callback threw", error);
        }
    }

    /* What a call is settled with, made of the wire's value by the word in the command's line. */
    answer({ command, ok }) {
        const word = this.commands[command]?.[2];
        if (!word) return undefined;
        if (word === "*") return ok;
        const value = isObject(ok) ? ok[word] : undefined;
        if (word === "answers") return value ?? null;
        if (word === "confirmed") return value === true;
        if (word !== "value") return value;
        try {
            return typeof value === "string" ? JSON.parse(value) : undefined;
        } catch {
            return undefined;
        }
    }

    fail(number, code, message) {
        let word = this.codes[code];
        if (word === "timeout" && this.isNamed && !this.port) {
            /* The host is there, and silent. */
            word = "closed";
            message = "the host has not verified this page";
            this.isWarned ??= !report(message);
        }
        this.reject(this.take(number), failure(word, message));
    }

    reject(entry, error) {
        entry.reject(error);
        this.outcome(entry, false);
    }

    /* Has the event `callback` told, if this call has a mark for it, once the present code is done. */
    outcome({ mark, promise }, success) {
        if (mark === undefined || !this.own) return;
        /* Who hears of a failure by the event is not told of a rejection that nobody looks at as well. */
        this.listeners.forEach(({ event }) => event === "callback" && quiet(promise));
        queueMicrotask(() => this.emit("callback", { key: mark, success }, this.openId() ?? null));
    }

    /* ---- the classic dialect: window messages of two fields, to and from the parent ---- */

    /* Begins to listen, and gives how many times the fallback will be told of before it is due. */
    startClassic(ms) {
        const { document } = this.own;
        this.kept = [];
        const hear = this.listen(this.own, "message", ({ source, origin, data }) => {
            if (source === this.parent && isObject(data) && this.isHost(origin)) this.onClassic(data);
        });
        const parsing = document.readyState === "loading";
        const parsed = parsing && this.listen(document, "DOMContentLoaded", () => this.notify(FALLBACK));
        this.endClassic = () => {
            hear();
            if (parsed) parsed();
        };
        this.after(ms, FALLBACK);
        return 1 + +parsing;
    }

    endClassic() {}

    /* Before the fallback a message is kept. */
    onClassic(message) {
        if (this.classic) {
            const told = this.takeClassic(message);
            if (told) {
                if (this.isTold) this.notify(FIRST);
                this.emit(...told);
            } else {
                this.answerClassic(message);
            }
        } else if (typeof message.event === "string" && this.kept.push(message) > KEPT) {
            this.kept.shift();
        }
    }

    /* Takes in a message that tells an event, and gives what to emit; undefined when it tells none. */
    takeClassic({ event, data: given }) {
        if (typeof event !== "string" || !this.marked.includes(event + "*")) return undefined;
        const data = channelData(event, given);
        return this.learn(event, data) ? [event, data, this.openId() ?? null] : undefined;
    }

    fallBack() {
        this.classic = true;
        this.kept = this.kept.map((message) => this.takeClassic(message));
    }

    emitKept() {
        const { kept } = this;
        this.kept = [];
        for (const told of kept) if (told) this.emit(...told);
    }

    /* A message that answers a kind of question. */
    answerClassic({ event, data }) {
        const command = this.commands.findIndex((line) => line[5] && line[5] === event);
        if (command < 0) return;
        this.ok = this.commands[command][0] === "send_form" && isObject(data) ? { answers: data } : data;
        this.notify(ANSWER, command);
        this.ok = undefined;
    }

    /* Gives the last answer to a call: `settle` follows. It may be taken by another meanwhile. */
    give(number) {
        const entry = this.calls.get(number);
        if (entry) entry.ok = this.ok;
    }

    giveKnown(number) {
        this.calls.get(number).ok = this.known;
    }

    /* Posts a call to every host; false when none could take it. */
    postClassic(number) {
        const { command, params } = this.calls.get(number);
        const line = this.commands[command];
        const message = line ? { event: line[4], data: classicData(line[6], params) } : params;
        let posted = false;
        for (const target of this.targets) {
            try {
                this.parent.postMessage(message, target);
                posted = true;
            } catch {
                /* The next one may take it. */
            }
        }
        return posted;
    }

    /* Why a bound call may not go out: 1 that no conversation is open, 2 that another one is. */
    refusal(number) {
        const { bound, conversation } = this.calls.get(number);
        const open = this.openId();
        if (!bound || (conversation === undefined && open === undefined)) return 0;
        if (open == null) return 1;
        return conversation !== undefined && conversation !== open ? 2 : 0;
    }

    now() {
        return Date.now();
    }

    /* Whether the agent clicked or typed in this page a moment ago. */
    isActive() {
        return !!this.own.navigator.userActivation?.isActive;
    }

    /* ---- the height of the content, for `setHeight("auto")` ---- */

    /* Puts the content's height in the params of a call that asks for it, and gives it; below 0 when it asks for another. */
    autoHeight(number) {
        const { params } = this.calls.get(number);
        if (params.height !== "auto") return -1;
        return (params.height = this.own ? this.contentHeight() : 0);
    }

    /* Has the module told of each change of the content and of the frame, where the engine can tell. */
    follow() {
        this.unfollow();
        const root = this.own.document.documentElement;
        if (typeof ResizeObserver === "undefined" || !root) return;
        const resized = () => this.notify(RESIZED);
        const observer = new ResizeObserver(resized);
        for (const part of [root, ...(this.own.document.body?.children ?? [])]) observer.observe(part);
        const unlisten = this.listen(this.own, "resize", resized);
        this.unfollow = () => {
            observer.disconnect();
            unlisten();
        };
    }

    unfollow() {}

    /*
     * Of the root element's own box, which can be lower than the frame, in CSS pixels. Where content stands out of that box, as
     * with `html, body { height: 100% }` or what is positioned, what overflows the frame tells how high it is, and the frame
     * only grows from then on.
     */
    contentHeight() {
        const root = this.own.document.documentElement;
        if (!root) return 0;
        const { height } = root.getBoundingClientRect();
        const { scrollHeight } = root;
        this.overflows ||= scrollHeight > root.clientHeight && scrollHeight - height >= 1;
        return Math.max(height, this.overflows && scrollHeight);
    }

    frameHeight() {
        return this.own.innerHeight;
    }

    /* Has the content measured once it is laid out, or after a time. */
    measure(ms) {
        if (ms) this.after(ms, MEASURE);
        else this.own.requestAnimationFrame(() => this.notify(MEASURE));
    }

    /* The call by which the frame follows the content. */
    tellHeight(command, height) {
        quiet(this.ask(command, { height }));
    }

    report(what) {
        report(what);
    }
}

const isListener = (call) => check(typeof call === "function", "listener", "a function", call);

/* 16 random bytes in base64url without padding. */
function nonce() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return btoa(String.fromCharCode(...bytes)).slice(0, -2).replace(/\+/g, "-").replace(/\//g, "_");
}
