// Messages: the latest ones, those before them, and writing: into the agent's reply field, or as a note.

let earlier = null; // the id before which the next page of earlier messages ends; null when there is none

function showMessages() {
  const { messages } = current.data;
  $("message-list").replaceChildren(...messages.map(messageItem));
  earlier = messages[0]?.id ?? null;
  showEarlier();
  showLast();
}

/** The newest message is at the bottom. */
function showLast() {
  $("message-list").scrollTop = $("message-list").scrollHeight;
}

// A list that is not shown cannot be scrolled.
$("tab-messages").addEventListener("click", showLast);

function addMessage(message) {
  $("message-list").append(messageItem(message));
  showEarlier();
  showLast();
}

function showEarlier() {
  const none = $("message-list").children.length === 0;
  $("messages-earlier").disabled = earlier === null;
  $("messages-earlier").textContent = none ? words.noMessages : earlier === null ? words.noEarlier : words.earlier;
}

// The data object holds the latest messages alone; `listMessages` goes further back, a page at a time.
$("messages-earlier").onclick = async () => {
  const { kinbox } = current;
  const { value } = await run(kinbox, "listMessages", { before: earlier, limit: 20 });
  if (!value || current?.kinbox !== kinbox) return;
  $("message-list").prepend(...value.messages.map(messageItem));
  earlier = value.earlier;
  showEarlier();
};

function messageItem({ id, type, from, text, mediaUrl, isMedia, createdAt }) {
  const time = new Date(createdAt).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
  const who = type === "note" ? `${words.from[from]} · ${words.aNote}` : words.from[from];
  const item = element("li", { className: "message" }, element("p", { className: "quiet", textContent: `${who} · ${time}` }));
  Object.assign(item.dataset, { id, type, from });
  if (isMedia && type === "image") item.append(element("img", { src: mediaUrl, alt: text, loading: "lazy" }));
  else if (isMedia) item.append(element("a", { href: mediaUrl, target: "_blank", rel: "noreferrer", textContent: type }));
  if (text) item.append(element("p", { textContent: text }));
  return item;
}

/* ---- writing ---- */

onSubmit("write-form", () => run(current.kinbox, "insertText", $("write-text").value));

$("add-note").onclick = async () => {
  if (!$("write-text").reportValidity()) return;
  const { value } = await run(current.kinbox, "addNote", $("write-text").value);
  if (value) $("write-text").value = "";
};
