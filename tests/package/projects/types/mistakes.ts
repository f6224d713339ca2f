// What authors get wrong: each line below a `@ts-expect-error` must fail to compile, or the compiler complains of the comment.

import { createKinbox, Kinbox } from "@encaixe/kinbox";
import type { Form, KinboxError, Property } from "@encaixe/kinbox";

// @ts-expect-error there is no such event
Kinbox.on("conversations", () => {});
// @ts-expect-error a listener is a function
Kinbox.on("conversation", "show");
// @ts-expect-error nothing comes with it
Kinbox.on("no_conversation", (data) => data.contact);
// @ts-expect-error a theme is light or dark
Kinbox.on("theme", ({ theme }) => theme === "blue");
// @ts-expect-error a frame does not close for this reason
Kinbox.on("closing", ({ reason }) => reason === "timeout");
// @ts-expect-error what stays on the page is not bound to a conversation
Kinbox.on("conversation", (data, kinbox) => kinbox.toast("info", data.contact.name));
// @ts-expect-error a field may not be there
Kinbox.on("conversation", (data) => data.contact.customFields["cidade"].value);
// @ts-expect-error there is no such member
void Kinbox.addTags(["5"]);
// @ts-expect-error a tag is not optional
void Kinbox.addTag();
// @ts-expect-error an id is a text or a number
void Kinbox.addTag({ id: "5" });
// @ts-expect-error null takes no tag off
void Kinbox.removeTag(null);
// @ts-expect-error there is no such kind of notice
void Kinbox.toast("danger", "Text");
// @ts-expect-error a notice has a text
void Kinbox.toast("info");
// @ts-expect-error the only dialog confirms
void Kinbox.dialog("alert", { title: "Sure?" });
// @ts-expect-error a question has a title
void Kinbox.dialog("confirm", { okText: "Yes" });
// @ts-expect-error it is true or false
void Kinbox.loading("yes");
// @ts-expect-error a form has questions
void Kinbox.sendForm({ title: "Form" });
// @ts-expect-error there is no such type of question
const password: Form = { title: "Form", items: [{ type: "password", name: "a" }] };
// @ts-expect-error answers may be null
void Kinbox.sendForm({ title: "Form", items: [] }).then((answers) => answers.name);
// @ts-expect-error a value stands in an object
const flat: Property = { fields: { plano: "gold" } };
// @ts-expect-error a truth is no value of a field
const truth: Property = { fields: { plano: { value: true } } };
// @ts-expect-error a property is the contact's or the attendance's
const whose: Property = { type: "conversation", fields: { plano: { value: "gold" } } };
// @ts-expect-error "full" is no height
void Kinbox.setHeight("full");
// @ts-expect-error a badge is a number
void Kinbox.setBadge("3");
// @ts-expect-error nobody else shares values
void Kinbox.storage.get("k", { scope: "group" });
// @ts-expect-error what was stored has to be looked at
void Kinbox.storage.get("k").then((value) => value.length);
// @ts-expect-error there may be none
void Kinbox.storage.get<string>("k").then((value) => value.length);
// @ts-expect-error there may be no conversation
void Kinbox.getConversation().then((data) => data.contact);
// @ts-expect-error these are not sorted by name
void Kinbox.getWorkspaceInfo().then((info) => info.tags["VIP"]);
// @ts-expect-error a signal is not its controller
void Kinbox.addTag("5", { signal: new AbortController() });
// @ts-expect-error there is no such option
void Kinbox.addTag("5", { timeout: 1000 });
// @ts-expect-error members are not to be replaced
Kinbox.version = "2";
// @ts-expect-error nor is the wire
Kinbox.wire = "channel";
// @ts-expect-error there is no context before the inbox has answered
Kinbox.context.theme;
// @ts-expect-error there is no such code
export const isSlow = (error: KinboxError) => error.code === "slow";
// @ts-expect-error hosts are origins, as texts
createKinbox({ hostOrigins: [new URL("https://inbox.example.com")] });
// @ts-expect-error there is no such setting
createKinbox({ origins: "https://inbox.example.com" });
// @ts-expect-error what is inside stays inside
export type { Entry } from "@encaixe/kinbox";
// @ts-expect-error there is no such entry
import "@encaixe/kinbox/kinbox";

export { flat, password, truth, whose };
