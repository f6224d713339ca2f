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

// How long the page that opened the window has to say that it heard, in milliseconds.
const HEARD = 2000;

function opened() {
  return window.opener && !window.opener.closed ? window.opener : null;
}

// Tells the page that opened the window something while the window stays.
function tell(told) {
  opened()?.postMessage(told.message, told.origin);
}

// Tells it the end, and closes the window once it answered: what went elsewhere meanwhile, or hears nobody, says nothing.
function end(opener, told) {
  const timer = setTimeout(() => {
    window.removeEventListener("message", hear);
    say(texts.unsure, texts.unsureText);
  }, HEARD);
  function hear(event) {
    const isIt = event.source === opener && event.origin === told.origin;
    if (isIt && event.data?.heard === true && event.data.state === told.message.state) {
      clearTimeout(timer);
      window.removeEventListener("message", hear);
      say(texts.done, texts.doneText);
      window.close();
    }
  }
  window.addEventListener("message", hear);
  opener.postMessage(told.message, told.origin);
}

function go(told) {
  const opener = opened();
  if (told.location) {
    if (told.message) {
      opener?.postMessage(told.message, told.origin);
    }
    location.replace(told.location);
  } else if (told.message && opener) {
    end(opener, told);
  } else if (told.message) {
    say(texts.alone, texts.aloneText);
  } else {
    if (told.tell) {
      tell(told.tell);
    }
    say(told.title ?? texts.failed, told.text ?? "");
  }
}

const telling = document.getElementById("tell");
if (telling) {
  tell(JSON.parse(telling.textContent));
}

const cancel = document.getElementById("cancel");
cancel?.addEventListener("click", () => {
  cancel.disabled = true;
  go(JSON.parse(document.getElementById("cancelled").textContent));
});

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
