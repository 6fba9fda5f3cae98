import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/canonical/canonical-json.js';
import { describeOnAnyDatabase } from '../databases.js';
import { AtWork } from './at-work.js';
import type { Matter } from './matter.js';
import { goesOn, matterAt } from './stages.js';
import { NOWHERE, type Part } from './town.js';
import { unmetIn, type Reply } from './wire.js';

/** A 409 in which exactly these are unmet. */
function lacks(reply: Reply, ...requirements: string[]): void {
  expect([reply.status, reply.body['code'], unmetIn(reply).map(({ requirement }) => requirement)]).toEqual([
    409,
    'requirement-unmet',
    requirements,
  ]);
}

async function originalOf(matter: Matter, digest?: string): Promise<JsonObject> {
  const { sha256 } = await matter.town.paper('signed-original');
  const certifiedBy = await matter.town.idOf('clerk');
  return {
    digest: digest ?? String(sha256),
    pages: 2,
    signedOn: matter.town.today,
    sealed: true,
    certifiedBy,
  };
}

describeOnAnyDatabase('Separation of persons', (fresh) => {
  test('whoever drafted any edition does not review, nor does anybody of a responsible unit', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'started');
    const drafters = [await town.idOf('drafting-reviewer')];
    await matter.does('proposer', 'DraftSubmitted', await matter.draftOf('第一版', { drafters }));
    await matter.drafts('第二版，起草人另有其人');
    await goesOn(matter, 'drafted', 'underReview');
    const opinion = await matter.opinion();
    lacks(
      await matter.tries('drafting-reviewer', 'LegalityOpinionIssued', opinion),
      'reviewer-did-not-draft',
    );
    lacks(await matter.tries('inside-reviewer', 'LegalityOpinionIssued', opinion), 'reviewer-did-not-draft');
    // The role of the other unit does not help: it is the person who is asked.
    const as = { role: 'legality-reviewer', unit: 'xianju-justice' };
    const chosen = await matter.tries('drafting-reviewer', 'LegalityOpinionIssued', opinion, {
      more: { as },
    });
    lacks(chosen, 'reviewer-did-not-draft');
    await matter.does('reviewer', 'LegalityOpinionIssued', opinion);
  });

  test('an expert of the lead unit, a drafter, and somebody who is no expert are not invited', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'started');
    await matter.drafts('第一版', { drafters: [await town.idOf('assessor')] });
    await matter.hearsPublic();
    await matter.finds('expert-review', true);
    for (const part of ['inside-expert', 'assessor', 'counsel'] as const) {
      const invitation = { expert: await town.idOf(part), field: '旅游规划' };
      lacks(await matter.tries('proposer', 'ExpertInvited', invitation), 'expert-without-interest');
    }
    await matter.does('proposer', 'ExpertInvited', {
      expert: await town.idOf('professor'),
      field: '旅游规划',
    });
    const declaration = { directInterest: false, independent: true, keepsConfidence: true };
    lacks(await matter.tries('inside-expert', 'ExpertDeclared', declaration), 'expert-invited');
    await matter.does('professor', 'ExpertDeclared', declaration, { version: null });
  });

  test('an act for somebody else rests on the signed original, and is entered by whoever may', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'inMeeting');
    const onBehalfOf = await town.idOf('deputy');
    const spoke = { stance: 'agree', words: '书面意见' };
    const enters = async (part: Part, more: JsonObject) => matter.tries(part, 'MemberSpoke', spoke, { more });
    lacks(await enters('clerk', { onBehalfOf }), 'paper-original');
    lacks(
      await enters('clerk', { onBehalfOf, instrument: await originalOf(matter, NOWHERE) }),
      'documents-present',
    );
    const instrument = await originalOf(matter);
    for (const part of ['warden', 'head', 'reviewer'] as const) {
      const reply = await enters(part, { onBehalfOf, instrument });
      expect([part, reply.status, reply.body['code']]).toEqual([part, 403, 'not-competent']);
    }
    // The person whose act it is must be competent, not the one who enters it.
    const stranger = await enters('clerk', { onBehalfOf: await town.idOf('reviewer'), instrument });
    expect(stranger.status).toBe(409);
    expect(unmetIn(stranger).map(({ requirement }) => requirement)).toContain('competent');
    await matter.does('clerk', 'MemberSpoke', spoke, { more: { onBehalfOf, instrument } });
    const { body } = await (await town.person('clerk')).get(`${matter.path}/events`);
    const told = (body['events'] as Record<string, unknown>[]).at(-1);
    expect(told).toMatchObject({ actor: await town.idOf('clerk'), onBehalf: onBehalfOf });
  });

  test('whose act it is decides, on paper too', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'started');
    const drafter = await town.idOf('drafting-reviewer');
    await matter.drafts('第一版', { drafters: [drafter] });
    await goesOn(matter, 'drafted', 'underReview');
    const instrument = await originalOf(matter);
    const opinion = await matter.opinion();
    const forDrafter = { more: { onBehalfOf: drafter, instrument } };
    lacks(
      await matter.tries('clerk', 'LegalityOpinionIssued', opinion, forDrafter),
      'reviewer-did-not-draft',
    );
    const forReviewer = { more: { onBehalfOf: await town.idOf('reviewer'), instrument } };
    await matter.does('clerk', 'LegalityOpinionIssued', opinion, forReviewer);
  });

  test('an evidenced date is checked by a second person, known here, and lies in the past', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'exempted');
    const { sha256 } = await town.paper('dated-letter');
    const papers = await matter.papers('legal-basis', 'procedure-account');
    const request = { bundleDigest: matter.bundle, papers };
    const [proposer, clerk] = [await town.idOf('proposer'), await town.idOf('clerk')];
    const nobody = (await town.newcomer('nobody', [])).id;
    const evidence = (checkedBy: string, date = town.today) => ({
      more: { evidenced: { date, source: String(sha256), checkedBy } },
    });
    const wrong = [
      evidence(proposer),
      evidence(nobody),
      evidence('somebody-unknown'),
      evidence(clerk, town.inDays(1)),
    ];
    for (const how of wrong)
      lacks(
        await matter.tries('proposer', 'LegalityReviewRequested', request, how),
        'evidence-second-person',
      );
    await matter.does('proposer', 'LegalityReviewRequested', request, evidence(clerk, town.inDays(-5)));
  });
});
