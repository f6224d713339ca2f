/* The log of the wire: the newest on top, at most 500, each opens. */
const log = (() => {
  const MOST = 500;
  const entries = [];
  const calls = new Map(); // by number: the command, and when it was asked
  let waiting = [];
  let paused = false;

  function describe(message) {
    const { data, at } = message;
    const type = typeof data?.type === "string" ? data.type : "message";
    const entry = { ...message, type, id: data?.id, name: data?.command ?? data?.event ?? "", failed: false, took: null };
    if (type === "request") calls.set(data.id, { name: data.command, at });
    if (type === "reply") {
      const call = calls.get(data.id);
      calls.delete(data.id);
      entry.name = call?.name ?? "";
      entry.took = call ? at - call.at : null;
      entry.failed = "error" in data;
    }
    entry.text = JSON.stringify(data, null, 2);
    return entry;
  }

  function row(entry) {
    const arrow = element("span", { className: "arrow", textContent: entry.direction === "out" ? "↑" : "↓", title: words[entry.direction] });
    arrow.setAttribute("role", "img");
    arrow.setAttribute("aria-label", words[entry.direction]);
    const time = entry.at.toLocaleTimeString(document.documentElement.lang, { hour12: false, hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 });
    const title = element("summary", {}, arrow, element("b", { textContent: entry.name || entry.type }));
    if (entry.name) title.append(element("small", { textContent: entry.id === undefined ? entry.type : `${entry.type} ${entry.id}` }));
    if (entry.took !== null) title.append(element("small", { textContent: `${entry.took} ms` }));
    if (entry.failed) title.append(element("code", { className: "bad", textContent: entry.data.error?.code ?? "" }));
    title.append(element("time", { textContent: time }));
    const item = element("li", {}, element("details", {}, title));
    // The text is made when it is asked for: a conversation with its messages is long.
    item.firstChild.addEventListener("toggle", () => {
      if (item.firstChild.children.length === 1) item.firstChild.append(element("pre", { tabIndex: 0, textContent: entry.text }));
    }, { once: true });
    Object.assign(item.dataset, { direction: entry.direction, type: entry.type, name: entry.name, failed: entry.failed });
    return item;
  }

  function fits(entry) {
    const kind = $("log-kind").value;
    const known = ["request", "reply", "event"].includes(entry.type);
    if (kind && (kind === "other" ? known : entry.type !== kind)) return false;
    const asked = $("log-filter").value.trim().toLowerCase();
    return asked === "" || `${entry.type} ${entry.name} ${entry.text}`.toLowerCase().includes(asked);
  }

  function count() {
    $("log-count").textContent = paused && waiting.length > 0 ? words.paused(waiting.length) : String(entries.length);
    $("log-empty").hidden = $("log").children.length > 0;
    $("log-empty").textContent = entries.length > 0 ? words.logNone : words.logEmpty;
  }

  function add(entry) {
    entries.push(entry);
    if (fits(entry)) $("log").prepend(row(entry));
    if (entries.length > MOST && fits(entries.shift())) $("log").lastChild?.remove();
  }

  function draw() {
    $("log").replaceChildren(...entries.filter(fits).reverse().map(row));
    $("log-pause").textContent = paused ? words.resume : words.pause;
    count();
  }

  $("log-filter").oninput = draw;
  $("log-kind").onchange = draw;
  $("log-clear").onclick = () => {
    entries.length = 0;
    waiting = [];
    draw();
  };
  $("log-pause").onclick = () => {
    paused = !paused;
    $("log-pause").setAttribute("aria-pressed", paused);
    for (const entry of waiting.splice(0)) add(entry);
    draw();
  };
  draw();

  wire.listen((message) => {
    const entry = describe(message);
    if (paused) waiting = [...waiting, entry].slice(-MOST);
    else add(entry);
    count();
  });
})();
