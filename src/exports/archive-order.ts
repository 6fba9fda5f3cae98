import type { Text } from '../../workflows/vocabulary.js';

/**
 * The order in which the papers of a decision are filed: the text as issued first, then the draft and its explanation,
 * then the steps as the law has them. By the acts that name a paper; the last takes what stands in no other.
 */
export const ARCHIVAL_ORDER: readonly { readonly title: Text; readonly types: readonly string[] }[] = [
  {
    title: { zh: '正文（印发、公布）', en: 'text as issued' },
    types: ['DecisionIssued', 'DecisionPublished'],
  },
  {
    title: { zh: '草案及起草说明', en: 'draft and explanation' },
    types: ['DraftSubmitted', 'MeetingBundleSubmitted'],
  },
  {
    title: { zh: '提出与启动', en: 'proposal and start' },
    types: ['DecisionProposed', 'MatterScreened', 'ProposalStudied', 'ProcedureStarted'],
  },
  { title: { zh: '部门协商', en: 'units consulted' }, types: ['UnitsConsulted', 'UnitReplied'] },
  {
    title: { zh: '公众参与', en: 'public input' },
    types: [
      'ConsultationOpened',
      'ConsultationClosed',
      'RoundTableConvened',
      'PublicInputHeld',
      'HearingAnnounced',
      'HearingPapersDelivered',
      'HearingHeld',
      'PublicInputReported',
      'CommentDisposed',
    ],
  },
  {
    title: { zh: '专家论证', en: 'expert review' },
    types: ['ExpertInvited', 'ExpertDeclared', 'ExpertOpinionGiven', 'ExpertReviewConcluded'],
  },
  { title: { zh: '风险评估', en: 'risk assessment' }, types: ['RiskAssessed', 'AssessmentRecorded'] },
  {
    title: { zh: '合法性审查', en: 'legality review' },
    types: ['LegalityReviewRequested', 'LegalAdviceGiven', 'LegalityOpinionIssued', 'ConformityConfirmed'],
  },
  {
    title: { zh: '集体讨论决定', en: 'collective decision' },
    types: [
      'MeetingConvened',
      'AttendanceRecorded',
      'TabledAtMeeting',
      'MemberSpoke',
      'HeadSpoke',
      'OutcomeDecided',
      'MeetingClosed',
      'MinutesIssued',
    ],
  },
  {
    title: { zh: '请示报告', en: 'party committee, congress' },
    types: ['PartyCommitteeAsked', 'PartyCommitteeAnswered', 'CongressReported', 'CongressResolved'],
  },
  { title: { zh: '其他', en: 'other' }, types: [] },
];
