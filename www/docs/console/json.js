/*
 * JSON with the place of a mistake, which browsers tell in words of their own or not at all.
 * `readJson` gives `{ value }` or `{ mistake: { line, column, expected, found } }`, where `expected` is a key of the words.
 */
function readJson(text) {
  let at = 0;

  function wrong(expected) {
    throw Object.assign(new SyntaxError(expected), { expected });
  }
  function space() {
    while (at < text.length && " \t\n\r".includes(text[at])) at += 1;
  }
  function match(pattern) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  }
  function string() {
    const begin = at;
    const found = match(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y);
    if (found !== undefined) return JSON.parse(found);
    match(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y);
    const ended = at >= text.length || text[at] === "\n" || text[at] === "\r";
    if (ended) at = Math.max(at, begin + 1);
    return wrong(ended ? "quote" : "character");
  }
  function list(close, expected, item) {
    at += 1;
    space();
    if (text[at] === close) {
      at += 1;
      return;
    }
    for (;;) {
      item();
      space();
      if (text[at] === close) break;
      if (text[at] !== ",") wrong(expected);
      at += 1;
      space();
    }
    at += 1;
  }
  function value() {
    space();
    if (text[at] === '"') return string();
    if (text[at] === "[") {
      const made = [];
      list("]", "array", () => made.push(value()));
      return made;
    }
    if (text[at] === "{") {
      const made = {};
      list("}", "object", () => {
        if (text[at] !== '"') wrong("name");
        const name = string();
        space();
        if (text[at] !== ":") wrong("colon");
        at += 1;
        // As JSON.parse does: a member of that name, not the object's prototype.
        Object.defineProperty(made, name, { value: value(), enumerable: true, configurable: true, writable: true });
      });
      return made;
    }
    const word = match(/(?:true|false|null)(?![\w$])|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y);
    return word === undefined ? wrong("value") : JSON.parse(word);
  }

  try {
    const made = value();
    space();
    if (at < text.length) wrong("end");
    return { value: made };
  } catch (error) {
    if (!error.expected) throw error;
    const before = text.slice(0, at).split("\n");
    const found = at < text.length ? JSON.stringify(text.slice(at).match(/^[\w$]+|^./su)[0]) : null;
    return { mistake: { line: before.length, column: before.at(-1).length + 1, expected: error.expected, found } };
  }
}
