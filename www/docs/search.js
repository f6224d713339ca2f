/* The search box: over names and texts, by keyboard. "/" goes to it, arrows choose, Enter opens, Esc leaves. */
{
  const box = document.querySelector(".search");
  const input = document.getElementById("search");
  const list = document.getElementById("found");
  const status = box.querySelector("[role=status]");
  const MOST = 12;
  let index = null;
  let chosen = -1;

  box.hidden = false;

  async function load() {
    if (index) return index;
    const answer = await fetch(box.dataset.index);
    if (!answer.ok) throw new Error(`HTTP status ${answer.status}`);
    index = await answer.json();
    for (const entry of index) {
      entry.name = plain(entry.t);
      entry.text = plain(entry.x);
    }
    return index;
  }

  /* Without accents and capitals, and with a space where a capital began a word: addTag is "add tag" too. */
  function plain(text) {
    const apart = text.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[_.]/g, " ");
    return `${text} ${apart}`.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function weigh(entry, parts) {
    let weight = 0;
    for (const part of parts) {
      if (entry.name.startsWith(part)) weight += 100 - Math.min(entry.t.length, 50);
      else if (entry.name.includes(part)) weight += 40;
      else if (entry.text.includes(part)) weight += 5;
      else return 0;
    }
    // A page of its own comes before a place on another page.
    return entry.u.includes("#") ? weight : weight + 8;
  }

  function find(asked) {
    const parts = asked.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(/\s+/).filter(Boolean);
    if (parts.length === 0) return [];
    return index
      .map((entry) => ({ entry, weight: weigh(entry, parts) }))
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight)
      .slice(0, MOST)
      .map(({ entry }) => entry);
  }

  function item(entry, place) {
    const row = document.createElement("li");
    row.role = "presentation";
    const link = document.createElement("a");
    Object.assign(link, { id: `found-${place}`, role: "option", href: entry.u, tabIndex: -1 });
    const kind = document.createElement("small");
    kind.textContent = words()[entry.k] ?? entry.k;
    const name = document.createElement("b");
    name.textContent = entry.t;
    const text = document.createElement("span");
    text.textContent = entry.x.slice(0, 120);
    link.append(name, kind, text);
    row.append(link);
    return row;
  }

  function choose(place) {
    const options = [...list.querySelectorAll("[role=option]")];
    chosen = options.length === 0 ? -1 : (place + options.length) % options.length;
    for (const [at, option] of options.entries()) option.setAttribute("aria-selected", at === chosen);
    const option = options[chosen];
    if (option) option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option ? option.id : "");
  }

  function close() {
    list.hidden = true;
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function say(text) {
    const line = document.createElement("li");
    line.className = "nothing";
    line.role = "presentation";
    line.textContent = text;
    list.replaceChildren(line);
    status.textContent = text;
  }

  async function show() {
    const asked = input.value.trim();
    if (!asked) return close();
    try {
      await load();
    } catch {
      list.hidden = false;
      return say(words().noIndex);
    }
    if (input.value.trim() !== asked) return;
    const found = find(asked);
    list.replaceChildren(...found.map(item));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (found.length === 0) say(words().none);
    else status.textContent = words().found(found.length);
    choose(0);
  }

  input.oninput = show;
  input.onfocus = show;
  input.onkeydown = (event) => {
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Enter") list.querySelector("[aria-selected=true]")?.click();
    else if (event.key === "Escape") input.value ? (input.value = "", close()) : input.blur();
    else return;
    event.preventDefault();
  };
  // A press on a result must not take the focus before the click comes.
  list.onmousedown = (event) => event.preventDefault();
  input.onblur = close;

  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
