// A suite of cases that use nothing but the public API. The driver outside starts it with the host's dialect, does what a
// case asks a person to do (`agent`), and reads how the cases ended.

const cases = [];
const suite = { wanted: null, did: null, failed: null, results: [], ended: false };
let dialect; // "channel" or "classic"
let rows; // the ids of the host's conversations, as texts; the first is open

/** Adds a case. What it throws is its failure. */
function test(name, play) {
  cases.push({ name, play });
}

/** Plays every case, one after the other. */
async function start(host) {
  ({ dialect, rows } = host);
  for (const { name, play } of cases) {
    const from = Date.now();
    const error = await within(play(), 20_000, "the end of the case").then(() => null, (why) => String(why?.message ?? why));
    suite.results.push({ name, error, ms: Date.now() - from });
  }
  suite.ended = true;
}

/** Asks for something that a person does at the host: `{open: 1}`, `{press: "dialog-ok"}`, `{fill: {...}}`. */
async function agent(action) {
  suite.wanted = action;
  try {
    await new Promise((done, failed) => Object.assign(suite, { did: done, failed }));
  } finally {
    suite.wanted = null;
  }
}

/* ---- what came ---- */

/** The data of every event of this name so far. */
const told = (name) => heard.filter((event) => event.name === name).map(({ data }) => data);

/** The last event that said which conversation is open. */
const latest = () => heard.findLast(({ name }) => name === "conversation" || name === "no_conversation");

/** Opens the conversation of that row, and waits until the plugin was told. Gives the event. */
async function open(row) {
  const before = heard.length;
  await agent({ open: row });
  await until(() => heard.slice(before).some(({ name, data }) => name === "conversation" && String(data.conversation.id) === rows[row]), `conversation ${rows[row]}`);
  return latest();
}

/** Leaves every conversation, and waits until the plugin was told. */
async function unselect() {
  const before = told("no_conversation").length;
  await agent({ unselect: true });
  await until(() => told("no_conversation").length > before, "no_conversation");
}

/* ---- checks ---- */

async function until(condition, what) {
  const end = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`waited for ${what}; heard ${heard.map(({ name }) => name).slice(-5)}`);
    await new Promise((later) => setTimeout(later, 10));
  }
}

function within(promise, ms, what) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`waited ${ms} ms for ${what}`)), ms);
    Promise.resolve(promise).then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

const inWords = (value) => JSON.stringify(value, (_, part) => (part === undefined ? "(undefined)" : part)) ?? "(undefined)";

function equal(got, want, what = "value") {
  if (inWords(got) !== inWords(want)) throw new Error(`${what}: got ${inWords(got)}, wanted ${inWords(want)}`);
}

function ok(condition, what) {
  if (!condition) throw new Error(`not so: ${what}`);
}

/** How a call ends: `{ value }`, or `{ code, message }`; anything but a KinboxError is a failure of the case. */
function ending(call) {
  return call.then(
    (value) => ({ value }),
    (error) => {
      ok(error instanceof Error && error.name === "KinboxError" && typeof error.code === "string", `a KinboxError instead of ${error}`);
      return { code: error.code, message: error.message };
    },
  );
}

/** The call must be refused with this code. Gives the message. */
async function refused(call, code, what = "call") {
  const end = await ending(call);
  ok(end.code === code, `${what} is refused with ${code}; it ended with ${inWords(end)}`);
  return end.message;
}

/** The call must end as ANSWERS has it for this dialect. Gives its value, or undefined where there is none to look at. */
async function answered(name, call) {
  const want = ANSWERS[name][dialect];
  const end = await within(ending(call), 10_000, `the end of ${name}`);
  if (want === "unsupported") {
    ok(end.code === "unsupported", `${name} is refused with unsupported; it ended with ${inWords(end)}`);
    return undefined;
  }
  ok("value" in end, `${name} ends well; it ended with ${inWords(end)}`);
  if (want === "undefined") equal(end.value, undefined, name);
  else ok(end.value !== undefined, `${name} has a value`);
  return end.value;
}
