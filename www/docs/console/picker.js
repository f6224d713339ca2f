/* The choice of a command: type to filter, arrows to move, Enter to take, Esc to leave it as it was. */
function makePicker(commands, choose) {
  const input = $("pick");
  const list = $("commands");
  let shown = [];
  let at = -1;
  let current = null;

  function mark(place) {
    at = shown.length === 0 ? -1 : (place + shown.length) % shown.length;
    const options = [...list.querySelectorAll("[role=option]")];
    for (const [place, option] of options.entries()) option.setAttribute("aria-selected", place === at);
    options[at]?.scrollIntoView({ block: "nearest" });
    if (options[at]) input.setAttribute("aria-activedescendant", options[at].id);
    else input.removeAttribute("aria-activedescendant");
  }

  function open(asked) {
    const parts = plain(asked).split(/\s+/).filter(Boolean);
    shown = asked === "" ? commands : commands.filter((command) => {
      const text = plain(`${command.name} ${command.summary}`);
      return parts.every((part) => text.includes(part));
    });
    // A name that begins with what was typed comes first.
    const begins = (command) => asked !== "" && command.name.toLowerCase().startsWith(asked.toLowerCase());
    shown = [...shown.filter(begins), ...shown.filter((command) => !begins(command))];
    list.replaceChildren(...shown.map((command, place) => {
      const option = element("li", { id: `command-${place}`, role: "option" });
      option.append(element("code", { textContent: command.name }), element("span", { textContent: command.summary }));
      option.onclick = () => take(command);
      return option;
    }));
    list.hidden = shown.length === 0;
    input.setAttribute("aria-expanded", !list.hidden);
    mark(Math.max(0, asked === "" ? shown.indexOf(current) : 0));
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    input.value = current?.name ?? "";
  }

  function take(command) {
    current = command;
    close();
    choose(command);
  }

  input.onfocus = () => input.select();
  input.onclick = () => open("");
  input.oninput = () => open(input.value.trim());
  input.onblur = close;
  list.onmousedown = (event) => event.preventDefault();
  input.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) list.hidden ? open("") : mark(at + step);
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && !list.hidden) take(shown[at]);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  };

  return { take };
}
