// The button by which a site asks somebody to let its program in. It stands in the place of each tag of this class:
//
//   <script class="encaixe_oauth" src="https://inbox.example.com/auth/button.js" data-client-id="..." data-mode="post_message"></script>
//
// What came of it is an event `encaixe:oauth` at the button, which bubbles; its `detail` has `client_id`, `state`, and `code` and `referer`, or
// `error`, or `done` where the window went to the redirect URI by itself, or `closed` where it was closed and nobody knows what came of it.
// Without `data-state` a state is made for each window.
(() => {
  "use strict";

  const CLASSES = ["encaixe_oauth", "kommo_oauth"];
  const WIDTH = 750;
  const HEIGHT = 580;
  // How often it is looked whether the window is closed, in milliseconds. A message that was on its way then comes within one turn.
  const LOOK = 300;
  const DRAWN = Symbol.for("encaixe.oauth.button");
  const TITLES = { en: "Connect Encaixe", pt: "Conectar Encaixe" };
  const STYLES = `
    .encaixe-oauth { display: inline-flex; align-items: center; justify-content: center; gap: 8px; min-height: 44px; padding: 9px 20px; border: 1px solid #4f46e5; border-radius: 8px; background: #4f46e5; color: #fff; font: 600 16px/1.5 system-ui, sans-serif; cursor: pointer }
    .encaixe-oauth:hover { background: #4338ca }
    .encaixe-oauth:focus-visible { outline: 2px solid #4f46e5; outline-offset: 2px }
    .encaixe-oauth-compact { min-height: 32px; padding: 3px 12px; font-size: 14px }
    .encaixe-oauth-dark { border-color: #6d7586; background: #171a20; color: #e9ebf0 }
    .encaixe-oauth-dark:hover { background: #2a2f39 }
    .encaixe-oauth-dark:focus-visible { outline-color: #a5a1ff }`;

  const own = document.currentScript;
  const address = own?.src && new URL(own.src);
  if (!address) {
    console.error("encaixe: load button.js by a <script> tag with its address in `src`, not as a module.");
    return;
  }
  // The server's one origin, as it says itself: this script may have been loaded by another name of it.
  const origin = "{{origin}}";
  const consent = new URL(address.pathname.replace(/\/auth\/[^/]*$/, "/oauth"), origin);

  function secret() {
    const bytes = crypto.getRandomValues(new Uint8Array(24));
    return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
  }

  // By a sheet that a page's policy for styles does not hold for; a browser without it shows the button as it shows any other.
  function dress() {
    if (!document[DRAWN] && "adoptedStyleSheets" in document) {
      document[DRAWN] = true;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLES);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    }
  }

  function where(data, state) {
    const url = new URL(consent);
    const asked = {
      response_type: "code",
      client_id: data.clientId,
      state,
      mode: data.mode === "post_message" ? "post_message" : "popup",
      origin: location.origin,
      redirect_uri: data.redirectUri,
      scope: data.scope,
      code_challenge: data.codeChallenge,
      code_challenge_method: data.codeChallenge && "S256",
    };
    for (const [name, value] of Object.entries(asked)) {
      if (value) {
        url.searchParams.set(name, value);
      }
    }
    return url.href;
  }

  function open(url) {
    const left = Math.max(0, Math.round(window.screenX + (window.outerWidth - WIDTH) / 2));
    const top = Math.max(0, Math.round(window.screenY + (window.outerHeight - HEIGHT) / 2));
    return window.open(url, "_blank", `popup,width=${WIDTH},height=${HEIGHT},left=${left},top=${top}`);
  }

  function behave(button, data) {
    let popup = null;
    let state = "";
    let timer;
    // Whether the window said that it tells the end. It does where this page is of an origin that was registered.
    let isTold = false;

    function end(answer) {
      clearInterval(timer);
      const gone = popup;
      popup = null;
      window.removeEventListener("message", hear);
      const detail = { ...answer, client_id: data.clientId, state };
      button.dispatchEvent(new CustomEvent("encaixe:oauth", { bubbles: true, detail }));
      const callback = answer.error && data.errorCallback && window[data.errorCallback];
      if (typeof callback === "function") {
        const told = { client_id: data.clientId, error: answer.error };
        if (answer.error_description) {
          told.error_description = answer.error_description;
        }
        if (gone) {
          told.oauth_window = gone;
        }
        callback(told);
      }
    }

    function hear(event) {
      if (!popup || event.source !== popup || event.origin !== origin) {
        return;
      }
      const told = event.data;
      if (typeof told !== "object" || told === null || told.state !== state) {
        return;
      }
      if (told.open) {
        isTold = true;
      } else if (told.code || told.error || told.done) {
        // So that it does not say that nobody heard.
        if (data.mode === "post_message") {
          popup.postMessage({ heard: true, state }, origin);
        }
        end(told);
      }
    }

    // A window that is closed without a word: whoever opened it did not decide. One that would not tell may have gone to the redirect URI.
    function leave() {
      end(isTold || data.mode === "post_message" ? { error: "window_closed" } : { closed: true });
    }

    function look() {
      let closed = 0;
      timer = setInterval(() => {
        closed = popup.closed ? closed + 1 : 0;
        if (closed > 1) {
          leave();
        }
      }, LOOK);
    }

    button.addEventListener("click", (event) => {
      if (!event.isTrusted) {
        console.error("encaixe: the button opens its window by a click of a person alone, not by a script.");
        return;
      }
      if (popup && !popup.closed) {
        popup.focus();
        return;
      }
      if (popup) {
        leave();
      }
      isTold = false;
      state = data.state || secret();
      popup = open(where(data, state));
      if (!popup) {
        end({ error: "window_blocked" });
        return;
      }
      window.addEventListener("message", hear);
      look();
    });
  }

  function draw(tag) {
    tag[DRAWN] = true;
    // What it says at this time: a script that changes it later changes no window.
    const data = { ...tag.dataset };
    if (!data.clientId) {
      console.error("encaixe: the tag has no data-client-id. Give it the client_id of your integration, which its page in the settings shows.", tag);
      return;
    }
    const button = document.createElement("button");
    button.type = "button";
    const language = (data.locale || document.documentElement.lang || navigator.language || "pt").slice(0, 2).toLowerCase();
    button.textContent = data.title || TITLES[language] || TITLES.en;
    if (data.className) {
      button.className = data.className;
    } else {
      dress();
      button.classList.add("encaixe-oauth");
      button.classList.toggle("encaixe-oauth-dark", data.theme === "dark");
      button.classList.toggle("encaixe-oauth-compact", data.compact === "true");
    }
    behave(button, data);
    if (tag.localName === "script") {
      tag.after(button);
    } else {
      tag.append(button);
    }
  }

  function drawAll() {
    const found = document.querySelectorAll(CLASSES.map((name) => `.${name}`).join(","));
    for (const tag of found) {
      // A tag that loads a script itself is drawn by that one, which may be of another server.
      const isOthers = tag.localName === "script" && tag.src && tag !== own;
      if (!tag[DRAWN] && !isOthers) {
        draw(tag);
      }
    }
  }

  drawAll();
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", drawAll);
  }
})();
