import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import type { JsonObject } from '../../src/canonical/canonical-json.js';
import { UNITS as STORY_UNITS } from '../cast.js';
import { describeOnSqlite } from '../databases.js';
import { Misfits, paper, Refused } from '../story.js';
import { Township } from '../township.js';
import { AtWork } from './at-work.js';
import { Matter, proposal } from './matter.js';
import { convenes, opens } from './stages.js';
import { UNITS, type Part } from './town.js';
import { unmetIn, type Reply } from './wire.js';

/** What was said to a try: accepted, not now, nobody's to do, or the ids of all that is unmet. */
type Said = string;

/** One act, tried on the program over HTTP and on the pure procedure with a world of its own. */
interface Pair {
  readonly http: (matter: Matter, work: AtWork) => Promise<Reply | undefined>;
  readonly pure: (story: Township) => unknown;
  /** Nobody with such a role could ever do it: over HTTP that is said before anything else is looked at. */
  readonly never?: true;
}

const act = (
  part: Part,
  type: string,
  payload: (matter: Matter) => Promise<JsonObject> | JsonObject,
  pure: Pair['pure'],
): Pair => ({ http: async (matter) => matter.tries(part, type, await payload(matter)), pure });

/** The present edition; before there is one, a text that nobody has. */
const textOf = (matter: Matter): string => matter.bundle || '0'.repeat(64);
const papersOf = async (matter: Matter, ...kinds: string[]) =>
  (await matter.papers(...kinds)) as JsonObject[];
const finding = (step: string, required: boolean): JsonObject => ({
  step,
  required,
  reason: '经研究认定',
  ...(required ? {} : { legalBasis: '条例相应条款' }),
});
const PAPERS = [
  'legality-opinion',
  'draft-explanation',
  'public-input-report',
  'risk-report',
  'expert-report',
];
const spoken = { stance: 'agree', words: '同意' };

/** The members of the road's township, and nobody else. */
function meetsToday(story: Township): void {
  story.convenes(story.today);
  const meeting = story.meetings.get(story.meeting);
  if (meeting) story.meetings.set(story.meeting, { ...meeting, members: ['deputy', 'warden'] });
}

const opinion = (outcome: string, by: Part = 'reviewer'): Pair =>
  act(
    by,
    'LegalityOpinionIssued',
    async (matter) => {
      const { noCounselBecause: _, timeSufficedBecause: __, ...given } = await matter.opinion({ outcome });
      const wrong: JsonObject =
        outcome === 'unlawful' ? { power: 'does-not-conform', powerBecause: '超出乡镇的法定权限' } : {};
      return { ...given, bundleDigest: textOf(matter), ...wrong };
    },
    (story) =>
      story.givesOpinion(outcome, { exemptionsReviewed: ['expert-review', 'risk-assessment'] }, { by }),
  );

