import { useLanguage } from './words';

/** What stands between and around words that are put together here: each language has signs of its own. */
export function usePunctuation() {
  const { language } = useLanguage();
  return {
    listed: (items: readonly string[]) => items.join(language === 'zh' ? '、' : ', '),
    /** What is said beside a word: who, of which unit. */
    beside: (word: string, more: string) => (language === 'zh' ? `${word}（${more}）` : `${word} (${more})`),
    bracketed: (more: string) => (language === 'zh' ? `（${more}）` : ` (${more})`),
    colon: language === 'zh' ? '：' : ': ',
    stop: language === 'zh' ? '。' : '. ',
  };
}
