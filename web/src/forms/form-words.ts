import * as WORDS from '../../../workflows/words';
import { useLanguage, words } from '../words/words';

export const useWords = words('forms', {
  zh: {
    submit: '提交',
    missing: '请填写{{field}}',
    optional: '（可不填）',
    yes: '是',
    no: '否',
    add: '添加一项',
    remove: '删去这一项',
  },
  en: {
    submit: 'Submit',
    missing: 'Please fill in: {{field}}',
    optional: ' (optional)',
    yes: 'Yes',
    no: 'No',
    add: 'Add one',
    remove: 'Remove it',
  },
});

/** What a field of an event is called. */
export function useFieldName(): (field: string) => string {
  const { language } = useLanguage();
  return (field) => WORDS.wordFor(WORDS.FIELDS, field)[language];
}

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
};

/** What a code is called that a field offers. */
export function useCodeName(): (code: string) => string {
  const { language } = useLanguage();
  return (code) => WORDS.wordFor(CODES, code)[language];
}
