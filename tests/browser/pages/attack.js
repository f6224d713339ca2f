// What the attack pages share: reporting to the test's recorder, and a hello written by hand.
// Everything that reaches the page is reported, whatever it is: `window` for window messages, `port` for those of a port.

const HERE = location.origin + location.pathname;

/** Reports to the test. A beacon outlives the page that sends it. */
function record(kind, data = null) {
  const body = JSON.stringify({ page: HERE, kind, data });
  // Beacons under way may hold 64 KiB together; a page that has more to say is still there to say it.
  if (!navigator.sendBeacon("/record", body)) fetch("/record", { method: "POST", body });
}

/** 16 random bytes in base64url, as the SDK makes them. */
function freshNonce() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** A hello as the SDK sends it, with `changes`; its port answers pings, and what comes to it is reported under `label`. */
function hello(changes = {}, { label = "hello", target = window.parent, heard = () => {}, quiet = false } = {}) {
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }) => {
    if (!quiet) record("port", { label, message: data });
    if (data.type === "ping") channel.port1.postMessage({ type: "pong", id: data.id });
    heard(data, channel.port1);
  };
  const message = {
    kinbox: "hello", wire: 2, sdk: "0.1.0", origin: location.origin, path: location.pathname, nonce: freshNonce(), ...changes,
  };
  target.postMessage(message, "*", [channel.port2]);
  return { port: channel.port1, message };
}

/** Keeps the page's thread busy for so many milliseconds; reports when that was. */
function hang(time) {
  const from = Date.now();
  while (Date.now() < from + time);
  record("hung", { from, to: Date.now() });
}

addEventListener("message", ({ origin, data }) => record("window", { origin, data }));
record("alive", { search: location.search, referrer: document.referrer });
