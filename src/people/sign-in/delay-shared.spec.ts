import { expect, it } from 'vitest';
import { TOTP } from 'otpauth';
import { describeOnAnyDatabase, describeOnBothDatabases } from '../../../test/databases.js';
import { TestServer, type Answer } from '../../../test/server.js';
import type { JsonObject } from '../../canonical/canonical-json.js';
import { countingOn } from '../../database/counting.js';
import { AttemptsInDatabase } from './attempts.js';
import { SignInDelay } from './delay.js';

const PASSWORD = 'correct horse battery';
const QUARTER = 15 * 60 * 1000;

/** Two nodes of one installation: one database, one data directory, a clock each. */
async function twoNodes(on: Parameters<typeof TestServer.setUp>[0]) {
  const more = { trustedProxies: ['127.0.0.1'] };
  const { server: first, administrator } = await TestServer.setUp(on, more);
  const second = await TestServer.starts(on, first.clock, more);
  const nodes = [first, second] as const;
  const signsIn = (at: number, username: string, from: string, body: JsonObject = {}): Promise<Answer> =>
    nodes[at % 2 === 0 ? 0 : 1].sends('POST', '/api/sessions', {
      body: { username, password: 'wrong', ...body },
      headers: { 'x-forwarded-for': from },
    });
  return { first, second, administrator, nodes, signsIn };
}

const guesser = (n: number) => ({ username: 'li.na', address: `10.0.0.${n}` });
const facts = ({ status, body }: Answer) => [status, body['code'] ?? ''];

describeOnAnyDatabase('Two nodes', (fresh) => {
  it('slow down together whoever guesses, tell nobody who is there, and lock nobody out', async () => {
    const { first, second, administrator, signsIn } = await twoNodes(await fresh());
    await administrator.registers('li.na', { role: 'secretary' });
    // Three at each node would be free, if each counted by itself.
    const took: Record<string, number[]> = { 'li.na': [], 'no.such': [] };
    for (let at = 0; at < 5; at += 1)
      for (const name of ['li.na', 'no.such']) {
        const from = name === 'li.na' ? '203.0.113.1' : '203.0.113.2';
        const begun = performance.now();
        expect([at, name, ...facts(await signsIn(at, name, from))]).toEqual([
          at,
          name,
          401,
          'sign-in-refused',
        ]);
        took[name]?.push(performance.now() - begun);
      }
    for (const name of ['li.na', 'no.such']) {
      const [, , , fourth = 0, fifth = 0] = took[name] ?? [];
      expect([name, fourth >= 249, fifth >= 499]).toEqual([name, true, true]);
    }
    // From elsewhere the same person comes in as always, at the node where most of the guessing was.
    const begun = performance.now();
    expect((await signsIn(0, 'li.na', '203.0.113.3', { password: PASSWORD })).status).toBe(201);
    expect(performance.now() - begun).toBeLessThan(4000);
    // A restart forgives nothing, and neither names nor addresses are kept.
    const rows = await first.running.parts.database.read.query('SELECT * FROM sign_in_attempt');
    expect(rows.length).toBeGreaterThan(3);
    expect(JSON.stringify(rows)).not.toMatch(/li\.na|no\.such|203\.0/);
    await second.stops();
  });

  it('count a wrong second factor together, at sign-in and at a step-up alike', async () => {
    const { first, administrator, nodes, signsIn } = await twoNodes(await fresh());
    const clerk = await administrator.registers('zhang.san', { role: 'secretary' });
    const code = (secret: string, ahead = 0) =>
      new TOTP({ secret }).generate({ timestamp: first.clock.machine().getTime() + ahead });
    const begun = (await clerk.posts('/api/me/totp', {})).body;
    const secret = String(begun['secret']);
    const confirmed = await clerk.posts('/api/me/totp/confirm', {
      ticket: String(begun['ticket']),
      code: code(secret),
    });
    expect(confirmed.status).toBe(201);
    const authorization = `Bearer ${String(confirmed.body['token'])}`;
    const proves = (at: number, totp: string) =>
      (at % 2 === 0 ? nodes[0] : nodes[1]).sends('POST', '/api/sessions/current/proof', {
        body: { totp },
        headers: { authorization },
      });
    const wrong = code(secret) === '000000' ? '111111' : '000000';
    // Five, at one node or the other, with the password or in a session that is there: then a wait.
    for (let at = 0; at < 5; at += 1)
      expect([at, ...facts(await proves(at, wrong))]).toEqual([at, 401, 'second-factor-refused']);
    for (const at of [0, 1]) {
      expect(facts(await proves(at, wrong))).toEqual([429, 'sign-in-slowed']);
      const there = await signsIn(at, 'zhang.san', '203.0.113.9', { password: PASSWORD, totp: wrong });
      expect(facts(there)).toEqual([429, 'sign-in-slowed']);
      expect(Number(there.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    first.clock.daysPassByTheMachine(1 / 24 / 60);
    expect((await proves(1, code(secret))).status).toBe(200);
  });
});

describeOnBothDatabases('Attempts in the database', (fresh) => {
  it('are exact where many come at once at two nodes, and are counted by the node while it is gone', async () => {
    const on = await fresh();
    let now = Date.parse('2026-03-02T01:00:00Z');
    const waits: number[] = [];
    const opened = await Promise.all([on.open(), on.open()]);
    const countings = opened.map((database) => countingOn(database, on.url));
    const delays = countings.map(
      (counting) =>
        new SignInDelay(
          new AttemptsInDatabase(
            counting,
            (key) => key.padEnd(43, '.').slice(0, 43),
            () => now,
          ),
          { machine: () => new Date(now) },
          (milliseconds) => Promise.resolve(waits.push(milliseconds)),
        ),
    );
    const tries = (n: number, times: number) =>
      Promise.allSettled(
        Array.from({ length: times }, (_, at) => delays[at % 2]?.before(guesser(n), QUARTER)),
      );
    await tries(1, 6);
    expect(waits.toSorted((a, b) => a - b)).toEqual([250, 500, 1000]);
    // The seventh and eighth are held, and whoever comes after them at either node is told when to come again.
    const more = await tries(1, 8);
    expect(more.filter(({ status }) => status === 'rejected')).toHaveLength(6);
    for (const delay of delays)
      await expect(delay.before(guesser(1), QUARTER)).rejects.toMatchObject({ retryAfterSeconds: 8 });
    // Nobody else is, nor whoever was right, nor the same one a quarter of an hour later.
    await delays[0]?.before(guesser(2), QUARTER);
    await delays[1]?.succeeded(guesser(1));
    waits.length = 0;
    await tries(1, 3);
    now += QUARTER + 1;
    await tries(1, 3);
    expect(waits).toEqual([]);
    now += 2 * 60 * 60 * 1000;
    await delays[0]?.before(guesser(3), QUARTER);
    const left = await opened[0]?.read.query<{ n: number }>('SELECT count(*) AS n FROM sign_in_attempt');
    expect(Number(left?.[0]?.n)).toBe(3);
    await opened[0]?.write((tx) => tx.query('ALTER TABLE sign_in_attempt RENAME TO gone'));
    waits.length = 0;
    for (let at = 0; at < 5; at += 1) await delays[0]?.before(guesser(9), QUARTER);
    expect(waits).toEqual([250, 500]);
    for (const counting of countings) await counting.close();
  });
});
