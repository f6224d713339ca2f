/*
 * The bench in the browser: opens a host page for each peer, takes the measures round by round, the peers in another order
 * in each, and sends the figures to the server that served this page.
 */

const config = await (await fetch("/config.json")).json();
const { peers, starts } = config;
const figures = {};
const page = document.body;

/* Times for a measure and a peer, one for each round that counts. */
function keep(measure, peer, value) {
    if (!Number.isFinite(value) || value <= 0) throw new Error(`${measure} of ${peer} gave ${value}`);
    ((figures[measure] ??= {})[peer] ??= []).push(value);
}

/* The list, begun at another place in each round and every second time from its end. */
function rotated(list, round) {
    const at = round % list.length;
    const turned = [...list.slice(at), ...list.slice(0, at)];
    return round % 2 === 0 ? turned : turned.reverse();
}

const rest = () => new Promise((resolve) => { setTimeout(resolve, 10); });

/* The value in the middle, or the mean of the two. */
function median(values) {
    const sorted = [...values].sort((one, other) => one - other);
    const middle = sorted.length >> 1;
    return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/* Opens the host page of a peer, with so many frames of its plugin page in it. */
async function host(peer, frames) {
    const frame = document.createElement("iframe");
    frame.src = `/host/${peer}.html`;
    const loaded = new Promise((resolve) => { frame.onload = resolve; });
    page.append(frame);
    await loaded;
    const { bench } = frame.contentWindow;
    if (!bench) throw new Error(`the host page of ${peer} did not start`);
    await bench.open(frames, config);
    return { bench, close: () => frame.remove() };
}

async function all(names, frames) {
    const hosts = {};
    for (const peer of names) hosts[peer] = await host(peer, frames);
    return hosts;
}

/*
 * Takes measures of all peers in turns, so many times in a round: what slows the machine down then slows all of them. A
 * round's figure is the median of its turns.
 */
async function rounds(names, turns, measure) {
    for (let round = 0; round < config.warmup + config.rounds; round += 1) {
        const taken = {};
        for (let turn = 0; turn < turns; turn += 1) {
            for (const peer of rotated(names, round * turns + turn)) {
                await rest();
                await measure(peer, (name, who, value) => (((taken[name] ??= {})[who] ??= []).push(value)));
            }
        }
        if (round < config.warmup) continue;
        for (const [name, peers] of Object.entries(taken)) {
            for (const [peer, values] of Object.entries(peers)) keep(name, peer, median(values));
        }
    }
}

function close(hosts) {
    for (const one of Object.values(hosts)) one.close();
}

async function wire() {
    const hosts = await all(peers, 1);
    for (const kind of ["small", "large"]) {
        await rounds(peers, config.turns, async (peer, take) => {
            take(kind, peer, await hosts[peer].bench.calls(kind, config.calls) / config.calls);
        });
    }
    await rounds(peers, 1, async (peer, take) => {
        const { bench } = hosts[peer];
        take("events", peer, await bench.events(config.events) / config.events);
        if (bench.encodes) {
            await rest();
            take("events", `${peer}, encoding each`, await bench.eventsEncoded(config.events) / config.events);
        }
    });
    close(hosts);
}

async function fanOut() {
    const hosts = await all(peers, config.frames);
    await rounds(peers, config.turns, async (peer, take) => take("fan_out", peer, await hosts[peer].bench.fanOut()));
    close(hosts);
}

/* Fresh frames beside one that stays, so that the other origin's process is there already. */
async function start() {
    const stays = await host("limit", 1);
    const hosts = await all(starts, 0);
    for (const [measure, query] of [["start", "fresh"], ["start_cached", "cached"]]) {
        await rounds(starts, config.turns, async (peer, take) => {
            take(measure, peer, await hosts[peer].bench.start(`/start/${peer}-${query}.html`));
        });
    }
    close({ ...hosts, stays });
}

try {
    await wire();
    await fanOut();
    await start();
    const { userAgent: browser, hardwareConcurrency: cores } = navigator;
    await fetch("/figures", { method: "POST", body: JSON.stringify({ browser, cores, figures }) });
} catch (error) {
    await fetch("/failure", { method: "POST", body: String(error?.stack ?? error) });
}
