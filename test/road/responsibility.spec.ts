import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/canonical/canonical-json.js';
import {
  responsibilityAnswer,
  type ActShown,
  type Responsibility,
} from '../../src/decisions/responsibility/answer.js';
import { describeOnAnyDatabase } from '../databases.js';
import { AtWork } from './at-work.js';
import type { Matter } from './matter.js';
import { convenes, matterAt, opens } from './stages.js';
import { BODY, UNITS, type Part } from './town.js';
import { insisted } from './wire.js';

async function reportOf(matter: Matter, part: Part = 'clerk'): Promise<Responsibility> {
  const reader = await matter.town.person(part);
  const { body } = insisted(200, await reader.get(`${matter.path}/responsibility`));
  return responsibilityAnswer.parse(body);
}

/** Drafted, argued by an expert, with a departure, an irregularity and a correction on its way to the review. */
async function prepared(work: AtWork): Promise<Matter> {
  const { town } = work;
  const matter = await matterAt(town, 'studied');
  await matter.starts({ plannedMeeting: { notBefore: town.today, notAfter: town.today } });
  await matter.drafts();
  await matter.hearsPublic();
  await matter.finds('expert-review', true);
  await matter.finds('risk-assessment');
  await matter.does('proposer', 'ExpertInvited', { expert: await town.idOf('professor'), field: '旅游规划' });
  const declared = { directInterest: false, independent: true, keepsConfidence: true };
  await matter.does('professor', 'ExpertDeclared', declared);
  await matter.does('professor', 'ExpertOpinionGiven', {
    bundleDigest: matter.bundle,
    verdict: 'support-with-changes',
    necessity: true,
    feasibility: true,
    soundness: true,
    signed: true,
    opinion: await town.paper('expert-opinion'),
  });
  const report = await town.paper('expert-report');
  await matter.does('proposer', 'ExpertReviewConcluded', {
    report,
    adopted: 1,
    notAdopted: 0,
    account: '已采纳',
  });
  const requirement = 'departure-from-majority-reasoned';
  await matter.does('head', 'DepartureRecorded', { requirement, reason: '参照适用，本镇另有规定' });
  await matter.does('deputy', 'IrregularityRecorded', {
    rule: 'D713-030-d',
    happenedOn: town.today,
    what: '讨论未如实记录',
    who: '会议秘书',
    source: await town.paper('audit-note'),
  });
  await matter.does('proposer', 'RecordCorrected', {
    event: 2,
    field: '/necessity',
    rightWords: '确有必要，见附件',
    source: await town.paper('record'),
    checkedBy: await town.idOf('colleague'),
    reopens: 'none',
  });
  return matter;
}

/** Reviewed in two working days, and decided against the one who objects. */
async function decided(work: AtWork, matter: Matter): Promise<void> {
  const { town } = work;
  await matter.requestsReview();
  // From a Monday to a Wednesday.
  work.daysPass(2);
  const opinion = await town.paper('legal-advice');
  await matter.does('counsel', 'LegalAdviceGiven', {
    bundleDigest: matter.bundle,
    position: 'lawful',
    opinion,
  });
  const reviewed = await matter.opinion({
    exemptionsReviewed: ['risk-assessment'],
    contentBecause: '与旅游条例一致',
  });
  const { noCounselBecause: _, ...answer } = reviewed;
  await matter.does('reviewer', 'LegalityOpinionIssued', answer);
  await work.running.timekeeper.tick();
  matter.version += 1;
  const papers = await matter.papers(
    'legality-opinion',
    'draft-explanation',
    'public-input-report',
    'expert-report',
  );
  await matter.does('proposer', 'MeetingBundleSubmitted', { bundleDigest: matter.bundle, papers });
  matter.meeting = await convenes(town);
  await matter.tables();
  await opens(town, matter.meeting, 'head', 'deputy', 'warden');
  await matter.does('deputy', 'MemberSpoke', { stance: 'disagree', words: '资金没有着落' });
  await matter.speaks('warden');
  await matter.speaks('head', 'HeadSpoke');
  await matter.does('head', 'OutcomeDecided', {
    outcome: 'passed',
    bundleDigest: matter.bundle,
    reasonsAgainstMajority: '资金由县里补助',
  });
  await matter.does('deputy', 'DissentConfirmed', { confirmed: true, words: '仍不同意' });
}

