import { describe, expect, it } from 'vitest';
import { UNITS } from '../../test/cast.js';
import { notNow, onlyUnmet, paper, unmetWhen } from '../../test/story.js';
import { MEMBERS, township, type Township } from '../../test/township.js';

const allSpeak = (matter: Township, stance = 'agree') => {
  for (const member of MEMBERS) matter.speaks(member, stance);
  return matter;
};

const against = () => allSpeak(township().inMeeting().judgesRisk(true), 'disagree').headSpeaks();

describe('in the meeting', () => {
  it('views are given in an open meeting, by those who are there', () => {
    const matter = township().tabled().on('2025-04-24');
    expect(onlyUnmet(matter, 'in-the-meeting', () => matter.speaks('deputy')).rules).toEqual([
      'D713-030-a',
      'ORG-006',
    ]);
    matter.opens(['head', 'deputy', 'warden']);
    onlyUnmet(matter, 'in-the-meeting', () => matter.speaks('treasurer'));
    matter.speaks('deputy');
    expect(matter.met).toContain('in-the-meeting');
    onlyUnmet(matter.closes(), 'in-the-meeting', () => matter.speaks('warden'));
  });

  it('only members of this meeting speak as members', () => {
    const matter = township().inMeeting();
    matter.persons.set('guest', {
      person: 'guest',
      position: 0,
      standing: 'good',
      grants: [{ role: 'member', unit: UNITS.office, body: 'hengxi' }],
    });
    matter.opens(['head', ...MEMBERS, 'guest']);
    expect(onlyUnmet(matter, 'member-of-the-meeting', () => matter.speaks('guest')).rules).toEqual([
      'D713-030-a',
      'D713-030-b',
    ]);
    matter.speaks('deputy');
    expect(matter.met).toContain('member-of-the-meeting');
  });

  it('a member who comes after the head spoke is heard, and the head speaks last again', () => {
    const matter = township().inMeeting().judgesRisk(true).opens(['head', 'deputy', 'warden']);
    matter.speaks('deputy').speaks('warden').headSpeaks();
    matter.opens(['head', ...MEMBERS]).speaks('treasurer', 'disagree');
    expect(matter.value).toEqual({ meeting: 'tabled' });
    matter.headSpeaks().decides();
    expect(matter.value).toMatchObject({ adopted: {} });
  });

  it('a member who is recused does not speak, and is not waited for', () => {
    const matter = township().inMeeting().judgesRisk(true).recuses('warden');
    onlyUnmet(matter, 'in-the-meeting', () => matter.speaks('warden'));
    matter.speaks('deputy').speaks('treasurer').headSpeaks().decides();
    expect(matter.value).toMatchObject({ adopted: {} });
  });

  it('the head speaks last', () => {
    const matter = township().inMeeting();
    expect(unmetWhen(matter, () => matter.headSpeaks()).map(({ requirement }) => requirement)).toEqual([
      'discussed-by-others',
      'head-speaks-last',
    ]);
    matter.speaks('deputy').speaks('warden');
    expect(onlyUnmet(matter, 'head-speaks-last', () => matter.headSpeaks())).toMatchObject({
      rules: ['D713-030-b'],
      found: { en: 'present and still to speak (1): {person:treasurer}' },
    });
    notNow(matter, () => matter.decides());
    matter.speaks('treasurer').headSpeaks();
    expect(matter.met).toContain('head-speaks-last');
  });

  it('the head who did speak first is recorded as that, and it satisfies nothing', () => {
    const matter = township().inMeeting();
    unmetWhen(matter, () => matter.headSpeaks());
    matter.recordsIrregularity({ rule: 'D713-030-b' }, { by: 'clerk', role: 'secretary' });
    onlyUnmet(matter.speaks('deputy').speaks('warden'), 'head-speaks-last', () => matter.headSpeaks());
  });

  it('one person alone is no meeting', () => {
    const matter = township().tabled().on('2025-04-24').opens(['head']);
    expect(onlyUnmet(matter, 'discussed-by-others', () => matter.headSpeaks()).rules).toEqual([
      'D713-030-a',
      'ORG-006',
    ]);
    matter.opens(['head', 'deputy']).speaks('deputy').headSpeaks();
    expect(matter.met).toContain('discussed-by-others');
  });

  it('the speaker, and who decides, is the head that the meeting names', () => {
    const matter = township().inMeeting().judgesRisk(true);
    matter.persons.set('mayor', {
      person: 'mayor',
      position: 0,
      standing: 'good',
      grants: [{ role: 'head', unit: UNITS.office, body: 'hengxi' }],
    });
    allSpeak(matter.opens(['head', 'mayor', ...MEMBERS]));
    onlyUnmet(matter, 'head-speaks-last', () => matter.headSpeaks());
    const meeting = matter.opens().meetings.get(matter.meeting);
    expect(meeting?.head).toBe('head');
    matter.opens(['head', 'mayor', ...MEMBERS]).recuses('treasurer');
    expect(
      unmetWhen(matter, () => matter.headSpeaks('agree', { by: 'mayor' })).map(
        ({ requirement }) => requirement,
      ),
    ).toContain('speaker-is-the-head');
    matter.opens().headSpeaks();
    expect(matter.met).toContain('speaker-is-the-head');
    expect(
      onlyUnmet(matter, 'decided-by-the-head', () => matter.decides('passed', {}, { by: 'mayor' })).rules,
    ).toEqual(['D713-030-e']);
    matter.decides();
    expect(matter.met).toContain('decided-by-the-head');
  });

  it('votes decide nothing by themselves: the head decides, with reasons against the majority', () => {
    const matter = against();
    expect(onlyUnmet(matter, 'departure-from-majority-reasoned', () => matter.decides())).toMatchObject({
      rules: ['D713-030-c', 'D713-030-e'],
      found: { en: '0 for, 3 against, 3 spoke, decided: passed' },
    });
    matter.decides('passed', { reasonsAgainstMajority: '会上说明：时令不等人' });
    expect(matter.met).toContain('departure-from-majority-reasoned');
    expect(against().decides('rejected').value).toBe('rejected');
    expect(against().decides('deferred').value).toBe('deferred');
  });

  it('a majority in favour is departed from by rejecting or deferring', () => {
    for (const outcome of ['rejected', 'deferred', 'terminated', 'substantive-change']) {
      const matter = township().discussed();
      onlyUnmet(matter, 'departure-from-majority-reasoned', () => matter.decides(outcome));
      matter.decides(outcome, { reasonsAgainstMajority: '会上说明了理由' });
    }
  });

  it('whoever asked for changes is not overruled by getting them; an even split binds nobody', () => {
    expect(township().discussed('agree-with-changes').decides('substantive-change').value).toEqual({
      legalityReview: 'revisionDue',
    });
    const split = township().inMeeting().judgesRisk(true).recuses('treasurer').speaks('deputy', 'disagree');
    expect(split.speaks('warden').headSpeaks().decides().value).toMatchObject({ adopted: {} });
  });

  it('what is decided is what was tabled; general edits come with the edited text', () => {
    const matter = township().discussed();
    expect(
      onlyUnmet(matter, 'tabled-text-is-decided', () =>
        matter.decides('passed', { bundleDigest: 'b'.repeat(64) }),
      ).rules,
    ).toEqual(['D713-025-a', 'ORG-006']);
    onlyUnmet(matter, 'tabled-text-is-decided', () => matter.decides('passed-with-edits'));
    matter.decides('passed-with-edits', { editedText: paper('edited-text') });
    expect(matter.met).toContain('tabled-text-is-decided');
  });

  it('what was decided in the meeting may be entered when it is over', () => {
    expect(township().discussed().closes().decides().value).toMatchObject({ adopted: {} });
  });

  it('dissent is confirmed by the member who dissented', () => {
    const matter = township().inMeeting().judgesRisk(true).speaks('deputy', 'disagree');
    matter.speaks('warden').speaks('treasurer').headSpeaks().decides();
    expect(onlyUnmet(matter, 'spoke-in-dissent', () => matter.confirmsDissent('warden')).rules).toEqual([
      'D713-030-d',
      'D713-038-a',
    ]);
    matter.confirmsDissent('deputy');
    expect(matter.met).toContain('spoke-in-dissent');
  });

  it('what was said in an earlier meeting counts no more when the matter is tabled again', () => {
    const matter = allSpeak(township().inMeeting()).convenes('2025-04-28').tables().on('2025-04-28').opens();
    expect(unmetWhen(matter, () => matter.headSpeaks()).map(({ requirement }) => requirement)).toEqual([
      'discussed-by-others',
      'head-speaks-last',
    ]);
  });
});

