import { useSyncExternalStore } from 'react';

export type Language = 'zh' | 'en';
export type Bilingual = Readonly<{ zh: string; en: string }>;
/** What is said, or its singular and its plural where a count decides. */
type Said = string | Readonly<{ one: string; other: string }>;
type Values = Readonly<Record<string, string | number>>;
type Say<Key extends string> = (key: Key, values?: Values) => string;

const KEPT_AS = 'chengxu-language';
const PLURALS = new Intl.PluralRules('en');

let language = languageAtStart();
const listeners = new Set<() => void>();
document.documentElement.lang = htmlLanguage(language);

/**
 * The words of one part of the interface, in both languages: `{{n}}` stands for a value.
 * @returns a hook that gives the function which says them in the language of the reader
 */
export function words<Key extends string>(
  part: string,
  catalogue: Readonly<{ zh: Readonly<Record<Key, string>>; en: Readonly<Record<Key, Said>> }>,
): () => Say<Key> {
  // Made once: each of a hundred lines asks for the words of its part.
  const say = { zh: sayingFrom(part, catalogue.zh), en: sayingFrom(part, catalogue.en) };
  return function useWords() {
    return say[useLanguageNow()];
  };
}

/** The reader's language, and how to change it. */
export function useLanguage(): { language: Language; speak: (language: Language) => void } {
  return { language: useLanguageNow(), speak };
}

/** Picks the reader's language of what the server says in both. */
export function useSaid(): (text: Bilingual) => string {
  const now = useLanguageNow();
  return (text) => text[now];
}

/** Outside React: for the headers of a request. */
export function languageNow(): Language {
  return language;
}

function speak(next: Language): void {
  localStorage.setItem(KEPT_AS, next);
  document.documentElement.lang = htmlLanguage(next);
  language = next;
  for (const changed of listeners) changed();
}

function useLanguageNow(): Language {
  return useSyncExternalStore(watch, languageNow);
}

function watch(changed: () => void): () => void {
  listeners.add(changed);
  return () => void listeners.delete(changed);
}

function sayingFrom(part: string, catalogue: Readonly<Record<string, Said>>): Say<string> {
  return (key, values = {}) => {
    // A code that the server has and this catalogue does not know yet stands as it is.
    const said = catalogue[key] ?? `${part}.${key}`;
    const text = typeof said === 'string' ? said : said[numberOf(values['count'])];
    return text.replace(/\{\{(\w+)\}\}/g, (_place, name: string) => String(values[name] ?? ''));
  };
}

function numberOf(count: string | number | undefined): 'one' | 'other' {
  return typeof count === 'number' && PLURALS.select(count) === 'one' ? 'one' : 'other';
}

function languageAtStart(): Language {
  const kept = localStorage.getItem(KEPT_AS);
  if (kept === 'zh' || kept === 'en') return kept;
  // Chinese first: only who reads no Chinese begins in English.
  const reads = navigator.languages.some((tag) => tag.toLowerCase().startsWith('zh'));
  return reads || navigator.languages.length === 0 || !navigator.language.startsWith('en') ? 'zh' : 'en';
}

function htmlLanguage(spoken: Language): string {
  return spoken === 'zh' ? 'zh-CN' : 'en';
}
