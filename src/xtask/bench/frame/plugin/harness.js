/*
 * What every plugin page does: connects by its peer's library, then does what the host page asks by a port of its own.
 *
 * `connect(conversation)` gets the listener of the event and gives `{small, large, acknowledge}`, of which each makes a call
 * by the library. `acknowledge` is missing where the library itself answers what the host sends.
 */
export async function run(connect) {
    const { port1: port, port2: theirs } = new MessageChannel();
    let hear = () => {};
    const library = await connect((data) => hear(data));

    const check = {
        small: (answer) => Array.isArray(answer.tags ?? answer),
        large: ({ messages }) => JSON.stringify(messages).length >= 4000,
    };

    async function calls({ kind, count }) {
        const call = library[kind];
        let answer;
        const start = performance.now();
        for (let at = 0; at < count; at += 1) answer = await call();
        const ms = performance.now() - start;
        if (!check[kind](answer)) throw new Error(`the answer of ${kind} is ${JSON.stringify(answer)}`);
        return { ms };
    }

    function events({ count }) {
        let left = count;
        hear = (data) => {
            left -= 1;
            if (left > 0) return;
            const whole = left === 0 && typeof data.conversation.id === "string" && data.messages.length > 0;
            port.postMessage(whole ? {} : { problem: `an event too many or not whole: ${JSON.stringify(data)}` });
        };
        return {};
    }

    function acknowledge() {
        hear = library.acknowledge ?? (() => {});
        return {};
    }

    const does = { calls, events, acknowledge };
    port.onmessage = async ({ data }) => {
        try {
            port.postMessage(await does[data.ask](data));
        } catch (error) {
            port.postMessage({ problem: String(error?.stack ?? error) });
        }
    };
    parent.postMessage({ bench: "port" }, "*", [theirs]);
}
