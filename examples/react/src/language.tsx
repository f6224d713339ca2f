// The page's language: its words by `useWords`, and what went wrong in them.

import type { KinboxError } from "@encaixe/kinbox";
import { createContext, useContext } from "react";
import { WORDS } from "./words";

export type Language = keyof typeof WORDS;
export const LanguageContext = createContext<Language>("pt-BR");

export function languageOf(locale: string): Language {
  return locale.startsWith("pt") ? "pt-BR" : "en";
}

export function useWords() {
  return WORDS[useContext(LanguageContext)];
}

/** Why a call failed, for people; nothing when it did not. */
export function Problem({ error }: { error: KinboxError | null }) {
  const words = useWords();
  const known: Record<string, string | undefined> = words.errors;
  return (
    <p className="problem" role="alert">
      {error && (known[error.code] ?? `${words.failed}: ${error.message}`)}
    </p>
  );
}
