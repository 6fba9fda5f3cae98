import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chengxu } from '../../test/command-line.js';
import { describeOnSqlite, type TestDatabase } from '../../test/databases.js';
import { ORIGIN } from '../../test/installation.js';
import { TestServer } from '../../test/server.js';
import { policyOf, TestWitness, writePolicy } from '../../test/witnesses.js';
import { cosignatureVerifierOf } from '../ledger/cosignature.js';
import { verifyReceipt } from '../ledger/receipt.js';
import { verifierOf } from '../ledger/signed-note.js';
import { leafHash } from '../ledger/tree.js';

/** A server that was set up, and three witnesses of whom two are enough; the policy is for its next start. */
async function withWitnesses(on: TestDatabase) {
  const { server } = await TestServer.setUp(on);
  const { vkey } = server.running.parts.signer;
  const now = () => server.clock.machine();
  const names = ['w1', 'w2', 'w3'];
  const witnesses = await Promise.all(names.map((name) => TestWitness.starts(on, name, vkey, now)));
  await server.stops();
  return { vkey, witnesses, body: server.body };
}

async function until(holds: () => Promise<boolean>, milliseconds: number): Promise<number> {
  const begun = performance.now();
  while (!(await holds())) {
    if (performance.now() - begun > milliseconds) throw new Error(`not within ${milliseconds} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return performance.now() - begun;
}

describeOnSqlite('A server with witnesses', (fresh) => {
  test('has everything cosigned within ten seconds, and tells who stands where', async () => {
    const on = await fresh();
    const { vkey, witnesses } = await withWitnesses(on);
    await writePolicy(on, policyOf(witnesses, 2, vkey));
    await witnesses[2]?.goesAway();
    const server = await TestServer.starts(on);
    const administrator = await server.signsIn('admin');
    const { id } = await administrator.registers('clerk');
    const event = (await server.running.parts.ledger.eventsOf(`person/${id}`)).at(-1);
    if (!event) throw new Error('no event');
    const receiptPath = `${server.running.address}/api/ledger/receipts/${event.id}`;
    const cache: (string | null)[] = [];
    const took = await until(async () => {
      const answer = await fetch(receiptPath);
      cache.push(answer.headers.get('cache-control'));
      return answer.headers.get('cache-control')?.includes('immutable') === true;
    }, 10_000);
    expect(took).toBeLessThan(10_000);
    // Until it has its quorum, nobody is told that it stays as it is.
    expect(cache.slice(0, -1).every((one) => !one?.includes('immutable'))).toBe(true);
    const receipt = await (await fetch(receiptPath)).text();
    const known = [verifierOf(vkey), ...witnesses.map((one) => cosignatureVerifierOf(one.vkey))];
    const { checkpoint } = verifyReceipt(receipt, leafHash(event.bytes), known);
    expect(checkpoint.note.verified.map(({ name }) => name)).toEqual([ORIGIN, 'w1.example', 'w2.example']);
    const health = await server.sends('GET', '/api/health/witnesses');
    expect(health.body).toMatchObject({
      quorum: 'met',
      witnesses: [
        { name: 'w1', lag: 0, offline: false },
        { name: 'w2', lag: 0 },
        { name: 'w3', size: 0, problem: 'unreachable' },
      ],
    });
  });

  test('takes what a witness cosigned on a stick', async () => {
    const on = await fresh();
    const { vkey, witnesses } = await withWitnesses(on);
    const [w1] = witnesses;
    if (!w1) throw new Error('no witness');
    await writePolicy(on, `witness audit ${w1.vkey}\nquorum audit\n`);
    const place = ['--data', on.directory, '--lang', 'en'];
    const file = (name: string) => join(on.directory, name);
    const asked = await chengxu('cosign', 'request', 'audit', '--out', file('request'), ...place);
    expect(asked).toMatchObject({ status: 0, out: expect.stringContaining('from 0 to 5 events') });
    const sign = ['witness', 'sign', file('request'), '--directory', w1.directory, '--out', file('signed')];
    expect(await chengxu(...sign)).toMatchObject({ status: 0 });
    expect(await chengxu('cosign', 'import', file('signed'), ...place)).toMatchObject({
      status: 0,
      out: 'kept what audit cosigned, over 5 events\n',
    });
    // The same request again stands elsewhere by now.
    const again = await chengxu(...sign, '--lang', 'en');
    expect(again).toMatchObject({
      status: 2,
      err: expect.stringContaining('cosigned up to 5 events already'),
    });
    const server = await TestServer.starts(on);
    const health = await server.sends('GET', '/api/health/witnesses');
    expect(health.body).toMatchObject({
      cosigned: 5,
      witnesses: [{ name: 'audit', size: 5, offline: true }],
    });
    expect((await chengxu('witness', 'status', '--directory', w1.directory)).out).toContain(`${ORIGIN} 5 `);
    expect(verifierOf(vkey).name).toBe(ORIGIN);
  });

  test('refuses what nobody of its policy signed, and a policy that cannot be meant', async () => {
    const on = await fresh();
    const { witnesses } = await withWitnesses(on);
    const [w1, w2] = witnesses;
    const place = ['--data', on.directory, '--lang', 'en'];
    expect(await chengxu('cosign', 'request', 'audit', '--out', 'x', ...place)).toMatchObject({ status: 3 });
    await writePolicy(on, `witness audit ${w1?.vkey}\nquorum audit\n`);
    expect(await chengxu('cosign', 'request', 'other', '--out', 'x', ...place)).toMatchObject({ status: 3 });
    const request = join(on.directory, 'request');
    await chengxu('cosign', 'request', 'audit', '--out', request, ...place);
    const signed = join(on.directory, 'signed');
    await chengxu('witness', 'sign', request, '--directory', w2?.directory ?? '', '--out', signed);
    expect(await chengxu('cosign', 'import', signed, ...place)).toMatchObject({ status: 2 });
    expect(await chengxu('cosign', 'import', request, ...place)).toMatchObject({ status: 3 });
    await writeFile(join(on.directory, 'policy'), 'quorum somebody\n');
    await expect(TestServer.starts(on)).rejects.toMatchObject({ code: 'policy-unusable' });
    await writeFile(join(on.directory, 'policy'), `log other.example+${'0'.repeat(8)}+AAAA\nquorum none\n`);
    await expect(TestServer.starts(on)).rejects.toThrow(/line 1/);
  });
});
