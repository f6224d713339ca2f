// Contact: who it is, their tags, and changing a custom field.

let workspace = { customFields: [], members: [], tags: [], groups: [] };

/** Fills the page's lists with what the workspace has. */
function showWorkspace(info) {
  workspace = info;
  const active = (list) => list.filter(({ isActive }) => isActive).map(({ id, name }) => [id, name]);
  fillSelect($("tag-select"), [["", words.chooseTag], ...active(info.tags)]);
  fillSelect($("assign-member"), [["", words.nobody], ...active(info.members)]);
  fillSelect($("group-select"), [["", words.noGroup], ...active(info.groups)]);
  const owner = ({ entity }) => (entity === "session" ? words.ofSession : words.ofContact);
  fillSelect($("property-field"), info.customFields.map((field) => [field.id, `${field.name} · ${owner(field)}`]));
  // The names may come after the conversation that they are for.
  if (current) showConversation();
  else showEditor();
}

/** Shows the open conversation as `current` has it. */
function showConversation() {
  const { contact, conversation, session } = current.data;
  showAvatar(contact);
  $("contact-name").textContent = contact.name;
  $("channel").textContent = [conversation.channel_type, conversation.identifier].filter(Boolean).join(" · ");
  $("contact-phone").textContent = contact.phone ?? words.empty;
  $("contact-email").textContent = contact.email ?? words.empty;
  for (const old of document.querySelectorAll("#fields .custom")) old.remove();
  for (const [entity, fields] of [["contact", contact.customFields], ["session", session.customFields]]) {
    for (const [placeholder, field] of Object.entries(fields ?? {})) {
      if (field.value !== null) $("fields").append(...fieldRow(entity, placeholder, field));
    }
  }
  $("tags").replaceChildren(...conversation.tags.map(tagChip));
  if (conversation.tags.length === 0) $("tags").append(element("li", { className: "quiet", textContent: words.noTags }));
  $("assign-member").value = conversation.assignee?.id ?? "";
  $("group-select").value = conversation.group?.id ?? "";
  showEditor();
}

function fieldRow(entity, placeholder, field) {
  const known = workspace.customFields.find((one) => one.entity === entity && one.placeholder === placeholder);
  const value = element("dd", { className: "custom", textContent: inWords(field) });
  Object.assign(value.dataset, { entity, placeholder });
  return [element("dt", { className: "custom", textContent: known?.name ?? placeholder }), value];
}

function showAvatar({ id, name, avatar }) {
  const initials = name.match(/\p{L}+/gu)?.map((word) => word[0]) ?? ["#"];
  $("avatar").textContent = initials.length > 1 ? initials[0] + initials.at(-1) : initials.join("");
  const hue = [...String(id)].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  $("avatar").style.setProperty("--hue", hue);
  if (avatar) $("avatar").replaceChildren(element("img", { src: avatar, alt: "" }));
}

/** A custom field's value for people: dates and numbers as the page's language writes them. */
function inWords({ type, value }) {
  const language = document.documentElement.lang;
  if (type === "date") return new Date(`${value}T12:00`).toLocaleDateString(language);
  return Array.isArray(value) ? value.join(", ") : value.toLocaleString(language);
}

/* ---- tags ---- */

onSubmit("tag-form", () => run(current.kinbox, "addTag", $("tag-select").value));

function tagChip(tag) {
  const remove = element("button", { type: "button", textContent: "×", title: `${words.remove} ${tag.name}` });
  remove.setAttribute("aria-label", remove.title);
  remove.onclick = () => run(current.kinbox, "removeTag", tag.id);
  const chip = element("li", { className: "tag", textContent: tag.name }, remove);
  chip.dataset.tag = tag.id;
  chip.style.backgroundColor = tag.color;
  chip.style.color = tag.textColor;
  return chip;
}

/* ---- changing a custom field of the contact, or of the attendance, which the API calls session ---- */

let readEditor = () => null;
let edited = ""; // what the editor was put up for: while that stays, so does what the agent typed

function chosenField() {
  return workspace.customFields.find(({ id }) => id === $("property-field").value);
}

/** Puts up what the chosen field's type is written with, holding the field's present value. */
function showEditor() {
  const field = chosenField();
  if (!field || !current) return;
  const value = current.data[field.entity].customFields?.[field.placeholder]?.value ?? null;
  const wanted = JSON.stringify([field, value, current.data.conversation.id, document.documentElement.lang]);
  if (wanted === edited) return;
  edited = wanted;
  const [shown, read] = editor(field, value);
  readEditor = read;
  $("property-editor").replaceChildren(shown);
  $("property-help").textContent = field.description ?? "";
}

/** An element to write a value with, and what reads it: the value, or null when it was left empty. */
function editor({ type, options, name }, value) {
  if (type === "multi-select" && options.length > 0) return checkBoxes(options, value ?? [], name);
  let input;
  if (type === "select" && options.length > 0) {
    input = element("select");
    fillSelect(input, [["", words.empty], ...options.map((option) => [option.value, option.label])], value ?? "");
  } else {
    const types = { number: "number", decimal: "number", date: "date" };
    input = element("input", { type: types[type] ?? "text", value: value ?? "", autocomplete: "off" });
    if (type === "decimal") input.step = "any";
  }
  input.setAttribute("aria-label", name);
  const read = {
    number: () => input.valueAsNumber,
    decimal: () => input.valueAsNumber,
    "multi-select": () => input.value.split(",").map((part) => part.trim()).filter(Boolean),
  };
  return [input, () => (input.value === "" ? null : (read[type]?.() ?? input.value))];
}

function checkBoxes(options, value, name) {
  const boxes = options.map((option) => element("input", { type: "checkbox", value: option.value, checked: value.includes(option.value) }));
  const group = element("div", { className: "boxes" }, ...boxes.map((box, place) => element("label", {}, box, options[place].label)));
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", name);
  return [group, () => boxes.filter((box) => box.checked).map((box) => box.value)];
}

$("property-field").onchange = showEditor;

// The event `callback` tells the outcome too, with this call's key, as classic plugins expect it.
onSubmit("property-form", () => {
  const { entity, placeholder } = chosenField();
  const fields = { [placeholder]: { value: readEditor() } };
  run(current.kinbox, "setProperty", { key: placeholder, type: entity, fields });
});
