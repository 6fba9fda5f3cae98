import { useLanguage, words, type Bilingual } from '../words/words';

export const useWords = words('screening', {
  zh: {
    screening: '事项认定',
    how: '对新提出的建议，认定是否属于重大行政决策。认定要写明理由，记在认定人名下。',
    none: '没有等待认定的建议。承办单位提出后，会出现在这里。',
    screen: '认定',
    problem: '要解决的问题',
    reasonsAndBasis: '理由和依据',
    outline: '初步方案',
    necessity: '必要性',
    feasibility: '可行性',
  },
  en: {
    screening: 'Screening',
    how: 'Whether a new proposal is a major administrative decision. The finding gives its reasons, and stands under the name of whoever makes it.',
    none: 'No proposal waits for screening. What units propose appears here.',
    screen: 'Screen it',
    problem: 'The problem',
    reasonsAndBasis: 'Reasons and basis',
    outline: 'Outline',
    necessity: 'Necessity',
    feasibility: 'Feasibility',
  },
});

const KIND_NAMES: Readonly<Record<string, Bilingual>> = {
  'public-service-policy': { zh: '公共服务等方面的重大公共政策和措施', en: 'Policy of public services' },
  'resource-and-environment': { zh: '自然资源和生态环境', en: 'Natural resources and environment' },
  planning: { zh: '重要规划', en: 'Planning' },
  'public-construction': { zh: '重大公共建设项目', en: 'Major public construction' },
  'other-major': { zh: '其他重大事项', en: 'Another major matter' },
};
export const KINDS = Object.keys(KIND_NAMES);

/** The five kinds of article 3, by name. */
export function useKindName(): (kind: string) => string {
  const { language } = useLanguage();
  return (kind) => KIND_NAMES[kind]?.[language] ?? kind;
}
