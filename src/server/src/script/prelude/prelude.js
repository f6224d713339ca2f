// What a script finds around it: `plg`, CommonJS, timers, and no console. The last part of the prelude: it puts the others together.
(function (library) {
  'use strict';

  const { Error, Promise, TypeError } = globalThis;
  const { parse } = JSON;
  const { host, axios, errors } = library;

  const HERE = 'plg.axios, plg.errors, Buffer, URLSearchParams, btoa, atob, setTimeout, Promise and JSON';

  /** What is being waited for by its number: `{done(what), live}`. */
  const waiting = new Map();
  let last = 0;
  let live = 0;

  function wait(done) {
    last += 1;
    live += 1;
    waiting.set(last, done);
    return last;
  }

  function settle(id) {
    const done = waiting.get(id);
    if (done) {
      waiting.delete(id);
      live -= 1;
    }
    return done;
  }

  library.wait = wait;
  library.settle = settle;

  function timer(run, milliseconds, again) {
    if (typeof run !== 'function') throw new TypeError('a timer takes a function');
    const time = Math.max(Number(milliseconds) || 0, again ? 1 : 0);
    const start = (id) => {
      waiting.set(id, () => {
        if (again) {
          live += 1;
          start(id);
        }
        run();
      });
      host.sleep(id, time);
    };
    const id = wait();
    try {
      start(id);
    } catch (error) {
      settle(id);
      throw error;
    }
    return id;
  }

  function setTimeout(run, milliseconds, ...args) {
    return timer(() => run(...args), milliseconds, false);
  }

  function setInterval(run, milliseconds, ...args) {
    return timer(() => run(...args), milliseconds, true);
  }

  function clear(id) {
    if (typeof id === 'number') settle(id);
  }

  function require(name) {
    throw new Error(`require(${JSON.stringify(name)}): there are no modules here, but ${HERE}`);
  }

  function silent() {}

  library.begin = (baseURI, auth) => {
    const module = { exports: {} };
    const plg = Object.freeze({ axios, errors });
    const event = { meta: { baseURI }, auth: parse(auth) };
    const globals = {
      module,
      exports: module.exports,
      require,
      global: globalThis,
      process: { env: {} },
      console: { log: silent, info: silent, warn: silent, error: silent, debug: silent, trace: silent, dir: silent },
      Buffer: library.Buffer,
      URLSearchParams: library.URLSearchParams,
      setTimeout,
      setInterval,
      setImmediate: (run, ...args) => setTimeout(run, 0, ...args),
      clearTimeout: clear,
      clearInterval: clear,
      clearImmediate: clear,
    };
    for (const [name, value] of Object.entries(globals)) {
      Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
    }
    return {
      ping() {
        const ping = module.exports?.ping;
        if (typeof ping !== 'function') return null;
        const returned = ping.call(module.exports, plg, event);
        if (typeof returned?.then !== 'function') return false;
        return new Promise((resolve) => resolve(returned));
      },
      deliver(line) {
        const [[kind, what]] = Object.entries(parse(line));
        const done = settle(what.id);
        if (done) done(kind, what);
      },
      waiting: () => live,
      describe: library.describe,
    };
  };
});
