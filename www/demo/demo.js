// The demo plugin's beginning: it learns whom the agent is serving and hands that to the parts of the page, each of which
// stands in its own file. Plain JavaScript, no build. The first handler is all that a plugin needs.

let current = null; // { data, kinbox } of the open conversation

// The agent opened a conversation. `kinbox` is bound to it: what it does never lands on another conversation, however
// late; the call is then refused with the code `conversation_changed`.
Kinbox.on("conversation", (data, kinbox) => {
  current = { data, kinbox };
  showState("conversation");
  showConversation();
  showMessages();
});

// Tags, assignee, group, status, the contact or the attendance changed, by this plugin, the agent or a colleague.
Kinbox.on("conversation_updated", ({ conversation, contact, session }) => {
  current.data = { ...current.data, conversation, contact, session };
  showConversation();
});

// Somebody wrote.
Kinbox.on("message", ({ message, conversation }) => {
  current.data = { ...current.data, conversation, messages: [...current.data.messages, message] };
  addMessage(message);
});

// No conversation is open.
Kinbox.on("no_conversation", () => {
  current = null;
  showState("none");
});

// The agent chose other colours, or another language.
Kinbox.on("theme", ({ theme }) => useTheme(theme));
Kinbox.on("locale", ({ locale }) => useLocale(locale));

// Any number of listeners can hear an event; these keep the log.
for (const name of [
  "conversation", "conversation_updated", "no_conversation", "message", "callback", "visible", "hidden", "theme", "locale", "closing",
]) {
  Kinbox.on(name, (data) => log("event", name, data));
}

// Calls made before the inbox answered wait for it.
Kinbox.getWorkspaceInfo().then(showWorkspace, () => {});

/* ---- the page as a whole ---- */

// The inbox says `dark_mode` in the query; without it, the system's setting holds.
const dark = new URLSearchParams(location.search).get("dark_mode");
if (dark) useTheme(dark === "true" ? "dark" : "light");

useLocale(navigator.language);
showState(Kinbox.embedded ? "waiting" : "standalone");
$("address").textContent = location.origin + location.pathname;
$("address-copy").onclick = async () => {
  await navigator.clipboard.writeText($("address").textContent);
  $("address-copy").textContent = words.copied;
};

function showState(state) {
  if (Kinbox.context) useLocale(Kinbox.context.locale);
  $("state").dataset.state = state;
  $("state").textContent = words[state];
}

document.addEventListener("language", () => {
  $("state").textContent = words[$("state").dataset.state];
  showWorkspace(workspace);
  if (current) showConversation();
  if (current) showMessages();
});
