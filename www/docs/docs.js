/* What a page does beside being read: colours, copying, the menu on a narrow screen, and the description of the HTTP API. */
const root = document.documentElement;

function keep(name, value) {
  try {
    localStorage.setItem(`encaixe.${name}`, value);
  } catch {
    // A browser that refuses storage forgets the choice with the page.
  }
}

/* ---- colours: as in the inbox, the system's or one's own ---- */

const COLOURS = ["system", "light", "dark"];
const coloursButton = document.getElementById("theme");

function nameColours() {
  const name = `${words.colours}: ${words[root.dataset.theme]}`;
  coloursButton.title = name;
  coloursButton.setAttribute("aria-label", name);
}

coloursButton.onclick = () => {
  root.dataset.theme = COLOURS[(COLOURS.indexOf(root.dataset.theme) + 1) % COLOURS.length];
  keep("theme", root.dataset.theme);
  nameColours();
};

/* ---- copying ---- */

/** Brings a block's button to life. */
function copiable(button) {
  button.hidden = false;
  button.onclick = async () => {
    const code = button.parentElement.querySelector("code");
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      getSelection().selectAllChildren(code); // without the clipboard, it is one key to copy
      return;
    }
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = words.copy; }, 1500);
  };
}

for (const button of document.querySelectorAll(".copy")) copiable(button);

/* ---- the HTTP API, as the server describes it ---- */

let description = null;

/** The description, fetched once for the page and the search; a failure is tried again. */
function apiDescription() {
  description ??= fetch("/api/openapi.json").then((answer) => {
    if (!answer.ok) throw new Error(`HTTP status ${answer.status}`);
    return answer.json();
  });
  description.catch(() => { description = null; });
  return description;
}

/* ---- the menu keeps the current page in sight ---- */

const menu = document.getElementById("menu");
const current = menu.querySelector("[aria-current]");
if (current && menu.scrollHeight > menu.clientHeight) menu.scrollTop = current.offsetTop - menu.clientHeight / 2;

coloursButton.hidden = false;
nameColours();
