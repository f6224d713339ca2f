// A plugin's page as the tests drive it: it does what it is told and records all that it hears.
//
// Its query may tell it to say hello by itself (?hello), to ask something in the classic dialect (?ask), to say
// much in it (?flood), or to go elsewhere at once (?go=<address>).

const plugin = {
  heard: [],
  windowHeard: [],
  deaf: false,
  ports: [],

  nonce() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  },

  // Says hello with these fields changed and as many ports; the newest port is the one to speak by.
  hello(changes = {}, ports = 1) {
    const channels = Array.from({ length: ports }, () => new MessageChannel());
    for (const { port1 } of channels) {
      plugin.ports.push(port1);
      port1.onmessage = ({ data }) => {
        plugin.heard.push(data);
        if (data.type === "ping" && !plugin.deaf) port1.postMessage({ type: "pong", id: data.id });
      };
    }
    const hello = {
      kinbox: "hello",
      wire: 2,
      sdk: "0.1.0",
      origin: location.origin,
      path: location.pathname,
      nonce: plugin.nonce(),
      ...changes,
    };
    parent.postMessage(hello, "*", channels.map(({ port2 }) => port2));
    return hello.nonce;
  },

  say(message) {
    plugin.ports.at(-1).postMessage(message);
  },

  request(id, command, params, more = {}) {
    plugin.say({ type: "request", id, command, params, ...more });
  },

  replies(id) {
    return plugin.heard.filter((message) => message.type === "reply" && message.id === id);
  },

  count(type) {
    return plugin.heard.filter((message) => message.type === type).length;
  },
};

window.plugin = plugin;
window.addEventListener("message", ({ data }) => plugin.windowHeard.push(data));

const query = new URLSearchParams(location.search);
if (query.has("hello")) plugin.hello();
if (query.has("ask")) parent.postMessage({ event: "get-workspace-info" }, "*");
if (query.has("flood")) {
  parent.postMessage({ event: "toast", data: { message: "x".repeat(300 * 1024) } }, "*");
  for (let n = 0; n < 150; n++) parent.postMessage({ event: "loading", data: true }, "*");
}
if (query.has("go")) location.replace(query.get("go"));
