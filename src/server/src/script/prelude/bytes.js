// Texts as bytes and in base64, and as much of Node's `Buffer` as scripts need to write credentials.
(function (library) {
  'use strict';

  const { Uint8Array, atob, btoa, parseInt, TypeError } = globalThis;

  /** A text in UTF-8; half of a surrogate pair becomes U+FFFD. */
  function encodeUtf8(text) {
    const bytes = [];
    for (const character of String(text)) {
      let point = character.codePointAt(0);
      if (point >= 0xd800 && point <= 0xdfff) point = 0xfffd;
      if (point < 0x80) {
        bytes.push(point);
      } else if (point < 0x800) {
        bytes.push(0xc0 | (point >> 6), 0x80 | (point & 0x3f));
      } else if (point < 0x10000) {
        bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
      } else {
        bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f));
        bytes.push(0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
      }
    }
    return bytes;
  }

  /** The text that bytes in UTF-8 are; what is no UTF-8 becomes U+FFFD. */
  function decodeUtf8(bytes) {
    let text = '';
    for (let at = 0; at < bytes.length; ) {
      const first = bytes[at++];
      const more = first < 0x80 ? 0 : first >= 0xf0 && first < 0xf5 ? 3 : first >= 0xe0 ? 2 : 1;
      let point = more === 0 ? first : first & (0x3f >> more);
      let good = more === 0 || (first >= 0xc2 && first < 0xf5);
      for (let part = 0; good && part < more; part++) {
        good = (bytes[at] & 0xc0) === 0x80;
        if (good) point = (point << 6) | (bytes[at++] & 0x3f);
      }
      const least = [0, 0x80, 0x800, 0x10000][more];
      good = good && point >= least && point < 0x110000 && (point < 0xd800 || point > 0xdfff);
      text += good ? String.fromCodePoint(point) : '\ufffd';
    }
    return text;
  }

  function latin1(bytes) {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return text;
  }

  function fromLatin1(text) {
    const bytes = [];
    for (let at = 0; at < text.length; at++) bytes.push(text.charCodeAt(at) & 0xff);
    return bytes;
  }

  /** Node takes both alphabets, and leaves out what is in neither. */
  function fromBase64(text) {
    const clean = text.replace(/-/g, '+').replace(/_/g, '/').replace(/=.*$/s, '').replace(/[^A-Za-z0-9+/]/g, '');
    const whole = clean.length % 4 === 1 ? clean.slice(0, -1) : clean;
    return fromLatin1(atob(whole + '='.repeat((4 - (whole.length % 4)) % 4)));
  }

  function fromHex(text) {
    const bytes = [];
    for (const pair of text.match(/[0-9a-fA-F]{2}|[^]/g) || []) {
      if (pair.length < 2) break;
      bytes.push(parseInt(pair, 16));
    }
    return bytes;
  }

  const toBase64 = (bytes) => btoa(latin1(bytes));
  const toBase64Url = (bytes) => toBase64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
  const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

  const ENCODINGS = {
    utf8: [encodeUtf8, decodeUtf8],
    latin1: [fromLatin1, latin1],
    ascii: [fromLatin1, (bytes) => latin1(bytes.map((byte) => byte & 0x7f))],
    base64: [fromBase64, toBase64],
    base64url: [fromBase64, toBase64Url],
    hex: [fromHex, toHex],
  };
  const ALIASES = { 'utf-8': 'utf8', binary: 'latin1' };

  function encoding(name = 'utf8') {
    const lower = String(name).toLowerCase();
    const found = ENCODINGS[ALIASES[lower] || lower];
    if (!found) throw new TypeError(`Unknown encoding: ${name}`);
    return found;
  }

  class Buffer extends Uint8Array {
    static from(value, second) {
      if (typeof value === 'string') return new Buffer(encoding(second)[0](value));
      if (value && typeof value === 'object') return new Buffer(value);
      throw new TypeError('Buffer.from takes a text, an array, a buffer or bytes');
    }

    static concat(list) {
      return new Buffer(list.flatMap((bytes) => Array.from(bytes)));
    }

    static isBuffer(value) {
      return value instanceof Buffer;
    }

    static byteLength(value, name) {
      return Buffer.from(value, name).length;
    }

    toString(name) {
      return encoding(name)[1](this);
    }

    toJSON() {
      return { type: 'Buffer', data: Array.from(this) };
    }
  }

  library.Buffer = Buffer;
  library.decodeUtf8 = decodeUtf8;
  library.fromHex = fromHex;
  /** The base64 of a text in UTF-8. */
  library.base64 = (text) => toBase64(encodeUtf8(text));
});
