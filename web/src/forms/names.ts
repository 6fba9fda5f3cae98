import { codeWord, fieldWord } from '../../../src/exports/views/form-words/form-words';
import { wordAt } from '../../../src/exports/views/form-words/word-at';
import { useLanguage } from '../words/words';
import { FIELD_HELP } from './field-help';
import { useGiven } from './given';

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
