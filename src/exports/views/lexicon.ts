import type { Text } from '../../../workflows/vocabulary.js';
import {
  ANNULLED_BY,
  CONTRIBUTORS,
  EXPERT_VERDICTS,
  FIELDS,
  MEETING_KINDS,
  OUTCOMES,
  PAPERS,
  REVIEW_ANSWERS,
  REVIEW_OUTCOMES,
  RISK_LEVELS,
  STANCES,
  wordFor,
  type Words,
} from '../../../workflows/words.js';

/** What fields and codes of payloads are called in a history; beyond what refusals need to name (`workflows/words.ts`). */
const MORE_FIELDS: Words = {
  about: { zh: '针对', en: 'about' },
  absent: { zh: '请假', en: 'excused' },
  account: { zh: '办理情况', en: 'account' },
  agenda: { zh: '议程', en: 'agenda' },
  agrees: { zh: '是否同意', en: 'agrees' },
  amount: { zh: '金额', en: 'amount' },
  annulledBy: { zh: '撤销机关', en: 'annulled by' },
  answer: { zh: '答复', en: 'answer' },
  applicableLaw: { zh: '所列依据', en: 'law listed' },
  approved: { zh: '是否批准', en: 'approved' },
  channel: { zh: '渠道', en: 'channel' },
  channels: { zh: '途径', en: 'channels' },
  changes: { zh: '修改说明', en: 'what changed' },
  conclusion: { zh: '结论', en: 'conclusion' },
  contested: { zh: '是否争议较大', en: 'strongly disputed' },
  controllable: { zh: '风险是否可控', en: 'risk controllable' },
  disposition: { zh: '处理', en: 'disposition' },
  extent: { zh: '调整程度', en: 'extent' },
  fileNumber: { zh: '档号', en: 'file number' },
  finding: { zh: '发现', en: 'finding' },
  freeOfInterest: { zh: '声明没有利害关系', en: 'declares to have no interest' },
  ground: { zh: '理由类别', en: 'ground' },
  grounds: { zh: '依据', en: 'grounds' },
  groupsHeard: { zh: '是否听取特定群体意见', en: 'specific groups heard' },
  howToComment: { zh: '提意见的方式', en: 'how to comment' },
  inAttendance: { zh: '列席', en: 'in attendance' },
  independent: { zh: '独立论证', en: 'works independently' },
  keepsConfidence: { zh: '保守秘密', en: 'keeps confidences' },
  level: { zh: '风险等级', en: 'level' },
  matter: { zh: '事项', en: 'matter' },
  matters: { zh: '专门领域', en: 'special fields' },
  number: { zh: '文号', en: 'number' },
  ofCompetentDepartment: { zh: '是否来自主管部门', en: 'of the competent department' },
  order: { zh: '所依责令（记录序号）', en: 'the order (number of the event)' },
  orderedBy: { zh: '责令机关', en: 'ordered by' },
  outline: { zh: '主要内容', en: 'outline' },
  owner: { zh: '责任单位', en: 'owner' },
  part: { zh: '部分', en: 'part' },
  parts: { zh: '各部分', en: 'parts' },
  passed: { zh: '是否通过', en: 'passed' },
  place: { zh: '地点', en: 'place' },
  plannedMeeting: { zh: '计划上会时间', en: 'planned meeting' },
  notBefore: { zh: '不早于', en: 'not before' },
  notAfter: { zh: '不晚于', en: 'not after' },
  plannedOn: { zh: '计划日期', en: 'planned on' },
  position: { zh: '意见', en: 'position' },
  problem: { zh: '问题', en: 'problem' },
  question: { zh: '所涉问题', en: 'question' },
  reason: { zh: '理由', en: 'reason' },
  reasonsAndBasis: { zh: '理由和依据', en: 'reasons and basis' },
  refusedToSign: { zh: '拒绝签字人数', en: 'refused to sign' },
  remark: { zh: '说明', en: 'remark' },
  result: { zh: '结果', en: 'result' },
  rule: { zh: '规则', en: 'rule' },
  sealed: { zh: '加盖印章', en: 'sealed' },
  stance: { zh: '态度', en: 'stance' },
  summary: { zh: '摘要', en: 'summary' },
  title: { zh: '事项名称', en: 'title' },
  touches: { zh: '涉及', en: 'touches' },
  specificGroups: { zh: '特定群体利益', en: 'specific groups' },
  marketPlayers: { zh: '市场主体经济活动', en: 'market players' },
  money: { zh: '资金', en: 'money' },
  land: { zh: '土地', en: 'land' },
  wideConcern: { zh: '社会普遍关注', en: 'wide concern' },
  hearingRequiredBy: { zh: '要求听证的法律', en: 'hearing required by' },
  verdict: { zh: '结论', en: 'verdict' },
  what: { zh: '内容', en: 'what' },
  who: { zh: '有关人员', en: 'who' },
  words: { zh: '原话', en: 'words' },
  workingRules: { zh: '工作规则', en: 'working rules' },
  measure: { zh: '措施', en: 'measure' },
  count: { zh: '人数', en: 'count' },
  person: { zh: '人员', en: 'person' },
  decision: { zh: '决策', en: 'decision' },
  as: { zh: '关系', en: 'as' },
  signedSheet: { zh: '签到表', en: 'the signed sheet' },
  minutes: { zh: '会议纪要', en: 'the minutes' },
  finalEdition: { zh: '正式文本', en: 'the final edition' },
  inventory: { zh: '归档目录', en: 'the inventory' },
  source: { zh: '来源材料', en: 'the source' },
  reply: { zh: '答复函', en: 'the reply' },
  reuses: { zh: '沿用的评估', en: 'the assessment taken over' },
  rightWords: { zh: '正确的表述', en: 'the right words' },
  declaredBy: { zh: '宣布人', en: 'declared by' },
  projectCode: { zh: '项目代码', en: 'project code' },
  fundSource: { zh: '资金来源', en: 'source of funds' },
  shortForm: { zh: '简易评估', en: 'in the short form' },
  explainsAdoption: { zh: '说明采纳情况', en: 'explains how views were taken up' },
  publishedBy: { zh: '公开审查人', en: 'looked at by' },
  tier: { zh: '级别', en: 'tier' },
};

