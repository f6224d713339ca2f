// What a plugin does first: it shows whom the agent talks to, and acts on a click.

import { Kinbox } from "@encaixe/kinbox";

Kinbox.on("conversation", (data) => {
  document.querySelector("#name").textContent = data.contact.name;
});

document.querySelector("#act").onclick = async () => {
  const tags = await Kinbox.addTag("302");
  document.querySelector("#tags").textContent = tags.map((tag) => tag.id).join(" ");
};
