import { useLanguage, words, type Bilingual } from '../words/words';

export const RESULTS = ['major', 'not-major', 'excluded', 'special-law'] as const;
export type Result = (typeof RESULTS)[number];

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
    result: '认定结果',
    major: '属于重大行政决策',
    'not-major': '不属于重大行政决策',
    excluded: '依法排除',
    'special-law': '适用特别法的程序',
    majorHow:
      '进入决策程序：研究论证后启动，依次履行公众参与、专家论证、风险评估、合法性审查和集体讨论决定。',
    'not-majorHow': '本程序到此结束，事项按一般工作办理。认定和理由保留备查。',
    excludedHow: '本程序不适用。因突发事件排除的，须向下次会议报告处置情况。',
    'special-lawHow': '本程序不适用，改按法律、行政法规另行规定的程序办理。',
    kind: '类别（第三条）',
    matters: '专门领域（可不选）',
    mattersHow: '属于这些领域的，另有评估审查的要求，启动时一并确定。',
    catalogueItem: '年度目录序号（可不填）',
    catalogueItemHow: '已列入本年度决策事项目录的，填写序号。',
    exclusion: '排除情形',
    'macro-control': '财政政策、货币政策等宏观调控决策',
    legislation: '政府立法决策',
    emergency: '突发事件应急处置决策',
    declaredBy: '由谁宣布',
    facts: '突发事件的事实',
    legalBasis: '依据条款',
    reason: '认定理由',
    money: '投资和项目（可不填）',
    yuan: '金额（元）',
    yuanHow: '填数字，最多两位小数',
    fundSource: '资金来源',
    projectCode: '项目代码',
    record: '记录认定',
    screened: '认定已记录。',
    notYours: '由决策机关办公机构或行政首长认定。',
    missing: '请填写{{field}}',
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
    result: 'Finding',
    major: 'A major administrative decision',
    'not-major': 'Not a major decision',
    excluded: 'Excluded by the decree',
    'special-law': 'Under the procedure of a special law',
    majorHow:
      'It takes the procedure: studied and started, then public input, expert review, risk assessment, legality review and collective decision.',
    'not-majorHow':
      'This procedure ends here, and the matter is ordinary business. The finding and its reasons are kept.',
    excludedHow: 'This procedure does not apply. Emergency action is reported to the next meeting.',
    'special-lawHow': 'This procedure does not apply; the matter takes the one that the special law sets.',
    kind: 'Kind (article 3)',
    matters: 'Special fields (optional)',
    mattersHow: 'These fields ask for assessments of their own, which are fixed at the start.',
    catalogueItem: 'Number in the yearly catalogue (optional)',
    catalogueItemHow: 'Where it stands in the catalogue of this year.',
    exclusion: 'Ground of exclusion',
    'macro-control': 'Fiscal, monetary or other macro-control policy',
    legislation: 'Government legislation',
    emergency: 'Emergency response',
    declaredBy: 'Who declared it',
    facts: 'The facts of the emergency',
    legalBasis: 'Legal basis',
    reason: 'Reasons for the finding',
    money: 'Money and project (optional)',
    yuan: 'Amount (yuan)',
    yuanHow: 'Digits, with two decimals at most',
    fundSource: 'Source of funds',
    projectCode: 'Project code',
    record: 'Record the finding',
    screened: 'The finding is on record.',
    notYours: 'For the office or the head of the deciding body.',
    missing: 'Please fill in: {{field}}',
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
