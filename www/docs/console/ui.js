/* What the console's parts share: elements, the words in their places, the colours, and values as code. */
const $ = (id) => document.getElementById(id);

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function sayAll() {
  for (const place of document.querySelectorAll("[data-t]")) place.textContent = words[place.dataset.t];
  for (const place of document.querySelectorAll("[data-t-label]")) place.setAttribute("aria-label", words[place.dataset.tLabel]);
  for (const place of document.querySelectorAll("[data-t-placeholder]")) place.placeholder = words[place.dataset.tPlaceholder];
}

function useTheme(theme) {
  document.documentElement.dataset.theme = theme;
}

/* A value as one writes it in JavaScript: names without quotes where they need none, over lines when it is long. */
function inCode(value, indent = "") {
  if (value === undefined) return "undefined";
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const deeper = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => inCode(item, deeper))
    : Object.entries(value).map(([name, item]) => {
      const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
      return `${key}: ${inCode(item, deeper)}`;
    });
  const [open, close, pad] = Array.isArray(value) ? ["[", "]", ""] : ["{", "}", " "];
  if (parts.length === 0) return open + close;
  const line = `${open}${pad}${parts.join(", ")}${pad}${close}`;
  if (line.length + indent.length <= 60 && !line.includes("\n")) return line;
  return `${open}\n${parts.map((part) => deeper + part).join(",\n")},\n${indent}${close}`;
}

/* Text without accents and capitals; where a capital began a word, also apart. */
function plain(text) {
  const apart = text.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[_.]/g, " ");
  return `${text} ${apart}`.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
