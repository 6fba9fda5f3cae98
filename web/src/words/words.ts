import { createInstance } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

export type Language = 'zh' | 'en';
export type Bilingual = Readonly<{ zh: string; en: string }>;
/** What is said, or its singular and its plural where a count decides. */
type Said = string | Readonly<{ one: string; other: string }>;
type Values = Readonly<Record<string, string | number>>;
type Say<Key extends string> = (key: Key, values?: Values) => string;

const KEPT_AS = 'chengxu-language';

const i18next = createInstance();
void i18next.use(initReactI18next).init({
  lng: languageAtStart(),
  fallbackLng: 'zh',
  resources: {},
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
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
  return function useWords() {
    const { t } = useTranslation(part);
    return (key, values) => t(key, { ...values });
  };
}

/** The reader's language, and how to change it. */
export function useLanguage(): { language: Language; speak: (language: Language) => void } {
  const { i18n } = useTranslation();
  return {
    language: i18n.language === 'en' ? 'en' : 'zh',
    speak: (language) => {
      localStorage.setItem(KEPT_AS, language);
      document.documentElement.lang = htmlLanguage(language);
      void i18n.changeLanguage(language);
    },
  };
}

/** Picks the reader's language of what the server says in both. */
export function useSaid(): (text: Bilingual) => string {
  const { language } = useLanguage();
  return (text) => text[language];
}

/** Outside React: for the headers of a request. */
export function languageNow(): Language {
  return i18next.language === 'en' ? 'en' : 'zh';
}

function languageAtStart(): Language {
  const kept = localStorage.getItem(KEPT_AS);
  if (kept === 'zh' || kept === 'en') return kept;
  // Chinese first: only who reads no Chinese begins in English.
  const reads = navigator.languages.some((tag) => tag.toLowerCase().startsWith('zh'));
  return reads || navigator.languages.length === 0 || !navigator.language.startsWith('en') ? 'zh' : 'en';
}

function htmlLanguage(language: Language): string {
  return language === 'zh' ? 'zh-CN' : 'en';
}

function withPlurals(catalogue: Readonly<Record<string, Said>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [key, said] of Object.entries(catalogue)) {
    if (typeof said === 'string') flat[key] = said;
    else Object.assign(flat, { [`${key}_one`]: said.one, [`${key}_other`]: said.other });
  }
  return flat;
}