/** Signed, published late or not, and ordered to be put right. */
async function issued(matter: Matter): Promise<void> {
  const { town } = matter;
  await matter.does('clerk', 'PartyCommitteeAsked', { kind: 'not-required', reason: '不属于请示报告事项' });
  await matter.does('clerk', 'CongressMatterFound', { matter: 'none', reason: '经核对' });
  await matter.does('head', 'DecisionIssued', {
    number: '横政发〔2026〕7号',
    signer: await town.idOf('head'),
    sealed: true,
    bundleDigest: matter.bundle,
    finalEdition: await town.paper('final-edition'),
  });
  await matter.does('clerk', 'ExecutionAssigned', { units: [UNITS.helping] });
  const advice = {
    about: 'adjustment',
    question: '能否分期实施',
    position: 'lawful-with-changes',
    opinion: await town.paper('legal-advice'),
  };
  await matter.does('counsel', 'ExecutionAdviceGiven', advice);
  const heeded = { advice: matter.version, result: 'adopted', answer: '分两期实施' };
  await matter.does('proposer', 'ExecutionAdviceAnswered', heeded);
  await matter.does('clerk', 'CorrectionOrdered', {
    orderedBy: '县人民政府',
    document: await town.paper('order'),
    what: '补充公布采纳情况',
  });
  await matter.does('clerk', 'CorrectionDone', { order: matter.version, account: '已补充公布' });
  await matter.does('auditor', 'AuditFindingRecorded', { about: '讨论', finding: '记录不完整' });
}

const brief = ({ type, person, role }: ActShown) => [type, person.name, role.en];

