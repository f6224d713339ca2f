// Actions: who serves the conversation, and which one is open.

// The empty choice takes the conversation from everybody: null.
onSubmit("assign-form", () => run(current.kinbox, "assignTo", $("assign-member").value || null));
onSubmit("group-form", () => run(current.kinbox, "moveToGroup", $("group-select").value || null));

onSubmit("open-form", () => run(Kinbox, "openConversation", $("open-id").value));
$("refresh").onclick = () => run(Kinbox, "getConversation");
