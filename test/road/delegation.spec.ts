import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/canonical/canonical-json.js';
import type { Leaf } from '../../src/ledger/leaf.js';
import { PROJECT_ROOT } from '../../src/project-root.js';
import { subjectsWith } from '../../src/server/subjects.js';
import { ReplayJudge } from '../../src/verification/judge.js';
import { describeOnSqlite } from '../databases.js';
import { AtWork } from './at-work.js';
import { convenes, goesOn, matterAt, opens } from './stages.js';
import { BODY, UNITS, type Town } from './town.js';
import { eventIn, insisted, unmetIn, type Reply, type Someone } from './wire.js';

const lacks = (reply: Reply, ...requirements: string[]): void =>
  expect([reply.status, reply.body['code'], unmetIn(reply).map(({ requirement }) => requirement)]).toEqual([
    409,
    'requirement-unmet',
    requirements,
  ]);
const FINDING = { step: 'expert-review', required: false, reason: '经研究认定', legalBasis: '条例相应条款' };
const forThem = (person: Someone) => ({ more: { delegatedBy: person.id } });
const articlesIn = (reply: Reply) =>
  unmetIn(reply).flatMap(({ citations }) => citations.map(({ rule }) => rule));

const delegationIn = (reply: Reply) =>
  (reply.body['state'] as { delegations: { delegation: string }[] }).delegations.at(-1)?.delegation ?? '';
const ends = (person: Someone, delegation: string) =>
  person.posts(`/api/me/delegations/${delegation}/end`, { reason: '已返岗' });

/** What a verification says to the last event of a decision, were it recorded so. */
const judged = (work: AtWork, decision: string, change: (leaf: Leaf) => Leaf) =>
  judgedLast(work, `decision/${decision}`, () => true, change);

async function judgedLast(
  work: AtWork,
  subject: string,
  which: (leaf: Leaf) => boolean,
  change: (leaf: Leaf) => Leaf,
): Promise<unknown> {
  const { ledger, database, workflows, calendars, readers } = work.running.parts;
  const last = (await ledger.eventsOf(subject)).findLast(({ leaf }) => which(leaf));
  if (!last) throw new Error(`There is no such event of ${subject}.`);
  const judge = new ReplayJudge(database.read, subjectsWith(workflows, calendars), readers, calendars, {
    partly: true,
  });
  const objection = await judge.judge(change(last.leaf), last.disclosures);
  return objection && [objection.code, objection.en];
}

/** And to the last draw of experts that was announced, were it about that. */
const judgedDraw = (work: AtWork, change: (matter: JsonObject) => JsonObject) =>
  judgedLast(
    work,
    `pool/${BODY}`,
    ({ type }) => type === 'DrawAnnounced',
    (leaf) =>
      withFacts(leaf, { ...leaf.data.facts, matter: change(leaf.data.facts['matter'] as JsonObject) }),
  );

const withFacts = (leaf: Leaf, facts: JsonObject): Leaf => ({ ...leaf, data: { ...leaf.data, facts } });

/** What the stand-alone verifier says of the file of a decision. */
async function verdictOnDossier(work: AtWork, reader: Someone, decision: string): Promise<unknown> {
  const { on, running, clock } = work;
  const answer = await fetch(`${running.address}/api/decisions/${decision}/dossier.zip`, {
    headers: { authorization: `Bearer ${reader.token}` },
  });
  const [bag, policy] = [join(on.directory, 'dossier.zip'), join(on.directory, 'auditor-policy')];
  writeFileSync(bag, Buffer.from(await answer.arrayBuffer()));
  writeFileSync(policy, `log ${running.parts.signer.vkey}\nquorum none\n`);
  const definitions = running.parts.workflows.flatMap(({ hash }) => ['--definition', hash]);
  const options = ['--policy', policy, '--as-of', clock.legal().toISOString(), '--json'];
  const verifier = join(PROJECT_ROOT, 'verifier/chengxu-verifier.mjs');
  const { stdout } = spawnSync(process.execPath, [verifier, bag, ...options, ...definitions], {
    encoding: 'utf8',
  });
  const { code, findings } = JSON.parse(stdout) as { code: string; findings: { code: string }[] };
  return [code, findings.map((one) => one.code)];
}

