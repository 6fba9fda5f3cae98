import { describe, expect, it } from 'vitest';
import { onlyUnmet } from '../../test/story.js';
import { MEMBERS, township } from '../../test/township.js';

const entry = (role: string, name: string, digit: string) => ({
  role,
  name,
  mediaType: 'application/pdf',
  size: 10,
  sha256: digit.repeat(64),
});
const bundle = [
  entry('draft', '草案.pdf', '1'),
  entry('option', '甲.pdf', 'a'),
  entry('option', '乙.pdf', 'b'),
];
const options = [
  { id: 'jia', sha256: 'a'.repeat(64) },
  { id: 'yi', sha256: 'b'.repeat(64) },
];

describe('several options', () => {
  it('each is a paper of the bundle, and there are two or more', () => {
    const matter = township().started();
    for (const wrong of [
      { bundle, options: options.slice(1) },
      { bundle: bundle.slice(0, 2), options: options.slice(0, 1) },
      { bundle, options: [options[0] ?? {}, { id: 'jia', sha256: 'b'.repeat(64) }] },
      { bundle: bundle.slice(0, 1), options },
    ])
      onlyUnmet(matter, 'options-in-the-bundle', () => matter.drafts(wrong));
    matter.drafts({ bundle, options });
    expect(matter.state?.context).toMatchObject({ draft: { options: ['jia', 'yi'] } });
  });

  it('the outcome names the one that was chosen', () => {
    const matter = township().started().drafts({ bundle, options }).withSteps().on('2025-04-14');
    matter.requestsReview().advises().on('2025-04-18').givesOpinion().submitsMeetingBundle();
    matter.convenes('2025-04-24').tables().on('2025-04-24').opens().judgesRisk(true);
    for (const member of MEMBERS) matter.speaks(member);
    matter.headSpeaks();
    onlyUnmet(matter, 'option-chosen', () => matter.decides());
    onlyUnmet(matter, 'option-chosen', () => matter.decides('passed', { option: 'bing' }));
    matter.decides('passed', { option: 'yi', parts: [{ part: '停车场', adopted: true }] });
    expect(matter.state?.context).toMatchObject({ outcome: { option: 'yi' } });
  });

  it('where there are none, none is chosen', () => {
    const matter = township().discussed();
    onlyUnmet(matter, 'option-chosen', () => matter.decides('passed', { option: 'jia' }));
  });
});

describe('the time for drafting', () => {
  it('is kept, or the delay explained, where a place sets one', () => {
    const matter = township().on('2025-01-31').under({ draftingMonths: 1 }, 'HLJ4-012').started();
    matter.on('2025-03-01');
    expect(onlyUnmet(matter, 'drafted-in-time', () => matter.drafts())).toMatchObject({
      rules: ['HLJ4-012'],
      latestOn: '2025-02-28',
    });
    matter.drafts({ delayReason: '勘察延误' });
    expect(matter.met).toContain('drafted-in-time');
    matter.on('2025-06-01').drafts();
    const intime = township().on('2025-01-31').under({ draftingMonths: 1 }).started().on('2025-02-28');
    expect(intime.drafts().met).toContain('drafted-in-time');
  });

  it('a unit that answers and does not agree is told to the meeting', () => {
    const matter = township().drafted().unitReplies(true);
    expect(matter.state?.context).toMatchObject({ disagreement: false });
    matter.unitReplies(false);
    expect(matter.state?.context).toMatchObject({ disagreement: true });
  });
});
