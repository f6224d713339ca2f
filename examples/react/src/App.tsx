// The plugin: the open conversation's contact, a button that marks it as VIP, and a note; or why there is none.

import { useEffect } from "react";
import { Contact } from "./Contact";
import { useConversation, usePage, useWorkspace } from "./kinbox";
import { LanguageContext, languageOf } from "./language";
import { Note } from "./Note";
import { Vip } from "./Vip";
import { WORDS } from "./words";

export function App() {
  const conversation = useConversation();
  const { workspace, error } = useWorkspace();
  const { locale, theme } = usePage();
  const language = languageOf(locale);
  const words = WORDS[language];

  useEffect(() => {
    document.documentElement.lang = language;
    if (theme) document.documentElement.dataset.theme = theme;
  }, [language, theme]);

  if (conversation.state !== "open") {
    return (
      <main className="card empty stack">
        <h1>{words[`${conversation.state}Title`]}</h1>
        <p className="quiet">{words[`${conversation.state}Text`]}</p>
        {conversation.state === "alone" && <p><code>{location.origin + location.pathname}</code></p>}
      </main>
    );
  }
  // The key gives each conversation components of its own: no state of one is ever shown for another.
  const { id } = conversation.data.conversation;
  return (
    <LanguageContext value={language}>
      <main className="stack" key={id}>
        <section className="card stack">
          <Contact data={conversation.data} fields={workspace?.customFields ?? []} />
          <Vip open={conversation} workspace={workspace} failed={error} />
        </section>
        <Note id={id} kinbox={conversation.kinbox} />
      </main>
    </LanguageContext>
  );
}
