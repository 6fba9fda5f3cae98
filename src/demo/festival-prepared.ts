/**
 * The first matter up to its legality review: 2025年垟庄村杜鹃花节, a real item of Hengxi's catalogue of 2025-03-28,
 * which lists public input, legality review and collective discussion only, for April 2025.
 */
import { Matter } from './matter.js';
import { festival, festivalEditions } from './papers.js';
import { showObstacles, showPlan } from './plan.js';
import { FIRST, type Stage } from './stage.js';
import { TOWNSHIP, UNITS } from './township.js';

const PLANNED = { notBefore: '2025-04-01', notAfter: '2025-04-30' };

/** 28 March: proposed, screened, studied, started; at once the program works out whether April is possible. */
export async function begins(stage: Stage): Promise<Matter> {
  const { notes } = stage.say;
  const decision = await stage.opens('clerk', FIRST, 'decisions', 'DecisionProposed', {
    title: '2025年垟庄村杜鹃花节',
    body: TOWNSHIP,
    proposedBy: 'department',
    problem: '花期客流集中，道路、停车、应急没有统一安排。',
    reasonsAndBasis: '仙居县推进全域旅游高质量发展实施意见；列入2025年重大行政决策事项目录。',
    outline: '五月初在垟庄村举办杜鹃花节，限流、分流，村民抽签设摊。',
    necessity: '自发客流已经形成，不组织即无序。',
    feasibility: '道路、停车、应急力量可以统筹。',
    holdsStateSecret: false,
  });
  const matter = new Matter(stage, decision, 'clerk', {
    applicableLaw: ['仙居县推进全域旅游高质量发展实施意见', '大型群众性活动安全管理条例'],
    units: [UNITS.police.id],
  });
  const screening = { result: 'major', kind: 'other-major', reason: '已列入2025年3月28日公布的目录。' };
  await matter.act('office', 'MatterScreened', screening, notes.screened);
  await matter.act('clerk', 'ProposalStudied', {
    necessity: '带动村民增收，规范自发客流。',
    feasibility: '经费、场地、力量均已落实。',
  });
  const started = { leadUnit: UNITS.social.id, units: [UNITS.social.id], plannedMeeting: PLANNED };
  await matter.act('head', 'ProcedureStarted', started, notes.started);
  await showPlan(stage, 'clerk', decision, { openCall: '2025-05-13', latestBundle: '2025-04-21' });
  return matter;
}

/** The administrator keeps the accounts; none of these acts is theirs. */
export async function administratorTries({ stage, decision }: Matter): Promise<void> {
  const digest = '0'.repeat(64);
  const paper = { kind: 'paper', name: '稿.pdf', mediaType: 'application/pdf', size: 1, sha256: digest };
  stage.tell.aside(stage.say.asides.administrator);
  await stage.notForThem('administrator', decision, 'LegalityReviewRequested', {
    bundleDigest: digest,
    papers: [],
  });
  await stage.notForThem('administrator', decision, 'ConformityConfirmed', {
    from: digest,
    to: digest,
    kind: 'editorial',
    remark: '代为确认',
  });
  await stage.notForThem('administrator', decision, 'OutcomeDecided', {
    outcome: 'passed',
    bundleDigest: digest,
  });
  await stage.notForThem('administrator', decision, 'DecisionIssued', {
    number: '横政〔2025〕1号',
    signer: stage.actor('administrator').id,
    sealed: true,
    bundleDigest: digest,
    finalEdition: paper,
  });
}

/** 1 April: the draft; the catalogue is silent on experts and on risk, so the program asks for both findings. */
export async function drafts(matter: Matter): Promise<void> {
  const { stage } = matter;
  const { notes } = stage.say;
  await matter.submits(festivalEditions[0], notes.draft(1));
  await showObstacles(stage, 'clerk', matter.decision, 'LegalityReviewRequested', {
    'public-input': true,
    'expert-review': false,
    'risk-assessment': false,
  });
  const noExperts = {
    step: 'expert-review',
    required: false,
    reason: '沿用历年做法，没有专业性、技术性较强的问题。',
    legalBasis: '《重大行政决策程序暂行条例》第19条第1款',
  };
  await matter.act('clerk', 'StepFindingRecorded', noExperts, notes.expertNotNeeded);
  const risk = { step: 'risk-assessment', required: true, reason: '花期人流集中，可能影响公共安全。' };
  await matter.act('clerk', 'StepFindingRecorded', risk, notes.riskNeeded);
  const record = await matter.files(festival.units);
  const consulted = { units: [UNITS.police.id], agreed: true, record };
  await matter.act('clerk', 'UnitsConsulted', consulted, stage.tell.words.in(UNITS.police.name));
}

/** 8 April: the round table that the plan needs instead of an open call. */
export async function hearsThePublic(matter: Matter): Promise<void> {
  const participants = [
    { kind: 'residents', count: 23 },
    { kind: 'businesses', count: 9 },
    { kind: 'deputies', count: 4 },
  ];
  await matter.act(
    'clerk',
    'PublicInputHeld',
    {
      mode: 'round-table',
      heldOn: '2025-04-08',
      participants,
      groupsHeard: false,
      signedSheet: await matter.files(festival.sheet),
      summary: '摊位抽签，增设临时厕所，建议延长至十日。',
    },
    matter.stage.say.notes.roundTable,
  );
}

/** 10 April: the report on what was said, and the risk assessment by another office. */
export async function reportsAndAssesses(matter: Matter): Promise<void> {
  const { notes } = matter.stage.say;
  const counts = { received: 3, adopted: 2, partly: 0, notAdopted: 1 };
  const report = await matter.files(festival.inputReport);
  await matter.act('clerk', 'PublicInputReported', { ...counts, report }, notes.inputFirst);
  await matter.act(
    'assessor',
    'RiskAssessed',
    {
      bundleDigest: matter.bundle,
      level: 'low',
      riskPoints: 3,
      measures: [
        { measure: '景区限流，分时预约', owner: UNITS.social.id, by: '2025-04-25' },
        { measure: '主要路口交通分流', owner: UNITS.police.id, by: '2025-04-28' },
        { measure: '医疗点和应急车辆现场值守', owner: UNITS.social.id, by: '2025-05-01' },
      ],
      responsePlan: true,
      departmentsHeard: [UNITS.police.id],
      report: await matter.files(festival.risk, 'assessor'),
    },
    notes.risk,
  );
}
