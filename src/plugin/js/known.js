/*
 * What is known of the open conversation, made of what the host told. Nothing is changed in place: handlers may hold it.
 */

import { id, isObject } from "./shape.js";

/* The newest messages that a conversation's data holds. */
const MESSAGES = 20;

const part = (data) => (isObject(data) && isObject(data.conversation) ? data.conversation : undefined);

/* The id of the conversation in this data object. */
export const idOf = (data) => id(part(data)?.id);

/* A copy of the data with the conversation as it is told now, if it is of the same one. */
function withConversation(kept, told) {
    const [before, after] = [part(kept), part(told)];
    if (!before || !after || id(before.id) !== id(after.id)) return undefined;
    return { ...kept, conversation: { ...before, ...after } };
}

/* The data with what an update tells of its conversation, contact and attendance. */
export function updated(kept, told) {
    const now = withConversation(kept, told);
    if (!now) return kept;
    for (const key of ["contact", "session"]) if (isObject(told[key])) now[key] = told[key];
    return now;
}

/* The data with one more message, and without the oldest past the bound. */
export function withMessage(kept, told) {
    const now = isObject(told.message) && withConversation(kept, told);
    if (!now) return kept;
    now.messages = [...(Array.isArray(now.messages) ? now.messages : []), told.message].slice(-MESSAGES);
    return now;
}

/* ---- the older dialect: `{event, data}`, whose data differs here and there ---- */

/* `kind` is `type` there. */
function typed({ kind, ...data }) {
    return { ...data, type: kind };
}

/* The data of a command, made of its params, by the word in its line: a key of them, or one of these. */
export function olderData(word, params) {
    if (!word) return undefined;
    if (word === "*") return params;
    return word === "type" ? typed(params) : params[word];
}

/* An event's data as the channel has it. */
export function newerData(event, data) {
    if (event === "no_conversation") return null;
    if (event !== "conversation" || !isObject(data)) return data;
    const now = { ...data };
    if (part(now)) now.conversation = { ...now.conversation, tags: now.conversation.tags ?? [] };
    if (Array.isArray(now.messages)) now.messages = now.messages.map(newerMessage);
    return now;
}

/* A message under the channel's names too. */
function newerMessage(message) {
    if (!isObject(message)) return message;
    const now = { ...message };
    for (const [name, older] of [["mediaUrl", "url"], ["text", "content"]]) {
        if (now[older] !== undefined) now[name] ??= now[older];
    }
    return now;
}
