// Storage: what the plugin keeps on the server. No other plugin can read it.

// A scope of the conversation needs one, so its calls go by the `kinbox` that is bound to it.
function store(command, ...given) {
  const scope = $("storage-scope").value;
  const of = scope === "conversation" && current ? current.kinbox : Kinbox;
  return run(of, `storage.${command}`, ...given, { scope });
}

onSubmit("storage-form", () => store("set", $("storage-key").value, storageValue()));
$("storage-get").onclick = () => store("get", $("storage-key").value);
$("storage-remove").onclick = () => store("remove", $("storage-key").value);
$("storage-keys").onclick = () => store("keys");

/** What JSON can write is stored as what it means; other text as it stands. */
function storageValue() {
  try {
    return JSON.parse($("storage-value").value);
  } catch {
    return $("storage-value").value;
  }
}
