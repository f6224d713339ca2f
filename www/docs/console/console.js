/* The console itself: where it runs, the chosen command, running it, and how it ended. */
let known = { commands: [], errors: {} };
let chosen = null;
let data = null;

/* ---- where it runs ---- */

function showState() {
  const state = !Kinbox.embedded ? "standalone" : data ? "conversation" : data === null && Kinbox.context ? "none" : "waiting";
  $("state").dataset.state = state;
  $("state").hidden = state === "standalone";
  $("state").textContent = state === "conversation" ? words.conversation(data.contact.name || words.unnamed) : words[state] ?? "";
  $("standalone").hidden = state !== "standalone";
  $("work").hidden = state === "standalone";
}

Kinbox.on("conversation", (opened) => {
  data = opened;
  began();
});
Kinbox.on("conversation_updated", (update) => { data = { ...data, ...update }; });
Kinbox.on("no_conversation", () => {
  data = null;
  began();
});
Kinbox.on("theme", ({ theme }) => useTheme(theme));

/* The inbox answered: its colours hold. */
function began() {
  if (Kinbox.context) {
    useTheme(Kinbox.context.theme);
  }
  showState();
}

/* ---- the command ---- */

function choose(command) {
  chosen = command;
  remember(command.name);
  makeFields(command);
  describe();
  prefill();
  showLine();
  $("outcome").hidden = true;
  $("outcome").dataset.outcome = "none";
}

function describe() {
  if (!chosen) return;
  const link = element("a", { href: chosen.reference, target: "_blank", rel: "noreferrer", textContent: words.more });
  link.setAttribute("aria-label", `${words.more}: ${chosen.name}`);
  const parts = [chosen.summary, " ", link];
  if (chosen.bound) parts.unshift(element("span", { className: "chip", textContent: words.bound }), " ");
  $("about").replaceChildren(...parts);
}

/* Values of the workspace and the conversation, where the reference's example could not know them and nothing was typed. */
function prefill() {
  for (const field of fields) field.suggest?.();
  const property = fields.find(({ parameter, begin }) => parameter.name === "property" && begin);
  const [placeholder, own] = Object.entries(data?.contact.customFields ?? {})[0] ?? [];
  if (property && placeholder && !property.control.dataset.touched) {
    property.begin({ ...property.example, fields: { [placeholder]: { value: own.value } } });
  }
}

function showLine() {
  const given = fields.map((field) => field.read());
  while (given.length > 0 && !given.at(-1).wrong && given.at(-1).value === undefined) given.pop();
  $("line").textContent = `await Kinbox.${chosen.name}(${given.map(({ value, wrong }) => (wrong ? "…" : inCode(value))).join(", ")});`;
}

function remember(name) {
  try {
    localStorage.setItem("encaixe.console", name);
  } catch {
    // A browser that refuses storage begins with the first command.
  }
}

function remembered() {
  try {
    return localStorage.getItem("encaixe.console");
  } catch {
    return null;
  }
}

/* ---- running it ---- */

async function run() {
  if (!chosen || !checkFields()) return;
  const given = readFields();
  const control = new AbortController();
  const place = chosen.parameters.findIndex(({ name }) => name === "options");
  if (place >= 0) {
    while (given.length < place) given.push(undefined);
    given[place] = { ...given[place], signal: control.signal };
  }
  const command = chosen.name.split(".").reduce((object, key) => object[key], Kinbox);
  $("run").disabled = true;
  $("abort").hidden = place < 0;
  $("abort").onclick = () => control.abort();
  show("pending", element("p", { textContent: words.pending }));
  const begun = performance.now();
  const took = () => element("small", { textContent: words.took(Math.round(performance.now() - begun)) });
  try {
    const value = await command(...given);
    const settled = value === undefined || value === null && chosen.result === "void"
      ? element("p", { textContent: words.nothing })
      : element("div", { className: "code" }, element("pre", { tabIndex: 0, textContent: JSON.stringify(value, null, 2) }));
    show("ok", took(), settled);
  } catch (error) {
    const code = element("a", { href: `/docs/errors#${error.code}`, target: "_blank", rel: "noreferrer" }, element("code", { textContent: error.code ?? error.name }));
    const parts = [element("p", {}, code, " ", took()), element("p", { textContent: error.message })];
    if (error.detail) parts.push(element("p", { textContent: error.detail }));
    if (known.errors[error.code]) parts.push(element("p", { className: "quiet", lang: "en", textContent: known.errors[error.code] }));
    show("error", ...parts);
  }
  $("run").disabled = false;
  $("abort").hidden = true;
}

function show(outcome, ...parts) {
  $("outcome").hidden = false;
  $("outcome").dataset.outcome = outcome;
  $("outcome").replaceChildren(...parts);
}

$("call").onsubmit = (event) => {
  event.preventDefault();
  run();
};
$("call").addEventListener("input", () => { if (chosen) showLine(); });
$("call").addEventListener("change", () => { if (chosen) showLine(); });
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  run();
});

// A frame of another origin has no clipboard of its own: the inbox copies for it.
$("copy-line").onclick = async () => {
  try {
    await Kinbox.copy($("line").textContent);
  } catch {
    getSelection().selectAllChildren($("line")); // where it may not, it is one key to copy
    return;
  }
  $("copy-line").textContent = words.copied;
  setTimeout(() => { $("copy-line").textContent = words.copy; }, 1500);
};

/* ---- the beginning ---- */

async function begin() {
  const answer = await fetch("/docs/commands.json");
  if (!answer.ok) throw new Error(`HTTP status ${answer.status}`);
  known = await answer.json();
  const picker = makePicker(known.commands, choose);
  const find = (name) => known.commands.find((command) => command.name === name);
  picker.take(find(remembered()) ?? known.commands[0]);
  $("line-box").setAttribute("aria-label", words.code);

  Kinbox.getWorkspaceInfo().then((info) => {
    const active = (list) => list.filter(({ isActive }) => isActive).map(({ id, name }) => ({ id, name }));
    Object.assign(suggestions, { tag: active(info.tags), member: active(info.members), group: active(info.groups) });
    prefill();
    showLine();
  }, () => {});

  // The reference's "Run it" leaves the name of a command here.
  const asked = await Kinbox.storage.get("command");
  if (!find(asked)) return;
  picker.take(find(asked));
  await Kinbox.storage.remove("command");
}

const dark = new URLSearchParams(location.search).get("dark_mode");
if (dark) useTheme(dark === "true" ? "dark" : "light");
sayAll();
showState();
if (Kinbox.embedded) {
  begin().catch(() => {
    if (known.commands.length === 0) show("error", element("p", { textContent: words.noCommands }));
  });
}
