/**
 * The second matter up to its legality review, made up: fixed times and places for household waste in the town centre. It takes the open call,
 * so its thirty days and the review's seven working days put its meeting on 13 May at the earliest.
 */
import type { JsonObject } from '../canonical/canonical-json.js';
import { Matter } from './matter.js';
import { waste, wasteEditions } from './papers.js';
import { earliestMeeting } from './plan.js';
import { SECOND, type Stage, type Subject } from './stage.js';
import { TOWNSHIP, UNITS } from './township.js';

const CALL = 'hengxi-waste-2025';
/** The earliest lawful meeting by this call. */
export const EARLIEST = '2025-05-13';

/** 28 March: started and published the same day; comments until the end of 27 April. */
export async function begins(stage: Stage): Promise<Matter> {
  const { notes } = stage.say;
  const decision = await stage.opens('builder', SECOND, 'decisions', 'DecisionProposed', {
    title: '横溪镇集镇区生活垃圾定时定点投放收运方案',
    body: TOWNSHIP,
    proposedBy: 'department',
    problem: '集镇区垃圾桶满溢，收运不及时。',
    reasonsAndBasis: '浙江省生活垃圾管理条例。',
    outline: '十二处投放点定时投放，分类收运。',
    necessity: '满溢桶点影响环境卫生，居民反映多。',
    feasibility: '投放点、车辆、人员已有基础。',
    holdsStateSecret: false,
  });
  const matter = new Matter(stage, decision, 'builder', {
    applicableLaw: ['浙江省生活垃圾管理条例'],
    units: [],
  });
  const screening = { result: 'major', kind: 'public-service-policy', reason: '涉及集镇区全体居民。' };
  await matter.act('office', 'MatterScreened', screening, notes.screenedPolicy);
  await matter.act('builder', 'ProposalStudied', {
    necessity: '改善集镇环境。',
    feasibility: '利用现有投放点和车辆。',
  });
  const plannedMeeting = { notBefore: '2025-05-01', notAfter: '2025-05-31' };
  const units = { leadUnit: UNITS.building.id, units: [UNITS.building.id] };
  await matter.act('head', 'ProcedureStarted', { ...units, plannedMeeting }, notes.startedSecond);
  await matter.submits(wasteEditions[0], notes.draft(1));
  const opened = {
    consultation: CALL,
    deadline: '2025-04-27',
    bundleDigest: matter.bundle,
    explanation: await matter.files(waste.notice),
    channels: ['website', 'notice-board'],
    howToComment: '网上填写，或寄送横溪镇村镇建设办公室。',
  };
  await matter.act('builder', 'ConsultationOpened', opened, notes.openCall);
  stage.tell.beneath(notes.asBegun(await earliestMeeting(stage, 'builder', decision, EARLIEST)));
  return matter;
}

/** Anybody, without an account. */
export async function isCommentedOn({ stage }: Matter, number: 1 | 2): Promise<void> {
  const texts = [
    '我在园区上晚班，晚上八点前赶不回来，请把投放时间延长。',
    '不要定点投放，请恢复每户门口放桶。',
  ];
  const path = `/api/public/consultations/${CALL}/comments`;
  const answer = await stage.http.post(path, { text: texts[number - 1] ?? '', anonymous: true });
  const { words, say } = stage.tell;
  stage.insist(201, words.titleOf('CommentReceived'), answer);
  stage.insistSame(words.titleOf('CommentReceived'), String(number), String(answer.body['number']));
  stage.acts += 1;
  const title = words.titleOf('CommentReceived');
  stage.tell.recorded({ tag: SECOND, title, actor: say.citizen, note: say.notes.comments[number - 1] ?? '' });
}

/** 10 to 16 April: an expert on capacity; no risk assessment, with the reason. */
export async function isFoundOn(matter: Matter): Promise<void> {
  const { notes } = matter.stage.say;
  const experts = { step: 'expert-review', required: true, reason: '收运频次和车辆配置的测算专业性较强。' };
  await matter.act('builder', 'StepFindingRecorded', experts, notes.expertNeeded);
  const noRisk = {
    step: 'risk-assessment',
    required: false,
    reason: '沿用现有投放点，不收费，不致对社会稳定、公共安全造成不利影响。',
    legalBasis: '《重大行政决策程序暂行条例》第22条第1款',
  };
  await matter.act('builder', 'StepFindingRecorded', noRisk, notes.riskNotNeeded);
  await matter.act('builder', 'ExpertInvited', {
    expert: matter.stage.actor('expert').id,
    field: '环境工程',
  });
}

export async function isArguedByTheExpert(matter: Matter): Promise<void> {
  const { notes } = matter.stage.say;
  const declared = { directInterest: false, independent: true, keepsConfidence: true };
  await matter.act('expert', 'ExpertDeclared', declared, notes.declared);
  const covers = { necessity: true, feasibility: true, soundness: true, signed: true };
  const opinion = await matter.files(waste.expertOpinion, 'expert');
  const given = { bundleDigest: matter.bundle, verdict: 'support-with-changes', ...covers, opinion };
  await matter.act('expert', 'ExpertOpinionGiven', given, notes.supports);
  const concluded = { adopted: 1, notAdopted: 0, account: '增加夜间一班收运，已采纳。' };
  await matter.act('builder', 'ExpertReviewConcluded', {
    report: await matter.files(waste.expertReport),
    ...concluded,
  });
}

/** 27 April, the last day, a Sunday that is made up for: too early to close. */
export async function isClosedTooSoon(matter: Matter): Promise<void> {
  matter.stage.tell.aside(matter.stage.say.asides.lastDay);
  await matter.refused(
    'builder',
    'ConsultationClosed',
    { consultation: CALL },
    {
      code: 'requirement-unmet',
      requirement: 'open-call-over',
      earliestOn: '2025-04-28',
    },
  );
}

/** 28 April: closed, every comment answered, the draft changed for one of them, a complete bundle. */
export async function isClosedAndSent(matter: Matter): Promise<void> {
  const { stage } = matter;
  const { notes } = stage.say;
  await matter.act('builder', 'ConsultationClosed', { consultation: CALL });
  const call: Subject = { tag: SECOND, path: `/api/consultations/${CALL}`, id: CALL, version: 1 };
  const dispositions: JsonObject[] = [
    { comment: 1, disposition: 'adopted', reason: '晚间投放延长至21时30分，并增加一班收运。' },
    {
      comment: 2,
      disposition: 'not-adopted',
      reason: '逐户设桶无法分类收运，且占用消防通道；行动不便的住户可预约上门。',
    },
  ];
  for (const [index, disposition] of dispositions.entries())
    await stage.act('builder', call, 'CommentDisposed', disposition, notes.dispositions[index]);
  await matter.submits(
    wasteEditions[1],
    notes.draftAnswer,
    '采纳第1号意见：夜间投放截止延至二十一时三十分。',
  );
  const counts = { received: 2, adopted: 1, partly: 0, notAdopted: 1 };
  const report = await matter.files(waste.inputReport);
  await matter.act('builder', 'PublicInputReported', { ...counts, report }, notes.inputSecond);
  await matter.asksForReview(waste.legalBasis, waste.account, EARLIEST);
}
