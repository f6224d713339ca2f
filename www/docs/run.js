/*
 * The page "Live console": finds the console among the inbox's plugins and opens it with the command of the address's hash.
 * The choice is left where the console, a plugin like any other, keeps values: in its storage for this agent.
 */
{
  const place = document.getElementById("run");
  // Names of commands need no escapes; whatever else stands there names none.
  const name = /^#[\w.]+$/.test(location.hash) ? location.hash.slice(1) : "";
  const isConsole = (address) => new URL(address).pathname === "/docs/console";

  async function ask(path, settings) {
    const answer = await fetch(path, { headers: { "content-type": "application/json" }, ...settings });
    if (!answer.ok) throw Object.assign(new Error(`HTTP status ${answer.status}`), { status: answer.status });
    return answer.status === 204 ? null : answer.json();
  }

  function show(state, button) {
    const text = document.createElement("p");
    text.textContent = words[state];
    const parts = [text];
    if (button) {
      const made = document.createElement(button.to ? "a" : "button");
      made.className = "button";
      made.textContent = button.label();
      if (button.to) made.href = button.to;
      else Object.assign(made, { type: "button", onclick: button.act });
      parts.push(made);
    }
    place.dataset.state = state;
    place.replaceChildren(...parts);
  }

  async function open(id) {
    if (name) {
      const value = JSON.stringify({ value: JSON.stringify(name) });
      await ask(`/api/plugins/${encodeURIComponent(id)}/storage/user/command`, { method: "PUT", body: value });
    }
    location.assign(`/inbox?plugin=${encodeURIComponent(id)}`);
  }

  async function turnOn(id) {
    await ask(`/api/plugins/${encodeURIComponent(id)}`, { method: "PATCH", body: JSON.stringify({ enabled: true }) });
    await look();
  }

  /* Any of it may fail: the network, or a session that ended meanwhile. */
  const trying = (act) => () => act().catch(failed);

  function failed(error) {
    if (error.status === 401) return show("runSignedOut", { label: () => words.runSignIn, to: "/inbox" });
    show("runFailed", { label: () => words.runAgain, act: trying(look) });
  }

  async function look() {
    const frame = (await ask("/api/frames")).find(({ src }) => isConsole(src));
    if (frame) {
      const label = () => (name ? words.runOpenWith(name) : words.runOpen);
      return show("runReady", { label, act: trying(() => open(frame.id)) });
    }
    let plugins;
    try {
      plugins = (await ask("/api/plugins")).items;
    } catch (error) {
      if (error.status !== 403) throw error;
      return show("runAsk");
    }
    const console = plugins.find(({ endpoint }) => isConsole(endpoint));
    if (console) return show("runOff", { label: () => words.runTurnOn, act: trying(() => turnOn(console.id)) });
    return show("runGone", { label: () => words.runSettings, to: "/settings/plugins" });
  }

  show("runLooking");
  trying(look)();
}
