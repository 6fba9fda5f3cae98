import { describe, expect, it } from 'vitest';
import { notNow, onlyUnmet, paper } from '../../test/story.js';
import { township, type Township } from '../../test/township.js';
import type { MeetingFacts } from '../vocabulary.js';

const theirs: MeetingFacts = {
  meeting: 'meeting-of-neighbours',
  position: 4,
  body: 'neighbours',
  kind: 'township-government-meeting',
  status: 'closed',
  plannedOn: '2025-04-23',
  openedOn: '2025-04-23',
  head: 'their-head',
  members: ['their-head', 'their-deputy'],
  present: ['their-head', 'their-deputy'],
  agenda: [],
};

/** Two townships decide together; the other one has met. */
function together(): Township {
  const matter = township()
    .proposes()
    .screens()
    .studies()
    .starts({ jointBodies: ['neighbours'] });
  matter.meetings.set(theirs.meeting, theirs);
  return matter
    .drafts()
    .withSteps()
    .on('2025-04-14')
    .requestsReview()
    .advises()
    .on('2025-04-18')
    .givesOpinion();
}

function decidedHere(outcome = 'passed', change = {}): Township {
  const matter = together().on('2025-04-21').submitsMeetingBundle().convenes('2025-04-24').tables();
  matter.on('2025-04-24').opens().judgesRisk(true);
  for (const member of ['deputy', 'warden', 'treasurer']) matter.speaks(member);
  return matter.headSpeaks().decides(outcome, change);
}

describe('a joint decision', () => {
  it('is issued when every body has passed the same text', () => {
    const matter = decidedHere().asksParty('report').findsCongress('none');
    expect(onlyUnmet(matter, 'joint-bodies-decided', () => matter.issues())).toMatchObject({
      rules: ['D713-030-a', 'ORG-006'],
      found: { zh: expect.stringContaining('{unit:neighbours}') },
    });
    matter.decidesJointly('neighbours').issues();
    expect(matter.met).toContain('joint-bodies-decided');
  });

  it('takes a meeting of that other body, open or over', () => {
    const matter = decidedHere();
    const decides = () => matter.decidesJointly('neighbours');
    for (const wrong of [{ status: 'convened' as const }, { body: 'elsewhere' }]) {
      matter.meetings.set(theirs.meeting, { ...theirs, ...wrong });
      onlyUnmet(matter, 'joint-body-met', decides);
    }
    onlyUnmet(matter, 'joint-body-met', () => matter.decidesJointly('neighbours', { meeting: 'none' }));
    matter.meetings.set('meeting-of-strangers', { ...theirs, body: 'strangers' });
    onlyUnmet(matter, 'joint-body-met', () => matter.decidesJointly('strangers'));
    matter.meetings.set(theirs.meeting, { ...theirs, status: 'open' });
    decides();
    expect(matter.met).toContain('joint-body-met');
  });

  it('is about the same text, also as edited', () => {
    const plain = decidedHere();
    onlyUnmet(plain, 'joint-text-is-the-same', () =>
      plain.decidesJointly('neighbours', { bundleDigest: 'c'.repeat(64) }),
    );
    const editedText = { sha256: paper('edited')['sha256'] as string };
    const edited = decidedHere('passed-with-edits', { editedText: paper('edited') });
    onlyUnmet(edited, 'joint-text-is-the-same', () =>
      edited.decidesJointly('neighbours', { outcome: 'passed-with-edits' }),
    );
    edited.decidesJointly('neighbours', { outcome: 'passed-with-edits', editedText });
    edited.asksParty('report').findsCongress('none').issues({ editedText });
  });

  it('that another body wants changed goes back to the draft; what it decided before counts no more', () => {
    const matter = decidedHere().decidesJointly('neighbours');
    matter.decidesJointly('neighbours', { outcome: 'substantive-change' });
    expect(matter.value).toEqual({ legalityReview: 'revisionDue' });
    expect(matter.steps).toMatchObject({ 'legality-review': 'open', 'collective-decision': 'not-open' });
    matter.drafts();
    const { after } = matter.memory;
    expect(after.joint['neighbours']?.bundle).not.toBe(matter.bundle);
  });

  it('that another body refuses is refused', () => {
    const matter = decidedHere();
    expect(matter.decidesJointly('neighbours', { outcome: 'rejected' }).value).toBe('refused');
    notNow(matter, () => matter.issues());
  });

  it('is entered by the office or the secretary', () => {
    const matter = decidedHere();
    onlyUnmet(matter, 'competent', () => matter.decidesJointly('neighbours', {}, { by: 'deputy' }));
  });
});
