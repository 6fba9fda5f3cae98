import * as WORDS from '../../../workflows/words';
import { useLanguage, type Bilingual } from '../words/words';
import { CODE_NAMES } from './code-names';
import { FIELD_NAMES } from './field-names';
import { FIELD_HELP } from './field-help';
import { useGiven } from './given';
import { codeAt, wordAt } from './word-at';

/** Names of codes that other parts say too. */
const CODES: WORDS.Words = {
  ...WORDS.PAPERS,
  ...WORDS.REVIEW_ANSWERS,
  ...WORDS.REVIEW_OUTCOMES,
  ...WORDS.OUTCOMES,
  ...WORDS.STANCES,
  ...WORDS.MEETING_KINDS,
  ...WORDS.EXPERT_VERDICTS,
  ...WORDS.RISK_LEVELS,
  ...WORDS.ASSESSMENT_RESULTS,
  ...WORDS.ANNULLED_BY,
  ...WORDS.CONTRIBUTORS,
};

/** The word for a field: by the act and the field, by the field around it and the field, by the field. */
export function fieldWord(event: string, path: readonly string[]): Bilingual {
  const name = path.at(-1) ?? '';
  return (
    wordAt(FIELD_NAMES, event, path) ??
    (Object.hasOwn(WORDS.FIELDS, name) ? WORDS.FIELDS[name] : undefined) ?? { zh: name, en: name }
  );
}

export function codeWord(field: string, code: string): Bilingual {
  return codeAt(CODE_NAMES, field, code) ?? WORDS.wordFor(CODES, code);
}

/** What a field of the form's act is called. @param path names of the fields around it and its own, without indexes */
export function useFieldName(): (path: readonly string[]) => string {
  const { language } = useLanguage();
  const { event } = useGiven();
  return (path) => {
    const said = fieldWord(event, path)[language];
    return language === 'en' ? asLabel(said) : said;
  };
}

/** What a clerk would ask about the field; undefined where the name says it. */
export function useFieldHelp(): (path: readonly string[]) => string | undefined {
  const { language } = useLanguage();
  const { event } = useGiven();
  return (path) => wordAt(FIELD_HELP, event, path)?.[language];
}

/** What a code is called that a field offers. */
export function useCodeName(): (field: string, code: string) => string {
  const { language } = useLanguage();
  return (field, code) => {
    const said = codeWord(field, code)[language];
    return language === 'en' ? asLabel(said) : said;
  };
}

/** `workflows/words.ts` has them as they stand in a sentence. */
function asLabel(said: string): string {
  const bare = said.replace(/^the /, '');
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}