describeOnSqlite('Delegation', (fresh) => {
  let work: AtWork;
  let town: Town;
  let helper: Someone;
  let proposer: Someone;

  const letter = (to: Someone, change: JsonObject = {}): JsonObject => ({
    to: to.id,
    body: BODY,
    roles: ['proposer'],
    from: town.today,
    until: town.inDays(30),
    basis: '横政委〔2026〕1号授权委托书',
    reason: '出差期间',
    ...change,
  });
  const lends = async (from: Someone, to: Someone, change: JsonObject = {}) =>
    insisted(201, await from.posts('/api/me/delegations', letter(to, change)));

  const begins = async () => {
    work = await AtWork.begins(fresh);
    ({ town } = work);
    helper = await town.newcomer('helper', [['archivist', UNITS.office]]);
    proposer = await town.person('proposer');
  };
  beforeEach(begins);

  test('whoever stands in acts in the role that was lent, in their own name, and the record says for whom', async () => {
    const matter = await matterAt(town, 'started');
    const draft = await matter.draftOf('委托起草', { drafters: [helper.id] });
    expect((await matter.tries(helper, 'DraftSubmitted', draft)).body['code']).toBe('not-competent');
    lacks(await matter.tries(helper, 'DraftSubmitted', draft, forThem(proposer)), 'delegation-holds');
    const listed = async () => {
      const { tasks } = insisted(200, await helper.get('/api/tasks?duty=all&is=all')).body;
      return (tasks as { subject: string; act: string; delegatedBy?: JsonObject }[]).map(
        ({ subject, act, delegatedBy }) => [subject, act, delegatedBy],
      );
    };
    expect(await listed()).toEqual([]);
    const given = delegationIn(await lends(proposer, helper, { decision: matter.id }));
    const forProposer = { person: proposer.id, name: expect.stringMatching(/./) as string };
    const drafting = [`decision/${matter.id}`, 'DraftSubmitted', forProposer];
    expect(await listed()).toContainEqual(drafting);
    const other = await matterAt(town, 'started', '另一事项');
    lacks(await other.tries(helper, 'DraftSubmitted', draft, forThem(proposer)), 'delegation-holds');
    expect((await matter.tries(helper, 'DraftSubmitted', draft)).body['code']).toBe('not-competent');
    const answer = insisted(201, await matter.tries(helper, 'DraftSubmitted', draft, forThem(proposer)));
    matter.keeps(answer);
    const { leaf } = (await work.running.parts.ledger.eventsOf(`decision/${matter.id}`)).at(-1) ?? {};
    expect(leaf).toMatchObject({ actor: helper.id, actorrole: 'proposer', actorunit: UNITS.lead });
    expect(leaf).not.toHaveProperty('onbehalf');
    expect(leaf?.data.facts['delegation']).toMatchObject({
      delegation: given,
      by: { person: proposer.id },
      grants: [{ role: 'proposer', unit: UNITS.lead, body: BODY }],
    });
    const { events } = (await helper.get(`${matter.path}/events`)).body as { events: JsonObject[] };
    expect(events.at(-1)).toMatchObject({ actor: helper.id, delegatedBy: proposer.id });
    const forged = (change: JsonObject) =>
      judged(work, matter.id, (one) => withFacts(one, { ...one.data.facts, ...change }));
    const { delegation, ...without } = leaf?.data.facts ?? {};
    expect(await forged({})).toBeUndefined();
    expect(await judged(work, matter.id, (one) => withFacts(one, without))).toEqual([
      'E_ILLEGAL',
      expect.stringContaining("fact 'actor'"),
    ]);
    expect(await forged({ delegation: { ...(delegation as JsonObject), delegation: 'another' } })).toEqual([
      'E_ILLEGAL',
      expect.stringContaining("fact 'delegation'"),
    ]);
    const own = (await helper.get('/api/me/delegations')).body;
    expect(own).toMatchObject({ given: [], received: [{ delegation: given, person: proposer.id }] });
    expect((await listed()).every(([subject]) => subject === `decision/${matter.id}`)).toBe(true);
    insisted(201, await ends(helper, given));
    expect(await listed()).toEqual([]);
    expect((await helper.get('/api/me/delegations')).body).toEqual({ given: [], received: [] });
    lacks(await matter.tries(helper, 'StepFindingRecorded', FINDING, forThem(proposer)), 'delegation-holds');
  });

  test('what could be done about a meeting for whoever lends it is told as the road would judge it', async () => {
    const clerk = await town.person('clerk');
    const meeting = await convenes(town);
    const told = async () => {
      const path = `/api/me/delegations/acts?subject=meeting/${meeting}`;
      const { acts } = insisted(200, await helper.get(path)).body as {
        acts: { act: string; for: string[] }[];
      };
      return acts.map((one) => [one.act, ...one.for]);
    };
    expect(await told()).toEqual([]);
    await lends(clerk, helper, { roles: ['secretary'], acts: ['MeetingOpened', 'AttendanceRecorded'] });
    // Nobody is counted before the meeting is open.
    expect(await told()).toEqual([['MeetingOpened', clerk.id]]);
    await opens(town, meeting, 'head', 'deputy', 'warden');
    expect(await told()).toEqual([['AttendanceRecorded', clerk.id]]);
    expect((await helper.get('/api/me/delegations/acts?subject=meeting/none')).status).toBe(404);
  });

  test('nobody reviews what they had drafted by somebody else, nor sends a review back by another', async () => {
    const reviewer = await town.person('drafting-reviewer');
    const second = await town.newcomer('second', [['legality-reviewer', UNITS.justice]]);
    const matter = await matterAt(town, 'started');
    await lends(reviewer, helper, { acts: ['DraftSubmitted'] });
    const draft = await matter.draftOf('他人代拟', { drafters: [helper.id] });
    matter.keeps(insisted(201, await matter.tries(helper, 'DraftSubmitted', draft, forThem(reviewer))));
    await goesOn(matter, 'drafted', 'underReview');
    const opinion = await matter.opinion();
    lacks(await matter.tries(reviewer, 'LegalityOpinionIssued', opinion), 'reviewer-did-not-draft');
    const role = { roles: ['legality-reviewer'] };
    await lends(reviewer, second, role);
    // Neither of the two may, and what is bound to the person is lent to nobody: no list says otherwise.
    const { tasks } = insisted(200, await second.get('/api/tasks?duty=all')).body;
    expect((tasks as JsonObject[]).filter(({ delegatedBy }) => delegatedBy !== undefined)).toEqual([]);
    const sent = { reason: '材料不全', missing: ['legal-basis'] };
    lacks(
      await matter.tries(second, 'LegalityBundleReturned', sent, forThem(reviewer)),
      'reviewer-did-not-draft',
    );
    // Somebody who lent nothing and drafted nothing is free to review.
    await matter.does('reviewer', 'LegalityOpinionIssued', opinion);
    expect((await ends(reviewer, 'nothing')).body['code']).toBe('not-found');
    const { readers, road, database } = work.running.parts;
    const standpoint = await road.states.read(database.read, `person/${reviewer.id}`);
    const facts = readers.person(reviewer.id, standpoint, town.today);
    const itsOwn = (leaf: Leaf) =>
      withFacts(
        { ...leaf, actor: reviewer.id },
        { ...leaf.data.facts, actor: JSON.parse(JSON.stringify(facts)) as JsonObject },
      );
    expect(await judged(work, matter.id, (leaf) => leaf)).toBeUndefined();
    expect(await judged(work, matter.id, itsOwn)).toEqual([
      'E_ILLEGAL',
      expect.stringContaining('neither drafted nor belongs'),
    ]);
    expect(await verdictOnDossier(work, await town.person('clerk'), matter.id)).toEqual(['OK', []]);
  });

  test('who stood in for a drafter does not review, though another lent the review, and neither is a second person', async () => {
    const second = await town.newcomer('second', [['legality-reviewer', UNITS.justice]]);
    const matter = await matterAt(town, 'started');
    await lends(proposer, second, { decision: matter.id });
    const draft = await matter.draftOf('审查人代拟', { drafters: [(await town.person('colleague')).id] });
    const { sha256 } = await town.paper('dated-letter');
    const evidenced = { date: town.inDays(-2), source: String(sha256), checkedBy: proposer.id };
    const checkedByDelegator = { more: { delegatedBy: proposer.id, evidenced } };
    lacks(await matter.tries(second, 'DraftSubmitted', draft, checkedByDelegator), 'evidence-second-person');
    matter.keeps(insisted(201, await matter.tries(second, 'DraftSubmitted', draft, forThem(proposer))));
    // From now on the two are one side: the one is no second person to what the other does alone.
    const request = { more: { evidenced: { ...evidenced, checkedBy: second.id } } };
    lacks(await matter.tries('proposer', 'StepFindingRecorded', FINDING, request), 'evidence-second-person');
    await goesOn(matter, 'drafted', 'underReview');
    lacks(
      await matter.tries(second, 'LegalityOpinionIssued', await matter.opinion()),
      'reviewer-did-not-draft',
    );
  });

  test('who did anything for a drafter is told before the review what would refuse it', async () => {
    const second = await town.newcomer('second', [['legality-reviewer', UNITS.justice]]);
    const matter = await matterAt(town, 'exempted');
    await lends(proposer, second, { decision: matter.id });
    const asked = {
      bundleDigest: matter.bundle,
      papers: await matter.papers('legal-basis', 'procedure-account'),
    };
    const inTheWay = async () => {
      const { body } = await second.get(`${matter.path}/obstacles?event=LegalityOpinionIssued`);
      const standings = body['standings'] as { requirement: string; is: string }[];
      return standings.flatMap(({ requirement, is }) => (is === 'unmet' ? [requirement] : []));
    };
    const against = async () => {
      const clerk = await town.person('clerk');
      const path = `${matter.path}/conflicts?role=legality-reviewer&person=${second.id}`;
      const { candidates } = (await clerk.get(path)).body as {
        candidates: { conflicts: { kind: string; events: { type: string }[] }[] }[];
      };
      return candidates[0]?.conflicts.map(({ kind, events }) => [kind, ...events.map(({ type }) => type)]);
    };
    expect(await against()).toEqual([]);
    matter.keeps(
      insisted(201, await matter.tries(second, 'LegalityReviewRequested', asked, forThem(proposer))),
    );
    expect(await inTheWay()).toEqual(['reviewer-did-not-draft']);
    lacks(
      await matter.tries(second, 'LegalityOpinionIssued', await matter.opinion()),
      'reviewer-did-not-draft',
    );
    expect(await against()).toEqual([['drafted', 'DraftSubmitted']]);
  });

  test('who did anything for a drafter is not drawn as an expert, nor is whoever had a draft written', async () => {
    const scholar = await town.newcomer('scholar', [['expert', UNITS.justice]]);
    const author = await town.newcomer('author', [
      ['expert', UNITS.justice],
      ['proposer', UNITS.lead],
    ]);
    const free = await town.newcomer('free', [['expert', UNITS.justice]]);
    const matter = await matterAt(town, 'drafted');
    const clerk = await town.person('clerk');
    insisted(201, await clerk.posts('/api/pools', { payload: { body: BODY } }));
    for (const { id } of [scholar, author, free]) {
      const payload = { expert: id, unit: UNITS.justice, fields: [{ code: '610', name: '环境科学技术' }] };
      insisted(201, await clerk.posts(`/api/pools/${BODY}/events`, { type: 'ExpertListed', payload }));
    }
    const draws = async (more: JsonObject = {}) => {
      const asked = { decision: matter.id, field: '610', count: 1, ...more };
      const { excluded } = insisted(201, await clerk.posts(`/api/pools/${BODY}/draws`, asked)).body;
      return (excluded as { expert: string; reason: string }[]).map(({ expert, reason }) => [expert, reason]);
    };
    const sameUnit = [author.id, 'same-unit'];
    expect(await draws()).toEqual([sameUnit]);
    await lends(proposer, scholar, { decision: matter.id });
    matter.keeps(
      insisted(201, await matter.tries(scholar, 'StepFindingRecorded', FINDING, forThem(proposer))),
    );
    expect((await draws({ again: '名单有变' })).toSorted()).toEqual(
      [[scholar.id, 'drafted'], sameUnit].toSorted(),
    );
    expect(await judgedDraw(work, (facts) => facts)).toBeUndefined();
    // As a forger would have it who says that this draw is older than the counting of sides.
    expect(
      await judgedDraw(work, ({ drafters, sidesCounted: _, ...facts }) => ({
        ...facts,
        drafters: (drafters as string[]).filter((one) => one !== scholar.id),
      })),
    ).toEqual(['E_ILLEGAL', expect.stringContaining('Delegate and delegator count as one')]);
  });

  test('what is bound to the person is not delegated, and the refusal names the article', async () => {
    const head = await town.person('head');
    const tries = (from: Someone, change: JsonObject) =>
      from.posts('/api/me/delegations', letter(helper, change));
    const decided = await tries(head, { roles: ['head'], acts: ['ProcedureStarted', 'OutcomeDecided'] });
    lacks(decided, 'may-be-delegated');
    expect(articlesIn(decided)).toEqual(['D713-030-b', 'D713-030-e']);
    const seat = await tries(await town.person('deputy'), { roles: ['member'] });
    lacks(seat, 'may-be-delegated');
    expect(articlesIn(seat)).toEqual(['D713-030-d', 'D713-038-a']);
    lacks(await tries(head, { roles: ['head'], acts: ['NoSuchAct'] }), 'may-be-delegated');
    lacks(await tries(head, { roles: ['proposer'] }), 'delegated-roles-held');
    lacks(await tries(head, { roles: ['head'], until: town.inDays(-1) }), 'delegation-period');
    lacks(await tries(head, { roles: ['head'], to: head.id }), 'delegate-serves');
    lacks(await tries(head, { roles: ['head'], to: 'somebody-unknown' }), 'delegate-serves');
    const matter = await matterAt(town, 'underReview');
    const reviewer = await town.person('reviewer');
    await lends(reviewer, helper, { roles: ['legality-reviewer'] });
    const opinion = await matter.tries(
      helper,
      'LegalityOpinionIssued',
      await matter.opinion(),
      forThem(reviewer),
    );
    lacks(opinion, 'delegation-holds');
    expect(articlesIn(opinion)).toEqual(['D713-025-e', 'D713-028-a']);
    const { acts } = (await helper.get('/api/me/delegations/scope')).body as { acts: JsonObject[] };
    expect(acts.find(({ type }) => type === 'HeadSpoke')).toMatchObject({ is: 'law' });
  });

  test('what was lent is not lent on, and is gone with what it was lent from', async () => {
    const clerk = await town.newcomer('lender', [['proposer', UNITS.lead]]);
    await lends(clerk, helper);
    const third = await town.newcomer('third', [['archivist', UNITS.office]]);
    lacks(await helper.posts('/api/me/delegations', letter(third)), 'delegated-roles-held');
    const matter = await matterAt(town, 'drafted');
    const consults = () => matter.tries(helper, 'StepFindingRecorded', FINDING, forThem(clerk));
    lacks(await matter.tries(third, 'StepFindingRecorded', FINDING, forThem(helper)), 'delegation-holds');
    const role = { role: 'proposer', unit: UNITS.lead, body: BODY, reason: '调离' };
    const asAdministrator = (type: string, payload: JsonObject) =>
      town.administrator.posts(`/api/admin/people/${clerk.id}/events`, { type, payload });
    insisted(201, await asAdministrator('RoleEnded', role));
    lacks(await consults(), 'delegation-holds');
    insisted(201, await asAdministrator('RoleGranted', role));
    matter.keeps(insisted(201, await consults()));
  });

  test('of several delegations the one counts that lends what the act takes, and whoever got one gives it back', async () => {
    const lender = await town.newcomer('lender-of-both', [
      ['office', UNITS.office],
      ['proposer', UNITS.lead],
    ]);
    const auditor = await town.newcomer('overseer', [['auditor', UNITS.office]]);
    await lends(lender, auditor, { roles: ['office'] });
    const second = delegationIn(await lends(lender, auditor));
    const matter = await matterAt(town, 'started');
    const draft = await matter.draftOf('委托起草', { drafters: [auditor.id] });
    matter.keeps(insisted(201, await matter.tries(auditor, 'DraftSubmitted', draft, forThem(lender))));
    const { leaf } = (await work.running.parts.ledger.eventsOf(`decision/${matter.id}`)).at(-1) ?? {};
    expect(leaf?.data.facts['delegation']).toMatchObject({ delegation: second });
    expect(await judged(work, matter.id, (one) => one)).toBeUndefined();
    insisted(201, await ends(auditor, second));
    const again = await matter.draftOf('再次起草', { drafters: [auditor.id] });
    lacks(await matter.tries(auditor, 'DraftSubmitted', again, forThem(lender)), 'delegation-holds');
  });

  describe('By an administrator', () => {
    test('it is entered from the letter, to others than that administrator, and ended', async () => {
      const by = (payload: JsonObject, type = 'DelegationGranted') =>
        town.administrator.posts(`/api/admin/people/${proposer.id}/events`, { type, payload });
      const asked = { ...letter(helper), delegation: 'by-letter' };
      lacks(await by(asked), 'delegates-own');
      const document = await town.paper('letter-of-delegation');
      const stranger = await town.newcomer('stranger', [['proposer', UNITS.lead]]);
      const mine = await stranger.posts('/api/me/delegations', letter(helper));
      insisted(201, mine);
      lacks(await by({ ...asked, document, to: town.administrator.id }), 'delegates-own');
      expect(eventIn(insisted(201, await by({ ...asked, document }))).subject).toBe(`person/${proposer.id}`);
      lacks(await by({ ...asked, document }), 'delegation-new');
      const other = await stranger.posts('/api/me/delegations/by-letter/end', { reason: '与我无关' });
      expect(other.body['code']).toBe('not-found');
      insisted(201, await by({ delegation: 'by-letter', reason: '返岗' }, 'DelegationEnded'));
      lacks(await by({ delegation: 'by-letter', reason: '返岗' }, 'DelegationEnded'), 'may-end-delegation');
    });
  });
});
