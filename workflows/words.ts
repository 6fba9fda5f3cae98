/**
 * What codes are called where people read them: kinds of paper, answers, states, fields. In schemas, leaves and answers
 * the codes stay what they are; one that stands in no list (a place's own assessment) is shown as it is.
 * Acts and steps are not here: they carry their titles themselves.
 */
import type { Text } from './vocabulary.js';

export type Words = Readonly<Record<string, Text>>;

export const PAPERS: Words = {
  'legal-basis': { zh: '法律、法规、规章等依据', en: 'the legal basis' },
  'procedure-account': { zh: '履行法定程序的说明', en: 'the account of the procedures done' },
  'legality-opinion': { zh: '合法性审查意见', en: 'the legality opinion' },
  'draft-explanation': { zh: '草案说明', en: 'the explanation of the draft' },
  'public-input-report': { zh: '公众意见研究采纳情况', en: 'the report on public input' },
  'expert-report': { zh: '专家论证意见研究采纳情况', en: 'the report on the expert review' },
  'risk-report': { zh: '风险评估报告', en: 'the risk report' },
  'fair-competition-review': { zh: '公平竞争审查情况', en: 'the fair competition review' },
  'unit-pre-review': { zh: '承办单位合法性初审意见', en: "the unit's own legality pre-review" },
  'unit-discussion-minutes': { zh: '承办单位集体讨论记录', en: "the record of the unit's own discussion" },
  'disagreement-account': { zh: '对有关单位不同意见的说明', en: 'the account of disagreement between units' },
  'step-explanation': { zh: '未履行程序的说明', en: 'the explanation of steps not done' },
  'evaluation-report': { zh: '后评估报告', en: 'the post-evaluation report' },
  'special-statement': { zh: '专门说明', en: 'the special statement' },
};

export const REVIEW_ANSWERS: Words = {
  conforms: { zh: '符合规定', en: 'conforms' },
  'does-not-conform': { zh: '不符合规定', en: 'does not conform' },
  unregulated: { zh: '尚无明确规定', en: 'not regulated' },
};

export const REVIEW_OUTCOMES: Words = {
  lawful: { zh: '合法', en: 'lawful' },
  'lawful-with-changes': { zh: '修改后合法', en: 'lawful with changes' },
  'step-missing': { zh: '应当履行的程序未履行', en: 'a step is missing' },
  unlawful: { zh: '不合法', en: 'unlawful' },
  exploratory: { zh: '探索性改革', en: 'exploratory reform' },
};

export const OUTCOMES: Words = {
  passed: { zh: '通过', en: 'passed' },
  'passed-with-edits': { zh: '作一般修改后通过', en: 'passed with edits' },
  'substantive-change': { zh: '作实质修改', en: 'to be changed in substance' },
  deferred: { zh: '暂缓', en: 'deferred' },
  rejected: { zh: '不予通过', en: 'rejected' },
  terminated: { zh: '终止', en: 'terminated' },
};

export const STANCES: Words = {
  agree: { zh: '同意', en: 'agrees' },
  'agree-with-changes': { zh: '修改后同意', en: 'agrees with changes' },
  disagree: { zh: '不同意', en: 'disagrees' },
  abstain: { zh: '弃权', en: 'abstains' },
};

export const MEETING_KINDS: Words = {
  'executive-meeting': { zh: '常务会议', en: 'executive meeting' },
  'plenary-meeting': { zh: '全体会议', en: 'plenary meeting' },
  'township-government-meeting': { zh: '乡镇政府会议', en: 'township government meeting' },
  'joint-party-government-meeting': { zh: '党政联席会议', en: 'joint Party and government meeting' },
  'department-meeting': { zh: '部门会议', en: 'department meeting' },
};

export const MEETING_STATES: Words = {
  convened: { zh: '已召集，尚未开会', en: 'convened and not open yet' },
  open: { zh: '正在开会', en: 'open' },
  closed: { zh: '已经结束', en: 'closed' },
};

