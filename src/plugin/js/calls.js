/*
 * The values of calls: what an author gave, and the promise that each one settles.
 */

import { check, failure, isLarger, isObject, or, ownArguments, readOptions, report, shape } from "./shape.js";
import { ABORT, CALL, REPLY, TIMEOUT } from "./told.js";

export const calls = {
    /* Makes the call of what an author gave: a command's number, the conversation that it is for, if any, and the arguments. */
    call(command, conversation, given) {
        const list = this.commands[command][1];
        let [params, options, problem] = [undefined, {}, undefined];
        try {
            options = readOptions(given.slice(ownArguments(list)));
        } catch (error) {
            problem = [error];
        }
        try {
            params = shape(list, given, options.given ?? {});
        } catch (error) {
            problem = [error];
        }
        options.conversation = or(options.conversation, () => conversation);
        return this.ask(command, params, options, problem);
    },

    /* Makes a call; -1 is a message of the author's own, which only the older dialect takes. `[problem]` rejects it. */
    ask(command, params, { callback, signal, conversation } = {}, problem) {
        const entry = { command, params, callback, signal };
        const promise = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
        if (this.is(entry, "set_property")) entry.mark = params?.key ?? null;
        if (problem) {
            this.reject(entry, problem[0]);
            return promise;
        }
        entry.bound = this.isBound(command, params);
        entry.conversation = entry.bound ? or(conversation, () => this.openId()) : undefined;
        if (callback) promise.catch(() => {});
        const number = ++this.asked;
        this.calls.set(number, entry);
        this.tell(CALL, number, command);
        return promise;
    },

    /*
     * The call that the older wire had under this event, or under the name of this one, with hyphens or underscores.
     * What neither knows only a host of the older dialect may take.
     */
    dispatch(event, data) {
        let [params, problem] = [];
        let number = -1;
        try {
            check(typeof event === "string", "event", "a text", event);
            number = this.commands.findIndex(([name, , , , older]) => (older && older === event) || name === event.replace(/-/g, "_"));
            const [name, list, , , older] = this.commands[number] ?? [];
            let given = [data];
            if (name === "dialog") given = [data?.type, data];
            if (name === "toast") given = [data?.type, data?.message];
            params = !name ? { event, data } : older ? shape(list, given, {}) : { ...(isObject(data) && data) };
        } catch (error) {
            problem = [error];
        }
        return this.ask(number, params, {}, problem);
    },

    is({ command }, name) {
        return this.commands[command]?.[0] === name;
    },

    /* Whether the call acts on the conversation that it was made for. */
    isBound(command, params) {
        const binding = this.commands[command]?.[3];
        if (binding !== "optional") return binding === "bound";
        if (this.commands[command][0] !== "set_property") return params.scope === "conversation";
        return params[params.type === "session" ? "sessionId" : "contactId"] == null;
    },

    /* Why a call cannot even wait: 1 that it was given up, 2 that it is too large. */
    problem(number) {
        const { signal, params } = this.calls.get(number);
        return signal?.aborted ? 1 : isLarger(params, this.messageBytes) ? 2 : 0;
    },

    /* Has the module told when the call's time is over or its signal raised. */
    arm(number) {
        const entry = this.calls.get(number);
        entry.timer = this.after(this.commandMs, TIMEOUT, number);
        if (entry.signal) entry.unlisten = this.listen(entry.signal, "abort", () => this.tell(ABORT, number, 0));
    },

    /* From now on only the agent decides how long it takes. */
    disarm(number) {
        this.stop(this.calls.get(number).timer);
    },

    /* Posts the request; false when it holds what cannot be copied. */
    post(number) {
        const entry = this.calls.get(number);
        const { command, params, bound, conversation } = entry;
        const request = { type: "request", id: number, command: this.commands[command][0], params };
        const stated = bound ? or(conversation, () => this.openId()) : undefined;
        if (stated !== undefined) request.conversation = stated;
        /* A form may be large, and open for long. */
        entry.params = undefined;
        return this.send(request);
    },

    postAbort(number) {
        this.send({ type: "abort", id: number });
    },

    hearReply({ id: number, ok, error }) {
        const entry = this.calls.get(number);
        if (!entry) return;
        if (isObject(error)) {
            entry.failure = this.fromWire(error);
            this.tell(REPLY, number, error.code === "rate_limited" ? 2 : 1);
        } else {
            entry.ok = ok;
            this.tell(REPLY, number, 0);
        }
    },

    /* The host's error as it came. A code outside the closed list becomes `host_error`. */
    fromWire({ code, message, detail }) {
        const text = (value) => (typeof value === "string" ? value : undefined);
        return failure(this.codes.includes(code) ? code : "host_error", text(message) ?? "", text(detail));
    },

    /* The call is over, whatever its end. */
    take(number) {
        const entry = this.calls.get(number);
        this.calls.delete(number);
        this.stop(entry.timer);
        entry.unlisten?.();
        return entry;
    },

    /* Ends a call with what came for it. */
    settle(number) {
        const entry = this.take(number);
        if (entry.failure) return this.reject(entry, entry.failure);
        const { callback } = entry;
        const value = this.answer(entry);
        entry.resolve(value);
        /* In the older dialect the host itself tells how it ended. */
        if (this.port) this.outcome(entry, true);
        /* A callback that takes a form's answers gets no null. */
        if (!callback || (value === null && this.is(entry, "send_form"))) return undefined;
        try {
            callback(value);
        } catch (error) {
            report("a callback threw", error);
        }
    },

    /* What a call is settled with, made of the wire's value by the word in the command's line. */
    answer({ command, ok }) {
        const word = this.commands[command]?.[2];
        if (!word) return undefined;
        if (word === "*") return ok;
        if (word === "answers") return isObject(ok) ? ok.answers : null;
        const value = isObject(ok) ? ok[word] : undefined;
        if (word === "confirmed") return value === true;
        if (word !== "value") return value;
        try {
            return typeof value === "string" ? JSON.parse(value) : undefined;
        } catch {
            return undefined;
        }
    },

    fail(number, code, message) {
        this.reject(this.take(number), failure(this.codes[code], message));
    },

    reject(entry, error) {
        entry.reject(error);
        this.outcome(entry, false);
    },

    /* Has the event `callback` told, if this call has a mark for it, once the present code is done. */
    outcome({ mark }, success) {
        if (mark === undefined || !this.own) return;
        queueMicrotask(() => this.emit(this.events.indexOf("callback"), { key: mark, success }, this.openId() ?? null));
    },
};
