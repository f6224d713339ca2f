// Page: notices, the plugin's own frame, the clipboard, and what the plugin knows of the place it runs in.

for (const kind of ["success", "error", "warning", "info"]) {
  $(`toast-${kind}`).onclick = () => run(Kinbox, "toast", kind, words.toasts[kind]);
}
$("loading-on").onclick = () => run(Kinbox, "loading", true);
$("loading-off").onclick = () => run(Kinbox, "loading", false);

onSubmit("badge-form", () => {
  const count = $("badge-count").value;
  run(Kinbox, "setBadge", count === "" ? null : Number(count));
});

// "auto" follows the page's content from now on; null gives the height back to the panel.
onSubmit("height-form", () => run(Kinbox, "setHeight", $("height-value").valueAsNumber));
$("height-auto").onclick = () => run(Kinbox, "setHeight", "auto");
$("height-panel").onclick = () => run(Kinbox, "setHeight", null);

onSubmit("copy-form", () => run(Kinbox, "copy", $("copy-text").value));

// The inbox's server adds the credentials: this page never has them.
onSubmit("request-form", () => run(Kinbox, "request", $("request-app").value, { path: $("request-path").value }));

$("workspace").onclick = async () => {
  const { value } = await run(Kinbox, "getWorkspaceInfo");
  if (value) showWorkspace(value);
};
// The plugin's own server verifies what it gets; what is shown here is only what the token says.
$("token").onclick = () => run(Kinbox, "getToken");
$("context").onclick = () => {
  showResult("ok", "Kinbox.context", inCode(Kinbox.context));
  log("call", "context", Kinbox.context);
};