export const EXPERT_VERDICTS: Words = {
  support: { zh: '赞成', en: 'supports it' },
  'support-with-changes': { zh: '修改后赞成', en: 'supports it with changes' },
  oppose: { zh: '反对', en: 'opposes it' },
};

/** What an expert declared of a direct interest. */
export const INTERESTS: Words = {
  'not-declared': { zh: '未声明', en: 'not declared' },
  none: { zh: '无直接利害关系', en: 'no direct interest' },
  direct: { zh: '有直接利害关系', en: 'a direct interest' },
};

export const RISK_LEVELS: Words = {
  low: { zh: '低风险', en: 'low risk' },
  medium: { zh: '中风险', en: 'medium risk' },
  high: { zh: '高风险', en: 'high risk' },
};

export const ASSESSMENT_RESULTS: Words = {
  passed: { zh: '通过', en: 'passed' },
  'not-passed': { zh: '未通过', en: 'did not pass' },
};

export const ANNULLED_BY: Words = {
  'upper-government': { zh: '上级人民政府', en: 'the upper government' },
  court: { zh: '人民法院', en: 'the court' },
  congress: { zh: '人民代表大会', en: "the People's Congress" },
};

/** Who hands in papers for the archive. */
export const CONTRIBUTORS: Words = {
  office: { zh: '办公机构', en: 'the office' },
  'legality-reviewer': { zh: '合法性审查机构', en: 'the legality reviewer' },
  'drafting-unit': { zh: '承办单位', en: 'the drafting unit' },
  'executing-unit': { zh: '执行单位', en: 'the executing unit' },
};

