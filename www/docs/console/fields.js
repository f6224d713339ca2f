/*
 * The arguments of the chosen command as fields. Each field is made by its kind and reads itself: `{ value }`, where undefined
 * stands for an argument that is left out, or `{ wrong }`, what to say about it.
 */
const suggestions = { tag: [], member: [], group: [], conversation: [] };
let fields = [];

/* What fields begin with when the reference's example needs a program to know it. */
const BEGINNINGS = { id: "", text: "", number: 3, switch: true };

const KINDS = {
  id(parameter, begin) {
    const list = element("datalist", { id: `list-${parameter.name}` });
    const input = element("input", { value: begin, autocomplete: "off" });
    input.setAttribute("list", list.id);
    const hint = element("p", { className: "quiet hint" });
    const tell = () => {
      const known = suggestions[parameter.name]?.find(({ id }) => id === input.value);
      hint.textContent = known ? known.name : "";
    };
    const suggest = () => {
      const known = suggestions[parameter.name] ?? [];
      list.replaceChildren(...known.map(({ id, name }) => element("option", { value: id, label: name })));
      if (!input.dataset.touched && known.length > 0 && !known.some(({ id }) => id === input.value)) input.value = known[0].id;
      tell();
    };
    input.addEventListener("input", tell);
    suggest();
    return { control: input, extra: [list, hint], suggest, read: () => (input.value === "" ? missing(parameter) : { value: input.value }) };
  },
  text(parameter, begin) {
    const input = element("textarea", { value: begin, rows: 1, spellcheck: false });
    return { control: input, read: () => (input.value === "" ? missing(parameter) : { value: input.value }) };
  },
  number(parameter, begin) {
    const input = element("input", { value: begin, inputMode: "decimal", autocomplete: "off" });
    const read = () => {
      if (input.value.trim() === "") return missing(parameter);
      const value = Number(input.value);
      return Number.isFinite(value) ? { value } : { wrong: words.number };
    };
    return { control: input, read };
  },
  switch(parameter, begin) {
    const input = element("select", {}, element("option", { textContent: "true" }), element("option", { textContent: "false" }));
    input.value = String(begin);
    return { control: input, read: () => ({ value: input.value === "true" }) };
  },
  choice(parameter, begin) {
    const options = parameter.choices.map((textContent) => element("option", { textContent }));
    const input = element("select", {}, ...options);
    if (parameter.choices.includes(begin)) input.value = begin;
    return { control: input, read: () => ({ value: input.value }) };
  },
  json(parameter, begin) {
    const text = begin === undefined || begin === "" ? "" : JSON.stringify(begin, null, 2);
    const input = element("textarea", { value: text, rows: Math.min(Math.max(text.split("\n").length, 1), 16), spellcheck: false, className: "json" });
    const read = () => {
      if (input.value.trim() === "") return missing(parameter);
      const { value, mistake } = readJson(input.value);
      if (!mistake) return { value };
      const found = mistake.found ?? words.theEnd;
      return { wrong: words.mistake(mistake.line, mistake.column, words.expected[mistake.expected], found) };
    };
    return { control: input, read, begin: (value) => { input.value = JSON.stringify(value, null, 2); input.rows = input.value.split("\n").length; } };
  },
};

function missing(parameter) {
  return parameter.optional ? { value: undefined } : { wrong: words.missing };
}

function makeField(parameter) {
  // As text: in this order of names one wrote it.
  const example = parameter.example === undefined ? undefined : JSON.parse(parameter.example);
  const begin = example === null || example === undefined ? BEGINNINGS[parameter.field] : example;
  const made = KINDS[parameter.field](parameter, begin);
  const id = `field-${parameter.name}`;
  made.control.id = id;
  made.control.name = parameter.name;
  const wrong = element("p", { id: `${id}-wrong`, className: "wrong" });
  const nothing = parameter.nullable ? element("input", { type: "checkbox", id: `${id}-null` }) : null;
  const type = element("code", { textContent: parameter.type });
  const label = element("label", { htmlFor: id }, element("b", { textContent: parameter.name }), " ", type);
  if (parameter.optional) label.append(" ", element("small", { textContent: words.optional }));
  const head = element("div", { className: "row" }, label);
  if (nothing) head.append(element("label", { htmlFor: nothing.id, className: "check" }, nothing, words.asNull));
  const rows = [head];
  if (parameter.about) rows.push(element("p", { className: "quiet", textContent: parameter.about }));
  const box = element("div", { className: "field" }, ...rows, made.control, ...(made.extra ?? []), wrong);

  const read = () => {
    if (nothing?.checked) return { value: null };
    return made.read();
  };
  const check = () => {
    const { wrong: why } = read();
    wrong.textContent = why ?? "";
    made.control.setAttribute("aria-invalid", Boolean(why));
    if (why) made.control.setAttribute("aria-describedby", wrong.id);
    else made.control.removeAttribute("aria-describedby");
    return !why;
  };
  made.control.addEventListener("input", () => {
    made.control.dataset.touched = "true";
    if (wrong.textContent) check();
  });
  nothing?.addEventListener("change", () => {
    made.control.disabled = nothing.checked;
    check();
  });
  // Options are rarely needed and take their room only then.
  const isOptions = parameter.optional && parameter.name === "options" && example === undefined;
  const shown = isOptions ? element("details", {}, element("summary", { textContent: words.options }), box) : box;
  return { parameter, example, shown, read, check, control: made.control, suggest: made.suggest, begin: made.begin };
}

function makeFields(command) {
  fields = command.parameters.map(makeField);
  $("fields").replaceChildren(...fields.map(({ shown }) => shown));
}

/* The arguments as they stand; those at the end that are left out are not there. A wrong one is undefined. */
function readFields() {
  const given = fields.map((field) => field.read().value);
  while (given.length > 0 && given.at(-1) === undefined) given.pop();
  return given;
}

/* Says what is wrong at each field, and goes to the first that is. */
function checkFields() {
  const wrong = fields.filter((field) => !field.check());
  if (wrong.length > 0) {
    wrong[0].control.closest("details")?.setAttribute("open", "");
    wrong[0].control.focus();
  }
  return wrong.length === 0;
}
