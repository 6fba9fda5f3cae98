import type { Text } from '../../workflows/vocabulary.js';

export type Language = keyof Text;

/** The content language as HTTP names it. */
export const LANGUAGE_TAG: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

/** Chinese, unless the reader's `Accept-Language` (RFC 9110 §12.5.4) puts English before it. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const weights: Record<Language, number> = { zh: 0, en: 0 };
  for (const range of (acceptLanguage ?? '').slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const language = tag.split('-')[0];
    if (language !== 'zh' && language !== 'en') continue;
    const quality = parameters
      .map((parameter) => /^\s*q=([01](?:\.\d{0,3})?)$/.exec(parameter)?.[1])
      .find(Boolean);
    weights[language] = Math.max(weights[language], Number(quality ?? 1));
  }
  return weights.en > weights.zh ? 'en' : 'zh';
}
