/*
 * What every host page does: opens plugin frames by its peer's library, and measures. Each plugin page hands over a port of
 * the bench's own, by which it is told what to measure; nothing that is measured goes by it but the end of the events.
 */

/* How long anything may take, in milliseconds. */
const PATIENCE = 60_000;

function within(what, promise) {
    return Promise.race([promise, new Promise((_, reject) => {
        setTimeout(() => reject(new Error(`never came: ${what}`)), PATIENCE);
    })]);
}

/* An iframe as our host makes it, for the peers that take one. */
export function iframe(src) {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin");
    frame.src = src;
    document.body.append(frame);
    return frame;
}

/* The next window message of a frame that this test accepts. */
export function heard(frame, accepts) {
    return new Promise((resolve) => {
        addEventListener("message", function listener(event) {
            if (event.source === frame.contentWindow && accepts(event.data)) {
                removeEventListener("message", listener);
                resolve(event);
            }
        });
    });
}

/*
 * Begins. `open(src, answers)` makes one frame and gives, once it is connected, `{frame, push}` with `push(data)` as the
 * library sends what it expects no answer for; `notify(data)`, where there is one, gets an acknowledgement by the library's
 * own means, else the plugin page acknowledges. `encode` does what `push` does and makes the data anew.
 */
export function run(peer, open) {
    let config;
    let acknowledged = () => {};
    const frames = [];

    const answers = {
        small: () => ({ tags: config.data.conversation.tags }),
        large: () => config.large,
        acknowledge: () => acknowledged(),
        get data() { return config.data; },
    };

    async function one(src) {
        const port = new Promise((resolve) => {
            addEventListener("message", function listener({ data, ports, source }) {
                if (data?.bench !== "port" || frames.some((other) => other.frame.contentWindow === source)) return;
                removeEventListener("message", listener);
                resolve(ports[0]);
            });
        });
        const connected = await within(`${peer} connects`, open(src, answers));
        const made = { ...connected, port: await within(`${peer} hands over its port`, port) };
        made.port.start();
        frames.push(made);
    }

    function ask(frame, question) {
        const answer = new Promise((resolve, reject) => {
            frame.port.onmessage = ({ data }) => (data.problem ? reject(new Error(`${peer}: ${data.problem}`)) : resolve(data));
        });
        frame.port.postMessage(question);
        return within(`${peer} answers ${JSON.stringify(question)}`, answer);
    }

    async function stream(count, push) {
        const [frame] = frames;
        await ask(frame, { ask: "events", count });
        const end = new Promise((resolve) => { frame.port.onmessage = resolve; });
        const start = performance.now();
        for (let at = 0; at < count; at += 1) push(frame);
        await within(`${peer} hears ${count} events`, end);
        return performance.now() - start;
    }

    window.bench = {
        async open(count, given) {
            config = given;
            for (let at = 0; at < count; at += 1) await one(`${config.abroad}/plugin/${peer}.html`);
            bench.encodes = Boolean(frames[0]?.encode);
        },
        async calls(kind, count) {
            const { ms } = await ask(frames[0], { ask: "calls", kind, count });
            return ms;
        },
        events: (count) => stream(count, (frame) => frame.push(config.data)),
        eventsEncoded: (count) => stream(count, (frame) => frame.encode()),
        async fanOut() {
            await Promise.all(frames.map((frame) => ask(frame, { ask: "acknowledge" })));
            let left = frames.length;
            const all = new Promise((resolve) => {
                acknowledged = () => { if ((left -= 1) === 0) resolve(); };
            });
            const start = performance.now();
            for (const frame of frames) {
                if (frame.notify) frame.notify(config.data).then(acknowledged);
                else frame.push(config.data);
            }
            await within(`${peer}: every plugin acknowledges`, all);
            return performance.now() - start;
        },
        async start(path) {
            const first = new Promise((resolve) => {
                addEventListener("message", function listener({ data }) {
                    if (data?.bench !== "first") return;
                    removeEventListener("message", listener);
                    resolve(performance.now());
                });
            });
            const begun = performance.now();
            const opened = open(config.abroad + path, answers);
            const ended = await within(`${peer} starts`, first);
            const connected = await opened;
            connected.close?.();
            connected.frame.remove();
            return ended - begun;
        },
    };
}
