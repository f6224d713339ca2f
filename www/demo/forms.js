// Forms: questions that the inbox puts to the agent. They wait as long as the agent needs.

$("dialog").onclick = () => run(Kinbox, "dialog", "confirm", words.question);
$("form-modal").onclick = () => sendForm("modal");
$("form-drawer").onclick = () => sendForm("drawer");

/** Shows what the agent answered: null when they cancelled. */
async function sendForm(type) {
  const { value, error } = await run(Kinbox, "sendForm", { ...words.demoForm, type });
  if (error) return;
  $("answers").hidden = false;
  if (value === null) return $("answers").replaceChildren(element("dt", { textContent: words.cancelled }));
  const rows = words.demoForm.items.flatMap(({ name, label }) => [
    element("dt", { textContent: label }),
    element("dd", { textContent: inCode(value[name]) }),
  ]);
  $("answers").replaceChildren(...rows);
}
