// The plugin: it shows the open conversation's contact, marks the conversation as VIP and keeps a note with it.
// `Kinbox` is there already: the script tag before this one brought it.

import { WORDS } from "./words.js";

/** @import { BoundCommands, ConversationData, FieldValue, KinboxError, WorkspaceInfo } from "@encaixe/kinbox" */

/** @type {{ data: ConversationData, kinbox: BoundCommands } | null} The open conversation, and the commands bound to it. */
let open = null;
/** @type {"waiting" | "none" | "alone"} Why there is none. */
let absence = Kinbox.embedded ? "waiting" : "alone";
/** @type {WorkspaceInfo | null} */
let workspace = null;
/** @type {string | null} The note as it is stored; null until it was read. */
let stored = null;
/** @type {Map<string, string>} What was typed and not saved yet, by conversation: nobody loses it by opening another. */
const drafts = new Map();
let words = WORDS["pt-BR"];

/* ---- what the inbox tells ---- */

// `kinbox` is bound to this conversation: what it does never lands on another one, however late the agent clicks.
Kinbox.on("conversation", (data, kinbox) => {
  open = { data, kinbox };
  $("vip-problem").textContent = "";
  follow();
  readNote();
});

// The agent, a colleague or this plugin changed something.
Kinbox.on("conversation_updated", ({ conversation, contact, session }) => {
  if (open) open.data = { ...open.data, conversation, contact, session };
  showContact();
});

Kinbox.on("no_conversation", () => {
  open = null;
  absence = "none";
  follow();
});

Kinbox.on("theme", follow);
Kinbox.on("locale", follow);

// A call made before the inbox has answered waits for it.
attempt("vip-problem", async () => {
  workspace = await Kinbox.getWorkspaceInfo();
  showContact();
});

/* ---- what the agent does ---- */

$("vip").onclick = () =>
  attempt("vip-problem", async () => {
    const tag = vipTag();
    if (!open || !tag) return;
    $("vip").disabled = true;
    await (isVip() ? open.kinbox.removeTag(tag.id) : open.kinbox.addTag(tag.id));
  }).finally(showContact);

$("note").oninput = () => {
  if (open) drafts.set(open.data.conversation.id, $("note").value);
  showNote();
};

$("note-form").onsubmit = (/** @type {SubmitEvent} */ event) => {
  event.preventDefault();
  attempt("note-problem", async () => {
    if (!open) return;
    const { data, kinbox } = open;
    const text = $("note").value;
    $("save").disabled = true;
    await kinbox.storage.set("note", text, { scope: "conversation" });
    if (drafts.get(data.conversation.id) === text) drafts.delete(data.conversation.id);
    if (open?.kinbox === kinbox) stored = text;
  }).finally(showNote);
};

function readNote() {
  if (!open) return;
  const { data, kinbox } = open;
  stored = null;
  $("note").value = "";
  showNote();
  attempt("note-problem", async () => {
    /** @type {string} */
    const text = (await kinbox.storage.get("note", { scope: "conversation" })) ?? "";
    if (open?.kinbox !== kinbox) return; // Another conversation is open by now.
    stored = text;
    $("note").value = drafts.get(data.conversation.id) ?? text;
    showNote();
  });
}

/**
 * Does what may fail, and says in the page why it did.
 * @param {string} place @param {() => Promise<unknown>} action
 */
async function attempt(place, action) {
  const before = open?.kinbox;
  $(place).textContent = "";
  try {
    await action();
  } catch (reason) {
    const { code, message } = /** @type {KinboxError} */ (reason);
    /** @type {Record<string, string>} */
    const known = words.errors;
    if (open?.kinbox === before || !before) $(place).textContent = known[code] ?? `${words.failed}: ${message}`;
  }
}

/* ---- what the page shows ---- */

/** Takes on the inbox's colours and language, and shows all anew. */
function follow() {
  const dark = new URLSearchParams(location.search).get("dark_mode");
  const theme = Kinbox.context?.theme ?? (dark && (dark === "true" ? "dark" : "light"));
  if (theme) document.documentElement.dataset.theme = theme;
  const language = (Kinbox.context?.locale ?? navigator.language).startsWith("pt") ? "pt-BR" : "en";
  document.documentElement.lang = language;
  words = WORDS[language];
  for (const place of document.querySelectorAll("[data-word]")) {
    place.textContent = Reflect.get(words, place.getAttribute("data-word") ?? "");
  }
  $("open").hidden = !open;
  $("empty").hidden = Boolean(open);
  $("empty-title").textContent = words[`${absence}Title`];
  $("empty-text").textContent = words[`${absence}Text`];
  $("address").hidden = absence !== "alone";
  $("address").textContent = location.origin + location.pathname;
  showContact();
  showNote();
}

function showContact() {
  if (!open) return;
  const { contact, conversation } = open.data;
  $("avatar").replaceChildren(contact.avatar ? element("img", { src: contact.avatar, alt: "" }) : (contact.name[0] ?? "#"));
  $("name").textContent = contact.name;
  $("channel").textContent = [conversation.channel_type, conversation.identifier].filter(Boolean).join(" · ");
  const rows = [[words.phone, contact.phone], [words.email, contact.email]];
  // Older inboxes tell no custom fields.
  for (const [placeholder, field] of Object.entries(contact.customFields ?? {})) {
    const known = workspace?.customFields.find((one) => one.entity === "contact" && one.placeholder === placeholder);
    if (field.value !== null) rows.push([known?.name ?? placeholder, inWords(field)]);
  }
  $("fields").replaceChildren(
    ...rows.flatMap(([name, value]) => [element("dt", { textContent: name }), element("dd", { textContent: value || words.empty })]),
  );
  $("vip").disabled = !vipTag();
  $("vip").ariaPressed = String(isVip());
  $("vip").textContent = isVip() ? words.isVip : words.makeVip;
  $("vip-help").hidden = !workspace || Boolean(vipTag());
}

function showNote() {
  const changed = $("note").value !== stored;
  $("note").disabled = stored === null;
  $("save").disabled = stored === null || !changed;
  $("note-state").textContent = stored === null ? "" : changed ? words.unsaved : stored && words.saved;
}

function vipTag() {
  return workspace?.tags.find((tag) => tag.isActive && tag.name.toUpperCase() === "VIP");
}

function isVip() {
  return Boolean(open?.data.conversation.tags.some((tag) => tag.id === vipTag()?.id));
}

/** @param {FieldValue} field */
function inWords({ type, value }) {
  const language = document.documentElement.lang;
  if (type === "date") return new Date(`${value}T12:00`).toLocaleDateString(language);
  return Array.isArray(value) ? value.join(", ") : (value?.toLocaleString(language) ?? "");
}

/** @param {string} id @returns {any} */
function $(id) {
  return document.getElementById(id);
}

/** @param {string} name @param {object} properties */
function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

follow();
