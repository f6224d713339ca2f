// The page's language: `App.vue` provides it, components read their words by `useWords`.

import { computed, inject } from "vue";
import type { ComputedRef, InjectionKey } from "vue";
import { WORDS } from "./words";

export type Language = keyof typeof WORDS;
export const LANGUAGE: InjectionKey<ComputedRef<Language>> = Symbol("language");

export function languageOf(locale: string): Language {
  return locale.startsWith("pt") ? "pt-BR" : "en";
}

export function useWords() {
  const language = inject(LANGUAGE);
  return computed(() => WORDS[language?.value ?? "pt-BR"]);
}
