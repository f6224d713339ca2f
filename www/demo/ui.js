// What the demo's parts share: language and colours, tabs, running a command, the log. Nothing here is about plugins
// but `run`, which calls a command and shows how it ends.

const $ = (id) => document.getElementById(id);
let words = TEXTS["pt-BR"];

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** Makes a form's fields act by `act` when it is sent, by Enter too. */
function onSubmit(id, act) {
  $(id).onsubmit = (event) => {
    event.preventDefault();
    act();
  };
}

/** Fills a list with options, each `[value, text]`, and keeps what was chosen where it is still there. */
function fillSelect(select, options, chosen = select.value) {
  select.replaceChildren(...options.map(([value, textContent]) => element("option", { value, textContent })));
  if (options.some(([value]) => value === chosen)) select.value = chosen;
}

/* ---- language and colours ---- */

function useLocale(locale) {
  const language = String(locale).startsWith("en") ? "en" : "pt-BR";
  if (document.documentElement.lang === language) return;
  document.documentElement.lang = language;
  words = TEXTS[language];
  for (const place of document.querySelectorAll("[data-text]")) {
    TEXTS["pt-BR"][place.dataset.text] ??= place.textContent;
    place.textContent = words[place.dataset.text];
  }
  document.dispatchEvent(new Event("language"));
}

function useTheme(theme) {
  document.documentElement.dataset.theme = theme;
}

/* ---- tabs: arrows move, as in any list of tabs ---- */

const tabs = [...document.querySelectorAll("[role=tab]")];

function chooseTab(chosen) {
  document.querySelector("main").dataset.tab = chosen.id.replace("tab-", "");
  for (const tab of tabs) {
    const panel = $(tab.id.replace("tab-", ""));
    tab.setAttribute("aria-selected", tab === chosen);
    tab.tabIndex = tab === chosen ? 0 : -1;
    panel.hidden = tab !== chosen;
  }
}

for (const [place, tab] of tabs.entries()) {
  const panel = $(tab.id.replace("tab-", ""));
  tab.setAttribute("aria-controls", panel.id);
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-labelledby", tab.id);
  tab.onclick = () => chooseTab(tab);
  tab.onkeydown = ({ key }) => {
    const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: -1 }[key];
    if (next === undefined) return;
    const wanted = tabs.at(next % tabs.length);
    chooseTab(wanted);
    wanted.focus();
  };
}
chooseTab(tabs[0]);

/* ---- commands ---- */

/**
 * Calls a command, shows it as one would write it, and how it ends. `of` is `Kinbox`, or the `kinbox` that a listener
 * was given, which is bound to the listener's conversation. Settles with `{ value }` or `{ error }`.
 */
async function run(of, name, ...given) {
  const command = name.split(".").reduce((object, key) => object[key], of);
  const code = `${of === Kinbox ? "Kinbox" : "kinbox"}.${name}(${given.map(inCode).join(", ")})`;
  showResult("pending", code, "…");
  try {
    const value = await command(...given);
    log("call", name, { call: code, value });
    showResult("ok", code, `→ ${inCode(value)}`);
    return { value };
  } catch (error) {
    // A failed call rejects with a `KinboxError`: `code` says why, `message` says more, in English.
    log("call", name, { call: code, error: { code: error.code, message: error.message } });
    showResult("error", code, `${words.errors[error.code] ?? error.name} (${error.code}: ${error.message})`);
    return { error };
  }
}

function showResult(outcome, code, answer) {
  delete $("answer").dataset.text;
  $("result").dataset.outcome = outcome;
  $("call").textContent = shorten(code, 60);
  $("answer").textContent = shorten(answer, 240);
  $("result").scrollTop = 0;
}

function inCode(value) {
  return value === undefined ? "undefined" : JSON.stringify(value);
}

/** The beginning of a text; the log has the whole. */
function shorten(text, most) {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/* ---- the log: the newest 50 on top, each opens ---- */

function log(kind, name, detail) {
  const time = new Date().toLocaleTimeString(document.documentElement.lang);
  const title = element("summary", {}, `${kind === "event" ? "↓" : "↑"} ${name}`, element("time", { textContent: time }));
  const more = element("pre", { tabIndex: 0, textContent: JSON.stringify(detail, null, 2) });
  const item = element("li", {}, element("details", {}, title, more));
  Object.assign(item.dataset, { kind, name, failed: Boolean(detail?.error) });
  $("log-list").prepend(item);
  while ($("log-list").children.length > 50) $("log-list").lastChild.remove();
  $("log-empty").hidden = true;
}

$("log-clear").onclick = () => {
  $("log-list").replaceChildren();
  $("log-empty").hidden = false;
};
