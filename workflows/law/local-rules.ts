/**
 * Rules of places, and of laws for certain matters. Most of them set a parameter or ask for an assessment, and the files
 * under `jurisdictions/` and `matters/` say so themselves; here stands what is kept otherwise.
 */
import {
  elsewhere,
  form,
  keptBy,
  noDuty,
  outOfScope,
  recorded,
  remark,
  type Claim,
  type Claims,
} from './claims.js';

/** Nothing is refused when the day has passed; that it passed is recorded by the program, and shows. */
const reminded = (zh: string, en: string): Claim =>
  recorded(
    'DeadlinePassed',
    ['deadline'],
    `${zh}；逾期由程序记录，不拒绝`,
    `${en}; when it passes that is recorded, nothing is refused`,
  );

export const LOCAL_RULES: Claims = {
  'FJ251-000': [
    elsewhere(
      ['src/jurisdictions/settled.ts', 'src/jurisdictions/rule-sets.ts'],
      [['src/jurisdictions/rule-sets.spec.ts', 'counts from the day on which its rules are in force']],
      '按启动之日选用当日有效的规则，启动后不变',
      'the rules are those of the day of the start, and stay',
    ),
  ],
  'FJ251-U-a': [
    recorded(
      'LegalityReviewRequested',
      ['papers'],
      '一套材料一次送审；由哪个部门收件取决于授权，不核对',
      'one bundle, sent once; which department takes it in follows from the grants and is not checked',
    ),
  ],
  'FJ251-U-c': [
    keptBy(
      'assessments-in',
      '上述两项评估审查到齐之前不能出具审查意见',
      'no opinion before both assessments are in',
    ),
  ],
  'FJ251-U-e': [
    recorded(
      'DraftSubmitted',
      ['applicableLaw'],
      '列明有关政策；草案是否与之衔接由人判断',
      'such policies are listed; whether the draft fits them is for people to judge',
    ),
  ],
  'SM-HIA-013': [
    recorded(
      'AssessmentBegun',
      ['tier'],
      '档次可写明；20个工作日的期限届满未办的，由程序记录，5日、10日、延长不另计算',
      'the tier can be noted; when 20 working days have passed that is recorded; the other terms are not counted',
    ),
  ],
  'SM-HIA-014': [
    outOfScope(
      '评估专家的抽取、人数由卫生健康部门掌握，随评估报告留痕',
      'how experts of that assessment are drawn is for the health department; it comes with the report',
    ),
  ],
  'SM-HIA-017': [
    keptBy(
      'assessment-results-included',
      '上会材料附评估结论及采纳说明',
      'the conclusion and what became of it travel with the meeting bundle',
    ),
  ],
  'SH35-024': [form('RiskAssessed', ['level'], '须写明风险等级', 'the level is compulsory')],
  'SH35-027': [
    noDuty(
      '可以提请终止：终止时可写明情形，是否成立由行政首长判断',
      'permissive: the ground can be named; whether it is given is for the head to judge',
    ),
  ],
  'HLJ4-005': [
    noDuty(
      '三个步骤同时进行；一个步骤的材料可供另一步骤参考，不能相互代替',
      'the three steps run side by side; papers of one may serve another and never count as it',
    ),
  ],
  'HLJ4-030-b': [
    noDuty(
      '可以简易评估：可写明采用简易形式，必填内容不减少',
      'permissive: the short form can be noted; nothing compulsory falls away',
    ),
  ],
  'HLJ4-033': [reminded('补充材料5个工作日', 'supplement within 5 working days')],
  'HLJ4-035': [
    remark(
      '最长15个工作日届满未出具意见的，由程序记录，不拒绝意见',
      'when the 15 working days have passed without an opinion that is recorded; the opinion is not refused',
    ),
  ],
  'HLJ4-039-b': [remark('全国的规则默认关闭', 'off in the national rules')],
  'CZ4-009': [
    form(
      'CatalogueDrafted',
      ['items.name', 'items.unit', 'items.plannedBy'],
      '目录事项须写明名称、承办单位、计划完成时限',
      'an item states its name, its unit and by when it is planned',
    ),
  ],
  'CZ4-019': [reminded('收件后5个工作日', 'within 5 working days of receipt')],
  'GD303-025': [
    recorded(
      'HearingHeld',
      ['refusedToSign'],
      '听证记录须确认签字；拒签人数可写明，不强制',
      'the record is signed; how many would not sign can be noted and is not compulsory',
    ),
  ],
  'SC2025-016': [
    keptBy(
      'adjustment-consented',
      '已公布目录的增减、变更经同级党委同意，并留痕',
      'items of a published catalogue are added, dropped and changed with the consent of the Party committee, and on record',
    ),
  ],
  'HEB12-043': [
    elsewhere(
      ['workflows/jurisdictions/hengxi.yaml', 'src/engine/standing.ts'],
      [['src/jurisdictions/rule-sets.spec.ts', 'that is one township keeps to its level']],
      '乡镇自己的工作制度写成本乡镇自己的文件；参照适用的要求让位于公布的工作制度',
      'a township’s own working rules are a file of their own, and what is followed by reference gives way to them',
    ),
  ],
};
