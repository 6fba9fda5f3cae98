import { createInstance } from 'i18next';
import { useSyncExternalStore } from 'react';

export type Language = 'zh' | 'en';
export type Bilingual = Readonly<{ zh: string; en: string }>;
/** What is said, or its singular and its plural where a count decides. */
type Said = string | Readonly<{ one: string; other: string }>;
type Values = Readonly<Record<string, string | number>>;
type Say<Key extends string> = (key: Key, values?: Values) => string;

const KEPT_AS = 'chengxu-language';

const i18next = createInstance();
void i18next.init({
  lng: languageAtStart(),
  fallbackLng: 'zh',
  resources: {},
  interpolation: { escapeValue: false },
});
document.documentElement.lang = htmlLanguage(languageNow());

/**
 * The words of one part of the interface, in both languages: `{{n}}` stands for a value.
 * @returns a hook that gives the function which says them in the language of the reader
 */
export function words<Key extends string>(
  part: string,
  catalogue: Readonly<{ zh: Readonly<Record<Key, string>>; en: Readonly<Record<Key, Said>> }>,
): () => Say<Key> {
  i18next.addResourceBundle('zh', part, catalogue.zh);
  i18next.addResourceBundle('en', part, withPlurals(catalogue.en));
  // Made once: each of a hundred lines asks for the words of its part.
  const say = { zh: sayingIn('zh', part), en: sayingIn('en', part) };
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
  return i18next.language === 'en' ? 'en' : 'zh';
}

function speak(next: Language): void {
  localStorage.setItem(KEPT_AS, next);
  document.documentElement.lang = htmlLanguage(next);
  void i18next.changeLanguage(next);
}

function useLanguageNow(): Language {
  return useSyncExternalStore(watch, languageNow);
}

function watch(changed: () => void): () => void {
  i18next.on('languageChanged', changed);
  return () => i18next.off('languageChanged', changed);
}

function sayingIn(language: Language, part: string): Say<string> {
  const t = i18next.getFixedT(language, part);
  return (key, values) => t(key, { ...values });
}

function withPlurals(catalogue: Readonly<Record<string, Said>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [key, said] of Object.entries(catalogue)) {
    if (typeof said === 'string') flat[key] = said;
    else Object.assign(flat, { [`${key}_one`]: said.one, [`${key}_other`]: said.other });
  }
  return flat;
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
