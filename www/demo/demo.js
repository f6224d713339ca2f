// The demo plugin's behaviour: shows whom the agent is serving, acts on the conversation and logs what passes.
// Plain JavaScript, no build. Read it from the top: the first handler is all that a plugin needs.

const $ = (id) => document.getElementById(id);
let current = null; // { data, kinbox } of the open conversation
let words = TEXTS["pt-BR"];
let tags = []; // those that a conversation can be given

// The agent opened a conversation. `kinbox` is bound to it: what it does never lands on another conversation, however
// late; the call is then refused with the code `conversation_changed`.
Kinbox.on("conversation", (data, kinbox) => {
  log("event", "conversation", data);
  current = { data, kinbox };
  showState("conversation");
  showConversation(data);
});

// Tags, assignee, group or status changed, by this plugin, by the agent or by a colleague.
Kinbox.on("conversation_updated", (update) => {
  log("event", "conversation_updated", update);
  current.data = { ...current.data, conversation: update.conversation };
  showConversation(current.data);
});

// No conversation is open.
Kinbox.on("no_conversation", () => {
  log("event", "no_conversation", null);
  current = null;
  showState("none");
});

// Calls made before the inbox answered wait for it.
Kinbox.getWorkspaceInfo().then(fillTags, () => {});

/* ---- commands: each returns a promise that always settles ---- */

for (const kind of ["success", "error", "warning", "info"]) {
  $(`toast-${kind}`).onclick = () => run("toast", kind, Kinbox.toast(kind, words.toasts[kind]));
}
$("loading-on").onclick = () => run("loading", true, Kinbox.loading(true));
$("loading-off").onclick = () => run("loading", false, Kinbox.loading(false));
$("dialog").onclick = () => run("dialog", words.question, Kinbox.dialog("confirm", words.question));
$("workspace").onclick = () => run("getWorkspaceInfo", null, Kinbox.getWorkspaceInfo().then((info) => (fillTags(info), info)));
$("tag-form").onsubmit = (event) => {
  event.preventDefault();
  const tag = $("tag-select").value;
  if (current && tag) run("addTag", tag, current.kinbox.addTag(tag));
};

/** Shows how a call ends. A failed one rejects with a `KinboxError`, whose `code` says why. */
async function run(name, argument, promise) {
  showResult("pending", `${name} …`);
  try {
    const value = await promise;
    log("call", name, { argument, value });
    showResult("ok", `${name} → ${JSON.stringify(value ?? null)}`);
  } catch (error) {
    log("call", name, { argument, error: { code: error.code, message: error.message } });
    showResult("error", `${name} → ${error.code}: ${error.message}`);
  }
}

/* ---- what is on screen ---- */

// The inbox says `dark_mode` in the query; without it, the system's setting holds.
const dark = new URLSearchParams(location.search).get("dark_mode");
if (dark) document.documentElement.dataset.theme = dark === "true" ? "dark" : "light";

useLocale(navigator.language);
showState(window.parent === window ? "standalone" : "waiting");
$("address").textContent = location.origin + location.pathname;
$("copy").onclick = async () => {
  await navigator.clipboard.writeText($("address").textContent);
  $("copy").textContent = words.copied;
};

function useLocale(locale) {
  const language = String(locale).startsWith("en") ? "en" : "pt-BR";
  if (document.documentElement.lang === language) return;
  document.documentElement.lang = language;
  words = TEXTS[language];
  for (const place of document.querySelectorAll("[data-text]")) {
    TEXTS["pt-BR"][place.dataset.text] ??= place.textContent;
    place.textContent = words[place.dataset.text];
  }
  fillTags({ tags });
}

function showState(state) {
  if (Kinbox.context) useLocale(Kinbox.context.locale);
  $("state").dataset.state = state;
  $("state").textContent = words[state];
}

function showResult(outcome, text) {
  delete $("result").dataset.text;
  $("result").dataset.outcome = outcome;
  $("result").textContent = text;
}

function showConversation({ contact, conversation }) {
  showAvatar(contact);
  $("contact-name").textContent = contact.name;
  $("channel").textContent = [conversation.channel_type, conversation.identifier].filter(Boolean).join(" · ");
  $("contact-phone").textContent = contact.phone ?? words.empty;
  $("contact-email").textContent = contact.email ?? words.empty;
  for (const old of document.querySelectorAll("#fields .custom")) old.remove();
  const labels = new Map(contact.properties.map((field) => [field.placeholder, field.name]));
  for (const [placeholder, field] of Object.entries(contact.customFields ?? {})) {
    if (field.value === null) continue;
    const label = element("dt", { className: "custom", textContent: labels.get(placeholder) ?? placeholder });
    $("fields").append(label, element("dd", { className: "custom", textContent: inWords(field) }));
  }
  $("tags").replaceChildren(...conversation.tags.map(tagChip));
  if (conversation.tags.length === 0) $("tags").append(element("li", { className: "quiet", textContent: words.noTags }));
}

function showAvatar({ id, name, avatar }) {
  const initials = name.match(/\p{L}+/gu)?.map((word) => word[0]) ?? ["#"];
  $("avatar").textContent = initials.length > 1 ? initials[0] + initials.at(-1) : initials.join("");
  const hue = [...String(id)].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  $("avatar").style.setProperty("--hue", hue);
  if (avatar) $("avatar").replaceChildren(element("img", { src: avatar, alt: "" }));
}

function tagChip(tag) {
  const chip = element("li", { className: "tag", textContent: tag.name });
  chip.dataset.tag = tag.id;
  chip.style.backgroundColor = tag.color;
  chip.style.color = tag.textColor;
  const remove = element("button", { type: "button", textContent: "×", title: `${words.remove} ${tag.name}` });
  remove.setAttribute("aria-label", remove.title);
  remove.onclick = () => run("removeTag", tag.id, current.kinbox.removeTag(tag.id));
  chip.append(remove);
  return chip;
}

function fillTags(info) {
  tags = info.tags.filter((tag) => tag.isActive);
  const chosen = $("tag-select").value;
  const options = tags.map((tag) => element("option", { value: tag.id, textContent: tag.name }));
  $("tag-select").replaceChildren(element("option", { value: "", textContent: words.chooseTag }), ...options);
  if (tags.some((tag) => tag.id === chosen)) $("tag-select").value = chosen;
}

/** A custom field's value for people: dates and numbers as the page's language writes them. */
function inWords({ type, value }) {
  const language = document.documentElement.lang;
  if (type === "date") return new Date(`${value}T12:00`).toLocaleDateString(language);
  return Array.isArray(value) ? value.join(", ") : value.toLocaleString(language);
}

/** Adds an entry on top of the log and keeps the newest 50. */
function log(kind, name, detail) {
  const time = new Date().toLocaleTimeString(document.documentElement.lang);
  const title = element("summary", { textContent: `${kind === "event" ? "↓" : "↑"} ${name}` });
  title.append(element("time", { textContent: time }));
  const entry = element("details");
  entry.append(title, element("pre", { tabIndex: 0, textContent: JSON.stringify(detail, null, 2) }));
  const item = element("li");
  Object.assign(item.dataset, { kind, name });
  item.append(entry);
  $("log").prepend(item);
  while ($("log").children.length > 50) $("log").lastChild.remove();
  $("log-empty").hidden = true;
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
