// Sends what a person decided, and goes where the answer says: to the program's own address, or back to the page that opened this window.
// Not by the form itself: a page's policy for forms would also hold for every redirect after it.
const main = document.querySelector("main");
const texts = document.body.dataset;

// How long the page is in front before anybody can allow, in milliseconds. Whoever clicks twice, and whose first click another page took
// to bring this one under the mouse, allows nothing by the second.
const SEEN = 700;

function say(title, text) {
  const head = document.createElement("h1");
  head.textContent = title;
  const about = document.createElement("p");
  about.textContent = text;
  main.replaceChildren(head, about);
  document.title = title;
}

function go(told) {
  const opener = window.opener && !window.opener.closed ? window.opener : null;
  if (told.location) {
    if (told.message) {
      opener?.postMessage(told.message, told.origin);
    }
    location.replace(told.location);
  } else if (told.message && opener) {
    opener.postMessage(told.message, told.origin);
    say(texts.done, texts.doneText);
    window.close();
  } else if (told.message) {
    say(texts.alone, texts.aloneText);
  } else {
    say(told.title ?? texts.failed, told.text ?? "");
  }
}

const told = document.getElementById("told");
if (told) {
  go(JSON.parse(told.textContent));
}

const form = document.querySelector("form:not(#sign-in)");
if (form) {
  const allow = form.querySelector("button[value=allow]");
  let isSent = false;
  let timer;

  const wait = () => {
    clearTimeout(timer);
    if (isSent) {
      return;
    }
    allow.disabled = true;
    if (document.visibilityState === "visible") {
      timer = setTimeout(() => {
        allow.disabled = false;
      }, SEEN);
    }
  };
  document.addEventListener("visibilitychange", wait);
  window.addEventListener("focus", wait);
  wait();

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    isSent = true;
    clearTimeout(timer);
    const body = new URLSearchParams(new FormData(form));
    body.set("decision", event.submitter?.value ?? "deny");
    for (const button of form.querySelectorAll("button")) {
      button.disabled = true;
    }
    try {
      const answer = await fetch(location.pathname, { method: "POST", body });
      go(await answer.json());
    } catch {
      say(texts.failed, "");
    }
  });
}