describeOnAnyDatabase('The responsibility report', (fresh) => {
  test('tells for life who did what in which role, from the drafter to the order from above', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    const matter = await prepared(work);
    await decided(work, matter);
    await issued(matter);
    // Whoever has left since still answers for it, by name.
    const reviewer = await town.person('reviewer');
    const ended = { role: 'legality-reviewer', unit: UNITS.justice, body: BODY, reason: '退休' };
    const path = `/api/admin/people/${reviewer.id}/events`;
    insisted(201, await town.administrator.posts(path, { type: 'RoleEnded', payload: ended }));
    const report = await reportOf(matter);
    expect(report).toMatchObject({
      id: matter.id,
      title: '2026年垟庄村杜鹃花节',
      body: { id: BODY, name: '横溪镇人民政府' },
      version: matter.version,
      drafts: { title: { zh: '草案起草人', en: 'Who drafted' }, entries: [{ edition: 1 }] },
      findings: {
        entries: [
          { step: { zh: '专家论证' }, applies: true, reviewedBy: [] },
          {
            step: { code: 'risk-assessment', zh: '风险评估', en: 'risk assessment' },
            applies: false,
            legalBasis: '条例相应条款',
            reviewedBy: [{ type: 'LegalityOpinionIssued' }],
          },
        ],
      },
      experts: {
        entries: [
          {
            person: { name: '姓名professor', post: '科员' },
            field: '旅游规划',
            interest: { code: 'none' },
            opinions: [{ verdict: { code: 'support-with-changes', zh: '修改后赞成' }, signed: true }],
          },
        ],
      },
      counsel: { entries: [{ act: { person: { name: '姓名counsel' } }, position: { zh: '合法' } }] },
      reviews: {
        entries: [
          {
            act: { person: { name: '姓名reviewer', post: '科员' }, unit: { name: '单位xianju-justice' } },
            outcome: { code: 'lawful', zh: '合法', en: 'lawful' },
            answers: { power: { zh: '符合规定' } },
            submittedOn: '2026-03-02',
            workingDays: 2,
            returned: 0,
            contentBecause: '与旅游条例一致',
            timeSufficedBecause: '事项简单',
          },
        ],
      },
      decisions: {
        entries: [
          {
            act: { person: { name: '姓名head' } },
            meeting: matter.meeting,
            outcome: { zh: '通过' },
            reasonsAgainstMajority: '资金由县里补助',
          },
        ],
      },
      issue: { entries: [{ number: '横政发〔2026〕7号', signer: { name: '姓名head', post: '科员' } }] },
      execution: { entries: [{ units: [{ id: UNITS.helping, name: '单位hengxi-culture' }] }] },
      executionAdvice: {
        entries: [
          {
            act: { person: { name: '姓名counsel' } },
            position: { zh: '修改后合法' },
            question: '能否分期实施',
            answers: [{ result: { zh: '采纳' }, answer: '分两期实施' }],
          },
        ],
      },
      irregularities: {
        entries: [
          {
            rule: 'D713-030-d',
            citation: { article: expect.stringContaining('第30条') },
            what: '讨论未如实记录',
          },
        ],
      },
      departures: {
        entries: [{ title: { zh: '与多数意见不一致的说明理由' }, reason: '参照适用，本镇另有规定' }],
      },
      corrections: {
        entries: [
          {
            corrects: { type: 'ProposalStudied' },
            rightWords: '确有必要，见附件',
            checkedBy: { name: '姓名colleague' },
          },
        ],
      },
      deadlinesPassed: {
        entries: [
          {
            act: { role: { en: 'timekeeper (the program)' }, person: { id: 'timekeeper' } },
            deadline: 'planned-meeting',
            title: { zh: '计划的会议时间' },
            on: '2026-03-02',
          },
        ],
      },
      orders: { entries: [{ orderedBy: '县人民政府', done: [{ account: '已补充公布' }] }] },
      annulments: { title: { zh: '决策被撤销', en: 'Annulments' }, entries: [] },
      auditFindings: { entries: [{ about: '讨论', finding: '记录不完整' }] },
    });
    expect(report.drafts.entries[0]?.drafters).toEqual([
      { id: await town.idOf('colleague'), name: '姓名colleague', post: '科员' },
    ]);
    const [meeting] = report.meetings.entries;
    expect(
      meeting?.members.map(({ person, isHead, present, stance, words, dissentConfirmed }) => [
        person.name,
        isHead,
        present,
        stance?.zh,
        words,
        dissentConfirmed?.words,
      ]),
    ).toEqual([
      ['姓名deputy', false, true, '不同意', '资金没有着落', '仍不同意'],
      ['姓名warden', false, true, '同意', '同意，理由从略', undefined],
      ['姓名head', true, true, '同意', '同意，理由从略', undefined],
    ]);
    const acts = report.people.entries.flatMap(({ person, acts: own }) =>
      own.map((act) => ({ ...act, person })),
    );
    expect(acts.map(({ version }) => version).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: matter.version + 1 }, (_, version) => version),
    );
    expect(acts.filter(({ type }) => type === 'LegalityOpinionIssued').map(brief)).toEqual([
      ['LegalityOpinionIssued', '姓名reviewer', 'legality reviewer'],
    ]);
  });

  test('is for readers of the body and its auditors; whoever entered for another stands beside them', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    const matter = await matterAt(town, 'inMeeting');
    const paper = await town.paper('signed-note');
    const instrument: JsonObject = {
      digest: paper['sha256'] ?? '',
      pages: 1,
      signedOn: town.today,
      sealed: true,
      certifiedBy: await town.idOf('clerk'),
    };
    const more = { onBehalfOf: await town.idOf('deputy'), instrument };
    await matter.does('clerk', 'MemberSpoke', { stance: 'agree', words: '同意' }, { more });
    const report = await reportOf(matter, 'auditor');
    expect(report.meetings.entries[0]?.members[0]).toMatchObject({
      person: { name: '姓名deputy' },
      stance: { en: 'agrees' },
      spoke: {
        role: { zh: '会议组成人员' },
        person: { name: '姓名deputy' },
        enteredBy: { name: '姓名clerk' },
      },
    });
    await town.foundsBody('shangzhang');
    const visitor = await town.newcomer('visitor', [['auditor', 'shangzhang']], 'shangzhang');
    insisted(404, await visitor.get(`${matter.path}/responsibility`));
    insisted(401, await town.wire.get(`${matter.path}/responsibility`));
  });
});
