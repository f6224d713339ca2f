/*
 * The older dialect, for a host that never answers a hello: window messages of two fields, to and from the parent.
 */

import { newerData, olderData } from "./known.js";
import { isObject } from "./shape.js";
import { ANSWER, FALLBACK, FIRST } from "./told.js";

/* How many messages of the older dialect are kept until the fallback; the newest. */
const KEPT = 100;

export const older = {
    /* Begins to listen, and gives how many times the fallback will be told of before it is due. */
    beginOlder(ms) {
        const { document } = this.own;
        this.kept = [];
        const hear = this.listen(this.own, "message", ({ source, origin, data }) => {
            if (source === this.parent && isObject(data) && this.isHost(origin)) this.hearOlder(data);
        });
        const parsing = document.readyState === "loading";
        const parsed = parsing && this.listen(document, "DOMContentLoaded", () => this.tell(FALLBACK, 0, 0));
        this.endOlder = () => {
            hear();
            if (parsed) parsed();
        };
        this.after(ms, FALLBACK, 0);
        return 1 + +parsing;
    },

    endOlder() {},

    /* Before the fallback a message is kept. */
    hearOlder(message) {
        if (this.older) {
            const told = this.learnOlder(message);
            if (told) {
                if (this.told() >= 0) this.tell(FIRST, 0, 0);
                this.emit(...told);
            } else {
                this.answerOlder(message);
            }
        } else if (typeof message.event === "string" && this.kept.push(message) > KEPT) {
            this.kept.shift();
        }
    },

    /* Takes in a message that tells an event, and gives what to emit; undefined when it tells none. */
    learnOlder({ event, data: given }) {
        if (typeof event !== "string" || !this.marked.includes(event + "*")) return undefined;
        const data = newerData(event, given);
        return this.learn(event, data) ? [this.events.indexOf(event), data, this.openId() ?? null] : undefined;
    },

    fallBack() {
        this.older = true;
        this.kept = this.kept.map((message) => this.learnOlder(message));
    },

    emitKept() {
        const { kept } = this;
        this.kept = [];
        for (const told of kept) if (told) this.emit(...told);
    },

    /* A message that answers a kind of question. */
    answerOlder({ event, data }) {
        const command = this.commands.findIndex((line) => line[5] && line[5] === event);
        if (command < 0) return;
        this.ok = this.commands[command][0] === "send_form" && isObject(data) ? { answers: data } : data;
        this.tell(ANSWER, command, 0);
        this.ok = undefined;
    },

    /* Gives the last answer to a call: `settle` follows. It may be taken by another meanwhile. */
    give(number) {
        const entry = this.calls.get(number);
        if (entry) entry.ok = this.ok;
    },

    giveKnown(number) {
        this.calls.get(number).ok = this.known;
    },

    /* Posts a call to every host; false when none could take it. */
    postOlder(number) {
        const { command, params } = this.calls.get(number);
        const line = this.commands[command];
        const message = line ? { event: line[4], data: olderData(line[6], params) } : params;
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
    },

    /* Why a bound call may not go out: 1 that no conversation is open, 2 that another one is. */
    refusal(number) {
        const { bound, conversation } = this.calls.get(number);
        const open = this.openId();
        if (!bound || (conversation === undefined && open === undefined)) return 0;
        if (open == null) return 1;
        return conversation !== undefined && conversation !== open ? 2 : 0;
    },

    now() {
        return Date.now();
    },

    /* Whether the agent clicked or typed in this page a moment ago. */
    isActive() {
        return !!this.own.navigator.userActivation?.isActive;
    },
};
