import { describe, expect, it } from 'vitest';
import { notNow, onlyUnmet, paper, unmetWhen } from '../../test/story.js';
import { township } from '../../test/township.js';

const inTime = () => township().drafted().withSteps().on('2025-04-14');
const idsOf = (unmet: readonly { requirement: string }[]) => unmet.map(({ requirement }) => requirement);

describe('asking for the legality review', () => {
  it('names the present edition', () => {
    const matter = inTime();
    const first = matter.bundle;
    matter.drafts();
    expect(
      onlyUnmet(matter, 'bundle-is-current', () => matter.requestsReview({ bundleDigest: first })).rules,
    ).toEqual(['D713-025-a', 'D713-026-a', 'TOWN-01']);
    matter.requestsReview();
    expect(matter.met).toContain('bundle-is-current');
  });

  it('takes a complete bundle', () => {
    const matter = inTime();
    for (const kept of ['legal-basis', 'procedure-account'])
      expect(
        onlyUnmet(matter, 'review-bundle-complete', () => matter.requestsReview({ papers: [paper(kept)] }))
          .rules,
      ).toEqual(['D713-026-a', 'D713-026-b', 'TOWN-01']);
    matter.requestsReview();
    expect(matter.met).toContain('review-bundle-complete');
  });

  it('waits for all three steps', () => {
    const matter = township().drafted().holdsRoundTable().reportsInput().finds('expert-review', false);
    notNow(matter, () => matter.requestsReview());
  });

  it('a supplement starts the seven working days again, for only a complete bundle starts them', () => {
    const matter = inTime().requestsReview().advises().on('2025-04-16').returnsReviewBundle();
    matter.on('2025-04-18').requestsReview().advises().on('2025-04-23').givesOpinion();
    matter.submitsMeetingBundle().convenes('2025-04-28');
    expect(onlyUnmet(matter, 'legality-review-time', () => matter.tables()).earliestOn).toBe('2025-04-29');
    matter.convenes('2025-04-29').tables();
  });

  it('cannot be dated before the steps that the review looks at', () => {
    const matter = township().drafted().opensCall();
    matter.finds('expert-review', false).finds('risk-assessment', false).on('2025-04-28');
    matter.closesCall().reportsInput({ received: 0, adopted: 0, partly: 0, notAdopted: 0 });
    const evidenced = { date: '2025-04-01', source: 'c'.repeat(64), checkedBy: 'clerk' };
    matter.requestsReview({}, { evidenced }).advises();
    matter.givesOpinion('lawful', { exemptionsReviewed: ['expert-review', 'risk-assessment'] });
    matter.submitsMeetingBundle().convenes('2025-04-30');
    expect(onlyUnmet(matter, 'legality-review-time', () => matter.tables()).earliestOn).toBe('2025-05-13');
  });
});

