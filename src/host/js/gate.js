/*
 * How much one frame may say, by its window and by its ports together. A message is counted before it is looked at: to look is
 * what costs, since the engine makes the message's values only then, or has just made them.
 */

import { measure } from "./wire.js";

/* What a message that is no plain data within the bounds counts for: engines may have made all of it. */
const UNFIT = 100;

/* What a port counts for that comes with a message: each is an object of the engine's, and a page needs one. */
const PORT = 50;

/* What a millisecond of looking counts for, and one of what follows from it, which may be work that the page wants. */
const LOOKING = 20;
const WORKING = 5;

/*
 * So many milliseconds of one message count at most, since on a busy machine something else may have run in between: of what
 * fits the bounds, which is looked at in a few, and of what does not.
 */
const FIT_MS = 5;
const UNFIT_MS = 50;
const WORK_MS = 20;

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
        if (!this.spend(1 + event.ports.length * PORT)) return;
        const { data } = event;
        const problem = measure(data, most);
        const looked = performance.now();
        const [cost, longest] = problem ? [UNFIT, UNFIT_MS] : [0, FIT_MS];
        if (!this.spend(cost + Math.min(looked - now, longest) * LOOKING)) return;
        hear(data, problem);
        this.spend(Math.min(performance.now() - looked, WORK_MS) * WORKING);
    }

    spend(cost) {
        if (this.shut) return false;
        this.left -= cost;
        if (this.left >= 0) return true;
        this.shut = true;
        this.deafen?.();
        this.flooded();
        return false;
    }

    /* Nothing goes through any more, and nobody is told. */
    close() {
        this.shut = true;
    }

    /*
     * Passes on the messages whose source is the frame's window; others are left alone, since they may be another frame's.
     * Across origins a window can only be compared. Returns a function that ends it.
     */
    listen(window, frame, most, notify) {
        const ear = { window, frame, hear: (event) => this.take(event, most, (data) => notify(data, event.origin, event.ports)) };
        ears.add(ear);
        window.addEventListener("message", hear);
        this.deafen = () => {
            ears.delete(ear);
            if (![...ears].some((other) => other.window === window)) window.removeEventListener("message", hear);
        };
        return this.deafen;
    }
}

/*
 * What hears the frames. One listener of a window serves all that are in it: what a frame sent before it was cut off still comes,
 * from nobody, and each that listens costs the page.
 */
const ears = new Set();

function hear(event) {
    const { source } = event;
    if (source === null) return;
    for (const ear of ears) if (source === ear.frame.contentWindow) return ear.hear(event);
}
