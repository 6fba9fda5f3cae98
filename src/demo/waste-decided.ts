/** The second matter from its legality review to a meeting at which something irregular happened. */
import { convene, open, type Matter } from './matter.js';
import { waste } from './papers.js';
import { SECOND, type Subject } from './stage.js';
import { EARLIEST } from './waste-heard.js';

const MEETING_PAPERS = ['legality-opinion', 'draft-explanation', 'public-input-report', 'expert-report'];

/** 6 May: counsel's advice. */
export async function isAdvised(matter: Matter): Promise<void> {
  await matter.isAdvised(waste.advice);
}

/** 7 May: the opinion, which looks at the exemption too. */
export async function isFoundLawful(matter: Matter): Promise<void> {
  await matter.isFoundLawful(waste.opinion, ['risk-assessment']);
  await matter.files(waste.explanation);
  await matter.bringsPapersToTheMeeting(...MEETING_PAPERS);
}

/** 7 May: a meeting on the 8th is too early, whatever the opinion says. */
export async function isTabledTooSoon(matter: Matter): Promise<Subject> {
  const early = await convene(matter.stage, SECOND, '2025-05-08');
  matter.stage.tell.aside(matter.stage.say.asides.tooSoon);
  await matter.refused('secretary', 'TabledAtMeeting', matter.tabling(early), {
    code: 'requirement-unmet',
    requirement: 'legality-review-time',
    earliestOn: EARLIEST,
  });
  const meeting = await convene(matter.stage, SECOND, EARLIEST);
  await matter.isTabled(meeting, EARLIEST);
  return meeting;
}

/** 13 May: the head really did speak first. It is refused as a speech, and recorded as what it was. */
export async function meets(matter: Matter, meeting: Subject): Promise<void> {
  const { stage } = matter;
  const { notes } = stage.say;
  await open(stage, meeting, EARLIEST);
  stage.tell.aside(stage.say.asides.headReallyFirst);
  await matter.refused(
    'head',
    'HeadSpoke',
    { stance: 'agree', words: '这个方案我看可以。' },
    {
      code: 'requirement-unmet',
      requirement: 'head-speaks-last',
    },
  );
  const happened = {
    rule: 'D713-030-b',
    happenedOn: EARLIEST,
    what: '介绍议题后镇长先行表态“这个方案我看可以”，经秘书提示停止，改由组成人员依次发言。',
    who: '镇长应文浩',
    source: await matter.files(waste.record, 'secretary'),
  };
  await matter.act('secretary', 'IrregularityRecorded', happened, notes.irregularityRule);
  await matter.isSpokenOn('wu', 'agree', '赞成，夜间一班要落实到人。', notes.agree);
  await matter.isSpokenOn(
    'pan',
    'agree-with-changes',
    '赞成，试行三个月后公布评估结果。',
    notes.agreeChanges,
  );
  await matter.isSpokenOn('fang', 'agree', '赞成。', notes.agree);
  await matter.act(
    'head',
    'HeadSpoke',
    { stance: 'agree', words: '大家都发表了意见，同意试行。' },
    notes.agree,
  );
  await matter.passes();
  await stage.act('secretary', meeting, 'MeetingClosed', {});
}

/** The irregularity stays in sight. */
export async function showIrregularity({ stage, decision }: Matter): Promise<void> {
  const { body } = await stage.http.get(decision.path, stage.actor('auditor').token);
  const { context } = body['state'] as { context: { irregularities: number } };
  stage.insistSame(stage.tell.words.titleOf('IrregularityRecorded'), '1', String(context.irregularities));
  stage.tell.beneath(stage.say.irregularity(context.irregularities));
}
