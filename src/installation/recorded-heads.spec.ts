import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { describeOnAnyDatabase, describeOnSqlite } from '../../test/databases.js';
import { ORIGIN } from '../../test/installation.js';
import { TestServer } from '../../test/server.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { entryHash, headsAt, HeadsSoFar, proveHeads } from '../ledger/heads.js';
import { verifyInclusion } from '../ledger/proofs.js';
import { rootOf } from '../ledger/tree.js';
import { verifyInstallation } from '../verification/verify-installation.js';
import { recordHeads } from './recorded-heads.js';

/** Over the three lines of each checkpoint. */
const digest = (...notes: string[]) =>
  createHash('sha256')
    .update(notes.map((note) => `${note.split('\n').slice(0, 3).join('\n')}\n`).join(''))
    .digest('hex');

/** The heads as an outsider reads them off the events before `size`. */
async function headsSeenFromOutside({ running }: TestServer, size: number) {
  const last = new Map<string, { leaf: string; subject: string; version: number }>();
  for (const { subject, version, leafHash: leaf } of await running.parts.ledger.eventsFrom(0, size))
    last.set(subject, { leaf, subject, version });
  const entries = [...last.values()].toSorted((a, b) => (a.subject < b.subject ? -1 : 1));
  return { entries, root: rootOf(entries.map(entryHash)).toString('hex') };
}

/** Writes past the road, as whoever runs the server can. */
async function forgesHeads(server: TestServer, change: (told: JsonObject) => JsonObject, facts: boolean) {
  server.damaged = true;
  const { ledger, signer, database, workflows } = server.running.parts;
  const [last] = (await ledger.eventsOf('installation')).filter(({ type }) => type === 'HeadsRecorded');
  if (!last) throw new Error('no heads');
  const { actor, actorrole, actorunit, data } = last.leaf;
  const { size } = await ledger.head();
  const { root, entries } = await headsSeenFromOutside(server, size);
  const checkpoints = createHash('sha256').update('').digest('hex');
  const covered = (data.facts['heads'] as JsonObject)['checkpointsTo'] ?? 0;
  const told = { checkpoints, count: entries.length, root, size };
  const heads = { ...(facts ? change(told) : told), checkpointsTo: covered };
  await ledger.append({
    subject: 'installation',
    decide: () => ({
      type: 'HeadsRecorded',
      actor,
      actorrole,
      actorunit,
      payload: change(told),
      facts: { ...data.facts, heads },
      disclosures: [],
    }),
  });
  await ledger.checkpoint();
  return verifyInstallation(database.read, { origin: ORIGIN, vkeys: [signer.vkey] }, workflows);
}

describeOnAnyDatabase('The heads of all subjects', (fresh) => {
  it('are recorded with a root that anybody can work out, and prove what was last', async () => {
    const { server } = await TestServer.setUp(await fresh());
    const { parts } = server.running;
    const first = await recordHeads(parts);
    const size = first?.size ?? 0;
    expect(first).toMatchObject({ seq: size, count: 3 });
    const { entries, root } = await headsSeenFromOutside(server, size);
    expect([first?.root, first?.count]).toEqual([root, entries.length]);
    const proofs = await proveHeads(parts.database.read, size, [
      ...entries.map(({ subject }) => subject),
      'decision/none',
    ]);
    expect(proofs.map(({ subject }) => subject)).toEqual(entries.map(({ subject }) => subject));
    for (const { path, ...proof } of proofs) {
      const hashes = path.map((hash) => Buffer.from(hash, 'hex'));
      const holds = (entry: typeof proof) =>
        verifyInclusion(proof.index, proof.count, entryHash(entry), hashes, Buffer.from(root, 'hex'));
      expect([holds(proof), holds({ ...proof, version: proof.version - 1 })]).toEqual([true, false]);
    }
  });

  it('are recorded once a day, and by nobody but the program', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const recorded = async () =>
      (await server.running.parts.ledger.eventsOf('installation')).filter(
        ({ type }) => type === 'HeadsRecorded',
      ).length;
    await server.running.dailyRecord.tick();
    await server.running.dailyRecord.tick();
    expect(await recorded()).toBe(1);
    server.clock.legalTimePasses(24 * 3600 * 1000);
    await server.running.dailyRecord.tick();
    expect(await recorded()).toBe(2);
    const payload = { checkpoints: '0'.repeat(64), count: 3, root: '0'.repeat(64), size: 5 };
    const refused = await administrator.adds('admin/installation', 'HeadsRecorded', payload);
    expect([refused.status, await recorded()]).toEqual([422, 2]);
  });
});

describeOnSqlite('The heads of all subjects, besides,', (fresh) => {
  it('stay as they are while nothing happens, and cover each checkpoint once', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const { parts } = server.running;
    const one = String(await parts.ledger.checkpoint());
    const first = await recordHeads(parts);
    expect(await recordHeads(parts)).toEqual(first);
    const two = String(await parts.ledger.checkpoint());
    await administrator.registers('clerk', { role: 'office' });
    const second = await recordHeads(parts);
    expect(second?.seq).toBeGreaterThan(first?.seq ?? 0);
    expect([first?.checkpoints, second?.checkpoints]).toEqual([digest(one), digest(two)]);
    // Whoever reads forwards comes to the same, also of more subjects than it has room for.
    const { read } = parts.database;
    for (const most of [100, 3, 0]) {
      const forwards = new HeadsSoFar(read, most);
      for (const size of [0, first?.seq ?? 0, second?.seq ?? 0])
        expect(await forwards.at(size, { covered: 0 })).toEqual(await headsAt(read, size, { covered: 0 }));
      await expect(forwards.at(0, { covered: 0 })).rejects.toThrow(RangeError);
    }
  });

  it('are found out when they are not those of their own facts', async () => {
    const { server } = await TestServer.setUp(await fresh());
    await recordHeads(server.running.parts);
    const report = await forgesHeads(server, (told) => ({ ...told, root: 'a'.repeat(64) }), false);
    expect(report.finding?.en).toContain('The heads are those of the ledger');
  });

  it.each([
    ['a subject is left out', { count: 2 }],
    ['another root is named', { root: 'a'.repeat(64) }],
    ['checkpoints are passed over', { checkpoints: 'b'.repeat(64) }],
  ])('are found out when they were forged with facts to match: %s', async (_, change) => {
    const { server } = await TestServer.setUp(await fresh());
    await recordHeads(server.running.parts);
    const report = await forgesHeads(server, (told) => ({ ...told, ...change }), true);
    expect(report.finding).toMatchObject({ code: 'E_ILLEGAL', subject: 'installation' });
    expect(report.finding?.en).toContain("fact 'heads'");
  });
});
