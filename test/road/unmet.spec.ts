import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/canonical/canonical-json.js';
import { describeOnAnyDatabase } from '../databases.js';
import { AtWork } from './at-work.js';
import { convenes, goesOn, matterAt } from './stages.js';
import { NOWHERE } from './town.js';
import { unmetIn } from './wire.js';

const text = { zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.stringMatching(/[a-z]/) };

describeOnAnyDatabase('What the law asks for and does not find', (fresh) => {
  test('is told whole: every unmet requirement, with rule, article, remedy and who can supply it', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    const matter = await matterAt(town, 'drafted');
    const draft = await matter.draftOf('第二版', { drafters: [await town.idOf('drafting-reviewer')] });
    await matter.does('proposer', 'DraftSubmitted', draft);
    await goesOn(matter, 'drafted', 'underReview');
    const opinion = {
      ...(await matter.opinion({
        bundleDigest: NOWHERE,
        content: 'does-not-conform',
        exemptionsReviewed: [],
      })),
      opinion: { ...(await town.paper('legality-opinion')), sha256: NOWHERE },
    };
    const { noCounselBecause: _, ...silent } = opinion as JsonObject;
    await town.idOf('drafting-reviewer');
    const before = await work.events();
    const reply = await matter.tries('drafting-reviewer', 'LegalityOpinionIssued', silent);
    expect([reply.status, reply.body['code'], reply.body['event']]).toEqual([
      409,
      'requirement-unmet',
      'LegalityOpinionIssued',
    ]);
    const unmet = unmetIn(reply);
    expect(unmet.map(({ requirement }) => requirement).toSorted()).toEqual([
      'answers-reasoned',
      'counsel-heard',
      'documents-present',
      'exemptions-reviewed',
      'opinion-on-submitted-bundle',
      'reviewer-did-not-draft',
      'three-answers',
    ]);
    for (const one of unmet) {
      expect(one).toMatchObject({ title: text, found: text, needed: text, remedy: text });
      expect(one.whoCanSupply?.length).toBeGreaterThan(0);
      expect(one.citations.map(({ rule }) => rule)).toEqual(one.rules);
    }
    const separation = unmet.find(({ requirement }) => requirement === 'reviewer-did-not-draft');
    expect(separation).toMatchObject({ rules: ['D713-025-e', 'TOWN-01'], strength: expect.any(String) });
    expect(separation?.citations[0]?.article).toContain('第25');
    expect(await work.events()).toBe(before);
  });

  test('names the earliest lawful date, and from that date on it is accepted', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    const matter = await matterAt(town, 'underReview');
    const { timeSufficedBecause: _, ...opinion } = (await matter.opinion()) as JsonObject;
    await matter.does('reviewer', 'LegalityOpinionIssued', opinion);
    await matter.submitsMeetingBundle();
    const tabling = { meeting: await convenes(town), bundleDigest: matter.bundle };
    const refused = await matter.tries('clerk', 'TabledAtMeeting', tabling);
    const [time, ...others] = unmetIn(refused);
    // Submitted on Monday 2 March 2026: seven working days are over at the end of Wednesday 11 March.
    expect([time?.requirement, time?.earliestOn, others]).toEqual(['legality-review-time', '2026-03-12', []]);
    const clerk = await town.person('clerk');
    const asked = await clerk.get(`${matter.path}/obstacles?event=TabledAtMeeting`);
    expect(asked.body).toMatchObject({ event: 'TabledAtMeeting', available: true, missingSteps: [] });
    work.daysPass(10);
    await matter.does('clerk', 'TabledAtMeeting', { ...tabling, meeting: await convenes(town) });
  });

  test('an act that has no place here names the mandatory steps before it, their articles, and what is possible', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    const matter = await matterAt(town, 'heard');
    const tabling = { meeting: await convenes(town), bundleDigest: matter.bundle };
    const before = await work.events();
    const reply = await matter.tries('clerk', 'TabledAtMeeting', tabling);
    expect([reply.status, reply.body['code'], reply.body['event']]).toEqual([
      409,
      'not-now',
      'TabledAtMeeting',
    ]);
    const missing = unmetIn(reply);
    expect(missing.map(({ requirement }) => requirement)).toEqual([
      'step:expert-review',
      'step:risk-assessment',
      'step:legality-review',
    ]);
    for (const one of missing) {
      expect(one).toMatchObject({ title: text, found: text, needed: text, remedy: text });
      expect(one.citations.map(({ rule }) => rule)).toEqual(one.rules);
      expect(one.citations.length).toBeGreaterThan(0);
    }
    expect(missing.at(-1)?.earliestOn).toMatch(/^2026-03-\d\d$/);
    const possible = reply.body['possible'] as string[];
    expect(possible).toEqual(
      expect.arrayContaining(['DraftSubmitted', 'StepFindingRecorded', 'UnitsConsulted']),
    );
    expect(possible).not.toContain('TabledAtMeeting');
    expect(await work.events()).toBe(before);
    await matter.finds('expert-review');
    const again = unmetIn(await matter.tries('clerk', 'TabledAtMeeting', tabling));
    expect(again.map(({ requirement }) => requirement)).toEqual([
      'step:risk-assessment',
      'step:legality-review',
    ]);
  });

  test('an event whose kind is not open here is not now either, though its type is', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'heard');
    const finding = { step: 'public-input', required: false, reason: '依法不公开', legalBasis: '保密法' };
    const reply = await matter.tries('proposer', 'StepFindingRecorded', finding);
    expect([reply.status, reply.body['code']]).toEqual([409, 'not-now']);
    await matter.finds('expert-review', true);
    const invited = { expert: await town.idOf('professor'), field: '旅游' };
    await matter.does('proposer', 'ExpertInvited', invited);
  });
});
