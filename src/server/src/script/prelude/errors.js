// `plg.errors`, and what the host is told of something that was thrown.
(function (library) {
  'use strict';

  const { Error, RangeError, ReferenceError, SyntaxError, TypeError, URIError, InternalError } = globalThis;
  const FAULTS = [TypeError, ReferenceError, RangeError, SyntaxError, URIError, InternalError];

  /** Which of our errors something is: `{kind, seconds}` or `{kind, request}`. */
  const ours = new WeakMap();
  library.mark = (error, what) => ours.set(error, what);

  /** A class of errors that is called with or without `new`. */
  function define(name, kind) {
    function made(message, seconds) {
      const error = new Error(message);
      Object.setPrototypeOf(error, made.prototype);
      ours.set(error, { kind, seconds });
      return error;
    }
    made.prototype = Object.create(Error.prototype, {
      constructor: { value: made, writable: true, configurable: true },
      name: { value: name, writable: true, configurable: true },
    });
    return made;
  }

  library.errors = Object.freeze({
    authError: define('AuthError', 'auth'),
    error: define('Error', 'error'),
    rateLimitError: define('RateLimitError', 'rate_limit'),
    transientError: define('TransientError', 'transient'),
  });

  function text(reason) {
    if (reason === undefined || reason === null) return '';
    if (typeof reason !== 'object' && typeof reason !== 'function') return String(reason);
    const message = reason.message;
    if (message !== undefined && message !== null) return typeof message === 'string' ? message : JSON.stringify(message) || String(message);
    return reason instanceof Error ? '' : JSON.stringify(reason) || '';
  }

  /** Where in the script it came about, such as ` (lib/index.js:3:12)`. */
  function place(reason) {
    const found = /lib\/index\.js:\d+:\d+/.exec(String(reason.stack));
    return found ? ` (${found[0]})` : '';
  }

  function fault(reason) {
    const name = FAULTS.find((one) => reason instanceof one)?.name;
    return name && `${name}: ${text(reason)}${place(reason)}`;
  }

  /** What something is that was thrown: its kind, its text, how many seconds, which request; the last two are -1 where there is none. */
  library.describe = (reason) => {
    // What the engine throws when there is no memory left for an error.
    if (reason === null) return ['fault', 'null was thrown, by the script or because no memory was left', -1, -1];
    const found = ours.get(reason) || {};
    if (!found.kind && reason instanceof InternalError && reason.message === 'out of memory') return ['memory', '', -1, -1];
    const wrong = found.kind ? undefined : fault(reason);
    const seconds = Number(found.seconds ?? -1);
    return [
      found.kind || (wrong ? 'fault' : 'plain'),
      (wrong || text(reason)).toWellFormed(),
      Number.isFinite(seconds) ? seconds : -1,
      found.request ?? -1,
    ];
  };
});