describe('the legality opinion', () => {
  it('is given by nobody who drafted, nor by anybody of a responsible unit', () => {
    const matter = township().drafted().withSteps();
    matter
      .drafts({ drafters: ['other-reviewer'] })
      .on('2025-04-14')
      .requestsReview()
      .advises();
    for (const by of ['other-reviewer', 'inside-reviewer', 'drafting-reviewer'])
      expect(
        onlyUnmet(matter, 'reviewer-did-not-draft', () => matter.givesOpinion('lawful', {}, { by })).rules,
      ).toEqual(['D713-025-e', 'TOWN-01']);
    onlyUnmet(matter, 'reviewer-did-not-draft', () => matter.returnsReviewBundle({ by: 'inside-reviewer' }));
    matter.givesOpinion();
    expect(matter.met).toContain('reviewer-did-not-draft');
  });

  it('is not given on paper for a reviewer who drafted either', () => {
    const matter = township()
      .drafted()
      .withSteps()
      .drafts({ drafters: ['other-reviewer'] });
    matter.on('2025-04-14').requestsReview().advises();
    const instrument = {
      digest: 'd'.repeat(64),
      pages: 1,
      signedOn: '2025-04-14',
      sealed: true,
      certifiedBy: 'clerk',
    };
    const entered = { by: 'clerk', role: 'office' as const, onBehalfOf: 'other-reviewer', instrument };
    onlyUnmet(matter, 'reviewer-did-not-draft', () => matter.givesOpinion('lawful', {}, entered));
    matter.givesOpinion('lawful', {}, { ...entered, onBehalfOf: 'reviewer' });
  });

  it('is not entered from paper by whoever drafted', () => {
    const matter = inTime().requestsReview().advises();
    const instrument = {
      digest: 'd'.repeat(64),
      pages: 1,
      signedOn: '2025-04-14',
      sealed: true,
      certifiedBy: 'clerk',
    };
    const entered = { onBehalfOf: 'reviewer', instrument };
    const byDrafter = { ...entered, by: 'proposer', role: 'proposer' as const };
    onlyUnmet(matter, 'entered-without-stake', () => matter.givesOpinion('lawful', {}, byDrafter));
    matter.givesOpinion('lawful', {}, { ...entered, by: 'clerk', role: 'office' as const });
    expect(matter.met).toContain('entered-without-stake');
  });

  it('is on the text submitted, as is the advice of counsel', () => {
    const matter = inTime().requestsReview();
    const other = { bundleDigest: 'e'.repeat(64) };
    expect(onlyUnmet(matter, 'opinion-on-submitted-bundle', () => matter.advises(other)).rules).toEqual([
      'D713-025-a',
      'D713-028-a',
      'TOWN-01',
    ]);
    matter.advises();
    onlyUnmet(matter, 'opinion-on-submitted-bundle', () => matter.givesOpinion('lawful', other));
    matter.givesOpinion();
    expect(matter.met).toContain('opinion-on-submitted-bundle');
  });

  it('answers power, procedure and content, and the outcome follows', () => {
    const matter = inTime().requestsReview().advises();
    const wrong: [string, Record<string, string>][] = [
      ['lawful', { power: 'does-not-conform' }],
      ['lawful', { procedure: 'does-not-conform' }],
      ['lawful', { content: 'unregulated' }],
      ['lawful-with-changes', { power: 'does-not-conform' }],
      ['lawful-with-changes', { procedure: 'does-not-conform' }],
      ['unlawful', { power: 'conforms' }],
      ['exploratory', { content: 'conforms', legalRisk: '无明确规定' }],
      ['exploratory', { power: 'does-not-conform', legalRisk: '无明确规定' }],
      ['step-missing', { procedure: 'conforms', missingStep: 'public-input' }],
    ];
    for (const [outcome, change] of wrong)
      expect(onlyUnmet(matter, 'three-answers', () => matter.givesOpinion(outcome, change)).rules).toEqual([
        'D713-027-a',
        'D713-025-b',
        'TOWN-01',
      ]);
    matter.givesOpinion();
    expect(matter.met).toContain('three-answers');
  });

  it('says why, for each answer that is against the draft or that nothing regulates', () => {
    const matter = inTime().requestsReview().advises();
    const silent = { powerBecause: undefined, contentBecause: undefined };
    const against = { ...silent, power: 'does-not-conform', content: 'unregulated' };
    expect(
      onlyUnmet(matter, 'answers-reasoned', () => matter.givesOpinion('unlawful', against)),
    ).toMatchObject({
      strength: 'house',
      found: { zh: '权限不符合规定、内容尚无明确规定，没有写明理由' },
      needed: { zh: expect.stringContaining('第二十七条') },
      remedy: { zh: '填写“权限方面的理由”、“内容方面的理由”。' },
    });
    const half = { ...against, powerBecause: '超出乡镇的法定权限' };
    onlyUnmet(matter, 'answers-reasoned', () => matter.givesOpinion('unlawful', half));
    matter.givesOpinion('lawful', { procedureBecause: '公开征求意见满三十日，已逐条答复' });
    expect(matter.met).toContain('answers-reasoned');
  });

  it('counsel has given an opinion, or the reason why not is recorded', () => {
    const matter = inTime().requestsReview();
    expect(onlyUnmet(matter, 'counsel-heard', () => matter.givesOpinion())).toMatchObject({
      rules: ['D713-028-b'],
      whoCanSupply: ['legal-adviser', 'legality-reviewer'],
    });
    matter.givesOpinion('lawful', { noCounselBecause: '本镇未聘法律顾问，已请县司法局公职律师口头把关' });
    expect(matter.met).toContain('counsel-heard');
  });

  it('counsel is heard again for each submission', () => {
    const matter = inTime().requestsReview().advises().returnsReviewBundle().requestsReview();
    onlyUnmet(matter, 'counsel-heard', () => matter.givesOpinion());
    matter.advises().givesOpinion();
  });

  it('exploratory reform states its legal risk, and is still reviewed', () => {
    const matter = inTime().requestsReview().advises();
    expect(onlyUnmet(matter, 'legal-risk-stated', () => matter.givesOpinion('exploratory')).rules).toEqual([
      'D713-025-d',
    ]);
    matter.givesOpinion('exploratory', { legalRisk: '国家尚无明确规定，收费标准可能被认定无依据' });
    expect(matter.met).toContain('legal-risk-stated');
    expect(matter.value).toEqual({ legalityReview: 'cleared' });
  });

  it('looks at every exemption', () => {
    const matter = township().drafted().withFindings().on('2025-04-14').requestsReview().advises();
    const looksAt = (...exemptionsReviewed: string[]) =>
      matter.givesOpinion('lawful', { exemptionsReviewed });
    for (const partial of [[], ['expert-review'], ['risk-assessment']])
      expect(onlyUnmet(matter, 'exemptions-reviewed', () => looksAt(...partial)).rules).toEqual([
        'D713-027-a',
        'D713-014-b',
        'D713-019-a',
        'D713-022-a',
        'TOWN-01',
      ]);
    looksAt('risk-assessment', 'expert-review');
    expect(matter.met).toContain('exemptions-reviewed');
  });

  it('tells everything that is wrong at once', () => {
    const matter = township().drafted().withFindings().on('2025-04-14').requestsReview();
    expect(
      idsOf(
        unmetWhen(matter, () =>
          matter.givesOpinion(
            'exploratory',
            { power: 'does-not-conform', powerBecause: undefined, bundleDigest: 'f'.repeat(64) },
            { by: 'inside-reviewer' },
          ),
        ),
      ),
    ).toEqual([
      'reviewer-did-not-draft',
      'opinion-on-submitted-bundle',
      'three-answers',
      'answers-reasoned',
      'counsel-heard',
      'exemptions-reviewed',
      'legal-risk-stated',
    ]);
  });

  it('unlawful goes nowhere but back to a new draft and a new review', () => {
    const matter = inTime().requestsReview().advises().givesOpinion('unlawful');
    notNow(matter, () => matter.submitsMeetingBundle());
    notNow(matter, () => matter.confirms());
    expect(matter.steps['legality-review']).toBe('open');
    matter.drafts();
    notNow(matter, () => matter.submitsMeetingBundle());
    matter.requestsReview().advises().givesOpinion();
    expect(matter.steps['legality-review']).toBe('completed');
  });
});

