import { expect, test } from 'vitest';
import { Logger } from '@nestjs/common';
import type { Json } from '../../src/canonical/canonical-json.js';
import { attack, rewrite, withPayload } from '../attacker.js';
import { describeOnAnyDatabase } from '../databases.js';
import { AtWork } from './at-work.js';
import { matterAt } from './stages.js';
import { NOWHERE, UNITS } from './town.js';
import { eventIn, type Fields, type Reply } from './wire.js';

const STUDIED = { type: 'ProposalStudied', payload: { necessity: '必要', feasibility: '可行' } };

/** The problem document that it has to be: status, code, and the same type for ever. */
function refusedAs(reply: Reply, status: number, code: string): Readonly<Record<string, unknown>> {
  expect([reply.status, reply.body['code']]).toEqual([status, code]);
  expect(reply.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(reply.body).toMatchObject({ type: `urn:chengxu:problem:${code}`, status });
  return reply.body;
}

describeOnAnyDatabase('The road is left early', (fresh) => {
  test('when nobody can read what was sent, or it has not the shape of an act', async () => {
    const work = await AtWork.begins(fresh);
    const matter = await matterAt(work.town, 'screened');
    const proposer = await work.town.person('proposer');
    const before = await work.events();
    const cases: [status: number, code: string, body: Json, headers?: Fields][] = [
      [400, 'malformed-json', '{"type":'],
      [400, 'malformed-json', '{"type":"ProposalStudied","payload":{},"type":"ProposalDeclined"}'],
      [400, 'parameter-refused', STUDIED, { 'if-match': '1' }],
      [400, 'parameter-refused', STUDIED, { 'if-match': 'W/"1"' }],
      [400, 'parameter-refused', STUDIED, { 'if-match': '"1", "2"' }],
      [400, 'parameter-refused', STUDIED, { 'if-match': '*' }],
      [400, 'parameter-refused', STUDIED, { 'if-match': '"-1"' }],
      [400, 'parameter-refused', STUDIED, { 'idempotency-key': 'short' }],
      [400, 'parameter-refused', STUDIED, { 'idempotency-key': 'with a space' }],
      [422, 'body-refused', []],
      [422, 'body-refused', { payload: {} }],
      [422, 'body-refused', { ...STUDIED, payload: 'all of it' }],
      [422, 'body-refused', { ...STUDIED, force: true }],
      [422, 'body-refused', { ...STUDIED, as: { role: 'emperor', unit: UNITS.lead } }],
      [422, 'body-refused', { ...STUDIED, claimed: '2026-02-30' }],
    ];
    for (const [status, code, body, headers = {}] of cases)
      refusedAs(
        await proposer.posts(`${matter.path}/events`, body, { ...matter.headers(), ...headers }),
        status,
        code,
      );
    refusedAs(
      await proposer.posts('/api/decisions/NO-ID/events', STUDIED, matter.headers()),
      400,
      'parameter-refused',
    );
    expect(await work.events()).toBe(before);
  });

  test('when the procedure knows no such event, among them those that steer a machine from inside', async () => {
    const work = await AtWork.begins(fresh);
    const matter = await matterAt(work.town, 'screened');
    const before = await work.events();
    const types = [
      'Approved',
      'xstate.init',
      'xstate.done.state.major-decision.steps',
      'done.invoke.x',
      'error.x',
    ];
    for (const type of [...types, '*', '', ' ', 'constructor', '__proto__', 'toString', 'proposalStudied']) {
      const reply = await matter.tries('proposer', type, {});
      if (type === '') refusedAs(reply, 422, 'body-refused');
      else expect(refusedAs(reply, 422, 'unknown-event')).toMatchObject({ event: type });
    }
    expect(await work.events()).toBe(before);
  });

  test('when the payload does not fit the event, each fault told with its place', async () => {
    const work = await AtWork.begins(fresh);
    const matter = await matterAt(work.town, 'started');
    const draft = await matter.draftOf('第一版');
    const before = await work.events();
    const wrong = { ...draft, edition: 'one', drafters: [], approved: true };
    const body = refusedAs(await matter.tries('proposer', 'DraftSubmitted', wrong), 422, 'payload-refused');
    const faults = body['faults'] as { at: string; message: string; detail: { zh: string; en: string } }[];
    expect(faults.map(({ at }) => at).toSorted()).toEqual(['/', '/drafters', '/edition']);
    for (const { message, detail } of faults) {
      expect(detail.en).toBe(message);
      expect(detail.zh).toMatch(/[\u4e00-\u9fff]/);
    }
    // What fits the schema, and is longer than a leaf may be.
    const applicableLaw = Array.from({ length: 100 }, (_, i) => `第${i}部法律`.padEnd(200, '法'));
    const long = await matter.tries('proposer', 'DraftSubmitted', { ...draft, applicableLaw });
    refusedAs(long, 422, 'not-recordable');
    expect(await work.events()).toBe(before);
  });

  test('by whoever is not signed in', async () => {
    const work = await AtWork.begins(fresh);
    const matter = await matterAt(work.town, 'screened');
    const before = await work.events();
    const path = `${matter.path}/events`;
    const gone = await work.town.signsIn('proposer');
    const signedOut = { authorization: `Bearer ${gone.token}` };
    const out = await fetch(`${work.town.wire.address}/api/sessions/current`, {
      method: 'DELETE',
      headers: signedOut,
    });
    expect(out.status).toBe(204);
    for (const headers of [
      {},
      { authorization: `Bearer ${'a'.repeat(43)}` },
      { authorization: 'Basic YTpi' },
      signedOut,
    ]) {
      const reply = await work.town.wire.posts(path, STUDIED, { ...matter.headers(), ...headers });
      refusedAs(reply, 401, 'sign-in-needed');
      expect(reply.headers.get('www-authenticate')).toBe('Bearer realm="chengxu"');
      refusedAs(await work.town.wire.get(matter.path, headers), 401, 'sign-in-needed');
    }
    expect(await work.events()).toBe(before);
  });

  test('without If-Match, and with a stale one: always 412, whatever else would be wrong', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    const matter = await matterAt(town, 'started');
    await town.idOf('head');
    const draft = await matter.draftOf('第一版');
    const before = await work.events();
    const missing = await matter.tries('proposer', 'DraftSubmitted', draft, { version: null });
    expect(refusedAs(missing, 428, 'if-match-missing')).toMatchObject({ event: 'DraftSubmitted' });
    const notNow = { outcome: 'passed', bundleDigest: NOWHERE };
    for (const version of [0, matter.version - 1, matter.version + 1, 999_999_999]) {
      const replies = [
        await matter.tries('proposer', 'DraftSubmitted', draft, { version }),
        await matter.tries('proposer', 'DraftSubmitted', { ...draft, edition: 7 }, { version }),
        await matter.tries('head', 'OutcomeDecided', notNow, { version }),
      ];
      for (const reply of replies)
        expect(refusedAs(reply, 412, 'version-conflict')).toMatchObject({
          expected: version,
          actual: matter.version,
        });
    }
    expect(await work.events()).toBe(before);
  });

  test('when the clock went back: nothing is written, everything can be read, and it goes on afterwards', async () => {
    const work = await AtWork.begins(fresh);
    const matter = await matterAt(work.town, 'screened');
    const proposer = await work.town.person('proposer');
    const before = await work.events();
    work.clock.legalTimePasses(-2001);
    const refused = await matter.tries('proposer', STUDIED.type, STUDIED.payload, {
      key: 'when-it-is-right',
    });
    expect(refusedAs(refused, 503, 'ledger-unavailable')).toMatchObject({ reason: 'clock-went-back' });
    expect(refused.headers.get('retry-after')).toBe('5');
    expect((await proposer.get(matter.path)).status).toBe(200);
    expect(await work.events()).toBe(before);
    // Two seconds are a correction by NTP; the next event bears the last one's time.
    work.clock.legalTimePasses(1);
    const reply = await matter.does('proposer', STUDIED.type, STUDIED.payload, { key: 'when-it-is-right' });
    expect(eventIn(reply)).toMatchObject({ time: eventIn(matter.answers.at(-2) ?? reply).time });
  });

  test('when the history is not one that the procedure would have let happen', async () => {
    const work = await AtWork.begins(fresh);
    const matter = await matterAt(work.town, 'started');
    work.damaged = true;
    const { seq } = eventIn(matter.answers[1] ?? (matter.answers[0] as Reply));
    await attack(work.on, (rows) =>
      rewrite(rows, seq, withPayload({ result: 'excluded', legalBasis: '第三条' })),
    );
    await work.restarts();
    Logger.overrideLogger(false);
    const draft = await matter.draftOf('第一版');
    const before = await work.events();
    const proposer = await work.town.person('proposer');
    for (const path of ['', '/events', '/replay', '/obstacles?event=DraftSubmitted'])
      refusedAs(await proposer.get(`${matter.path}${path}`), 500, 'replay-disagrees');
    const reply = await matter.tries('proposer', 'DraftSubmitted', draft);
    expect(refusedAs(reply, 500, 'replay-disagrees')).toMatchObject({ subject: `decision/${matter.id}` });
    expect(await work.events()).toBe(before);
  });
});
