// How axios 1.x writes an address with its `params`, and a form. Source: axios, `helpers/buildURL.js`, `helpers/toFormData.js`, `core/buildFullPath.js`.
(function (library) {
  'use strict';

  const { Error, TypeError, encodeURIComponent } = globalThis;
  const { URLSearchParams } = library;

  /** How deep an object may be. */
  const MOST_DEEP = 100;

  function isPlainObject(value) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
    const prototype = Object.getPrototypeOf(value);
    return prototype === null || Object.getPrototypeOf(prototype) === null;
  }

  const isVisited = (value) => isPlainObject(value) || Array.isArray(value);
  const isMissing = (value) => value === undefined || value === null;
  const withoutBrackets = (key) => (String(key).endsWith('[]') ? String(key).slice(0, -2) : String(key));

  function written(value) {
    return value instanceof Date ? value.toISOString() : String(value);
  }

  /** `['a', 'b', 0]` is `a[b][0]`. */
  function keyOf(path, key) {
    if (path.length === 0) return String(key);
    return [...path, key].map((part, at) => (at === 0 ? withoutBrackets(part) : `[${withoutBrackets(part)}]`)).join('');
  }

  /** The names and values that an object is in a query or a form. */
  function pairsOf(object) {
    const pairs = [];
    const around = [];
    function visit(value, path) {
      if (path.length > MOST_DEEP) throw new Error(`Object is too deeply nested (${path.length} levels). Max depth: ${MOST_DEEP}`);
      if (around.includes(value)) throw new Error(`Circular reference detected in ${path.join('.')}`);
      around.push(value);
      const entries = Array.isArray(value) ? value.map((item, at) => [at, item]) : Object.entries(value);
      for (const [raw, item] of entries) {
        const key = typeof raw === 'string' ? raw.trim() : raw;
        if (isMissing(item)) continue;
        if (path.length === 0 && typeof item === 'object' && String(key).endsWith('{}')) {
          pairs.push([String(key), JSON.stringify(item)]);
        } else if (path.length === 0 && Array.isArray(item) && (String(key).endsWith('[]') || !item.some(isVisited))) {
          for (const one of item) if (!isMissing(one)) pairs.push([withoutBrackets(key) + '[]', written(one)]);
        } else if (isVisited(item)) {
          visit(item, [...path, key]);
        } else {
          pairs.push([keyOf(path, key), written(item)]);
        }
      }
      around.pop();
    }
    if (typeof object !== 'object') throw new TypeError('target must be an object');
    visit(object, []);
    return pairs;
  }

  function encode(text) {
    return encodeURIComponent(text.toWellFormed())
      .replace(/%3A/gi, ':')
      .replace(/%24/g, '$')
      .replace(/%2C/gi, ',')
      .replace(/%20/g, '+');
  }

  function query(params, serializer) {
    const serialize = typeof serializer === 'function' ? serializer : serializer?.serialize;
    if (serialize) return serialize(params, serializer);
    if (params instanceof URLSearchParams) return params.toString();
    const encoded = (text) => (serializer?.encode ? serializer.encode(text, encode) : encode(text));
    return pairsOf(params).map(([name, value]) => encoded(name) + '=' + encoded(value)).join('&');
  }

  function combine(base, relative) {
    return relative ? base.replace(/\/+$/, '') + '/' + relative.replace(/^\/+/, '') : base;
  }

  /** The whole address of a request. */
  library.address = ({ url = '', baseURL, params, paramsSerializer }) => {
    const isAbsolute = /^([a-z][a-z\d+\-.]*:)?\/\//i.test(url);
    const whole = baseURL && !isAbsolute ? combine(String(baseURL), String(url)) : String(url);
    const added = params ? query(params, paramsSerializer) : '';
    if (!added) return whole;
    const bare = whole.replace(/#.*$/s, '');
    return bare + (bare.includes('?') ? '&' : '?') + added;
  };

  /** The form that an object is. */
  library.form = (object) => new URLSearchParams(pairsOf(object)).toString();
  library.isPlainObject = isPlainObject;
});