const YES: Text = { zh: '是', en: 'yes' };
const NO: Text = { zh: '否', en: 'no' };

const STEP_WORDS: Words = {
  'public-input': { zh: '公众参与', en: 'public input' },
  'expert-review': { zh: '专家论证', en: 'expert review' },
  'risk-assessment': { zh: '风险评估', en: 'risk assessment' },
  'legality-review': { zh: '合法性审查', en: 'legality review' },
  none: { zh: '无', en: 'none' },
};

/** Codes that mean one thing wherever they stand. */
const CODES: Words = {
  'public-service-policy': { zh: '公共服务等方面的重大公共政策和措施', en: 'policy of public services' },
  'resource-and-environment': { zh: '自然资源和生态环境', en: 'natural resources and environment' },
  planning: { zh: '重要规划', en: 'planning' },
  'public-construction': { zh: '重大公共建设项目', en: 'major public construction' },
  'other-major': { zh: '其他重大事项', en: 'another major matter' },
  major: { zh: '重大', en: 'major' },
  minor: { zh: '一般', en: 'minor' },
  'not-major': { zh: '不属于重大行政决策', en: 'not major' },
  excluded: { zh: '依法排除', en: 'excluded' },
  'special-law': { zh: '另有法律规定', en: 'under a special law' },
  website: { zh: '政府网站', en: 'website' },
  'new-media': { zh: '政务新媒体', en: 'new media' },
  newspaper: { zh: '报刊', en: 'newspaper' },
  broadcast: { zh: '广播电视', en: 'broadcast' },
  'notice-board': { zh: '公告栏', en: 'notice board' },
  gazette: { zh: '政府公报', en: 'gazette' },
  'open-call': { zh: '公开征求意见', en: 'open call for comments' },
  'round-table': { zh: '座谈会', en: 'round table' },
  'field-visit': { zh: '实地走访', en: 'field visit' },
  written: { zh: '书面征求意见', en: 'in writing' },
  questionnaire: { zh: '问卷调查', en: 'questionnaire' },
  poll: { zh: '民意调查', en: 'poll' },
  residents: { zh: '居民', en: 'residents' },
  businesses: { zh: '企业', en: 'businesses' },
  organisations: { zh: '社会组织', en: 'organisations' },
  deputies: { zh: '代表委员', en: 'deputies' },
  departments: { zh: '部门', en: 'departments' },
  department: { zh: '部门', en: 'a department' },
  leader: { zh: '决策机关领导人员', en: 'a leader' },
  'lower-government': { zh: '下级人民政府', en: 'a lower government' },
  citizens: { zh: '公民、法人或者其他组织', en: 'citizens or organisations' },
  request: { zh: '请示', en: 'request' },
  report: { zh: '报告', en: 'report' },
  'not-required': { zh: '无须请示报告', en: 'not required' },
  decide: { zh: '由人大决定', en: 'for the Congress to decide' },
  none: { zh: '无', en: 'none' },
  agreed: { zh: '同意', en: 'agreed' },
  amend: { zh: '要求修改', en: 'to be amended' },
  refused: { zh: '不同意', en: 'refused' },
  editorial: { zh: '文字修改', en: 'editorial' },
  'as-the-opinion-asked': { zh: '按审查意见修改', en: 'as the opinion asked' },
  completed: { zh: '执行完毕', en: 'completed' },
  replaced: { zh: '被替代', en: 'replaced' },
  stopped: { zh: '停止执行', en: 'stopped' },
  effective: { zh: '有效', en: 'effective' },
  'to-be-adjusted': { zh: '需要调整', en: 'to be adjusted' },
  'to-be-stopped': { zh: '需要停止', en: 'to be stopped' },
  adopted: { zh: '采纳', en: 'adopted' },
  partly: { zh: '部分采纳', en: 'adopted in part' },
  'adopted-in-part': { zh: '部分采纳', en: 'adopted in part' },
  'not-adopted': { zh: '未采纳', en: 'not adopted' },
  'state-secret': { zh: '国家秘密', en: 'a state secret' },
  'public-security': { zh: '公共安全', en: 'public security' },
  'privacy-or-trade-secret': { zh: '个人隐私或者商业秘密', en: 'privacy or a trade secret' },
  'other-law': { zh: '其他法律', en: 'another law' },
};

