import { describe, expect, it } from 'vitest';
import { BODY } from '../../test/cast.js';
import { notNow, onlyUnmet } from '../../test/story.js';
import { township, type Township } from '../../test/township.js';
import type { DecisionFacts } from '../other-subjects.js';

const decided: DecisionFacts = {
  position: 40,
  body: BODY,
  arisesFrom: { decision: 'story', as: 'adjustment' },
  effective: true,
  settled: false,
};
const execution = (matter: Township) =>
  (matter.value as { adopted: { afterIssue: { execution: string } } }).adopted.afterIssue.execution;
const carriedOut = (matter = township()) => matter.underExecution().reportsExecution({ measuresDone: [0] });

describe('the end of the execution', () => {
  it('is a stop or a replacement only by another decision that has been taken', () => {
    for (const ending of ['stopped', 'replaced']) {
      const matter = township().underExecution();
      const ends = () => matter.ends(ending, { successor: 'next-year' });
      expect(onlyUnmet(matter, 'successor-in-effect', () => matter.ends(ending))).toMatchObject({
        rules: ['D713-037-a', 'D713-037-c'],
        found: { zh: '没有写明作出决定的事项' },
      });
      onlyUnmet(matter, 'successor-in-effect', ends);
      matter.decisions.set('next-year', { ...decided, effective: false });
      expect(onlyUnmet(matter, 'successor-in-effect', ends).found.zh).toBe('该事项尚未作出决定');
      matter.decisions.set('next-year', { ...decided, arisesFrom: null });
      onlyUnmet(matter, 'successor-in-effect', ends);
      matter.decisions.set('next-year', decided);
      expect(execution(ends())).toBe('ended');
      expect(matter.met).toContain('successor-in-effect');
      expect(matter.state?.hasTag('settled')).toBe(true);
      expect(matter.state?.context).toMatchObject({
        after: { ended: { how: ending }, successor: 'next-year' },
      });
    }
  });

  it('comes before the beginning where another decision has overtaken it', () => {
    const matter = township().issued();
    notNow(matter, () => matter.ends('completed'));
    matter.decisions.set('next-year', decided);
    expect(execution(matter.ends('replaced', { successor: 'next-year' }))).toBe('ended');
  });

  it('ends a suspended execution too', () => {
    const matter = township().underExecution().suspends();
    matter.decisions.set('next-year', decided);
    expect(execution(matter.ends('stopped', { successor: 'next-year' }))).toBe('ended');
    notNow(matter, () => matter.resumes());
    notNow(matter, () => matter.ends());
  });

  it('is completion only when the executing unit has reported', () => {
    const matter = township().drafted().withFindings().on('2025-04-14').requestsReview().advises();
    matter
      .on('2025-04-18')
      .givesOpinion('lawful', { exemptionsReviewed: ['expert-review', 'risk-assessment'] })
      .submitsMeetingBundle()
      .convenes('2025-04-24')
      .tables()
      .on('2025-04-24')
      .opens();
    for (const member of ['deputy', 'warden', 'treasurer']) matter.speaks(member);
    matter.headSpeaks().decides().asksParty('report').findsCongress('none').issues().assignsExecution();
    expect(onlyUnmet(matter, 'execution-reported', () => matter.ends())).toMatchObject({
      rules: ['D713-034-b'],
      whoCanSupply: ['executor'],
    });
    matter.reportsExecution().ends();
    expect(matter.met).toContain('execution-reported');
  });

  it('is completion only when every preventive measure is done', () => {
    const matter = township().underExecution().reportsExecution();
    expect(onlyUnmet(matter, 'measures-done', () => matter.ends())).toMatchObject({
      strength: 'house',
      found: { zh: '尚未报告落实的措施：第 1 项' },
    });
    matter.reportsExecution({ measuresDone: [0] }).ends();
    expect(matter.met).toContain('measures-done');
  });

  it('waits until every opinion is answered, where a place says so', () => {
    const matter = carriedOut(township().under({ executionOpinionsAnswered: true }, 'SH35-040'));
    matter.writesIn().writesIn().answersOpinion();
    expect(onlyUnmet(matter, 'opinions-answered', () => matter.ends())).toMatchObject({
      rules: ['SH35-040'],
      found: { zh: '收到 2 件，答复 1 件' },
    });
    matter.answersOpinion().ends();
    expect(matter.met).toContain('opinions-answered');
    expect(execution(carriedOut().writesIn().ends())).toBe('ended');
  });

  it('leaves publication, archive and evaluation open', () => {
    const matter = carriedOut().ends();
    matter.publishes().archives().ordersEvaluation().evaluates().writesIn();
    expect(matter.replayed()).toBe(matter.hash);
  });
});
