// What authors write, and must compile: every member, every event's payload, what a call is rejected with.

import { createKinbox, Kinbox } from "@encaixe/kinbox";
import * as plain from "@encaixe/kinbox/plain";
import * as slim from "@encaixe/kinbox/slim";
import type {
  Answer, Answers, AppAnswer, BoundCommands, CallOptions, Contact, Context, Conversation, ConversationData, ConversationUpdate, ErrorCode,
  Events, FieldValue, Form, FormItem, Id, KinboxError, Limits, Listener, Message, Property, PropertyOutcome, Question, Session,
  StorageOptions, Tag, User, WorkspaceInfo,
} from "@encaixe/kinbox";

/** Compiles only when both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;
const same = <A, B>(yes: Same<A, B>): boolean => yes;

/** What a promise settles with. */
const settles = <Value>(call: Promise<Value>) => ({ as: <Want>(yes: Same<Value, Want>): boolean => yes });

/* ---- every member, no more and no less ---- */

const members: Record<keyof Kinbox, true> = {
  version: true, embedded: true, wire: true, context: true, on: true, once: true, off: true, toast: true, loading: true, dialog: true,
  addTag: true, removeTag: true, assignTo: true, moveToGroup: true, setProperty: true, sendForm: true, getConversation: true,
  listMessages: true, insertText: true, addNote: true, sendNote: true, openConversation: true, copy: true, setBadge: true,
  setHeight: true, storage: true, getWorkspaceInfo: true, getToken: true, request: true, dispatchEvent: true, onCallback: true,
};
const bindable: Record<keyof BoundCommands, true> = {
  addTag: true, removeTag: true, assignTo: true, moveToGroup: true, setProperty: true, insertText: true, addNote: true,
  sendNote: true, listMessages: true, storage: true,
};

/* ---- where it runs ---- */

const own: Kinbox = createKinbox({ hostOrigins: ["https://inbox.example.com"] });
createKinbox();
createKinbox({ hostOrigins: "https://a.example.com https://b.example.com" });
const others: Kinbox[] = [own, slim.Kinbox, plain.Kinbox, slim.createKinbox({}), plain.createKinbox()];
same<typeof Kinbox.version, string>(true);
same<typeof Kinbox.embedded, boolean>(true);
same<typeof Kinbox.wire, "none" | "channel" | "classic">(true);
if (Kinbox.context !== null) {
  const context: Context = Kinbox.context;
  same<typeof context.theme, "light" | "dark">(true);
  const bounds: Limits = context.limits;
  const most: number = bounds.storageValueBytes + bounds.callsPerSecond;
  console.log(context.plugin.id, context.plugin.name, context.scopes.join(), context.locale, context.timezone, context.visible, context.dev, most);
}

/* ---- every event's payload ---- */

const stops: (() => void)[] = [
  Kinbox.on("conversation", (data, kinbox) => {
    same<typeof data, ConversationData>(true);
    same<typeof kinbox, BoundCommands>(true);
    const { contact, conversation, user, session, dev, messages } = data;
    same<typeof contact, Contact>(true);
    same<typeof conversation, Conversation>(true);
    same<typeof user, User>(true);
    same<typeof session, Session>(true);
    same<typeof dev, boolean>(true);
    same<typeof messages, Message[]>(true);
    const city: FieldValue | undefined = contact.customFields["cidade"];
    if (city?.type === "multi-select" && Array.isArray(city.value)) console.log(city.value.join());
    void kinbox.addTag(5);
  }),
  Kinbox.on("conversation_updated", (data) => {
    same<typeof data, ConversationUpdate>(true);
    if (data.changed.includes("tags")) console.log(data.conversation.tags.map((tag) => tag.name));
  }),
  Kinbox.on("no_conversation", (data) => same<typeof data, null>(true)),
  Kinbox.on("message", (data) => {
    same<typeof data, { message: Message; conversation: Conversation }>(true);
    same<typeof data.message.from, "contact" | "agent" | "plugin">(true);
  }),
  Kinbox.on("callback", ({ key, success }) => {
    same<typeof key, string | number | null>(true);
    same<typeof success, boolean>(true);
  }),
  Kinbox.on("visible", (data) => same<typeof data, null>(true)),
  Kinbox.on("hidden", (data) => same<typeof data, null>(true)),
  Kinbox.on("theme", ({ theme }) => same<typeof theme, "light" | "dark">(true)),
  Kinbox.on("locale", ({ locale }) => same<typeof locale, string>(true)),
  Kinbox.once("closing", ({ reason }) => same<typeof reason, "reload" | "changed" | "removed" | "page">(true)),
];
const names: Record<keyof Events, true> = {
  conversation: true, conversation_updated: true, no_conversation: true, message: true, callback: true, visible: true, hidden: true,
  theme: true, locale: true, closing: true,
};
const listener: Listener<"theme"> = async ({ theme }) => { document.documentElement.dataset["theme"] = theme; };
Kinbox.on("theme", listener);
Kinbox.off("theme", listener);
Kinbox.off("theme");
stops.forEach((stop) => stop());

