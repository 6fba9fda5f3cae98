import { describe, expect, it, test } from 'vitest';
import { conflictsOf, type Involved } from '../../src/conflicts/conflicts.js';
import { CONFLICTS, CONSIDERED_AS, WEIGHT } from '../../workflows/conflicts.js';
import { requirements } from '../../workflows/major-decision/workflow.js';
import { describeOnAnyDatabase } from '../databases.js';
import { AtWork } from './at-work.js';
import type { Matter } from './matter.js';
import { goesOn, matterAt } from './stages.js';
import { BODY, UNITS, type Part } from './town.js';
import { insisted, type Someone } from './wire.js';

interface Shown {
  readonly kind: string;
  readonly is: string;
  readonly strength: string;
  readonly requirement?: string;
  readonly citations: readonly { readonly rule: string }[];
  readonly events: readonly { readonly subject: string; readonly version: number; readonly type: string }[];
}
interface Candidate {
  readonly person: string;
  readonly name: string;
  readonly conflicts: readonly Shown[];
}

/** What is told of each candidate, by person. */
async function toldOf(matter: Matter, role: string, person?: string, part: Part = 'clerk') {
  const asker = await matter.town.person(part);
  const more = person === undefined ? '' : `&person=${person}`;
  const { body } = insisted(200, await asker.get(`${matter.path}/conflicts?role=${role}${more}`));
  const candidates = body['candidates'] as Candidate[];
  return new Map(candidates.map((one) => [one.person, one.conflicts]));
}

const briefly = (conflicts: readonly Shown[] | undefined) =>
  conflicts?.map(({ kind, is, strength }) => `${kind}: ${is}, ${strength}`);

const NOTHING: Involved = { units: [], drafters: [], assessors: [], interested: [] };

describe('What stands against somebody', () => {
  const an = { person: 'an', standing: 'good', serves: true, units: ['academy'] } as const;

  it('is nothing where nothing is on record, in any role', () => {
    for (const as of CONSIDERED_AS) expect(conflictsOf(as, an, NOTHING)).toEqual([]);
  });

  it('is told in order, and only what counts in that role', () => {
    const matter: Involved = {
      ...NOTHING,
      units: ['academy'],
      drafters: ['an'],
      assessors: [{ person: 'bo', unit: 'academy' }],
      otherBodies: ['county'],
    };
    const of = (as: (typeof CONSIDERED_AS)[number], more: object = {}) =>
      conflictsOf(as, { ...an, ...more }, matter);
    expect(of('expert', { standing: 'barred' })).toEqual(['barred', 'drafted', 'same-unit']);
    expect(of('evaluator')).toEqual(['drafted', 'same-unit', 'earlier-assessors-unit']);
    expect(of('assessor')).toEqual(['drafted']);
    expect(of('member', { serves: false })).toEqual(['no-role', 'drafted']);
    expect(of('legal-adviser', { person: 'cai', units: [], counselOf: ['county'] })).toEqual([
      'counsel-of-another-side',
    ]);
  });

  it('is refused by requirements that the procedure has, and told in words', () => {
    const named = Object.values(WEIGHT).flatMap((kinds) => Object.values(kinds));
    const known = Object.keys(requirements);
    const unknown = named.filter((id) => id !== 'house' && id !== 'competent' && !known.includes(id));
    expect(unknown).toEqual([]);
    for (const kinds of Object.values(WEIGHT))
      for (const kind of Object.keys(kinds)) expect(Object.keys(CONFLICTS)).toContain(kind);
  });
});

