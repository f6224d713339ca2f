/*
 * How much one frame may say, by its window and by its ports together. A message is counted before it is looked at: to look is
 * what costs, since the engine makes the message's values only then, or has just made them.
 */

import { weigh } from "./wire.js";

/* What a message that is no plain data within the bounds counts for: engines may have made all of it. */
const UNFIT = 100;

/* What a millisecond of looking counts for, and one of what follows from it, which may be work that the page wants. */
const LOOKING = 20;
const WORKING = 5;

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

    /* Has a message of at most `most` bytes heard, its data and what is wrong with it, unless it is one too many. */
    take(event, most, hear) {
        const { at } = this;
        const now = performance.now();
        this.at = now;
        this.left = Math.min(this.burst, this.left + (now - at) * this.perMillisecond);
        if (!this.spend(1)) return;
        const { data } = event;
        const problem = weigh(data, most);
        const looked = performance.now();
        if (!this.spend((problem ? UNFIT : 0) + (looked - now) * LOOKING)) return;
        hear(data, problem);
        this.spend((performance.now() - looked) * WORKING);
    }

    spend(cost) {
        if (this.shut) return false;
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
            this.take(event, most, (data) => tell(data, event.origin, event.ports));
        };
        window.addEventListener("message", hear);
        return () => window.removeEventListener("message", hear);
    }
}
