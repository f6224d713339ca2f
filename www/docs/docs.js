/* What a page does beside being read: language, colours, copying, and the menu on a narrow screen. */
const root = document.documentElement;
const words = () => WORDS[root.dataset.language] ?? WORDS.en;

function keep(name, value) {
  try {
    localStorage.setItem(`encaixe.${name}`, value);
  } catch {
    // A browser that refuses storage forgets the choice with the page.
  }
}

/* ---- language: the shell's alone, so each piece of it says which language it is in ---- */

const languageButton = document.getElementById("language");

function translate() {
  const language = root.dataset.language;
  for (const place of document.querySelectorAll("[data-t]")) {
    place.textContent = words()[place.dataset.t];
    place.lang = language;
  }
  for (const place of document.querySelectorAll("[data-t-label]")) place.setAttribute("aria-label", words()[place.dataset.tLabel]);
  for (const place of document.querySelectorAll("[data-t-placeholder]")) place.placeholder = words()[place.dataset.tPlaceholder];
  languageButton.textContent = language === "en" ? "PT" : "EN";
  languageButton.setAttribute("aria-label", words().language);
  languageButton.title = words().language;
  languageButton.lang = language === "en" ? "pt-BR" : "en";
  nameColours();
  document.dispatchEvent(new Event("language"));
}

languageButton.onclick = () => {
  root.dataset.language = root.dataset.language === "en" ? "pt-BR" : "en";
  keep("locale", root.dataset.language);
  translate();
};

/* ---- colours: as in the inbox, the system's or one's own ---- */

const COLOURS = ["system", "light", "dark"];
const coloursButton = document.getElementById("theme");

function nameColours() {
  const name = `${words().colours}: ${words()[root.dataset.theme]}`;
  coloursButton.title = name;
  coloursButton.setAttribute("aria-label", name);
}

coloursButton.onclick = () => {
  root.dataset.theme = COLOURS[(COLOURS.indexOf(root.dataset.theme) + 1) % COLOURS.length];
  keep("theme", root.dataset.theme);
  nameColours();
};

/* ---- copying ---- */

for (const button of document.querySelectorAll(".copy")) {
  button.hidden = false;
  button.onclick = async () => {
    const code = button.parentElement.querySelector("code");
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      getSelection().selectAllChildren(code); // without the clipboard, it is one key to copy
      return;
    }
    button.textContent = words().copied;
    setTimeout(() => { button.textContent = words().copy; }, 1500);
  };
}

/* ---- the menu keeps the current page in sight ---- */

const menu = document.getElementById("menu");
const current = menu.querySelector("[aria-current]");
if (current && menu.scrollHeight > menu.clientHeight) menu.scrollTop = current.offsetTop - menu.clientHeight / 2;

languageButton.hidden = false;
coloursButton.hidden = false;
translate();