describeOnAnyDatabase('Conflicts of interest', (fresh) => {
  test('are told before anybody is invited, with article, strength and the events they rest on', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'started');
    await matter.drafts('第一版', { drafters: [await town.idOf('drafting-reviewer')] });
    await town.wholeCast();
    const [professor, inside, drafting, reviewer] = await Promise.all([
      town.idOf('professor'),
      town.idOf('inside-expert'),
      town.idOf('drafting-reviewer'),
      town.idOf('reviewer'),
    ]);

    const experts = await toldOf(matter, 'expert');
    expect([...experts.keys()].toSorted()).toEqual([professor, inside].toSorted());
    expect(experts.get(professor)).toEqual([]);
    expect(briefly(experts.get(inside))).toEqual(['same-unit: refused, by-reference']);
    const sameUnit = experts.get(inside)?.[0];
    expect(sameUnit?.citations.map(({ rule }) => rule)).toContain('D713-020-a');
    const start = { subject: `decision/${matter.id}`, version: 3, type: 'ProcedureStarted' };
    expect(sameUnit?.events).toEqual([start]);

    const reviewers = await toldOf(matter, 'legality-reviewer');
    expect(briefly(reviewers.get(reviewer))).toEqual([]);
    const against = reviewers.get(drafting) ?? [];
    expect(against.map(({ kind, requirement }) => [kind, requirement])).toEqual([
      ['drafted', 'reviewer-did-not-draft'],
      ['same-unit', 'reviewer-did-not-draft'],
    ]);
    expect(against.at(0)?.events).toEqual([{ ...start, version: 4, type: 'DraftSubmitted' }]);
    expect(briefly(against)?.[0]).toBe('drafted: refused, binding');
    expect(matter.version).toBe(4);
  });

  test('grow with the matter: who argued, assessed, advised or declared an interest does not evaluate it unseen', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'drafted');
    await matter.hearsPublic();
    await matter.finds('expert-review', true);
    const professor = await town.idOf('professor');
    await matter.does('proposer', 'ExpertInvited', { expert: professor, field: '旅游规划' });
    const declaration = { directInterest: true, independent: true, keepsConfidence: true };
    const declared = await matter.does('professor', 'ExpertDeclared', declaration);
    const assessor = await town.idOf('assessor');
    const report = await town.paper('fair-competition-review');
    const act = { kind: 'fair-competition', passed: true, by: UNITS.outside, report };
    const assessed = await matter.does('assessor', 'AssessmentRecorded', act);

    const experts = await toldOf(matter, 'expert');
    expect(briefly(experts.get(professor))).toEqual(['interest-declared: refused, by-reference']);
    expect(experts.get(professor)?.[0]?.events).toEqual([
      {
        subject: `decision/${matter.id}`,
        version: Number(declared.body['version']),
        type: 'ExpertDeclared',
      },
    ]);
    const evaluator = await toldOf(matter, 'evaluator', assessor);
    expect(briefly(evaluator.get(assessor))).toEqual([
      'no-role: refused, binding',
      'earlier-assessor: refused, by-reference',
    ]);
    expect(
      evaluator
        .get(assessor)
        ?.at(1)
        ?.events.map(({ version }) => version),
    ).toEqual([assessed.body['version']]);
    // The professor works where the assessor does.
    expect(briefly((await toldOf(matter, 'evaluator', professor)).get(professor))).toEqual([
      'no-role: refused, binding',
      'earlier-assessors-unit: refused, by-reference',
      'interest-declared: warning, house',
    ]);
    const bar = { standing: 'barred', body: BODY, reason: '泄露评审意见' };
    const at = `/api/admin/people/${professor}/events`;
    insisted(
      201,
      await town.administrator.posts(at, { type: 'StandingChanged', payload: bar }, { 'if-match': '"1"' }),
    );
    expect(briefly((await toldOf(matter, 'expert')).get(professor))).toEqual([
      'barred: refused, by-reference',
      'interest-declared: refused, by-reference',
    ]);
  });

  test('are for those who appoint in that body, and tell nothing of people whom they may not know', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'drafted');
    await town.foundsBody('elsewhere');
    const stranger = await town.newcomer('stranger', [['expert', 'elsewhere']], 'elsewhere');
    const theirs = await town.newcomer('their-office', [['office', 'elsewhere']], 'elsewhere');
    const ask = async (who: Someone, query: string) =>
      (await who.get(`${matter.path}/conflicts?${query}`)).status;
    expect(await ask(theirs, 'role=expert')).toBe(404);
    expect(await ask(await town.person('professor'), 'role=expert')).toBe(403);
    const clerk = await town.person('clerk');
    expect(await ask(clerk, `role=expert&person=${stranger.id}`)).toBe(404);
    expect(await ask(clerk, 'role=expert&person=nobody-at-all')).toBe(404);
    expect(await ask(clerk, 'role=head')).toBe(400);
    await goesOn(matter, 'drafted', 'cleared');
    const counsel = await town.person('counsel');
    const told = await toldOf(matter, 'legal-adviser', counsel.id, 'head');
    expect(told.get(counsel.id)).toEqual([]);
    expect(UNITS.justice).toBe('xianju-justice');
    const reviewer = await town.idOf('reviewer');
    const asCounsel = await toldOf(matter, 'legal-adviser', reviewer);
    expect(briefly(asCounsel.get(reviewer))).toEqual([
      'no-role: refused, binding',
      'reviewed: warning, house',
    ]);
  });
});
