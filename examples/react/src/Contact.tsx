// Who the agent is talking to.

import type { ConversationData, FieldValue, WorkspaceInfo } from "@encaixe/kinbox";
import { Fragment } from "react";
import { useWords } from "./language";

export function Contact({ data, fields }: { data: ConversationData; fields: WorkspaceInfo["customFields"] }) {
  const words = useWords();
  const { contact, conversation } = data;
  const nameOf = (placeholder: string) =>
    fields.find((field) => field.entity === "contact" && field.placeholder === placeholder)?.name ?? placeholder;
  // Older inboxes tell no custom fields.
  const custom = Object.entries(contact.customFields ?? {}).filter(([, field]) => field.value !== null);
  const rows = [
    [words.phone, contact.phone],
    [words.email, contact.email],
    ...custom.map(([placeholder, field]) => [nameOf(placeholder), inWords(field)]),
  ];
  return (
    <>
      <div className="who">
        <div className="avatar" aria-hidden="true">
          {contact.avatar ? <img src={contact.avatar} alt="" /> : (contact.name[0] ?? "#")}
        </div>
        <div>
          <h1 id="name">{contact.name}</h1>
          <p className="quiet">{[conversation.channel_type, conversation.identifier].filter(Boolean).join(" · ")}</p>
        </div>
      </div>
      <dl>
        {rows.map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value || words.empty}</dd>
          </Fragment>
        ))}
      </dl>
    </>
  );
}

function inWords({ type, value }: FieldValue): string {
  const language = document.documentElement.lang;
  if (type === "date") return new Date(`${value}T12:00`).toLocaleDateString(language);
  return Array.isArray(value) ? value.join(", ") : (value?.toLocaleString(language) ?? "");
}
