import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/canonical/digest.js';
import { paper, onlyUnmet, type How } from '../../test/story.js';
import { MEMBERS, township } from '../../test/township.js';

const onDay = (date: string): How => ({
  evidenced: { date, source: sha256Hex('dated-source'), checkedBy: 'clerk' },
});
const original = {
  digest: sha256Hex('signed-original'),
  pages: 1,
  signedOn: '2025-03-28',
  sealed: true,
  certifiedBy: 'clerk',
};
const earliest = (matter: ReturnType<typeof township>) => matter.planned().ways[0]?.earliestMeeting;

describe('time before a return counts no more', () => {
  it('a bundle that came back was not complete, whatever date the next request is evidenced with', () => {
    const matter = township().underReview().on('2025-04-22').returnsReviewBundle();
    expect(earliest(matter.requestsReview({}, onDay('2025-04-11')))).toBe('2025-05-01');
  });

  it('nor was a text that the reviewer found unlawful', () => {
    const matter = township().underReview().on('2025-04-22').givesOpinion('unlawful');
    matter.drafts({}, onDay('2025-04-11')).requestsReview({}, onDay('2025-04-11'));
    expect(earliest(matter)).toBe('2025-05-01');
  });

  it('nor a bundle before the units touched were consulted', () => {
    const matter = township()
      .drafted({ units: ['hengxi-police'] })
      .withSteps();
    matter.on('2025-04-22').consultsUnits().requestsReview({}, onDay('2025-04-11'));
    expect(earliest(matter)).toBe('2025-05-01');
  });
});

describe('what was said of another text counts no more', () => {
  it('risks are judged for the text on the table', () => {
    const matter = township().discussed().decides('substantive-change', { reasonsAgainstMajority: '须改' });
    matter.on('2025-04-25').drafts().requestsReview().advises().givesOpinion().submitsMeetingBundle();
    matter.convenes('2025-05-15').tables().on('2025-05-15').opens();
    for (const member of MEMBERS) matter.speaks(member);
    matter.headSpeaks();
    onlyUnmet(matter, 'risk-judged-controllable', () => matter.decides());
    matter.judgesRisk(true).decides();
  });

  it('a step that the reviewer misses takes new opinions of the experts', () => {
    const matter = township().underReview().givesOpinion('step-missing', { missingStep: 'expert-review' });
    matter.finds('expert-review', true);
    onlyUnmet(matter, 'expert-opinions-in', () => matter.concludesExperts());
    matter.opines().concludesExperts();
    expect(matter.steps['expert-review']).toBe('completed');
  });

  it('the last result of an assessment is the one that counts', () => {
    const matter = township().drafted().recordsAssessment('fair-competition');
    matter.recordsAssessment('fair-competition', { passed: false });
    expect(matter.state?.context).toMatchObject({
      assessments: { 'fair-competition': { result: 'not-passed' } },
    });
  });

  it('what passed with edits is issued as edited', () => {
    const edited = { ...paper('edited-text'), sha256: sha256Hex('edited-text') };
    const matter = township().discussed().decides('passed-with-edits', { editedText: edited });
    matter.asksParty('not-required').findsCongress();
    onlyUnmet(matter, 'decided-text-is-issued', () => matter.issues());
    onlyUnmet(matter, 'decided-text-is-issued', () =>
      matter.issues({ editedText: { sha256: sha256Hex('another-text') } }),
    );
    matter.issues({ editedText: { sha256: edited.sha256 } });
  });
});

describe('what was said stays said', () => {
  it('tabling again at the same meeting wipes out neither dissent nor recusal', () => {
    const matter = township().inMeeting().judgesRisk(true).speaks('deputy', 'disagree');
    matter.speaks('warden', 'disagree').recuses('treasurer').tables();
    onlyUnmet(matter, 'in-the-meeting', () => matter.speaks('treasurer'));
    matter.headSpeaks();
    onlyUnmet(matter, 'departure-from-majority-reasoned', () => matter.decides());
  });

  it('a dissent can still be confirmed when the matter has gone to another meeting', () => {
    const matter = township().inMeeting().speaks('deputy', 'disagree').speaks('warden').speaks('treasurer');
    matter.headSpeaks().decides('deferred', { reasonsAgainstMajority: '再议' }).retables();
    matter.submitsMeetingBundle().convenes('2025-04-28').tables().confirmsDissent('deputy');
  });

  it('a judgement of risks made in the meeting may be entered when it is over', () => {
    const matter = township().inMeeting();
    for (const member of MEMBERS) matter.speaks(member);
    matter.headSpeaks().closes().judgesRisk(true).decides();
  });
});

describe('whose act it is', () => {
  it('an exemption of the proposing unit is not the body’s because the office entered it', () => {
    const matter = township().drafted();
    const entered = { by: 'clerk', role: 'office', onBehalfOf: 'proposer', instrument: original } as const;
    onlyUnmet(matter, 'non-disclosure-determined', () => matter.finds('public-input', false, {}, entered));
  });

  it('an exemption of the head is the body’s, whoever entered it', () => {
    const entered = { by: 'proposer', onBehalfOf: 'head', instrument: original };
    const matter = township().drafted().finds('public-input', false, {}, entered);
    expect(matter.steps['public-input']).toBe('exempted');
  });

  it('a start entered for the office takes the minute all the same', () => {
    const matter = township().proposes().screens().studies();
    const entered = { by: 'proposer', onBehalfOf: 'clerk', instrument: original };
    onlyUnmet(matter, 'deciding-body-starts', () => matter.starts({}, entered));
  });

  it('nobody acts on behalf of himself', () => {
    const matter = township().drafted();
    const entered = { by: 'clerk', role: 'office', onBehalfOf: 'clerk', instrument: original } as const;
    onlyUnmet(matter, 'paper-original', () => matter.finds('expert-review', true, {}, entered));
  });

  it('the second person who checks a date is somebody with an office', () => {
    const matter = township().drafted();
    const grants = [{ role: 'public', unit: 'anybody', body: 'anybody' } as const];
    matter.persons.set('anybody', { person: 'anybody', position: -1, standing: 'good', grants });
    const evidenced = { date: '2025-03-27', source: sha256Hex('dated-source'), checkedBy: 'anybody' };
    onlyUnmet(matter, 'evidence-second-person', () => matter.opensCall({}, { evidenced }));
  });

  it('the head who is also a member is not the others', () => {
    const matter = township().tabled();
    const head = matter.persons.get('head');
    if (!head) throw new Error('no head');
    const member = { role: 'member', unit: 'hengxi-office', body: 'hengxi' } as const;
    matter.persons.set('head', { ...head, grants: [...head.grants, member] });
    matter.on('2025-04-24').opens(['head']);
    onlyUnmet(matter, 'member-of-the-meeting', () => matter.speaks('head'));
    onlyUnmet(matter, 'discussed-by-others', () => matter.headSpeaks());
  });
});

describe('what a township cannot depart from', () => {
  it.each([
    'hearing-where-required',
    'open-call-over',
    'notice-of-current-draft',
    'member-of-the-meeting',
    'speaker-is-the-head',
    'decided-by-the-head',
  ])('%s', (requirement) => {
    const matter = township().drafted();
    onlyUnmet(matter, 'departure-possible', () => matter.departs(requirement));
  });
});
