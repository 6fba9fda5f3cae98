import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { canonicalize, type JsonObject } from '../../src/canonical/canonical-json.js';
import { sha256Hex } from '../../src/canonical/digest.js';
import { addDays, dateInShanghai } from '../../src/engine/civil-date.js';
import { fieldsOf, type FormField } from '../../src/forms/form-fields.js';
import { pageFor } from '../../src/forms/forms.controller.js';
import type { Task, TaskList } from '../../src/tasks/answers.js';
import { rebuildTasks } from '../../src/tasks/rebuild.js';
import { PRINTED, TEMPLATES } from '../../src/templates/templates.js';
import { takeText } from '../../src/texts/take-text.js';
import { describeOnAnyDatabase } from '../databases.js';
import { majorDecision } from '../../workflows/major-decision/workflow.js';
import { temporary } from '../temporary.js';
import { AtWork } from './at-work.js';
import type { Matter } from './matter.js';
import { goesOn, matterAt } from './stages.js';
import type { Part, Town } from './town.js';
import { insisted, unmetIn } from './wire.js';

async function tasksOf(town: Town, part: Part, query = ''): Promise<TaskList> {
  const reply = insisted(200, await (await town.person(part)).get(`/api/tasks${query}`));
  return reply.body as JsonObject as TaskList;
}
const acts = ({ tasks }: TaskList): string[] => tasks.map(({ act }) => act);
async function actsOf(town: Town, part: Part, query = '') {
  return acts(await tasksOf(town, part, query)).toSorted();
}

