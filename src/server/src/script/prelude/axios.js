// `plg.axios`: what scripts use of axios 1.x. A request goes to the host, which asks the app.
(function (library) {
  'use strict';

  const { Error, Promise, Uint8Array, decodeURIComponent } = globalThis;
  const { parse, stringify } = JSON;
  const { host, URLSearchParams, Buffer, isPlainObject } = library;

  const FORM = 'application/x-www-form-urlencoded';
  const METHODS = ['delete', 'get', 'head', 'options', 'post', 'put', 'patch'];

  class AxiosError extends Error {
    constructor(message, code, config, request, response) {
      super(message);
      Object.defineProperty(this, 'message', { value: message, enumerable: true, writable: true, configurable: true });
      this.name = 'AxiosError';
      this.isAxiosError = true;
      if (code) this.code = code;
      if (config) this.config = config;
      if (request) this.request = request;
      if (response) {
        this.response = response;
        this.status = response.status;
      }
    }

    toJSON() {
      const { message, name, stack, config, code, status } = this;
      return { message, name, stack, config, code, status };
    }
  }

  for (const code of ['ERR_BAD_REQUEST', 'ERR_BAD_RESPONSE', 'ERR_NETWORK', 'ERR_INVALID_URL', 'ECONNABORTED']) {
    AxiosError[code] = code;
  }

  /** Headers: own properties, found by `get` and `has` in any case. */
  class Headers {
    constructor(...lists) {
      for (const list of lists) {
        for (const [name, value] of Object.entries(list ?? {})) this.set(name, value);
      }
    }

    #key(name) {
      const lower = String(name).toLowerCase();
      return Object.keys(this).find((key) => key.toLowerCase() === lower);
    }

    get(name) {
      const key = this.#key(name);
      return key === undefined ? undefined : this[key];
    }

    has(name) {
      return this.get(name) !== undefined;
    }

    set(name, value, replace = true) {
      const key = this.#key(name);
      if (key !== undefined && !replace && this[key] !== undefined) return this;
      if (value !== undefined || key === undefined) this[key ?? name] = value;
      return this;
    }

    delete(name) {
      const key = this.#key(name);
      return key !== undefined && delete this[key];
    }

    /** Without what is null or false, by which a script takes a header away. */
    toJSON() {
      const kept = Object.entries(this).filter(([, value]) => value !== undefined && value !== null && value !== false);
      return Object.fromEntries(kept.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]));
    }
  }

  /** One config over another: headers and plain objects by their keys, all else as a whole. */
  function merge(under, over) {
    const merged = { ...under };
    if (under.headers) merged.headers = mergeHeaders(under.headers);
    for (const [key, value] of Object.entries(over)) {
      if (value === undefined && key !== 'validateStatus') continue;
      const both = isPlainObject(value) && isPlainObject(under[key]);
      merged[key] = key === 'headers' ? mergeHeaders(under.headers, value) : both ? merge(under[key], value) : value;
    }
    return merged;
  }

  /** `common` and the methods' names are groups of headers, as in `axios.defaults.headers.common`. */
  const isGroup = (name, value) => (name === 'common' || METHODS.includes(name)) && isPlainObject(value);

  /** Headers over others, in groups as they came. Nothing of either is shared with what is made. */
  function mergeHeaders(under, over) {
    const groups = {};
    const own = new Headers();
    for (const [name, value] of [...Object.entries(under ?? {}), ...Object.entries(over ?? {})]) {
      if (isGroup(name, value)) groups[name] = { ...new Headers(groups[name], value) };
      else own.set(name, value);
    }
    return { ...own, ...groups };
  }

  function headersOf(config) {
    const all = config.headers ?? {};
    const own = Object.entries(all).filter(([name, value]) => !isGroup(name, value));
    return new Headers(all.common, all[config.method], Object.fromEntries(own));
  }

  /** The body that data is, and its type. Source: axios, `defaults/index.js`, `transformRequest`. */
  function written(data, headers) {
    const type = String(headers.get('content-type') || '');
    const isJson = type.includes('application/json');
    if (data instanceof Uint8Array) return data;
    if (data instanceof URLSearchParams) {
      headers.set('Content-Type', FORM + ';charset=utf-8', false);
      return data.toString();
    }
    const isObject = data !== null && typeof data === 'object';
    if (isObject && type.includes(FORM)) return library.form(data);
    if (!isObject && !isJson) return data;
    headers.set('Content-Type', 'application/json', false);
    if (typeof data === 'string') {
      try {
        parse(data);
        return data.trim();
      } catch {
        return stringify(data);
      }
    }
    return stringify(data);
  }

  /** What an answer's text is to the script. */
  function read(text, { responseType }) {
    if (responseType === 'arraybuffer') return Buffer.from(text);
    const wanted = !responseType || responseType === 'json';
    if (!text || !wanted) return text;
    try {
      return parse(text);
    } catch {
      return text;
    }
  }

  function transformed(value, by, config, ...more) {
    return [by].flat().reduce((now, each) => each.call(config, now, ...more), value);
  }

  function bodyOf(config, headers) {
    const data = config.transformRequest ? transformed(config.data, config.transformRequest, config, headers) : written(config.data, headers);
    if (data === undefined || data === null || data === '') return null;
    if (data instanceof Uint8Array) return Buffer.from(data).toString();
    if (typeof data === 'string') return data;
    throw new AxiosError('Data after transformation must be a string, an ArrayBuffer, a Buffer, or a Stream', 'ERR_BAD_REQUEST', config);
  }

  /** `https://user:password@host` is written as Basic, as by axios in Node. */
  function credentials(config, url) {
    const { username = '', password = '' } = config.auth ?? {};
    if (config.auth) return [url, `${username}:${password}`];
    const [, before, inside, after] = /^(https?:\/\/)([^/?#@]*)@(.*)$/is.exec(url) ?? [];
    if (before === undefined) return [url, undefined];
    const [user, ...rest] = inside.split(':');
    return [before + after, `${decodeURIComponent(user)}:${decodeURIComponent(rest.join(':'))}`];
  }

  function send(defaults, given) {
    const config = merge(defaults, given);
    config.method = String(config.method || 'get').toLowerCase();
    const headers = headersOf(config);
    config.headers = headers;
    const body = bodyOf(config, headers);
    config.data = body ?? undefined;
    if (['post', 'put', 'patch'].includes(config.method)) headers.set('Content-Type', FORM, false);
    const [url, basic] = credentials(config, library.address(config));
    if (basic !== undefined) {
      headers.delete('authorization');
      headers.set('Authorization', 'Basic ' + library.base64(basic));
    }
    const request = { method: config.method.toUpperCase(), path: url };
    return new Promise((resolve, reject) => {
      const id = library.wait((kind, told) => {
        const failed = (error) => {
          library.mark(error, { kind: 'request', request: id });
          reject(error);
        };
        if (kind === 'failure') return failed(failure(told, config, request));
        try {
          settle(answer(told.answer, config, request), resolve, failed);
        } catch (error) {
          reject(error);
        }
      });
      const timeout = Number(config.timeout) || 0;
      const asked = { id, method: request.method, url, headers: Object.entries(headers.toJSON()), body };
      try {
        host.ask(stringify({ ...asked, timeout: timeout > 0 ? Math.ceil(timeout) : null }));
      } catch (error) {
        library.settle(id);
        reject(new AxiosError(error.message, 'ERR_BAD_REQUEST', config, request));
      }
    });
  }

  function failure({ code, message }, config, request) {
    const told = (code === 'ECONNABORTED' && config.timeoutErrorMessage) || message;
    return new AxiosError(told, code, config, request);
  }

  function answer({ status, status_text: statusText, headers: pairs, body }, config, request) {
    const headers = new Headers();
    for (const [name, value] of pairs) {
      const before = headers.get(name);
      if (name === 'set-cookie') headers.set(name, [...(before ?? []), value]);
      else headers.set(name, before === undefined ? value : `${before}, ${value}`);
    }
    const text = body.replace(/^\ufeff/, '');
    const data = config.transformResponse ? transformed(text, config.transformResponse, config, headers, status) : read(text, config);
    return { data, status, statusText, headers, config, request };
  }

  function settle(response, resolve, reject) {
    const { config, request, status } = response;
    if (!config.validateStatus || config.validateStatus(status)) return resolve(response);
    const code = status >= 400 && status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE';
    reject(new AxiosError(`Request failed with status code ${status}`, code, config, request, response));
  }

  function create(defaults) {
    const request = async (first, second) => {
      const given = typeof first === 'string' ? { ...second, url: first } : { ...first };
      return send(axios.defaults, given);
    };
    const axios = (first, second) => request(first, second);
    axios.defaults = defaults;
    axios.request = request;
    for (const method of METHODS) {
      const hasBody = ['post', 'put', 'patch'].includes(method);
      axios[method] = hasBody
        ? (url, data, config) => request({ ...config, method, url, data })
        : (url, config) => request({ ...config, method, url });
    }
    axios.getUri = (config) => library.address(merge(axios.defaults, config ?? {}));
    axios.create = (config) => create(merge(axios.defaults, config ?? {}));
    axios.isAxiosError = (error) => error !== null && typeof error === 'object' && error.isAxiosError === true;
    axios.AxiosError = AxiosError;
    axios.all = (promises) => Promise.all(promises);
    axios.spread = (callback) => (list) => callback(...list);
    axios.default = axios;
    return axios;
  }

  library.axios = create({
    timeout: 0,
    headers: {
      common: { Accept: 'application/json, text/plain, */*' },
      ...Object.fromEntries(METHODS.map((method) => [method, {}])),
    },
    validateStatus: (status) => status >= 200 && status < 300,
  });
});
