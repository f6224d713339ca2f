/*
 * The values of events: what is known of the open conversation, and the functions that listen.
 */

import { idOf, updated, withMessage } from "./known.js";
import { check, id, isObject, report } from "./shape.js";
import { ON, OFF, EVENT, LATE } from "./told.js";

const isListener = (call) => check(typeof call === "function", "listener", "a function", call);

export const events = {
    hearEvent({ event, data, conversation }) {
        const place = this.events.indexOf(event);
        if (place >= 0 && this.learn(event, data)) this.emit(place, data, id(conversation) ?? this.openId() ?? null);
    },

    openId() {
        return this.known ? idOf(this.known) ?? null : this.known;
    },

    /* Takes in an event; false when its data is not what it carries. */
    learn(event, data) {
        let change;
        if (event === "no_conversation") {
            this.known = null;
        } else if (event === "visible" || event === "hidden") {
            change = { visible: event === "visible" };
        } else if (!isObject(data)) {
            return false;
        } else if (event === "conversation") {
            this.known = data;
        } else if (event === "theme" || event === "locale") {
            change = { [event]: data[event] };
        } else if (this.known) {
            if (event === "conversation_updated") this.known = updated(this.known, data);
            if (event === "message") this.known = withMessage(this.known, data);
        }
        if (change && isObject(this.context)) this.context = { ...this.context, ...change };
        return true;
    },

    /* Has the listeners of an event called, who then come one by one by `deliver`. */
    emit(event, data, conversation) {
        if (!this.listeners.size) return;
        const before = this.telling;
        this.telling = { data, conversation };
        this.tell(EVENT, event, 0);
        this.telling = before;
    },

    /* The event that tells from the start what is open, if anything was told. */
    told() {
        return this.known === undefined ? -1 : this.events.indexOf(this.known ? "conversation" : "no_conversation");
    },

    emitKnown() {
        const told = this.told();
        if (told >= 0) this.emit(told, this.known, this.openId());
    },

    /* Registers a listener, and gives its number. One that can be told at once is, in a microtask. */
    on(event, call, once) {
        const number = ++this.registered;
        this.listeners.set(number, call);
        this.tell(ON, number, event * 2 + +once);
        if (this.told() === event) {
            queueMicrotask(() => {
                const before = this.telling;
                this.telling = { data: this.known ?? null, conversation: this.openId() ?? null };
                if (this.told() === event) this.tell(LATE, number, 0);
                this.telling = before;
            });
        }
        return number;
    },

    remove(number) {
        this.tell(OFF, number, 0);
    },

    unsubscriber(number) {
        return () => this.remove(number);
    },

    /* `on`, with what an author gave. */
    subscribe(event, listener, once) {
        return this.unsubscriber(this.on(this.numberOf(event), isListener(listener), once));
    },

    /* `off`, with what an author gave. */
    unsubscribe(event, listener) {
        this.off(this.numberOf(event), listener === undefined ? listener : isListener(listener));
    },

    numberOf(event) {
        return this.events.indexOf(check(this.events.includes(event), "event", this.events.join(", "), event));
    },

    /* Takes back every registration of an event, or those of one function. */
    off(event, call) {
        for (const [number, other] of this.listeners) {
            if (call === undefined || call === other) this.tell(OFF, number, event + 1);
        }
    },

    /* The registration is over. */
    forget(number) {
        this.listeners.delete(number);
    },

    deliver(number, once) {
        const call = this.listeners.get(number);
        const { telling } = this;
        if (once) this.forget(number);
        telling.bound ??= this.bind?.(telling.conversation);
        try {
            call(telling.data, telling.bound);
        } catch (error) {
            report("a listener threw", error);
        }
    },
};