async function kept(work: AtWork) {
  return work.running.parts.database.read.query('SELECT * FROM task_projection ORDER BY subject, act, role');
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** What a paper says, read by the reader of papers. */
async function textOf(bytes: Uint8Array, mediaType: string): Promise<string> {
  const folder = await mkdtemp(join(temporary(), 'chengxu-templates-'));
  try {
    await writeFile(join(folder, 'paper'), bytes);
    const taken = await takeText(join(folder, 'paper'), mediaType);
    return taken.state === 'text' ? taken.content : JSON.stringify(taken);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** From the proposal to the decision: at each desk what is due there, and nothing that is done. */
async function goesFromDeskToDesk(work: AtWork): Promise<Matter> {
  const { town } = work;
  await town.wholeCast();
  const matter = await matterAt(town, 'proposed', '横溪镇停车场建设');
  expect(await tasksOf(town, 'clerk')).toMatchObject({
    tasks: [
      {
        subject: `decision/${matter.id}`,
        kind: 'decision',
        act: 'MatterScreened',
        duty: 'due',
        is: 'depends',
        deadline: null,
        state: 'later',
        waits: { person: await town.idOf('proposer'), role: 'proposer' },
        blockedBy: [],
      },
    ],
    counts: { open: 1, blocked: 0, byKind: { decision: 1 }, overdue: 0, soon: 0, later: 1 },
    more: false,
  });
  expect(await actsOf(town, 'proposer')).toEqual([]);
  expect(await actsOf(town, 'proposer', '?duty=possible')).toEqual(['ProposalWithdrawn']);
  await goesOn(matter, 'proposed', 'started');
  expect(await actsOf(town, 'clerk')).toEqual([]);
  expect(await actsOf(town, 'proposer')).toContain('DraftSubmitted');
  await goesOn(matter, 'started', 'drafted');
  // One way of hearing the public is owed; a round table, a hearing, another call merely may be.
  expect(await actsOf(town, 'proposer')).toEqual([
    'ConsultationOpened',
    'PublicInputHeld',
    'StepFindingRecorded',
  ]);
  const finding = (await tasksOf(town, 'proposer', '?act=StepFindingRecorded')).tasks[0];
  expect(finding?.step.zh).toMatch(/^待认定/);
  await goesOn(matter, 'drafted', 'heard');
  expect(await actsOf(town, 'proposer')).toEqual(['StepFindingRecorded']);
  await goesOn(matter, 'heard', 'underReview');
  const [opinion] = (await tasksOf(town, 'reviewer')).tasks;
  expect(opinion).toMatchObject({
    act: 'LegalityOpinionIssued',
    roles: ['legality-reviewer'],
  });
  expect(await actsOf(town, 'deputy')).toEqual([]);
  await goesOn(matter, 'underReview', 'inMeeting');
  expect(await actsOf(town, 'deputy')).toEqual(['MemberSpoke']);
  expect(await actsOf(town, 'head', '?is=blocked')).toContain('HeadSpoke');
  await matter.speaks('deputy');
  // Who has spoken has nothing more to say; the other has.
  expect(await actsOf(town, 'deputy')).toEqual([]);
  expect(await actsOf(town, 'warden')).toEqual(['MemberSpoke']);
  await matter.speaks('warden', 'MemberSpoke', 'disagree');
  expect(await actsOf(town, 'head')).toEqual(['HeadSpoke']);
  await matter.speaks('head', 'HeadSpoke');
  await matter.decides();
  expect(await actsOf(town, 'deputy')).toEqual([]);
  const [dissent] = (await tasksOf(town, 'warden')).tasks;
  // What may be done anywhere is told by where the matter stands, not by the name of the machine.
  expect([dissent?.act, dissent?.step.zh]).toEqual(['DissentConfirmed', '待请示、报告，或认定无须请示报告']);
  expect(await actsOf(town, 'clerk')).toContain('MeetingClosed');
  const before = await kept(work);
  expect(before.length).toBeGreaterThan(3);
  const { database, road, workflows, calendars } = work.running.parts;
  await rebuildTasks(database, road.states, { workflows, calendars }, { again: true });
  expect(await kept(work)).toEqual(before);
  return matter;
}

/** Advice on the execution is open to counsel; once given, the units concerned owe an answer, and nobody else. */
async function adviceIsAnswered(work: AtWork, matter: Matter): Promise<void> {
  const { town } = work;
  await matter.does('clerk', 'PartyCommitteeAsked', { kind: 'not-required', reason: '镇内事项' });
  await matter.does('clerk', 'CongressMatterFound', { matter: 'none', reason: '不属于' });
  await matter.does('head', 'DecisionIssued', {
    bundleDigest: matter.bundle,
    number: '横政发〔2026〕9号',
    signer: await town.idOf('head'),
    sealed: true,
    finalEdition: await town.paper('final'),
  });
  expect(await actsOf(town, 'counsel', '?duty=possible')).toContain('ExecutionAdviceGiven');
  expect(await actsOf(town, 'proposer')).not.toContain('ExecutionAdviceAnswered');
  const opinion = await town.paper('legal-advice');
  const advice = { about: 'execution', question: '停车收费能否先行试点', position: 'lawful', opinion };
  await matter.does('counsel', 'ExecutionAdviceGiven', advice);
  expect(await actsOf(town, 'proposer')).toContain('ExecutionAdviceAnswered');
  expect(await actsOf(town, 'counsel')).not.toContain('ExecutionAdviceAnswered');
  const { tasks } = await tasksOf(town, 'proposer');
  expect(tasks.find(({ act }) => act === 'ExecutionAdviceAnswered')).toMatchObject({
    step: { en: expect.stringMatching(/^counsel's advice of \d+ \w+ \d{4} waits for an answer$/) },
  });
  const twice = { advice: matter.version - 1, result: 'adopted', answer: '已办' };
  const refused = await matter.tries(await town.person('proposer'), 'ExecutionAdviceAnswered', twice);
  expect(unmetIn(refused)).toMatchObject([{ requirement: 'advice-awaits-answer' }]);
  const answer = { advice: matter.version, result: 'adopted-in-part', answer: '先试点一处，其余待评估' };
  await matter.does('proposer', 'ExecutionAdviceAnswered', answer);
  expect(await actsOf(town, 'proposer')).not.toContain('ExecutionAdviceAnswered');
}

/** Filled in from the record, with blanks where it says nothing; and every act as a form. */
async function documentsAreBegun(work: AtWork, matter: Matter): Promise<void> {
  const { town } = work;
  const { address } = work.running;
  const begun = await matterAt(town, 'proposed', '刚刚提出的事项');
  const clerk = await town.person('clerk');
  const bytesAt = async (path: string, token = clerk.token) => {
    const response = await fetch(`${address}${path}`, { headers: { authorization: `Bearer ${token}` } });
    return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
  };
  const told: Record<string, string> = {};
  for (const kind of TEMPLATES) {
    const { response, bytes } = await bytesAt(`${matter.path}/templates/${kind}.docx`);
    expect([kind, response.status, response.headers.get('content-type')]).toEqual([kind, 200, WORD]);
    told[kind] = await textOf(bytes, WORD);
    const early = await bytesAt(`${begun.path}/templates/${kind}.docx`);
    expect(await textOf(early.bytes, WORD)).toMatch(/【.+】/);
  }
  for (const kind of PRINTED) {
    const { response, bytes } = await bytesAt(`${matter.path}/templates/${kind}.pdf`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(await textOf(bytes, 'application/pdf')).toContain('横溪镇停车场建设');
  }
  expect(told['explanation']).toContain('关于《横溪镇停车场建设（草案）》的起草说明');
  expect(told['notice']).toMatch(/现向社会公开征求意见。有关单位和个人可于【截止日期/);
  const minutes = told['minutes'] ?? '';
  const order = ['deputy', 'warden', 'head'].map((part) => minutes.lastIndexOf(`姓名${part}`));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order[0]).toBeGreaterThan(minutes.indexOf('发表意见'));
  expect(minutes).toMatch(/四、议定事项\n.*(通过|决定)/);
  expect(told['decision-sheet']).toContain(matter.id);
  for (const kind of ['legality-opinion', 'legal-advice', 'expert-opinion', 'risk-report'])
    expect(told[kind]).toMatch(/第\d+稿\s+文本摘要（SHA-256）：[0-9a-f]{64}/);
  expect(told['legality-opinion']).toContain('风险评估：');
  expect(told['public-input-report']).toMatch(
    /二、收到意见和采纳情况\s+公开征求意见共收到意见\d+条|【收到意见多少条/,
  );
  const { origin, size } = { origin: 'demo.test.example/log', size: await work.events() };
  for (const kind of ['notice', 'minutes', 'decision-sheet'])
    expect(told[kind]).toContain(`${origin} · ${size}`);

  await town.foundsBody('shangzhang');
  const stranger = await town.newcomer('stranger', [['office', 'shangzhang']], 'shangzhang');
  const refused = await bytesAt(`${matter.path}/templates/minutes.docx`, stranger.token);
  expect(refused.response.status).toBe(404);
  expect((await bytesAt(`${matter.path}/templates/other.docx`)).response.status).toBe(400);

  const form = `/api/forms/major-decision/MemberSpoke.pdf`;
  const { response, bytes } = await bytesAt(`${form}?subject=decision/${matter.id}`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const printed = (await textOf(bytes, 'application/pdf')).replaceAll(/\s/g, '');
  for (const words of [
    '会议组成人员发表意见',
    '横溪镇停车场建设',
    `表号major-decision-${majorDecision.version}-`,
    '□同意',
    '本人签名',
  ])
    expect(printed).toContain(words);
  for (const path of [
    '/api/forms/major-decision/Nothing.pdf',
    '/api/forms/constructor/MemberSpoke.pdf',
    '/api/forms/major-decision/toString.pdf',
    `/api/forms/meeting/MeetingOpened.pdf?subject=decision/${matter.id}`,
    `${form}?subject=decision/none`,
  ])
    expect([path, (await bytesAt(path)).response.status]).toEqual([path, 404]);
  expect((await bytesAt(`${form}?subject=decision/${matter.id}`, stranger.token)).response.status).toBe(404);

  // The code on it leads to a page that there is.
  const routes = await readFile(new URL('../../web/src/app/routes.tsx', import.meta.url), 'utf8');
  expect(pageFor(undefined, 'MemberSpoke')).toBe('/');
  expect(pageFor('decision/one', 'MemberSpoke')).toBe('/decisions/one/act/MemberSpoke');
  expect(routes).toContain("'decisions/:id/act/:type'");
  for (const kind of ['meeting', 'consultation', 'catalogue'])
    expect(routes).toContain(`'${pageFor(`${kind}/:id`, 'Act').slice(1)}'`);

  // Every act has a form, and no field or choice of it stands there by its code.
  for (const kind of ['decision', 'meeting', 'consultation', 'catalogue']) {
    const { procedure } = work.running.parts.road.states.roomOf(`${kind}/`).procedureFor(undefined);
    for (const type of Object.keys(procedure.events))
      for (const said of wordsOf(fieldsOf(type, procedure.intake(type)?.schema ?? {})))
        expect([type, said]).toEqual([type, expect.stringMatching(/\p{Script=Han}/u)]);
  }
}

const wordsOf = (fields: readonly FormField[]): string[] =>
  fields.flatMap(({ name, options, columns }) => [
    name.zh,
    ...options.map(({ zh }) => zh),
    ...wordsOf(columns),
  ]);

/** By when, with the article, and what is late first. */
async function daysAreKept(work: AtWork): Promise<void> {
  const { town } = work;
  const early = await matterAt(town, 'underReview', '先送审的事项');
  work.daysPass(20);
  const late = await matterAt(town, 'underReview', '后送审的事项');
  const list = await tasksOf(town, 'reviewer');
  const told = list.tasks.filter(({ act }) => act === 'LegalityOpinionIssued');
  expect(told.map(({ id }) => id)).toEqual([early.id, late.id]);
  for (const { deadline, state } of told) {
    expect(deadline === null ? 'later' : deadline.daysLeft < 0 ? 'overdue' : expect.any(String)).toEqual(
      state,
    );
    if (deadline) expect(deadline.citation).toMatchObject({ rule: deadline.rule });
  }
  const pages: Task[] = [];
  let cursor = '';
  do {
    const page = await tasksOf(town, 'reviewer', `?limit=1${cursor}`);
    pages.push(...page.tasks);
    cursor = page.nextCursor === undefined ? '' : `&cursor=${encodeURIComponent(page.nextCursor)}`;
  } while (cursor !== '');
  expect(pages).toEqual(list.tasks);
}

/** What is near, and how many days are left of it, are counted on the one calendar of the matter. */
async function daysAreThoseOfTheMatter(work: AtWork): Promise<void> {
  const { town } = work;
  const { database } = work.running.parts;
  const today = dateInShanghai(work.clock.legal().toISOString());
  const daysOff = Array.from({ length: 20 }, (_, i) => addDays(today, i + 1));
  const matter = await matterAt(town, 'studied', '放假之前启动的事项');
  await matter.starts({ completionBy: daysOff.at(-1) ?? '' });
  const told = async () => {
    const { tasks } = await tasksOf(town, 'proposer', '?limit=100');
    const found = tasks.find(({ id, act }) => id === matter.id && act === 'DraftSubmitted');
    return [found?.state, found?.deadline?.workingDaysLeft];
  };
  expect(await told()).toEqual(['later', expect.any(Number)]);
  const calendar = canonicalize({ id: 'all-off', years: [2026], daysOff, makeUpDays: [], statutoryOnly: [] });
  const digest = sha256Hex(calendar);
  await database.write((tx) =>
    tx.query('INSERT INTO content (sha256, media_type, bytes) VALUES (?, ?, ?)', [
      digest,
      'application/vnd.chengxu.calendar+json',
      Buffer.from(calendar),
    ]),
  );
  const { calendars } = insisted(200, await town.administrator.get('/api/calendars')).body;
  const found = (calendars as JsonObject[]).find(({ sha256 }) => sha256 === digest);
  expect(found).toMatchObject({ id: 'all-off', noticed: { from: 2026, to: 2026 }, shipped: false });
  const { daysOff: newlyOff = [] } = (found?.['changes'] ?? {}) as { daysOff?: string[] };
  // Twenty days in a row: those of them that were worked before.
  expect(daysOff.filter((day) => newlyOff.includes(day)).length).toBeGreaterThan(10);
  expect((await town.administrator.get(`/api/calendars?against=${'0'.repeat(64)}`)).body['code']).toBe(
    'calendar-unknown',
  );
  const { body } = insisted(200, await town.administrator.get('/api/admin/installation'));
  const noticed = { type: 'CalendarNoticed', payload: { digest } };
  const headers = { 'if-match': `"${Number(body['version'])}"` };
  insisted(201, await town.administrator.posts('/api/admin/installation/events', noticed, headers));
  await matter.does('clerk', 'CalendarAdopted', { calendar: digest, reason: '收到放假安排' });
  expect(await told()).toEqual(['soon', 0]);
}

describeOnAnyDatabase('On the desk', (fresh) => {
  it('lies what is to be done, by when, and what is begun for it', async () => {
    const work = await AtWork.begins(fresh);
    const matter = await goesFromDeskToDesk(work);
    await documentsAreBegun(work, matter);
    await adviceIsAnswered(work, matter);
    await daysAreKept(work);
    await daysAreThoseOfTheMatter(work);
  }, 180_000);
});