/* ---- every call ---- */

const id: Id = 5;
const options: CallOptions = { signal: new AbortController().signal, conversation: "955" };
const stored: StorageOptions = { ...options, scope: "conversation" };
const question: Question = { title: "Sure?", description: null, okText: "Yes" };
const field: FormItem = { type: "select", name: "size", label: "Size", required: true, options: [{ value: "m", label: "M" }, { value: 2 }], value: null };
const form: Form = { title: "Form", type: "drawer", items: [field, { type: "date", name: "day" }] };
const property: Property = { key: "k", type: "contact", contactId: 25, fields: { plano: { value: "gold" }, filhos: { value: 2 }, x: { value: null } } };

export const right: boolean[] = [
  settles(Kinbox.toast("success", "Done", options)).as<void>(true),
  settles(Kinbox.loading(true)).as<void>(true),
  settles(Kinbox.dialog("confirm", question)).as<boolean>(true),
  settles(Kinbox.dialog("confirm", question, (confirmed) => same<typeof confirmed, boolean>(true), options)).as<boolean>(true),
  settles(Kinbox.addTag(id, options)).as<Tag[]>(true),
  settles(Kinbox.removeTag("5")).as<Tag[]>(true),
  settles(Kinbox.assignTo(null)).as<{ id: string } | null>(true),
  settles(Kinbox.moveToGroup("475", options)).as<{ id: string } | null>(true),
  settles(Kinbox.setProperty(property)).as<PropertyOutcome>(true),
  settles(Kinbox.sendForm(form, options)).as<Answers | null>(true),
  settles(Kinbox.sendForm(form, (answers) => same<(typeof answers)[string], Answer>(null as never))).as<Answers | null>(true),
  settles(Kinbox.getConversation()).as<ConversationData | null>(true),
  settles(Kinbox.listMessages({ before: 3021, limit: 2 })).as<{ messages: Message[]; earlier: string | null }>(true),
  settles(Kinbox.insertText("Hi", options)).as<void>(true),
  settles(Kinbox.addNote("Hi")).as<Message>(true),
  settles(Kinbox.sendNote("Hi")).as<Message>(true),
  settles(Kinbox.openConversation("956")).as<void>(true),
  settles(Kinbox.copy("text")).as<void>(true),
  settles(Kinbox.setBadge(null)).as<void>(true),
  settles(Kinbox.setHeight("auto")).as<number | null>(true),
  settles(Kinbox.storage.get("k")).as<unknown>(true),
  settles(Kinbox.storage.get<"quote" | "order">("step", stored)).as<"quote" | "order" | undefined>(true),
  settles(Kinbox.storage.set("k", { any: ["thing"] }, stored)).as<void>(true),
  settles(Kinbox.storage.remove("k")).as<void>(true),
  settles(Kinbox.storage.keys({ scope: "workspace" })).as<string[]>(true),
  settles(Kinbox.getWorkspaceInfo((info) => same<typeof info, WorkspaceInfo>(true))).as<WorkspaceInfo>(true),
  settles(Kinbox.getToken(options)).as<string>(true),
  settles(Kinbox.request<{ data: Tag[] }>("asana", { path: "/tasks", query: { limit: 10, done: true } }, options)).as<AppAnswer<{ data: Tag[] }>>(true),
  settles(Kinbox.dispatchEvent("add-tag", 5)).as<unknown>(true),
  same<ReturnType<typeof Kinbox.onCallback>, void>(true),
];

/* ---- what a call is rejected with ---- */

/** Compiles only while every code has its case. */
export function words(error: KinboxError): string {
  switch (error.code) {
    case "timeout": return "no answer";
    case "aborted": return "given up";
    case "not_embedded": return "not in an inbox";
    case "denied": return "not allowed";
    case "conversation_changed": return "another is open";
    case "no_conversation": return "none is open";
    case "not_found": return "unknown";
    case "invalid": return `${error.message} ${error.detail ?? ""}`;
    case "unsupported": return "not here";
    case "too_large": return "too large";
    case "rate_limited": return "too often";
    case "closed": return "ended";
    case "host_error": return "failed";
    default: return error.code satisfies never;
  }
}

export async function caught(): Promise<ErrorCode | undefined> {
  try {
    await Kinbox.addTag("5");
  } catch (error) {
    const { name, code } = error as KinboxError;
    same<typeof name, "KinboxError">(true);
    return code;
  }
  return undefined;
}

export { bindable, members, names, others };