describe('a step that the reviewer misses', () => {
  const steps = ['public-input', 'expert-review', 'risk-assessment'] as const;

  it.each(steps)('sends the matter back to %s, the others staying done', (missingStep) => {
    const matter = inTime().requestsReview().advises().givesOpinion('step-missing', { missingStep });
    for (const step of steps) expect(matter.steps[step]).toBe(step === missingStep ? 'open' : 'completed');
    notNow(matter, () => matter.requestsReview());
    if (missingStep === 'public-input') matter.holdsRoundTable().reportsInput();
    if (missingStep === 'expert-review') matter.finds(missingStep, true).opines().concludesExperts();
    if (missingStep === 'risk-assessment') matter.finds(missingStep, true).assessesRisk();
    matter.requestsReview().advises().givesOpinion();
    expect(matter.value).toEqual({ legalityReview: 'cleared' });
  });

  it('an exemption that the reviewer rejects is gone, and its report is among the papers', () => {
    const matter = township().on('2025-04-10').drafted().finds('public-input', false, {}, { by: 'head' });
    matter.finds('expert-review', true).invites().declares().opines().concludesExperts();
    matter.finds('risk-assessment', true).assessesRisk().on('2025-04-14').requestsReview().advises();
    const exemptionsReviewed = ['public-input'];
    matter.givesOpinion('step-missing', { missingStep: 'public-input', exemptionsReviewed });
    matter.holdsRoundTable().reportsInput().requestsReview().advises().givesOpinion();
    const papers = ['legality-opinion', 'draft-explanation', 'expert-report', 'risk-report'].map((kind) =>
      paper(kind),
    );
    expect(
      onlyUnmet(matter, 'meeting-bundle-complete', () => matter.submitsMeetingBundle({ papers })).found.en,
    ).toBe('missing: the report on public input');
  });
});