describe('outcomes', () => {
  const outcomes: [string, unknown][] = [
    ['passed', { adopted: { beforeIssue: { party: 'undetermined', congress: 'undetermined' } } }],
    ['rejected', 'rejected'],
    ['terminated', 'terminated'],
    ['deferred', 'deferred'],
    ['substantive-change', { legalityReview: 'revisionDue' }],
  ];
  it.each(outcomes)('%s', (outcome, value) => {
    const matter = township().discussed().decides(outcome, { reasonsAgainstMajority: '会上说明' });
    expect(matter.value).toEqual(value);
  });

  it('a substantive change is reviewed and discussed again before it is adopted', () => {
    const matter = township().discussed('agree-with-changes').decides('substantive-change').drafts();
    notNow(matter, () => matter.submitsMeetingBundle());
    matter.requestsReview().advises().on('2025-04-30').givesOpinion().submitsMeetingBundle();
    matter.convenes('2025-05-09').tables().on('2025-05-09').opens().judgesRisk(true);
    notNow(matter, () => matter.decides());
    allSpeak(matter).headSpeaks().decides();
    expect(matter.steps).toMatchObject({
      'legality-review': 'completed',
      'collective-decision': 'completed',
    });
  });

  it('after a final outcome nothing brings the matter back', () => {
    for (const outcome of ['rejected', 'terminated']) {
      const matter = township().discussed('disagree').decides(outcome);
      notNow(matter, () => matter.drafts());
      notNow(matter, () => matter.tables());
      notNow(matter, () => matter.decides());
    }
  });
});