/** Fields of payloads that requirements read, or ask for. */
export const FIELDS: Words = {
  absent: { zh: '请假人员和事由', en: 'who was excused, and why' },
  actingBy: { zh: '指定代行职务的文件', en: 'the document that names an acting head' },
  adopted: { zh: '采纳数', en: 'how many were adopted' },
  added: { zh: '新增的事项', en: 'the items added' },
  advice: { zh: '法律意见', en: 'the legal advice' },
  agreed: { zh: '是否协商一致', en: 'whether they agreed' },
  arisesFrom: { zh: '所源自的事项', en: 'the matter that it arises from' },
  attended: { zh: '出席人数', en: 'how many attended' },
  basis: { zh: '不予公布的情形', en: 'the ground for withholding it' },
  body: { zh: '机关', en: 'the body' },
  bundle: { zh: '草案及材料', en: 'the draft and its papers' },
  bundleDigest: { zh: '所指文本', en: 'the text meant' },
  calendar: { zh: '工作日历', en: 'the calendar' },
  catalogueItem: { zh: '目录序号', en: 'the number in the catalogue' },
  changed: { zh: '变更的事项', en: 'the items changed' },
  checkedBy: { zh: '核对人', en: 'who checked it' },
  comment: { zh: '意见序号', en: 'the number of the comment' },
  completionBy: { zh: '完成时限', en: 'the date of completion' },
  confirmedAndSigned: { zh: '是否确认签字', en: 'whether it was confirmed and signed' },
  consent: { zh: '同级党委的同意文件', en: 'the document of the consent' },
  consultation: { zh: '征求意见编号', en: "the consultation's name" },
  content: { zh: '内容', en: 'content' },
  contentBecause: { zh: '内容方面的理由', en: 'the reasons about content' },
  contributions: { zh: '各单位移交的材料', en: 'what each handed in' },
  deadline: { zh: '截止日', en: 'the last day' },
  debated: { zh: '是否质证、辩论', en: 'whether there was a debate' },
  declaredBy: { zh: '宣布人', en: 'who declared it' },
  delayReason: { zh: '延期理由', en: 'the reason for the delay' },
  departmentsHeard: { zh: '听取意见的部门', en: 'the departments heard' },
  directInterest: { zh: '有无直接利害关系', en: 'whether there is a direct interest' },
  disagreement: { zh: '争议说明', en: 'the disagreement' },
  document: { zh: '材料', en: 'the document' },
  drafters: { zh: '起草人', en: 'the drafters' },
  editedText: { zh: '首长签署的修改稿', en: 'the text as edited and signed' },
  edition: { zh: '版次', en: 'the edition' },
  electronicSignature: { zh: '电子签名的条件', en: 'the conditions of the electronic signature' },
  evaluator: { zh: '后评估单位', en: 'the evaluator' },
  event: { zh: '记录序号', en: 'the number of the event' },
  everySideRepresented: { zh: '各方是否有代表', en: 'whether every side is represented' },
  exclusion: { zh: '排除情形', en: 'the ground of exclusion' },
  exemptionsReviewed: { zh: '已复核的不适用认定', en: 'the exemptions looked at' },
  expert: { zh: '专家', en: 'the expert' },
  explainsAdoption: { zh: '是否说明采纳情况', en: 'whether it explains how views were taken up' },
  explanation: { zh: '说明', en: 'the explanation' },
  extent: { zh: '调整程度', en: 'how far the adjustment goes' },
  facts: { zh: '事实', en: 'the facts' },
  feasibility: { zh: '可行性', en: 'feasibility' },
  feedback: { zh: '书面反馈', en: 'the feedback in writing' },
  field: { zh: '项目', en: 'the field' },
  followsMajority: { zh: '是否采纳多数专家意见', en: 'whether most experts are followed' },
  from: { zh: '起始', en: 'from' },
  furtherArgument: { zh: '进一步论证的材料', en: 'the paper of the further argument' },
  happenedOn: { zh: '发生日期', en: 'the day that it happened' },
  head: { zh: '行政首长', en: 'the head' },
  hearing: { zh: '听取公众意见的情况', en: 'how the public was heard' },
  hearingOn: { zh: '听证日期', en: 'the day of the hearing' },
  hearingReport: { zh: '听证报告', en: 'the hearing report' },
  hearingRequests: { zh: '听证建议的答复', en: 'the answers to requests for a hearing' },
  heldOn: { zh: '举行日期', en: 'the day that it was held' },
  how: { zh: '结束方式', en: 'how it ended' },
  inPublic: { zh: '是否公开举行', en: 'whether it was public' },
  into: { zh: '并入或者拆分出的事项', en: 'the matter or matters that it becomes' },
  jointBodies: { zh: '联合决策的机关', en: 'the other deciding bodies' },
  items: { zh: '目录事项', en: 'the items' },
  kind: { zh: '类别', en: 'the kind' },
  leadUnit: { zh: '牵头承办单位', en: 'the lead unit' },
  legalBasis: { zh: '依据条款', en: 'the legal basis' },
  legalRisk: { zh: '法律风险', en: 'the legal risk' },
  listPublished: { zh: '名单是否公布', en: 'whether the list is published' },
  matters: { zh: '专门领域', en: 'the special field' },
  measures: { zh: '防范措施', en: 'the preventive measures' },
  measuresDone: { zh: '已落实的措施', en: 'the measures done' },
  meeting: { zh: '会议', en: 'the meeting' },
  members: { zh: '会议组成人员', en: 'the members' },
  minute: { zh: '作出决定的纪要', en: 'the minute of the decision' },
  mode: { zh: '方式', en: 'the way' },
  moderator: { zh: '主持人', en: 'the moderator' },
  necessity: { zh: '必要性', en: 'necessity' },
  noCounselBecause: { zh: '没有法律意见的原因', en: 'why counsel gave no opinion' },
  notAdopted: { zh: '未采纳数', en: 'how many were not adopted' },
  objecting: { zh: '反对意见数', en: 'how many object' },
  on: { zh: '期限', en: 'the last day' },
  openedOn: { zh: '开会日期', en: 'the day that it opened' },
  opinion: { zh: '意见书', en: 'the opinion' },
  option: { zh: '选定的方案', en: 'the option chosen' },
  options: { zh: '方案', en: 'the options' },
  outcome: { zh: '结论', en: 'the outcome' },
  papers: { zh: '材料', en: 'the papers' },
  parent: { zh: '上级', en: 'what it is a part of' },
  participants: { zh: '参加人', en: 'who took part' },
  participantsSelected: { zh: '是否遴选参加人', en: 'whether participants were selected' },
  partly: { zh: '部分采纳数', en: 'how many were adopted in part' },
  postponementReason: { zh: '延期理由', en: 'the reason for putting it off' },
  power: { zh: '权限', en: 'power' },
  powerBecause: { zh: '权限方面的理由', en: 'the reasons about power' },
  present: { zh: '到会人员', en: 'who was present' },
  presented: { zh: '是否介绍草案', en: 'whether the draft was presented' },
  procedure: { zh: '程序', en: 'procedure' },
  procedureBecause: { zh: '程序方面的理由', en: 'the reasons about procedure' },
  proposedBy: { zh: '建议来源', en: 'who proposes' },
  publicHeard: { zh: '是否听取公众意见', en: 'whether the public was heard' },
  publishedOn: { zh: '公布日期', en: 'the day of publication' },
  reasonsAgainstExperts: { zh: '未采纳专家意见的理由', en: 'the reasons for not following the experts' },
  reasonsAgainstMajority: { zh: '与多数意见不一致的理由', en: 'the reasons for departing from the majority' },
  received: { zh: '收到数', en: 'how many were received' },
  record: { zh: '记录', en: 'the record' },
  reopens: { zh: '重新办理的步骤', en: 'the step that opens again' },
  removed: { zh: '删去的事项', en: 'the items removed' },
  report: { zh: '报告', en: 'the report' },
  required: { zh: '是否适用', en: 'whether the step applies' },
  requirement: { zh: '所变通的要求', en: 'the requirement departed from' },
  responsePlan: { zh: '有无处置预案', en: 'whether there is a response plan' },
  reviewedBy: { zh: '评审人', en: 'who reviewed it' },
  riskPoints: { zh: '风险点数', en: 'how many risk points' },
  role: { zh: '角色', en: 'the role' },
  ruleSet: { zh: '所适用的规则', en: 'the rules in force' },
  selectionMethodPublished: { zh: '遴选办法是否公布', en: 'whether the method of selection is published' },
  shorteningReason: { zh: '缩短期限的理由', en: 'the reason for a shorter period' },
  signed: { zh: '是否署名', en: 'whether it is signed' },
  signer: { zh: '签发人', en: 'the signer' },
  soundness: { zh: '科学性', en: 'soundness' },
  step: { zh: '程序环节', en: 'the step' },
  successor: { zh: '作出决定的新事项', en: 'the matter that decides it' },
  thirdPartyConsents: { zh: '权利人是否同意公开', en: 'whether those concerned consent' },
  to: { zh: '截至', en: 'to' },
  unit: { zh: '单位', en: 'the unit' },
  units: { zh: '单位', en: 'the units' },
  unprompted: { zh: '未受倾向性提示的确认', en: 'the confirmation that nobody hinted at an answer' },
  until: { zh: '终止日期', en: 'the last day' },
  urgent: { zh: '是否紧急', en: 'whether it is urgent' },
  value: { zh: '正确的内容', en: 'the right value' },
  villagersTookPart: { zh: '村民等是否参加', en: 'whether villagers took part' },
  workingDays: { zh: '工作日数', en: 'how many working days' },
  writtenBy: { zh: '编写人', en: 'who wrote it' },
  year: { zh: '年度', en: 'the year' },
};

/** What this code is called; a code that nobody gave a word stands for itself. */
export function wordFor(words: Words, code: string): Text {
  return (Object.hasOwn(words, code) ? words[code] : undefined) ?? { zh: code, en: code };
}

/** Several of them, in one row. */
export function wordsFor(words: Words, codes: readonly string[]): Text {
  return inARow(codes.map((code) => wordFor(words, code)));
}

export function inARow(texts: readonly Text[]): Text {
  return { zh: texts.map(({ zh }) => zh).join('、'), en: texts.map(({ en }) => en).join(', ') };
}

/** The title of an act, a step or a field where a sentence names it. */
export function quoted({ zh, en }: Text): Text {
  return { zh: `“${zh}”`, en: `“${en}”` };
}
