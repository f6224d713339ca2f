/*
 * The height of the content, for `setHeight("auto")`.
 */

import { MEASURE, RESIZED } from "./told.js";

export const height = {
    /* Puts the content's height in the params of a call that asks for it, and gives it; below 0 when it asks for another. */
    autoHeight(number) {
        const { params } = this.calls.get(number);
        if (params.height !== "auto") return -1;
        return (params.height = this.own ? this.contentHeight() : 0);
    },

    /* Has the module told of each change of the content and of the frame, where the engine can tell. */
    follow() {
        this.unfollow();
        const root = this.own.document.documentElement;
        if (typeof ResizeObserver === "undefined" || !root) return;
        const resized = () => this.tell(RESIZED, 0, 0);
        const observer = new ResizeObserver(resized);
        observer.observe(root);
        const unlisten = this.listen(this.own, "resize", resized);
        this.unfollow = () => {
            observer.disconnect();
            unlisten();
        };
    },

    unfollow() {},

    /* Of the root element's own box, which can be lower than the frame, in CSS pixels. */
    contentHeight() {
        return this.own.document.documentElement?.getBoundingClientRect().height ?? 0;
    },

    frameHeight() {
        return this.own.innerHeight;
    },

    /* Has the content measured once it is laid out, or after a time. */
    measure(ms) {
        if (ms) this.after(ms, MEASURE, 0);
        else this.own.requestAnimationFrame(() => this.tell(MEASURE, 0, 0));
    },

    /* The call by which the frame follows the content. */
    tellHeight(command, height) {
        this.ask(command, { height }).catch(() => {});
    },
};