const PAIRS: readonly Pair[] = [
  act(
    'clerk',
    'MatterScreened',
    () => ({ result: 'major', kind: 'other-major', reason: '目录' }),
    (s) => s.screens(),
  ),
  act(
    'clerk',
    'MatterScreened',
    () => ({ result: 'major', reason: '目录' }),
    (s) => s.screens({ kind: undefined }),
  ),
  act(
    'proposer',
    'ProposalStudied',
    () => ({ necessity: '必要', feasibility: '可行' }),
    (s) => s.studies(),
  ),
  {
    ...act(
      'proposer',
      'ProcedureStarted',
      () => ({ leadUnit: UNITS.lead, units: [UNITS.lead] }),
      (s) => s.starts({}, { by: 'proposer', role: 'proposer' }),
    ),
    never: true,
  },
  act(
    'head',
    'ProcedureStarted',
    () => ({ leadUnit: UNITS.lead, units: [UNITS.lead, UNITS.helping] }),
    (s) => s.starts({ plannedMeeting: undefined }, { by: 'head' }),
  ),
  act(
    'proposer',
    'DraftSubmitted',
    (m) => m.draftOf(`第${m.edition + 1}版`),
    (s) => s.drafts(),
  ),
  act(
    'proposer',
    'DraftSubmitted',
    (m) => m.draftOf('缺版', { edition: m.edition + 2 }),
    (s) => s.drafts({ edition: s.edition + 2 }),
  ),
  act(
    'proposer',
    'PublicInputHeld',
    async (m) => ({
      mode: 'round-table',
      heldOn: m.town.today,
      participants: [{ kind: 'residents', count: 12 }],
      groupsHeard: true,
      signedSheet: await m.town.paper('signed-sheet'),
      summary: '赞成',
    }),
    (s) => s.holdsRoundTable({ groupsHeard: true }),
  ),
  act(
    'proposer',
    'PublicInputReported',
    async (m) => ({
      received: 1,
      adopted: 1,
      partly: 0,
      notAdopted: 0,
      report: await m.town.paper('public-input-report'),
    }),
    (s) => s.reportsInput({ received: 1, adopted: 1, partly: 0, notAdopted: 0 }),
  ),
  act(
    'proposer',
    'StepFindingRecorded',
    () => finding('expert-review', false),
    (s) => s.finds('expert-review', false),
  ),
  act(
    'proposer',
    'StepFindingRecorded',
    () => finding('risk-assessment', true),
    (s) => s.finds('risk-assessment', true),
  ),
  act(
    'proposer',
    'StepFindingRecorded',
    () => finding('public-input', false),
    (s) => s.finds('public-input', false, {}, { by: 'proposer' }),
  ),
  act(
    'assessor',
    'RiskAssessed',
    async (m) => ({
      bundleDigest: textOf(m),
      level: 'low',
      riskPoints: 1,
      measures: [{ measure: '围挡', owner: UNITS.lead, by: '2026-12-31' }],
      responsePlan: true,
      departmentsHeard: [UNITS.office],
      report: await m.town.paper('risk-report'),
    }),
    (s) => s.assessesRisk({ level: 'low' }),
  ),
  act(
    'proposer',
    'LegalityReviewRequested',
    async (m) => ({
      bundleDigest: textOf(m),
      papers: await papersOf(m, 'legal-basis', 'procedure-account'),
    }),
    (s) => s.requestsReview(),
  ),
  act(
    'proposer',
    'LegalityReviewRequested',
    async (m) => ({ bundleDigest: textOf(m), papers: await papersOf(m, 'legal-basis') }),
    (s) => s.requestsReview({ papers: [paper('legal-basis')] }),
  ),
  act(
    'counsel',
    'LegalAdviceGiven',
    async (m) => ({
      bundleDigest: textOf(m),
      position: 'lawful',
      opinion: await m.town.paper('legal-advice'),
    }),
    (s) => s.advises({ bundleDigest: s.bundle }),
  ),
  opinion('lawful'),
  opinion('lawful'),
  opinion('unlawful'),
  opinion('lawful', 'inside-reviewer'),
  act(
    'proposer',
    'MeetingBundleSubmitted',
    async (m) => ({ bundleDigest: textOf(m), papers: await papersOf(m, ...PAPERS) }),
    (s) => s.submitsMeetingBundle({ papers: PAPERS.map((kind) => paper(kind)) }),
  ),
  {
    http: async (matter) => {
      matter.meeting = await convenes(matter.town);
      return undefined;
    },
    pure: meetsToday,
  },
  act(
    'clerk',
    'TabledAtMeeting',
    (m) => ({ meeting: m.meeting || 'none', bundleDigest: textOf(m) }),
    (s) => s.tables(),
  ),
  {
    http: async (matter) => {
      const held = await meetingState(matter);
      if (held === 'convened') await opens(matter.town, matter.meeting, 'head', 'deputy', 'warden');
      return undefined;
    },
    pure: (story) => {
      const meeting = story.meetings.get(story.meeting);
      if (meeting?.status === 'convened') story.opens(['head', 'deputy', 'warden']);
    },
  },
  act(
    'deputy',
    'MemberSpoke',
    () => spoken,
    (s) => s.speaks('deputy'),
  ),
  act(
    'warden',
    'MemberSpoke',
    () => spoken,
    (s) => s.speaks('warden'),
  ),
  act(
    'head',
    'HeadSpoke',
    () => spoken,
    (s) => s.headSpeaks(),
  ),
  act(
    'head',
    'RiskJudged',
    () => ({ controllable: true, grounds: '到位' }),
    (s) => s.judgesRisk(true),
  ),
  act(
    'head',
    'OutcomeDecided',
    (m) => ({ outcome: 'passed', bundleDigest: textOf(m) }),
    (s) => s.decides(),
  ),
  act(
    'head',
    'OutcomeDecided',
    (m) => ({ outcome: 'rejected', bundleDigest: textOf(m) }),
    (s) => s.decides('rejected'),
  ),
  act(
    'clerk',
    'PartyCommitteeAsked',
    () => ({ kind: 'report', reason: '按规定' }),
    (s) => s.asksParty('report'),
  ),
  act(
    'clerk',
    'CongressMatterFound',
    () => ({ matter: 'none', reason: '经核对' }),
    (s) => s.findsCongress(),
  ),
  {
    http: async (_, work) => {
      work.daysPass(5);
      return undefined;
    },
    pure: (story) => story.on(new Date(Date.parse(story.today) + 5 * 86_400_000).toISOString().slice(0, 10)),
  },
];

