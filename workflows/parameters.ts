/**
 * What varies from place to place and from matter to matter: periods, numbers, duties that only some places know. Each
 * says what the national text leaves (`national`) and which way a place may go. A place tightens; it never drops what
 * the national text demands. Where the national text leaves a choice (一般, 可以, 参照), the parameter is an `option`.
 */
/** A share, as numerator and denominator: two thirds is `[2, 3]`. */
export type Share = readonly [number, number];

/**
 * Which way a place may go from the national value: more (`up`), less (`down`, where null is no limit at all), switching
 * a duty on (`on`), or choosing freely within what the national text leaves (`option`, with the local article named).
 */
export type Direction = 'up' | 'down' | 'on' | 'option';

export interface Parameter<Value> {
  readonly national: Value;
  readonly direction: Direction;
  /** The national rule that it tightens; absent where the national text is silent. */
  readonly rule?: string;
  /** Counted in calendar days, working days, months; people; shares of those called. Absent for a duty or a list. */
  readonly unit?: 'days' | 'working-days' | 'months' | 'people' | 'share';
  readonly title: { readonly zh: string; readonly en: string };
}

const number = (
  national: number,
  direction: 'up' | 'down',
  unit: NonNullable<Parameter<number>['unit']>,
  zh: string,
  en: string,
  rule?: string,
): Parameter<number> => ({ national, direction, unit, title: { zh, en }, ...(rule ? { rule } : {}) });

/** No limit in the national text; a place may set one, and an upper place's limit may only be shortened. */
const limit = (
  unit: NonNullable<Parameter<number>['unit']>,
  zh: string,
  en: string,
): Parameter<number | null> => ({ national: null, direction: 'down', unit, title: { zh, en } });

const share = (
  national: Share,
  direction: 'up' | 'down',
  zh: string,
  en: string,
  rule?: string,
): Parameter<Share> => ({
  national,
  direction,
  unit: 'share',
  title: { zh, en },
  ...(rule ? { rule } : {}),
});

/** A duty that some places know. */
const duty = (zh: string, en: string): Parameter<boolean> => ({
  national: false,
  direction: 'on',
  title: { zh, en },
});

/** A latitude: what the national text leaves to local rules. */
const choice = <Value>(national: Value, zh: string, en: string): Parameter<Value> => ({
  national,
  direction: 'option',
  title: { zh, en },
});