/** What an opinion or advice is about once the decision is issued. */
const ABOUT: Words = {
  decision: { zh: '决策', en: 'the decision' },
  execution: { zh: '执行', en: 'the execution' },
  suspension: { zh: '中止、恢复执行', en: 'its suspension' },
  adjustment: { zh: '调整', en: 'its adjustment' },
  ending: { zh: '执行的结束', en: 'its end' },
};

/** Where a field has codes of its own. */
const OF_FIELDS: Readonly<Record<string, Words>> = {
  about: ABOUT,
  stance: STANCES,
  outcome: { ...OUTCOMES, ...REVIEW_OUTCOMES },
  position: REVIEW_OUTCOMES,
  power: REVIEW_ANSWERS,
  procedure: REVIEW_ANSWERS,
  content: REVIEW_ANSWERS,
  verdict: EXPERT_VERDICTS,
  level: RISK_LEVELS,
  annulledBy: ANNULLED_BY,
  step: STEP_WORDS,
  missingStep: STEP_WORDS,
  reopens: STEP_WORDS,
  exemptionsReviewed: STEP_WORDS,
  from: CONTRIBUTORS,
  missing: PAPERS,
  kind: { ...MEETING_KINDS, ...PAPERS },
};

/** What a deadline is of, by the beginning of its id; a number in it says which of several. */
const DEADLINES: readonly (readonly [id: RegExp, of: (number: string) => Text])[] = [
  [/^draft$/, () => ({ zh: '拟订草案', en: 'drafting' })],
  [/^hearing-report-/, () => ({ zh: '听证报告', en: 'the hearing report' })],
  [/^assessment-/, () => ({ zh: '其他评估审查', en: 'another assessment' })],
  [/^completion$/, () => ({ zh: '启动时明确的完成时限', en: 'completion, as fixed at the start' })],
  [/^supplement-/, () => ({ zh: '补充送审材料', en: 'the supplement of the review bundle' })],
  [/^review-/, () => ({ zh: '出具合法性审查意见', en: 'the legality opinion' })],
  [/^meeting-bundle-/, () => ({ zh: '处理上会材料', en: 'the handling of the meeting bundle' })],
  [/^planned-meeting$/, () => ({ zh: '计划的会议时间', en: 'the meeting as planned' })],
  [/^publication-/, () => ({ zh: '公布决策', en: 'the publication of the decision' })],
  [
    /^measure-(\d+)-/,
    (n) => ({ zh: `落实第${n}项风险防范措施`, en: `preventive measure ${n} of the risk report` }),
  ],
];

export function deadlineWord(id: string): Text {
  for (const [begins, of] of DEADLINES) {
    const found = begins.exec(id);
    if (found) return of(found[1] ?? '');
  }
  return { zh: id, en: id };
}

export const paperKind = (kind: string): Text => wordFor(PAPERS, kind);

export const fieldWord = (field: string): Text =>
  Object.hasOwn(MORE_FIELDS, field) ? wordFor(MORE_FIELDS, field) : wordFor(FIELDS, field);

/** What a value of this field is called; free text stands for itself. */
export function valueWord(field: string, value: string | number | boolean): Text {
  if (typeof value === 'boolean') return value ? YES : NO;
  const code = String(value);
  const own = OF_FIELDS[field];
  if (own && Object.hasOwn(own, code)) return wordFor(own, code);
  return wordFor(CODES, code);
}
