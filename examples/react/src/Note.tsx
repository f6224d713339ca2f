// A note that the inbox's server keeps with the conversation.

import type { BoundCommands } from "@encaixe/kinbox";
import { type SubmitEvent, useEffect, useState } from "react";
import { useCall } from "./kinbox";
import { Problem, useWords } from "./language";

/** What was typed and not saved yet, by conversation: nobody loses it by opening another. */
const drafts = new Map<string, string>();

export function Note({ id, kinbox }: { id: string; kinbox: BoundCommands }) {
  const words = useWords();
  const { busy, error, run } = useCall();
  /** As it is stored; null until it was read. */
  const [stored, setStored] = useState<string | null>(null);
  const [text, setText] = useState("");

  useEffect(() => {
    run(async () => {
      const read = (await kinbox.storage.get<string>("note", { scope: "conversation" })) ?? "";
      setStored(read);
      setText(drafts.get(id) ?? read);
    });
  }, [id, kinbox, run]);

  function write(text: string) {
    drafts.set(id, text);
    setText(text);
  }

  function save(event: SubmitEvent) {
    event.preventDefault();
    run(async () => {
      await kinbox.storage.set("note", text, { scope: "conversation" });
      if (drafts.get(id) === text) drafts.delete(id);
      setStored(text);
    });
  }

  const changed = text !== stored;
  return (
    <form className="card stack" onSubmit={save}>
      <label htmlFor="note">{words.note}</label>
      <textarea
        id="note"
        maxLength={10_000}
        aria-describedby="note-help"
        disabled={stored === null}
        value={text}
        onChange={(event) => write(event.target.value)}
      />
      <p className="quiet" id="note-help">{words.noteHelp}</p>
      <Problem error={error} />
      <div className="row">
        <span className="quiet" role="status">{stored !== null && (changed ? words.unsaved : stored && words.saved)}</span>
        <button className="main" id="save" disabled={busy || stored === null || !changed}>{words.save}</button>
      </div>
    </form>
  );
}
