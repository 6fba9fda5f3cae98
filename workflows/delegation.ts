/**
 * Which acts one person may do by another's delegation (授权委托), and which are bound to the person by law or by our own
 * rule. Data: the road, the verification and the pages read it; nothing else says what may be delegated. An act that
 * was delegated once stays delegable, or the record of it would not replay: a stricter rule needs a day from which it holds.
 */
import type { Role, Text } from './vocabulary.js';

/** Why an act is not delegated: the rules of `law/rules.tsv` that bind it to the person, or a house rule. */
export interface BoundToThePerson {
  readonly is: 'law' | 'house';
  readonly rules: readonly string[];
  readonly because: Text;
}

const law = (rules: readonly string[], zh: string, en: string): BoundToThePerson => ({
  is: 'law',
  rules,
  because: { zh, en },
});
const house = (zh: string, en: string): BoundToThePerson => ({ is: 'house', rules: [], because: { zh, en } });

const MEMBER = law(
  ['D713-030-d', 'D713-038-a'],
  '会议组成人员的意见和不同意见如实记录、终身负责，由本人作出',
  "A member's opinion and dissent are recorded as given and answered for in person",
);
const HEAD_DECIDES = law(
  ['D713-030-b', 'D713-030-e'],
  '行政首长最后发表意见，并在集体讨论的基础上作出决定',
  'The head speaks last and decides, after the discussion',
);
const EXPERT = law(
  ['D713-019-d', 'D713-020-a'],
  '专家独立论证、负保密义务，选定的是其本人',
  'An expert works independently and in confidence; it is that person who was chosen',
);
const REVIEW = law(
  ['D713-025-e', 'D713-028-a'],
  '审查意见由审查机构的审查人员署名并负责，审查与起草分离',
  'A reviewer of the reviewing body signs the opinion and answers for it, apart from whoever drafts',
);
const BY_THE_PROGRAM = house('由程序自动记录', 'Recorded by the program itself');
const BY_THE_PUBLIC = house(
  '公众无需账号，由本人提出',
  'Members of the public speak for themselves, without an account',
);

/** By type of act. */
export const BOUND_TO_THE_PERSON: Readonly<Record<string, BoundToThePerson>> = {
  HeadSpoke: HEAD_DECIDES,
  OutcomeDecided: HEAD_DECIDES,
  RiskJudged: law(
    ['D713-024-b'],
    '风险可控与否由决策机关判断',
    'The deciding body judges whether the risk is controllable',
  ),
  MinutesIssued: law(['HLJ4-039-c'], '会议纪要由行政首长签发', 'The head issues the minutes'),
  DecisionIssued: law(
    ['D713-030-e', 'ORG-006'],
    '决定权在行政首长，由签发人本人签发',
    'The head decides; the signer issues it in person',
  ),
  ProcedureTerminated: law(
    ['D713-010-a'],
    '启动、终止程序由决策机关决定',
    'The deciding body starts and ends the procedure',
  ),
  MemberSpoke: MEMBER,
  MemberRecused: MEMBER,
  DissentConfirmed: MEMBER,
  ExpertDeclared: EXPERT,
  ExpertOpinionGiven: EXPERT,
  LegalityOpinionIssued: REVIEW,
  ConformityConfirmed: REVIEW,
  ConformityDenied: REVIEW,
  LegalAdviceGiven: law(
    ['D713-028-b'],
    '法律意见由法律顾问、公职律师本人提出',
    'Counsel or a public lawyer gives the advice in person',
  ),
  ExecutionAdviceGiven: house(
    '法律意见由法律顾问、公职律师本人提出',
    'Counsel or a public lawyer gives the advice in person',
  ),
  EvaluationReported: law(
    ['D713-036-a'],
    '后评估由所委托的、未承担决策前主要论证评估的单位和人员承担',
    'Evaluated by whom it was ordered from, and who did none of the main assessment before',
  ),
  AuditFindingRecorded: house('审计发现由审计人员本人记录', 'An auditor records what that auditor found'),
  IrregularityRecorded: house('各人如实记录本人所知', 'Everybody records what they themselves know'),
  PartyCommitteeAnswered: house('党委的答复由其经办人员录入', "The committee's own clerk enters its answer"),
  CongressResolved: house('人大的决定由其经办人员录入', "The congress's own clerk enters its resolution"),
  DecisionLapsed: BY_THE_PROGRAM,
  DeadlinePassed: BY_THE_PROGRAM,
  CommentReceived: BY_THE_PUBLIC,
};

