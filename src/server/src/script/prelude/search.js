// `URLSearchParams`, as the URL standard has it.
(function (library) {
  'use strict';

  const { TypeError, encodeURIComponent } = globalThis;

  /** Source: URL standard, section 5.2, "application/x-www-form-urlencoded percent-encode set". */
  function encode(text) {
    return encodeURIComponent(text.toWellFormed())
      .replace(/[!'()~]/g, (character) => '%' + character.charCodeAt(0).toString(16).toUpperCase())
      .replace(/%20/g, '+');
  }

  /** What is no percent-encoding stays as it is. */
  function decode(text) {
    return text.replace(/\+/g, ' ').replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => library.decodeUtf8(library.fromHex(encoded.replace(/%/g, ''))));
  }

  function pairs(init) {
    if (init === undefined || init === null) return [];
    if (typeof init === 'object' || typeof init === 'function') {
      if (typeof init[Symbol.iterator] !== 'function') return Object.entries(init);
      return Array.from(init, (pair) => {
        const [name, value, ...more] = pair;
        if (value === undefined || more.length > 0) throw new TypeError('each entry is a name and a value');
        return [name, value];
      });
    }
    const parts = String(init).replace(/^\?/, '').split('&').filter((part) => part !== '');
    return parts.map((part) => {
      const at = part.indexOf('=');
      return at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))];
    });
  }

  class URLSearchParams {
    #list;

    constructor(init) {
      this.#list = pairs(init).map(([name, value]) => [String(name), String(value)]);
    }

    get size() {
      return this.#list.length;
    }

    append(name, value) {
      this.#list.push([String(name), String(value)]);
    }

    delete(name, value) {
      this.#list = this.#list.filter((pair) => pair[0] !== String(name) || (value !== undefined && pair[1] !== String(value)));
    }

    get(name) {
      const found = this.#list.find((pair) => pair[0] === String(name));
      return found ? found[1] : null;
    }

    getAll(name) {
      return this.#list.filter((pair) => pair[0] === String(name)).map((pair) => pair[1]);
    }

    has(name, value) {
      return this.#list.some((pair) => pair[0] === String(name) && (value === undefined || pair[1] === String(value)));
    }

    set(name, value) {
      const at = this.#list.findIndex((pair) => pair[0] === String(name));
      if (at < 0) return this.append(name, value);
      this.#list[at][1] = String(value);
      this.#list = this.#list.filter((pair, place) => place <= at || pair[0] !== String(name));
    }

    sort() {
      this.#list.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
    }

    forEach(each, self) {
      for (const [name, value] of this.#list) each.call(self, value, name, this);
    }

    *entries() {
      for (const [name, value] of this.#list) yield [name, value];
    }

    *keys() {
      for (const [name] of this.#list) yield name;
    }

    *values() {
      for (const [, value] of this.#list) yield value;
    }

    [Symbol.iterator]() {
      return this.entries();
    }

    toString() {
      return this.#list.map(([name, value]) => encode(name) + '=' + encode(value)).join('&');
    }
  }

  Object.defineProperty(URLSearchParams.prototype, Symbol.toStringTag, { value: 'URLSearchParams', configurable: true });
  library.URLSearchParams = URLSearchParams;
});
