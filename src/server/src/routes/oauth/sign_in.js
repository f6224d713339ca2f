// Signs in by a link that somebody pastes, in this same window: the page of the link itself would cut off the page that opened it. And goes
// on by itself once this browser was signed in elsewhere, in another tab. A first press says whom the link signs in, where, and whose session
// that ends; a second one begins the session.
const signIn = document.getElementById("sign-in");
if (signIn) {
  const field = document.getElementById("link");
  const wrong = document.getElementById("link-wrong");
  const note = document.getElementById("link-who");
  const button = signIn.querySelector("button");
  const { path, open, standing, ...told } = signIn.dataset;
  // How often it is looked, and for how long, in milliseconds.
  const every = 2000;
  const until = Date.now() + 600000;
  const answers = { link_spent: told.spent, link_expired: told.expired, not_found: told.unknown };
  let isSending = false;
  // The link of which it was said whom it signs in.
  let shown = "";

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

  const forget = () => {
    shown = "";
    note.hidden = true;
    note.replaceChildren();
    button.textContent = told.go;
  };
  field.addEventListener("input", forget);

  const refuse = (why) => {
    forget();
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

  const line = (...parts) => {
    const paragraph = document.createElement("p");
    parts.forEach((part, index) => {
      // Every second one is what somebody wrote.
      const element = document.createElement(index % 2 ? "b" : "span");
      element.textContent = part;
      paragraph.append(...(index ? [" ", element] : [element]));
    });
    return paragraph;
  };

  // Whom the link signs in at which company, and whose session in this browser that ends.
  const ask = async (of, code) => {
    const answer = await fetch(`${of}/sign-in/${code}/who`);
    const body = await answer.json();
    if (!answer.ok) {
      refuse(answers[body.error?.code] ?? told.failed);
      return;
    }
    const { member } = body;
    const lines = [line(told.who, `${member.name} (${member.email})`, told.at, location.host + of)];
    const now = await fetch(`${of}/api/me`);
    if (now.ok) {
      const other = (await now.json()).member;
      if (other.id !== member.id) {
        lines.push(line(told.ends, `${other.name} (${other.email})`));
      }
    } else if (now.status !== 401) {
      refuse(told.failed);
      return;
    }
    note.replaceChildren(...lines);
    note.hidden = false;
    shown = `${of} ${code}`;
    button.textContent = told.begin;
    // Whoever pressed twice has read nothing yet.
    setTimeout(() => {
      isSending = false;
      button.disabled = false;
      button.focus();
    }, SEEN);
  };

  signIn.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isSending) {
      return;
    }
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
      if (shown !== `${of} ${code}`) {
        button.textContent = told.busy;
        await ask(of, code);
        return;
      }
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
