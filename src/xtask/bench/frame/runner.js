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

const rest = () => new Promise((resolve) => { setTimeout(resolve, 20); });

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

async function rounds(names, measure) {
    for (let round = 0; round < config.warmup + config.rounds; round += 1) {
        for (const peer of rotated(names, round)) {
            await rest();
            await measure(peer, round < config.warmup ? () => {} : keep);
        }
    }
}

function close(hosts) {
    for (const one of Object.values(hosts)) one.close();
}

async function wire() {
    const hosts = await all(peers, 1);
    await rounds(peers, async (peer, keep) => {
        const { bench } = hosts[peer];
        keep("small", peer, await bench.calls("small", config.calls) / config.calls);
        await rest();
        keep("large", peer, await bench.calls("large", config.calls) / config.calls);
        await rest();
        keep("events", peer, await bench.events(config.events) / config.events);
        if (bench.encodes) {
            await rest();
            keep("events", `${peer}, encoding each`, await bench.eventsEncoded(config.events) / config.events);
        }
    });
    close(hosts);
}

async function fanOut() {
    const hosts = await all(peers, config.frames);
    await rounds(peers, async (peer, keep) => {
        let whole = 0;
        for (let turn = 0; turn < config.turns; turn += 1) whole += await hosts[peer].bench.fanOut();
        keep("fan_out", peer, whole / config.turns);
    });
    close(hosts);
}

/* Fresh frames beside one that stays, so that the other origin's process is there already. */
async function start() {
    const stays = await host("limit", 1);
    const hosts = await all(starts.peers, 0);
    for (const [measure, query] of [["start", "fresh"], ["start_cached", "cached"]]) {
        await rounds(starts.peers, async (peer, keep) => {
            for (let turn = 0; turn < starts.turns; turn += 1) {
                keep(measure, peer, await hosts[peer].bench.start(`/start/${peer}-${query}.html`));
                await rest();
            }
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
