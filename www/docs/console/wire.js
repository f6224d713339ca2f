/*
 * Keeps every message on the ports of this page, before the SDK makes its own. What is shown are the messages themselves: the
 * SDK posts and hears the very same. The hello that carries a port goes to the inbox's window, where no page can listen, so it
 * is not among them.
 */
const wire = (() => {
  const heard = [];
  const listeners = new Set();
  const ports = new WeakSet();

  function keep(direction, data) {
    // As text, at once: whoever gets the object may change it.
    const message = { direction, at: new Date(), data: JSON.parse(JSON.stringify(data ?? null)) };
    heard.push(message);
    for (const listener of listeners) listener(message);
  }

  const Channel = window.MessageChannel;
  window.MessageChannel = class MessageChannel extends Channel {
    constructor() {
      super();
      for (const port of [this.port1, this.port2]) {
        ports.add(port);
        // Listening like this starts no port: that is the SDK's to do.
        port.addEventListener("message", ({ data }) => keep("in", data));
      }
    }
  };

  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function postMessage(...given) {
    if (ports.has(this)) keep("out", given[0]);
    return post.apply(this, given);
  };

  return {
    /* Calls `listener` with every message so far, and with each that comes. */
    listen(listener) {
      heard.forEach(listener);
      heard.length = 0;
      listeners.add(listener);
    },
  };
})();