describe('an edition after the opinion', () => {
  it('a changed comma keeps the matter from the meeting until the reviewer has seen it', () => {
    const matter = township().cleared().drafts();
    notNow(matter, () => matter.submitsMeetingBundle());
    matter.confirms();
    expect(matter.met).toContain('difference-shown');
    matter.submitsMeetingBundle();
  });

  it('the reviewer compares the text reviewed with the present one', () => {
    const matter = township().cleared().drafts();
    const second = matter.bundle;
    matter.drafts();
    expect(onlyUnmet(matter, 'difference-shown', () => matter.confirms({ to: second })).rules).toEqual([
      'D713-025-a',
      'D713-028-c',
      'TOWN-01',
    ]);
    onlyUnmet(matter, 'difference-shown', () => matter.denies({ from: second }));
    onlyUnmet(matter, 'reviewer-did-not-draft', () => matter.confirms({}, { by: 'inside-reviewer' }));
    matter.confirms();
  });

  it('the next comparison starts from the edition confirmed last', () => {
    const matter = township().cleared().drafts().confirms();
    const confirmed = matter.bundle;
    matter.drafts();
    onlyUnmet(matter, 'difference-shown', () => matter.confirms());
    matter.confirms({ from: confirmed });
  });

  it('lawful with changes: back to the drafter, then seen again, without another seven days', () => {
    const matter = township().underReview().on('2025-04-18').givesOpinion('lawful-with-changes');
    notNow(matter, () => matter.submitsMeetingBundle());
    matter.drafts().confirms({ kind: 'as-the-opinion-asked' }).submitsMeetingBundle();
    matter.convenes('2025-04-24').tables();
    expect(matter.met).toContain('legality-review-time');
  });

  it('denied: substantive, so the review begins again, with its seven days', () => {
    const matter = township().cleared().drafts().on('2025-04-21').denies();
    notNow(matter, () => matter.submitsMeetingBundle());
    matter.requestsReview().advises().givesOpinion().submitsMeetingBundle().convenes('2025-04-29');
    expect(onlyUnmet(matter, 'legality-review-time', () => matter.tables()).earliestOn).toBe('2025-04-30');
  });

  it('while it is under review, it is withdrawn from the review', () => {
    const matter = township().underReview().drafts();
    notNow(matter, () => matter.givesOpinion());
    expect(matter.value).toEqual({ legalityReview: 'toBeRequested' });
  });

  it('on the agenda already, it comes off', () => {
    const matter = township().tabled().drafts();
    expect(matter.value).toEqual({ legalityReview: 'conformityDue' });
    matter.confirms().submitsMeetingBundle().tables();
  });
});
