
// Signs in by a link that somebody pastes, in this same window: the page of the link itself would cut off the page that opened it. And goes
// on by itself once this browser was signed in elsewhere, in another tab.
const signIn = document.getElementById("sign-in");
if (signIn) {
  const field = document.getElementById("link");
  const wrong = document.getElementById("link-wrong");
  const button = signIn.querySelector("button");
  const { path, open, standing, ...told } = signIn.dataset;
  // How often it is looked, and for how long, in milliseconds.
  const every = 2000;
  const until = Date.now() + 600000;
  const answers = { link_spent: told.spent, link_expired: told.expired, not_found: told.unknown };
  let isSending = false;

  // The company's path and the code of what somebody typed; or why there are none.
  const read = (text) => {
    if (/^[\w-]{20,200}$/.test(text)) {
      return { of: path, code: text };
    }
    let link;
    try {
      link = new URL(text);
    } catch {
      return { why: told.unread };
    }
    const parts = /^((?:\/w\/[a-z0-9-]+)?)\/sign-in\/([\w-]+)\/?$/.exec(link.pathname);
    if (!parts) {
      return { why: told.unread };
    }
    if (link.origin !== location.origin) {
      return { why: told.foreign };
    }
    if (!open && parts[1] !== path) {
      return { why: told.another };
    }
    return { of: parts[1], code: parts[2] };
  };

  const refuse = (why) => {
    isSending = false;
    button.disabled = false;
    wrong.textContent = why;
    field.setAttribute("aria-invalid", "true");
    field.focus();
  };

  // The same consent, for the company of the link.
  const goOn = (of) => {
    const next = new URL(location.href);
    if (open) {
      next.searchParams.set("account", of === "" ? "/" : of.slice("/w/".length));
    }
    location.replace(next);
  };

  signIn.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { of, code, why } = read(field.value.trim());
    if (why) {
      refuse(why);
      return;
    }
    isSending = true;
    button.disabled = true;
    wrong.textContent = "";
    field.removeAttribute("aria-invalid");
    try {
      const answer = await fetch(`${of}/sign-in/${code}`, { method: "POST" });
      if (answer.ok) {
        goOn(of);
        return;
      }
      const body = await answer.json();
      refuse(answers[body.error?.code] ?? told.failed);
    } catch {
      refuse(told.failed);
    }
  });

  const look = async () => {
    if (document.visibilityState === "visible" && !isSending) {
      try {
        const answer = await fetch(`${location.pathname}/signed-in${location.search}`);
        const now = await answer.json();
        if (now.standing && now.standing !== standing && !isSending) {
          location.reload();
          return;
        }
      } catch {
        // The next one may come.
      }
    }
    if (Date.now() < until) {
      setTimeout(look, every);
    }
  };
  setTimeout(look, every);
}
