import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/canonical/canonical-json.js';
import { PROJECT_ROOT } from '../../src/project-root.js';
import { describeOnSqlite } from '../databases.js';
import { TestClock } from '../installation.js';
import { AtWork } from './at-work.js';
import { Matter, proposal } from './matter.js';
import { BODY } from './town.js';
import { insisted, unmetIn, type Reply } from './wire.js';

interface Case {
  readonly id: string;
  readonly expect?: Readonly<Record<string, unknown>>;
  readonly [name: string]: unknown;
}

const CASES = readFileSync(join(PROJECT_ROOT, 'workflows/law/cases.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as Case);
const caseOf = (id: string): Case => CASES.find((one) => one.id === id) ?? { id };

/** Cases that do not pass through this procedure, each with the reason. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  R4: 'a normative document (行政规范性文件): its ten days are another procedure’s',
  R10a: 'a catalogue of a province, without a verdict to reach',
  R19: 'a notice of a risk report, without a verdict to reach',
  R23a: 'a clean-up of normative documents: another procedure',
  R23c: 'a clean-up of normative documents: another procedure',
  R23d: 'a clean-up of normative documents, without a verdict to reach',
};

/** One town for all cases, in the order of their days; its rules change by their own act. */
class Practice {
  private constructor(
    readonly work: AtWork,
    private readonly clock: TestClock,
    private bodyVersion = 0,
  ) {}

  static async on(fresh: Parameters<typeof AtWork.begins>[0], from: string): Promise<Practice> {
    const clock = new TestClock(Date.parse(`${from}T08:00:00+08:00`));
    return new Practice(await AtWork.begins(fresh, clock), clock);
  }

  is(date: string): void {
    this.clock.legalTimeIs(date);
  }

  async under(ruleSet: string): Promise<void> {
    const { administrator } = this.work.town;
    const sent = { type: 'JurisdictionChanged', payload: { ruleSet, reason: '适用当地规定' } };
    const headers = { 'if-match': `"${this.bodyVersion}"` };
    insisted(201, await administrator.posts(`/api/admin/units/${BODY}/events`, sent, headers));
    this.bodyVersion += 1;
  }

  /** A matter with its first draft, on the day of the case. */
  async drafted(title: string, screening: JsonObject = {}, touches: JsonObject = {}): Promise<Matter> {
    const matter = await Matter.proposed(this.work.town, title);
    const major = { result: 'major', kind: 'public-construction', reason: '列入目录', ...screening };
    await matter.does('clerk', 'MatterScreened', major);
    await matter.studies();
    await matter.starts();
    const none = { specificGroups: false, marketPlayers: false, units: [], hearingRequiredBy: null };
    await matter.drafts(title, { touches: { ...none, ...touches } });
    return matter;
  }

  async call(matter: Matter, id: string, deadline: string, change: JsonObject = {}): Promise<JsonObject> {
    const explanation = await this.work.town.paper('draft-explanation');
    const notice = { consultation: id, deadline, bundleDigest: matter.bundle, explanation };
    return { ...notice, channels: ['website'], howToComment: '网上留言', ...change };
  }

  async hearing(hearingOn: string, participants: number): Promise<JsonObject> {
    const { town } = this.work;
    return {
      hearingOn,
      place: '会议室',
      explanation: await town.paper('draft-explanation'),
      papers: [await town.paper('hearing-papers')],
      participants,
      participantsSelected: true,
      selectionMethodPublished: true,
      everySideRepresented: true,
      listPublished: true,
    };
  }

  async heard(heldOn: string, attended: number): Promise<JsonObject> {
    const { town } = this.work;
    return {
      heldOn,
      inPublic: true,
      presented: true,
      debated: true,
      confirmedAndSigned: true,
      attended,
      objecting: 0,
      moderator: await town.idOf('auditor'),
      groupsHeard: true,
      record: await town.paper('hearing-record', heldOn),
    };
  }
}

const requirementsIn = (reply: Reply) => unmetIn(reply).map(({ requirement }) => requirement);
const accepted = (reply: Reply) => insisted(201, reply);

test('every published case is tried below, or says why it is not', () => {
  const here = readFileSync(join(PROJECT_ROOT, 'test/road/cases.spec.ts'), 'utf8');
  const untried = CASES.filter(({ id }) => !(id in ELSEWHERE) && !here.includes(`caseOf('${id}')`));
  expect(untried.map(({ id }) => id)).toEqual([]);
  const withoutVerdict = CASES.filter((one) => one.expect === undefined).map(({ id }) => id);
  expect(withoutVerdict.filter((id) => !(id in ELSEWHERE))).toEqual([]);
});

describeOnSqlite('Published practice, taken through the program', (fresh) => {
  test('consultations of 2022 to 2024', async () => {
    const practice = await Practice.on(fresh, '2022-08-01');

    const openness = caseOf('R5');
    practice.is(String(openness['start']));
    const asked = await practice.drafted('R5');
    const notice = await practice.call(asked, 'r5', String(openness['end']));
    await asked.does('proposer', 'ConsultationOpened', notice);
    const { comments = [] } = openness as { comments?: { from: string; adopted: boolean }[] };
    for (const { from } of comments)
      accepted(
        await practice.work.town.wire.posts('/api/public/consultations/r5/comments', {
          text: `${from}的意见`,
          name: from,
          anonymous: false,
        }),
      );
    practice.is('2022-09-08');
    await asked.does('proposer', 'ConsultationClosed', { consultation: 'r5' });
    const report = await practice.work.town.paper('public-input-report');
    const { received, adopted, rejected } = openness.expect as Record<string, number>;
    const counts: JsonObject = {
      received: received ?? 0,
      adopted: adopted ?? 0,
      partly: 0,
      notAdopted: rejected ?? 0,
    };
    const early = await asked.tries('proposer', 'PublicInputReported', { ...counts, report });
    expect(requirementsIn(early)).toEqual(['every-comment-disposed']);
    const proposer = await practice.work.town.person('proposer');
    for (const [index, comment] of comments.entries()) {
      const disposition = comment.adopted ? 'adopted' : 'not-adopted';
      const payload = { comment: index + 1, disposition, reason: `对第${index + 1}条的答复` };
      accepted(await proposer.posts('/api/consultations/r5/events', { type: 'CommentDisposed', payload }));
    }
    const wrong = { ...counts, adopted: 3, notAdopted: 1 };
    expect(
      requirementsIn(await asked.tries('proposer', 'PublicInputReported', { ...wrong, report })),
    ).toEqual(['every-comment-disposed']);
    accepted(await asked.tries('proposer', 'PublicInputReported', { ...counts, report }));

    const repair = caseOf('R1');
    practice.is(String(repair['start']));
    const repaired = await practice.drafted('R1');
    accepted(
      await repaired.tries(
        'proposer',
        'ConsultationOpened',
        await practice.call(repaired, 'r1', String(repair['end'])),
      ),
    );
    expect(repair.expect).toMatchObject({ interval_days: 30, pass30: true, end_is_holiday: true });

    const plan = caseOf('R2');
    practice.is(String(plan['published']));
    const spatial = await practice.drafted('R2', { kind: 'planning', matters: ['spatial-plan'] });
    const shortened = { shorteningReason: '情况紧急' };
    const tooShort = await spatial.tries(
      'proposer',
      'ConsultationOpened',
      await practice.call(spatial, 'r2', '2024-05-10', shortened),
    );
    expect(unmetIn(tooShort)).toMatchObject([
      { requirement: 'open-call-never-shortened', rules: ['SPEC-URB-026'] },
    ]);
    expect(plan.expect).toMatchObject({ pass30: true, special_law: '城乡规划法26' });
    accepted(
      await spatial.tries(
        'proposer',
        'ConsultationOpened',
        await practice.call(spatial, 'r2', String(plan['end'])),
      ),
    );
  });

  test('plans, proposals and mixed-up papers of 2025 and later', async () => {
    const practice = await Practice.on(fresh, '2025-03-27');
    const { town } = practice.work;

    const festival = caseOf('R11');
    practice.is(String(festival['published']));
    const matter = await Matter.proposed(town, 'R11');
    await matter.screens();
    await matter.studies();
    await matter.starts({ plannedMeeting: { notBefore: '2025-04-01', notAfter: '2025-04-30' } });
    const { body } = await (await town.person('proposer')).get(matter.path);
    const { open_call: openCall, other_mode_of_article_14: other } = festival.expect as Record<
      string,
      Record<string, Json>
    >;
    expect((body['plan'] as { ways: Json[] }).ways).toMatchObject([
      {
        mode: 'open-call',
        earliestMeeting: openCall?.['earliest_meeting'],
        meetsPlan: openCall?.['plan_feasible'],
        chain: [
          {},
          { on: openCall?.['comments_until_end_of'] },
          { on: openCall?.['review_requested_earliest'] },
          {},
          {},
        ],
      },
      {
        mode: 'other-mode',
        latestCompleteBundle: other?.['latest_complete_bundle_for_plan'],
        meetsPlan: other?.['plan_feasible'],
      },
    ]);
    expect(festival.expect).toMatchObject({ expert_finding_recorded: false, risk_finding_recorded: false });
    await matter.drafts('R11');
    await matter.hearsPublic();
    const review = await matter.tries('proposer', 'LegalityReviewRequested', {
      bundleDigest: matter.bundle,
      papers: await matter.papers('legal-basis', 'procedure-account'),
    });
    expect(requirementsIn(review)).toEqual(['step:expert-review', 'step:risk-assessment']);

    const merged = caseOf('R21');
    expect(merged.expect).toEqual({ merged_public_and_expert: true });
    const sheet = await town.paper('minutes', '座谈会暨专家论证会纪要');
    const both = await practice.drafted('R21');
    const held = { mode: 'round-table', heldOn: town.today, groupsHeard: true, summary: '意见' };
    const people = { participants: [{ kind: 'residents', count: 12 }], signedSheet: sheet };
    await both.does('proposer', 'PublicInputHeld', { ...held, ...people });
    await both.finds('expert-review', true);
    await both.does('proposer', 'ExpertInvited', { expert: await town.idOf('professor'), field: '规划' });
    const free = { directInterest: false, independent: true, keepsConfidence: true };
    await both.does('professor', 'ExpertDeclared', free);
    const covers = { necessity: true, feasibility: true, soundness: true, signed: true };
    const opinion = { bundleDigest: both.bundle, verdict: 'support', ...covers, opinion: sheet };
    expect(requirementsIn(await both.tries('professor', 'ExpertOpinionGiven', opinion))).toEqual([
      'record-serves-one-step',
    ]);

    const portal = caseOf('R20');
    expect(portal.expect).toEqual({ collects_id_number: true, rejects_anonymous: true });
    const called = await practice.drafted('R20');
    await called.does('proposer', 'ConsultationOpened', await practice.call(called, 'r20', '2025-05-01'));
    const comments = '/api/public/consultations/r20/comments';
    const withNumber = { text: '建议', idNumber: '110101199001010000', anonymous: false };
    expect((await town.wire.posts(comments, withNumber)).status).toBe(422);
    accepted(await town.wire.posts(comments, { text: '建议增加岗位', anonymous: true }));

    const misfiled = caseOf('R18');
    expect(misfiled.expect).toEqual({ misfiled: true });
    const risk = await practice.drafted('R18');
    await risk.finds('risk-assessment', true);
    await risk.hearsPublic();
    await risk.finds('expert-review');
    const filed = await risk.tries('assessor', 'RiskAssessed', {
      bundleDigest: risk.bundle,
      level: 'low',
      riskPoints: 1,
      measures: [{ measure: '围挡', owner: BODY, by: '2025-12-31' }],
      responsePlan: true,
      departmentsHeard: [BODY],
      report: await town.paper('evaluation-report'),
    });
    expect(requirementsIn(filed)).toEqual(['paper-in-its-place']);

    // A place that rolls over, and takes forty days: 31 March and forty days is a Saturday.
    const rolled = caseOf('R1');
    expect(rolled.expect).toMatchObject({ rolled_end: '2023-04-06' });
    practice.is('2025-03-31');
    await practice.under('hubei-example');
    const rolling = await practice.drafted('R1, rolled over');
    const onDayOff = await practice.call(rolling, 'r1-rolled', '2025-05-10');
    expect(unmetIn(await rolling.tries('proposer', 'ConsultationOpened', onDayOff))).toMatchObject([
      { requirement: 'open-call-thirty-days', earliestOn: '2025-05-12' },
    ]);
    accepted(await rolling.tries('proposer', 'ConsultationOpened', { ...onDayOff, deadline: '2025-05-12' }));

    const plant = caseOf('R15');
    await practice.under('guangdong-303');
    const works = await practice.drafted('R15');
    const seats = await works.tries('proposer', 'HearingAnnounced', await practice.hearing('2025-05-20', 20));
    expect([plant.expect?.['seats_odd'], requirementsIn(seats)]).toEqual([false, ['hearing-participants']]);

    const proposals = caseOf('R7');
    practice.is(String(proposals['end']));
    expect(proposals.expect).toMatchObject({ interval_days: 19, thirty_day_rule_applies: false });
    const letter = await town.paper('letter');
    const sent = { ...proposal('R7'), proposedBy: 'citizens', document: letter };
    accepted(await (await town.person('proposer')).posts('/api/decisions', { payload: sent }));

    const source = String((await town.paper('gazette'))['sha256']);
    const checkedBy = await town.idOf('auditor');
    for (const hearing of [caseOf('R12'), caseOf('R13')]) {
      expect(hearing.expect).toMatchObject({ pass20: true, pass30: true });
      const evidenced = { date: String(hearing['notice']), source, checkedBy };
      const heldOn = String(hearing['hearing']);
      for (const place of ['guangdong-303', 'shanghai-35']) {
        await practice.under(place);
        const begun = await Matter.proposed(town, `${hearing.id} ${place}`);
        await begun.screens();
        await begun.studies();
        await begun.starts({ completionBy: '2026-12-31' });
        await begun.drafts(`${hearing.id} ${place}`);
        const notice = await practice.hearing(heldOn, 15);
        await begun.does('proposer', 'HearingAnnounced', notice, { more: { evidenced } });
        accepted(await begun.tries('proposer', 'HearingHeld', await practice.heard(heldOn, 15)));
      }
    }
  });
});