/** What may be delegated: everything that the procedures know and that is not bound to the person. */
export const DELEGABLE: ReadonlySet<string> = new Set([
  'DecisionProposed',
  'MatterScreened',
  'EmergencyReported',
  'StudyAssigned',
  'ProposalStudied',
  'ProposalWithdrawn',
  'ProposalDeclined',
  'ProcedureStarted',
  'UnitReassigned',
  'DecisionsMerged',
  'DecisionSplit',
  'DraftSubmitted',
  'UnitsConsulted',
  'UnitReplied',
  'StepFindingRecorded',
  'ConsultationOpened',
  'ConsultationClosed',
  'RoundTableConvened',
  'PublicInputHeld',
  'HearingAnnounced',
  'HearingPapersDelivered',
  'HearingHeld',
  'PublicInputReported',
  'ExpertInvited',
  'ExpertReviewConcluded',
  'RiskAssessed',
  'AssessmentBegun',
  'AssessmentRecorded',
  'LegalityReviewRequested',
  'LegalityBundleReturned',
  'LegalityReviewExtended',
  'MeetingBundleSubmitted',
  'MeetingBundleReturned',
  'TabledAtMeeting',
  'DecisionRetabled',
  'PartyCommitteeAsked',
  'CongressMatterFound',
  'CongressReported',
  'JointBodyDecided',
  'DecisionPublished',
  'PublicationWithheld',
  'DecisionArchived',
  'ExecutionAssigned',
  'ExecutionReported',
  'ExecutionInspected',
  'ExecutionOpinionReceived',
  'ExecutionOpinionAnswered',
  'ExecutionAdviceAnswered',
  'ExecutionSuspended',
  'ExecutionResumed',
  'AdjustmentProposed',
  'ExecutionEnded',
  'EvaluationOrdered',
  'CorrectionOrdered',
  'CorrectionDone',
  'DecisionAnnulled',
  'RecordCorrected',
  'PriorActTakenIn',
  'DepartureRecorded',
  'CalendarAdopted',
  'CommentDisposed',
  'MeetingConvened',
  'MeetingRescheduled',
  'MeetingOpened',
  'AttendanceRecorded',
  'MeetingClosed',
  'CatalogueDrafted',
  'CatalogueConsented',
  'CataloguePublished',
  'CatalogueAdjusted',
]);

/** Roles of which nothing may be delegated: a seat, a person chosen as such, or oversight. */
export const ROLES_NOT_DELEGATED: Readonly<Partial<Record<Role, BoundToThePerson>>> = {
  member: MEMBER,
  expert: EXPERT,
  'legal-adviser': law(['D713-028-b'], '法律意见由本人提出', 'Advice is given in person'),
  evaluator: law(['D713-036-a'], '后评估由所委托的单位和人员承担', 'Evaluated by whom it was ordered from'),
  administrator: house('管理权由授予产生，不再委托', 'Administration is granted, never lent'),
  auditor: house('监督权由授予产生，不再委托', 'Oversight is granted, never lent'),
};

/** The lists in which a decision remembers the people whose other acts the law keeps apart (`major-decision/context.ts`). */
export const KEPT_APART = ['drafters', 'assessors'] as const;

/** Requirements that compare people of one act with each other: a second person, or others who check. */
export const SECOND_PERSONS: readonly string[] = [
  'evidence-second-person',
  'correction-checked',
  'risk-report-reviewed',
];
