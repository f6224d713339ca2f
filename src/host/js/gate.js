/*
 * How much one frame may say, by its window and by its ports together. A message is counted before it is looked at: to look is
 * what costs, since the engine makes the message's values only then, or has just made them.
 */

import { weigh } from "./wire.js";

/* What a message that is no plain data within the bounds counts for: engines may have made all of it. */
const UNFIT = 200;

/* What a millisecond of looking counts for. */
const MILLISECOND = 20;

export class Gate {
    /* So many messages go through at once, and so many a second for long; `flooded` is called once, for the first too many. */
    constructor(perSecond, burst, flooded) {
        this.perMillisecond = perSecond / 1000;
        this.burst = burst;
        this.left = burst;
        this.at = performance.now();
        this.flooded = flooded;
        this.shut = false;
    }

    /* The data of a message of at most `most` bytes, with what is wrong with it; undefined when it is one too many. */
    take(event, most) {
        if (this.shut) return undefined;
        const { at } = this;
        this.at = performance.now();
        this.left = Math.min(this.burst, this.left + (this.at - at) * this.perMillisecond);
        if (!this.spend(1)) return undefined;
        const { data } = event;
        const problem = weigh(data, most);
        const cost = (problem ? UNFIT : 0) + (performance.now() - this.at) * MILLISECOND;
        return this.spend(cost) ? { data, problem } : undefined;
    }

    spend(cost) {
        this.left -= cost;
        if (this.left >= 0) return true;
        this.shut = true;
        this.flooded();
        return false;
    }

    /* Nothing goes through any more, and nobody is told. */
    close() {
        this.shut = true;
    }

    /*
     * Tells of the window's messages that come from the frame's own window; others are left alone, since they may be another
     * frame's. Across origins a window can only be compared. Gives what ends that.
     */
    listen(window, frame, most, tell) {
        const hear = (event) => {
            const { source } = event;
            if (source === null || source !== frame.contentWindow) return;
            const taken = this.take(event, most);
            if (taken) tell(taken.data, event.origin, event.ports);
        };
        window.addEventListener("message", hear);
        return () => window.removeEventListener("message", hear);
    }
}
