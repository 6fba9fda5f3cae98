/** The first matter from its legality review to its execution, all within April 2025. */
import { showDifference } from './difference.js';
import { actAgain } from './again.js';
import { convene, open, type Matter } from './matter.js';
import { festival, festivalEditions } from './papers.js';
import type { Subject } from './stage.js';
import { UNITS } from './township.js';

const MEETING_DAY = '2025-04-28';
const MEETING_PAPERS = ['legality-opinion', 'draft-explanation', 'public-input-report', 'risk-report'];

/** 11 April: a meeting is convened; without the review the matter cannot be tabled at it. */
export async function isTabledWithoutReview(matter: Matter): Promise<Subject> {
  const meeting = await convene(matter.stage, matter.decision.tag, MEETING_DAY);
  matter.stage.tell.aside(matter.stage.say.asides.withoutReview);
  await matter.refused('secretary', 'TabledAtMeeting', matter.tabling(meeting), {
    code: 'not-now',
    requirement: 'step:legality-review',
  });
  return meeting;
}

/** 16 April: a complete bundle. */
export async function asksForReview(matter: Matter): Promise<void> {
  await matter.asksForReview(festival.legalBasis, festival.account, '2025-04-26');
}

/** 18 April: the drafter holds the reviewer's role too, for other matters; on this one it does not help. */
export async function drafterReviews(matter: Matter): Promise<void> {
  await matter.isAdvised(festival.advice);
  const own = await matter.files(festival.opinion);
  matter.stage.tell.aside(matter.stage.say.asides.drafterReviews);
  await matter.refused('clerk', 'LegalityOpinionIssued', matter.lawful(own, ['expert-review']), {
    code: 'requirement-unmet',
    requirement: 'reviewer-did-not-draft',
  });
}

/** 22 April: the opinion of the reviewer, who looks at the exemption too. */
export async function isFoundLawful(matter: Matter): Promise<void> {
  await matter.isFoundLawful(festival.opinion, ['expert-review']);
  await matter.files(festival.explanation);
  await matter.bringsPapersToTheMeeting(...MEETING_PAPERS);
}

/** 24 April: a comma was changed in the print for the meeting. It is another text until the reviewer has seen it. */
export async function changesAComma(matter: Matter, meeting: Subject): Promise<void> {
  const { stage } = matter;
  const reviewed = { bundle: matter.bundle, draft: matter.paper('draft') };
  const changed = await matter.digestWith(festivalEditions[1]);
  stage.tell.aside(stage.say.asides.comma);
  await matter.refused('secretary', 'TabledAtMeeting', matter.tabling(meeting, changed), {
    code: 'requirement-unmet',
    requirement: 'reviewed-text-is-tabled',
  });
  await matter.submits(festivalEditions[1], stage.say.notes.draftComma, '第四条一处标点。');
  await matter.refused('secretary', 'TabledAtMeeting', matter.tabling(meeting), {
    code: 'not-now',
    requirement: 'step:legality-review',
  });
  await showDifference(stage, 'reviewer', reviewed.draft, matter.paper('draft'));
  const confirmed = {
    from: reviewed.bundle,
    to: matter.bundle,
    kind: 'editorial',
    remark: '仅改一处标点，不影响内容。',
  };
  await matter.act('reviewer', 'ConformityConfirmed', confirmed, stage.say.notes.conformity);
  await matter.bringsPapersToTheMeeting(...MEETING_PAPERS);
  await matter.isTabled(meeting, MEETING_DAY);
}

/** 28 April: the head would speak before the last member has; then everybody is heard in turn. */
export async function meets(matter: Matter, meeting: Subject): Promise<void> {
  const { stage } = matter;
  const { notes } = stage.say;
  await open(stage, meeting, MEETING_DAY);
  await matter.isSpokenOn('wu', 'agree', '安全方案周全，赞成。', notes.agree);
  await matter.isSpokenOn('pan', 'agree', '赞成，摊位抽签要公开。', notes.agree);
  const words = '综合大家意见，同意实施，派出所、卫生院驻点。';
  stage.tell.aside(stage.say.asides.headBeforeLast);
  await matter.refused(
    'head',
    'HeadSpoke',
    { stance: 'agree', words },
    {
      code: 'requirement-unmet',
      requirement: 'head-speaks-last',
    },
  );
  await matter.isSpokenOn('fang', 'disagree', '五一山路会车难，建议推迟到五月中旬。', notes.disagree);
  await matter.act(
    'head',
    'RiskJudged',
    { controllable: true, grounds: '限流、分流和预案已落实。' },
    notes.riskControllable,
  );
  await matter.act('head', 'HeadSpoke', { stance: 'agree', words }, notes.agree);
  await matter.passes();
  await stage.act('secretary', meeting, 'MeetingClosed', {
    minutes: await matter.files(festival.minutes, 'secretary'),
  });
}

/** 29 April: the dissent in the member's own words, and what has to come before issue. */
export async function isClearedForIssue(matter: Matter): Promise<void> {
  const { notes } = matter.stage.say;
  const dissent = { confirmed: true, words: '五一山路会车难，建议推迟到五月中旬。' };
  await matter.act('fang', 'DissentConfirmed', dissent, notes.dissent);
  const document = await matter.files(festival.partyReport, 'office');
  await matter.act('office', 'PartyCommitteeAsked', {
    kind: 'request',
    reason: '重大行政决策出台前请示。',
    document,
  });
  const answer = await matter.files(festival.partyAnswer, 'party');
  await matter.act(
    'party',
    'PartyCommitteeAnswered',
    { answer: 'agreed', document: answer },
    notes.partyAgreed,
  );
  const finding = { matter: 'none', reason: '不属于镇人大决定或应当报告的事项。' };
  await matter.act('office', 'CongressMatterFound', finding, notes.congressNone);
}

/** 30 April: issued, published, archived, under way. */
export async function isIssued(matter: Matter): Promise<void> {
  const { stage } = matter;
  const { notes } = stage.say;
  const issue = {
    number: '横政〔2025〕18号',
    signer: stage.actor('head').id,
    sealed: true,
    bundleDigest: matter.bundle,
    finalEdition: await matter.files(festival.final, 'head'),
  };
  await actAgain(stage, 'head', matter.decision, 'DecisionIssued', issue, notes.issued);
  const published = {
    channels: ['website'],
    explainsAdoption: true,
    explanation: '座谈会意见采纳情况一并公布。',
    reviewedBy: stage.actor('reviewer').id,
  };
  await matter.act('office', 'DecisionPublished', published, notes.published);
  const inventory = await matter.files(festival.inventory, 'secretary');
  await matter.act(
    'secretary',
    'DecisionArchived',
    { fileNumber: '横溪镇-2025-011', inventory },
    notes.archived,
  );
  await matter.act('head', 'ExecutionAssigned', { units: [UNITS.social.id] }, notes.assigned);
}
