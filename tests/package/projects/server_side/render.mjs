// What a server that renders a page does with the package: it imports it, and code of the page calls it. Prints what came of it.

const before = new Set(Object.getOwnPropertyNames(globalThis));
const found = {};

for (const entry of ["@encaixe/kinbox", "@encaixe/kinbox/slim", "@encaixe/kinbox/plain"]) {
  const { Kinbox, createKinbox } = await import(entry);
  let heard = 0;
  const stop = Kinbox.on("conversation", () => { heard += 1; });
  Kinbox.toast("info", "nobody looks at how this ends");
  const end = (call) => call.then(() => "done", ({ name, code, message }) => ({ name, code, message }));
  found[entry] = {
    same: createKinbox({ hostOrigins: ["https://inbox.example.com"] }) === Kinbox,
    state: [Kinbox.embedded, Kinbox.wire, Kinbox.context],
    call: await end(Kinbox.addTag("5")),
    stored: await end(Kinbox.storage.get("k")),
    stopped: stop(),
    heard,
  };
}
await new Promise((later) => setTimeout(later, 50));
const globals = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name));
console.log(JSON.stringify({ found, globals, busy: process.getActiveResourcesInfo() }));
