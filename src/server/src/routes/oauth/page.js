// Sends what a person decided, and goes where the answer says: to the program's own address, or back to the page that opened this window.
// Not by the form itself: a page's policy for forms would also hold for every redirect after it.
const main = document.querySelector("main");

function say(title, text) {
  const head = document.createElement("h1");
  head.textContent = title;
  const about = document.createElement("p");
  about.textContent = text;
  main.replaceChildren(head, about);
}

function go(told) {
  if (told.location) {
    location.replace(told.location);
  } else if (told.message && window.opener) {
    window.opener.postMessage(told.message, told.origin);
    window.close();
  } else if (told.message) {
    say(document.body.dataset.done, "");
  } else {
    say(told.title ?? document.body.dataset.failed, told.text ?? "");
  }
}

const told = document.getElementById("told");
if (told) {
  go(JSON.parse(told.textContent));
}

document.querySelector("form")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const body = new URLSearchParams(new FormData(form));
  body.set("decision", event.submitter?.value ?? "deny");
  for (const button of form.querySelectorAll("button")) {
    button.disabled = true;
  }
  try {
    const answer = await fetch(location.pathname, { method: "POST", body });
    go(await answer.json());
  } catch {
    say(document.body.dataset.failed, "");
  }
});