export const PARAMETERS = {
  // Proposal and start
  leaderProposalsThroughOffice: duty(
    '领导人员的建议经决策机关办公机构交办',
    "leaders' proposals pass through the office of the deciding body",
  ),
  completionDateAtStart: duty('启动时明确完成时限', 'the start fixes a date of completion'),
  catalogueMandatory: duty('必须制定并公布年度目录', 'a yearly catalogue is published'),
  draftingMonths: limit('months', '拟订草案的期限', 'time for drafting'),
  // Public input
  openCallDays: number(30, 'up', 'days', '公开征求意见期限', 'length of an open call', 'D713-015-a'),
  openCallNeverShortened: duty(
    '公开征求意见期限不得缩短',
    'an open call is never shortened, whatever the urgency',
  ),
  rollOver: choice(
    false,
    '期间末日为休息日的顺延',
    'a period whose last day is a day off ends on the next working day',
  ),
  roundTablePapersDays: number(
    0,
    'up',
    'days',
    '座谈会材料提前送达',
    'papers of a round table delivered beforehand',
  ),
  marketVoicesHeard: duty(
    '涉及市场主体的，听取各类市场主体意见',
    'businesses are heard where market players are touched',
  ),
  inputReportPublished: duty('公布公众参与报告', 'the report on public input is published'),
  hearingRequired: duty('必须听证', 'a hearing is required'),
  hearingIfMajorityObjects: duty('多数反对的必须听证', 'a hearing is required where most object'),
  hearingRequestsAnswered: duty('公众的听证建议须答复', 'requests for a hearing are answered'),
  hearingNoticeDays: number(0, 'up', 'days', '听证会提前公告', 'notice of a hearing'),
  hearingListDays: number(
    0,
    'up',
    'days',
    '听证参加人名单提前公布',
    'list of participants published beforehand',
  ),
  hearingPapersDays: number(
    7,
    'up',
    'days',
    '听证材料提前送达',
    'hearing papers delivered beforehand',
    'D713-016-a',
  ),
  hearingParticipantsAtLeast: number(
    0,
    'up',
    'people',
    '听证参加人数',
    'participants of a hearing, at least',
  ),
  hearingParticipantsOdd: duty('听证参加人为单数', 'the participants of a hearing are an odd number'),
  hearingAttendance: share([0, 1], 'up', '听证参加人出席比例', 'share of the participants who attend'),
  hearingPostponedAtMostDays: limit('days', '听证会延期的上限', 'how long a hearing may be put off'),
  hearingModeratorIndependent: duty(
    '起草人、利害关系人不得主持听证',
    'neither drafters nor interested persons moderate a hearing',
  ),
  hearingReport: duty('制作听证报告', 'a hearing report is made'),
  hearingReportDays: limit('days', '听证报告的期限', 'time for the hearing report'),
  hearingOppositionArgued: duty(
    '听证中多数反对的，进一步论证',
    'where most object at a hearing, the matter is argued further',
  ),
  hearingFeedback: duty(
    '采纳情况书面反馈听证参加人并公布',
    'adoption or reasons are fed back to the participants and published',
  ),
  // Expert review
  expertsAtLeast: number(1, 'up', 'people', '专家人数', 'experts, at least'),
  expertsAtLeastContested: number(
    1,
    'up',
    'people',
    '争议大、复杂敏感事项的专家人数',
    'experts where the matter is contested or complex, at least',
  ),
  expertsDrawn: duty('专家从专家库中随机抽取', 'experts are drawn by lot from the pool'),
  expertsOdd: duty('专家人数为单数', 'the experts are an odd number'),
  expertsFromDepartmentAtMost: share(
    [1, 1],
    'down',
    '主管部门专家的比例上限',
    'share of experts from the competent department, at most',
  ),
  expertMajorityAnswered: duty(
    '未采纳多数专家意见的说明理由',
    'not following the majority of experts takes reasons',
  ),
  expertsUnprompted: duty('不得对专家作倾向性提示', 'experts are given no leading hints'),
  // Risk assessment
  riskAssessmentRequired: duty('必须进行风险评估', 'a risk assessment is required'),
  riskVillagersTookPart: duty(
    '被征地的村民等参加风险评估',
    'villagers concerned take part in the risk assessment',
  ),
  riskReportReviewed: duty(
    '风险评估报告编审分离',
    'the risk report is written and reviewed by different people',
  ),
  // Legality review
  unitLegalityPreReview: duty(
    '承办单位先作合法性初审',
    'the proposing unit makes a legality pre-review of its own',
  ),
  unitDiscussion: duty('承办单位先经集体讨论', 'the proposing unit discusses it collectively first'),
  legalityReviewWorkingDays: number(
    7,
    'up',
    'working-days',
    '合法性审查时间',
    'time for the legality review',
    'D713-026-c',
  ),
  legalityReviewMaxWorkingDays: limit(
    'working-days',
    '合法性审查的最长时间',
    'longest time for the legality review',
  ),
  legalityReviewExtensionWorkingDays: limit(
    'working-days',
    '合法性审查可以延长的时间',
    'one extension of the review',
  ),
  supplementWorkingDays: limit(
    'working-days',
    '补充送审材料的期限',
    'time for supplementing the review bundle',
  ),
  supplementStopsClock: choice(
    false,
    '补充材料期间审查时间中止计算（否则重新计算）',
    'a supplement stops the clock of the review (otherwise it starts anew)',
  ),
  reviewOutcomes: choice<readonly string[]>(
    ['lawful', 'lawful-with-changes', 'step-missing', 'unlawful', 'exploratory'],
    '审查意见的种类',
    'kinds of review opinion',
  ),
  // Meeting
  decidingMeetings: choice<readonly string[]>([], '作出决策的会议', 'the meetings that decide'),
  meetingAttendance: share(
    [0, 1],
    'up',
    '会议组成人员到会比例',
    'share of the members who attend',
    'D713-030-f',
  ),
  meetingBundleHandledWorkingDays: limit(
    'working-days',
    '办公机构处理上会材料的期限',
    'time in which the office handles a meeting bundle',
  ),
  stepsNotDoneExplained: duty(
    '未履行的程序在上会材料中说明',
    'a step not done is explained in the meeting bundle',
  ),
  specialStatement: duty(
    '重大分歧、技术不可行、中以上风险等作专门说明',
    'dispute, infeasibility or medium risk takes a special statement',
  ),
  justiceAttends: duty('司法行政部门列席会议', 'the justice department attends the meeting'),
  silenceIsConsent: choice(false, '未发表意见的视为同意', 'silence counts as consent'),
  meetingOutcomes: choice<readonly string[]>(
    ['passed', 'passed-with-edits', 'substantive-change', 'deferred', 'rejected', 'terminated'],
    '讨论结果的种类',
    'kinds of outcome',
  ),
  minutesIssuedByHead: duty('会议纪要由行政首长签发', 'the minutes are issued by the head'),
  lapseAfterMonths: limit('months', '暂缓的最长时间', 'how long a matter may be deferred'),
  // After the decision
  publicationWorkingDays: {
    national: 20,
    direction: 'down',
    rule: 'DISC-026',
    unit: 'working-days',
    title: { zh: '公布的期限', en: 'time for publication' },
  } satisfies Parameter<number> as Parameter<number | null>,
  adoptionPublishedWithDecision: duty(
    '意见采纳情况与决策一并公布',
    'adoption of views is published together with the decision',
  ),
  archiveDutyDivided: duty(
    '归档责任按单位划分',
    'the duty to archive is divided among office, justice, drafting and executing unit',
  ),
  executionOpinionsAnswered: duty(
    '对执行的意见建议须研究并反馈',
    'opinions on the execution are studied and answered',
  ),
  executionChangesByMeeting: duty(
    '调整、中止、终止须集体讨论决定',
    'adjusting, suspending or ending the execution takes a meeting',
  ),
} as const satisfies Readonly<Record<string, Parameter<unknown>>>;

export type ParameterName = keyof typeof PARAMETERS;
type ValueOf<P> = P extends Parameter<infer Value> ? Value : never;
/** The values that apply to one decision, resolved. */
export type Parameters = { readonly [Name in ParameterName]: ValueOf<(typeof PARAMETERS)[Name]> };

/** What the national text says, or leaves, before any place or matter adds to it. */
export const NATIONAL: Parameters = Object.fromEntries(
  Object.entries(PARAMETERS).map(([name, { national }]) => [name, national]),
) as Parameters;