async function meetingState(matter: Matter): Promise<string> {
  if (!matter.meeting) return 'none';
  const { body } = await (await matter.town.person('clerk')).get(`/api/meetings/${matter.meeting}`);
  return String((body['state'] as { status?: string } | undefined)?.status);
}

function saidOverHttp(matter: Matter, reply: Reply | undefined): Said {
  if (reply === undefined) return 'done';
  if (reply.status === 201) {
    matter.keeps(reply);
    return 'accepted';
  }
  if (reply.status === 403) return 'not theirs';
  if (reply.status === 409 && reply.body['code'] === 'requirement-unmet')
    return unmetIn(reply)
      .map(({ requirement }) => requirement)
      .toSorted()
      .join();
  return reply.status === 409 ? 'not now' : `${reply.status} ${String(reply.body['code'])}`;
}

function saidPurely(story: Township, pair: Pair, overHttp: Said): Said {
  try {
    pair.pure(story);
    return overHttp === 'done' ? 'done' : 'accepted';
  } catch (error) {
    if (error instanceof Misfits) return '422 payload-refused';
    if (!(error instanceof Refused)) throw error;
    if (pair.never) return 'not theirs';
    if (error.verdict.is === 'not-now') return 'not now';
    const ids = error.verdict.unmet.map(({ requirement }) => requirement);
    return ids.includes('competent') ? 'not theirs' : ids.toSorted().join();
  }
}

describeOnSqlite('The program over HTTP and the pure procedure', (fresh) => {
  test('say the same to the same acts, whatever their order', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    let accepted = 0;
    const order = fc.array(fc.nat(PAIRS.length * 2), { minLength: 30, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(order, async (choices) => {
        const sent = { payload: proposal('一致') };
        const matter = Matter.in(town, await (await town.person('proposer')).posts('/api/decisions', sent));
        const story = new Township('township').on(town.today).proposes();
        let next = 0;
        for (const choice of choices) {
          // Half of all tries go on in the order of the list, which is lawful; the others are anything.
          const at = choice < PAIRS.length ? choice : next++ % PAIRS.length;
          const pair = PAIRS[at] as Pair;
          const overHttp = saidOverHttp(matter, await pair.http(matter, work));
          expect([at, saidPurely(story, pair, overHttp)]).toEqual([at, overHttp]);
          if (overHttp === 'accepted') accepted += 1;
        }
        expect(STORY_UNITS.lead).toBe(UNITS.lead);
      }),
      { numRuns: 8, endOnFailure: true },
    );
    expect(accepted).toBeGreaterThan(30);
  });
});
