import { describe, expect, it } from 'vitest';
import { BODY } from '../../test/cast.js';
import { notNow, onlyUnmet, paper } from '../../test/story.js';
import { township, type Township } from '../../test/township.js';
import type { DecisionFacts } from '../other-subjects.js';

const minute = { sha256: paper('minute')['sha256'] as string };
const adjustment: DecisionFacts = {
  position: 3,
  body: BODY,
  arisesFrom: { decision: 'story', as: 'adjustment' },
  effective: false,
  settled: false,
};
const execution = (matter: Township) =>
  (matter.value as { adopted: { afterIssue: { execution: string } } }).adopted.afterIssue.execution;

/** Somewhere every change of the execution takes a meeting; one was held. */
function byMeeting(): Township {
  const matter = township().under({ executionChangesByMeeting: true }, 'SH35-043').underExecution();
  return matter.closes();
}

describe('a suspension', () => {
  it('is the head’s in urgency; otherwise the body’s, with its minute', () => {
    const matter = township().underExecution();
    const unmet = onlyUnmet(matter, 'suspended-by-procedure', () => matter.suspends({ urgent: false }));
    expect(unmet).toMatchObject({
      rules: ['D713-037-a', 'D713-037-b'],
      found: { zh: '情况并不紧急，没有集体决定的纪要' },
    });
    onlyUnmet(matter, 'suspended-by-procedure', () => matter.suspends({}, { by: 'clerk' }));
    expect(execution(matter.suspends())).toBe('suspended');
    notNow(matter, () => matter.suspends());
    expect(execution(matter.resumes())).toBe('underWay');
    expect(execution(matter.suspends({ urgent: false, minute }, { by: 'clerk' }))).toBe('suspended');
    expect(matter.met).toContain('suspended-by-procedure');
  });

  it('that is not urgent takes a meeting of the body, where a place says so', () => {
    const matter = byMeeting();
    const suspends = (more = {}) => matter.suspends({ urgent: false, minute, ...more });
    expect(onlyUnmet(matter, 'change-decided-at-a-meeting', () => suspends())).toMatchObject({
      rules: ['SH35-043'],
      strength: 'local-option',
    });
    const held = matter.meetings.get('meeting-1');
    if (!held) throw new Error('there was no meeting');
    matter.meetings.set('theirs', { ...held, meeting: 'theirs', body: 'elsewhere' });
    matter.meetings.set('next', { ...held, meeting: 'next', status: 'convened' });
    onlyUnmet(matter, 'change-decided-at-a-meeting', () => suspends({ meeting: 'theirs' }));
    onlyUnmet(matter, 'change-decided-at-a-meeting', () => suspends({ meeting: 'next' }));
    suspends({ meeting: 'meeting-1' });
    expect(matter.met).toContain('change-decided-at-a-meeting');
  });

  it('in urgency needs none there either', () => {
    expect(execution(byMeeting().suspends())).toBe('suspended');
  });

  it('does not stop reports, inspections or adjustments', () => {
    const matter = township().underExecution().suspends();
    matter.reportsExecution({ problem: 'force-majeure' }).inspectsExecution().adjusts();
    expect(execution(matter)).toBe('suspended');
  });
});

describe('an adjustment', () => {
  it('that is minor is proposed and recorded; where a place says so, a meeting decides it', () => {
    const matter = township().underExecution().adjusts('minor');
    expect(execution(matter)).toBe('underWay');
    const strict = byMeeting();
    onlyUnmet(strict, 'change-decided-at-a-meeting', () => strict.adjusts('minor'));
    strict.adjusts('minor', { meeting: 'meeting-1' });
  });

  it('that is major goes through the procedure again, as a matter of this body that says so', () => {
    const matter = township().underExecution();
    const adjusts = () => matter.adjusts('major', { successor: 'next-year' });
    expect(onlyUnmet(matter, 'major-adjustment-by-a-decision', () => matter.adjusts('major'))).toMatchObject({
      rules: ['D713-037-c'],
      found: { zh: '没有写明作出决定的事项' },
    });
    expect(onlyUnmet(matter, 'major-adjustment-by-a-decision', adjusts).found.zh).toBe('没有该事项');
    for (const wrong of [
      { body: 'elsewhere' },
      { arisesFrom: null },
      { arisesFrom: { decision: 'story', as: 'part' } },
      { arisesFrom: { decision: 'another', as: 'adjustment' } },
    ]) {
      matter.decisions.set('next-year', { ...adjustment, ...wrong });
      onlyUnmet(matter, 'major-adjustment-by-a-decision', adjusts);
    }
    matter.decisions.set('next-year', adjustment);
    adjusts();
    expect(matter.met).toContain('major-adjustment-by-a-decision');
    expect(matter.state?.context).toMatchObject({ after: { successor: 'next-year' } });
  });
});
