import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { attack } from '../../test/attacker.js';
import { describeOnBothDatabases, describeOnSqlite, type TestDatabase } from '../../test/databases.js';
import { ORIGIN, TestClock } from '../../test/installation.js';
import { TestServer } from '../../test/server.js';
import { policyOf, TestWitness } from '../../test/witnesses.js';
import { openReading } from '../database/open-reading.js';
import { loadWorkflows } from '../decisions/workflows.js';
import { openCheckpoint } from '../ledger/checkpoint.js';
import { Signer } from '../ledger/signer.js';
import { verifierOf } from '../ledger/signed-note.js';
import { Cosigning } from '../cosigning/cosigning.js';
import { parsePolicy } from '../ledger/policy.js';
import { openParts, closeParts } from '../server/parts.js';
import { verifyInstallation } from '../verification/verify-installation.js';
import { makeBackup } from './backup.js';
import { restoreBackup } from './restore.js';

const released = await loadWorkflows();

/** A server in use, and a backup of it that was made while it ran. */
async function backedUp(on: TestDatabase, withSignerKey = false) {
  await writeFile(join(on.directory, 'origin'), `${ORIGIN}\n`);
  const { server, administrator } = await TestServer.setUp(on);
  const sha256 = await administrator.uploads('立项依据');
  await server.running.parts.ledger.checkpoint();
  const out = join(on.directory, 'backups', 'monday');
  const manifest = await makeBackup({
    databaseUrl: on.url,
    data: on.directory,
    out,
    withSignerKey,
    now: new Date('2026-11-25T12:00:00Z'),
  });
  return { server, administrator, out, manifest, sha256 };
}

const request = (on: TestDatabase, backup: string) => ({
  backup,
  data: join(on.directory, 'restored'),
  databaseUrl: on.dialect === 'postgres' ? on.url : undefined,
  reason: '磁盘损坏',
  now: new Date('2026-11-26T12:00:00Z'),
  released,
});

async function verdictOn(url: string, origin: string, vkeys: readonly string[]) {
  const reading = await openReading({ url });
  try {
    return await verifyInstallation(reading.rows, { origin, vkeys }, released);
  } finally {
    await reading.close();
  }
}

describeOnBothDatabases('A backup', (fresh) => {
  test('is restored under a new origin, whose first leaf names the last good checkpoint', async () => {
    const on = await fresh();
    const { server, out, manifest, sha256 } = await backedUp(on);
    const old = server.running.parts.signer.vkey;
    expect(manifest).toMatchObject({
      origin: ORIGIN,
      vkeys: [old],
      size: 5,
      withSignerKey: false,
      missing: [],
    });
    await server.stops();
    server.damaged = true;
    const restored = await restoreBackup(request(on, out));
    expect(restored).toMatchObject({ former: { origin: ORIGIN, size: 5 }, lost: 0 });
    expect(restored.origin).toMatch(/^demo\.test\.example\/log\/restored-20261126-[0-9a-f]{6}$/);
    expect(openCheckpoint(restored.checkpoint, [verifierOf(restored.vkey)])).toMatchObject({
      origin: restored.origin,
      size: 6,
    });
    const data = join(on.directory, 'restored');
    const databaseUrl = on.dialect === 'postgres' ? on.url : `sqlite:${join(data, 'chengxu.db')}`;
    const { origin } = restored;
    const parts = await openParts(
      { host: '', port: 0, data, databaseUrl, origin, trustedProxies: [] },
      undefined,
      released,
    );
    const event = (await parts.ledger.eventsOf('installation')).at(-1);
    expect(event?.leaf.data.payload).toMatchObject({
      origin,
      vkey: restored.vkey,
      former: { origin: ORIGIN, size: 5 },
      checkpoint: manifest.checkpoint,
      lost: 0,
    });
    expect(event?.leaf.source).toBe(ORIGIN);
    expect(await parts.ledger.publishedCheckpoint()).toBe(restored.checkpoint);
    expect(parts.signer.earlier).toEqual([old]);
    await closeParts(parts);
    expect((await stat(join(data, 'documents', sha256.slice(0, 2)))).isDirectory()).toBe(true);
    expect(await verdictOn(databaseUrl, origin, [restored.vkey, old])).toMatchObject({
      verdict: 'verified',
      checkpoints: 2,
    });
    // Whoever holds only the new key is told what that does not show.
    expect(await verdictOn(databaseUrl, origin, [restored.vkey])).toMatchObject({
      verdict: 'undecided',
      unchecked: 1,
    });
    expect((await verdictOn(databaseUrl, ORIGIN, [old])).finding).toMatchObject({ code: 'E_ORIGIN', seq: 5 });
  });
});

describeOnSqlite('A backup', (fresh) => {
  test('has the configuration and the papers, and the signer’s key only when asked', async () => {
    const on = await fresh();
    await writeFile(join(on.directory, 'policy'), 'quorum none\n');
    const { out } = await backedUp(on);
    expect((await readdir(out)).toSorted()).toEqual([
      'SHA256SUMS',
      'backup.json',
      'chengxu.db',
      'documents',
      'origin',
      'policy',
    ]);
    const withKey = join(on.directory, 'backups', 'tuesday');
    const { url, directory } = on;
    await makeBackup({
      databaseUrl: url,
      data: directory,
      out: withKey,
      withSignerKey: true,
      now: new Date(),
    });
    expect(await readdir(withKey)).toEqual(expect.arrayContaining(['signer.key', 'signer.state']));
    await expect(
      makeBackup({ databaseUrl: url, data: directory, out, withSignerKey: false, now: new Date() }),
    ).rejects.toMatchObject({ code: 'backup-damaged' });
  });

  test('is one instant of a ledger that goes on', async () => {
    const on = await fresh();
    const { server, administrator } = await TestServer.setUp(on);
    const busy = Promise.all([1, 2, 3, 4, 5, 6].map((n) => administrator.registers(`clerk${n}`)));
    const out = join(on.directory, 'backups', 'busy');
    const about = { databaseUrl: on.url, data: on.directory, withSignerKey: false, now: new Date() };
    const { size } = await makeBackup({ ...about, out });
    await busy;
    await server.running.parts.ledger.checkpoint();
    const kept = await verdictOn(`sqlite:${join(out, 'chengxu.db')}`, ORIGIN, [
      server.running.parts.signer.vkey,
    ]);
    expect(kept).toMatchObject({ finding: undefined, events: size });
    expect(size).toBeLessThanOrEqual((await server.running.parts.ledger.head()).size);
  });

  test('that was changed by a byte, or does not verify, is not restored, and nothing is left behind', async () => {
    const on = await fresh();
    const { server, out } = await backedUp(on);
    const file = join(out, 'documents');
    const paper = (await readdir(file, { recursive: true, withFileTypes: true })).find((one) => one.isFile());
    const path = join(paper?.parentPath ?? '', paper?.name ?? '');
    const before = await readFile(path);
    await writeFile(path, '另一份依据');
    await expect(restoreBackup(request(on, out))).rejects.toThrow(/not as it was written/);
    await writeFile(path, before);
    await rm(join(out, 'SHA256SUMS'));
    await expect(restoreBackup(request(on, out))).rejects.toThrow(/unfinished/);
    const stranger = await Signer.open({
      keyFile: join(out, 'k'),
      stateFile: join(out, 's'),
      origin: ORIGIN,
    });
    await rm(out, { recursive: true });
    const { url, directory } = on;
    await attack(on, (rows) =>
      rows.query("UPDATE event SET type = 'Other' WHERE seq = 3").then(() => undefined),
    );
    server.damaged = true;
    await makeBackup({ databaseUrl: url, data: directory, out, withSignerKey: false, now: new Date() });
    await expect(restoreBackup(request(on, out))).rejects.toThrow(/does not verify/);
    await expect(restoreBackup({ ...request(on, out), vkeys: [stranger.vkey] })).rejects.toThrow(
      /not verify/,
    );
    expect((await readdir(directory)).filter((name) => name.startsWith('restored'))).toEqual([]);
  });

  test('older than a checkpoint held elsewhere says how much is lost', async () => {
    const on = await fresh();
    const { server, administrator, out } = await backedUp(on);
    await administrator.registers('later');
    const heldElsewhere = (await server.running.parts.ledger.checkpoint()) ?? '';
    expect(await restoreBackup({ ...request(on, out), heldElsewhere })).toMatchObject({ lost: 1 });
  });

  test('put in the place of the running database is refused by the old signer', async () => {
    const on = await fresh();
    const { server, administrator, out } = await backedUp(on);
    await administrator.registers('later');
    await server.stops();
    for (const name of await readdir(on.directory))
      if (name.startsWith('chengxu.db')) await rm(join(on.directory, name));
    await writeFile(join(on.directory, 'chengxu.db'), await readFile(join(out, 'chengxu.db')));
    await expect(TestServer.starts(on)).rejects.toMatchObject({ code: 'log-rolled-back' });
  });

  test('served beside the original, with keys, gets no cosignature for another history', async () => {
    const on = await fresh();
    const { server, administrator, out } = await backedUp(on, true);
    const { parts } = server.running;
    const clock = new TestClock();
    const w1 = await TestWitness.starts(on, 'w1', parts.signer.vkey, clock.machine);
    const policy = parsePolicy(Buffer.from(policyOf([w1], 1)));
    const original = new Cosigning({ database: parts.database, clock, policy });
    // Key, state and database, each a copy: against this no signer of the installation's own helps.
    const copy = await TestServer.starts({ ...on, directory: out, url: `sqlite:${join(out, 'chengxu.db')}` });
    const copied = new Cosigning({ database: copy.running.parts.database, clock, policy });
    await administrator.registers('on-the-original');
    await (await copy.signsIn('admin')).registers('on-the-copy');
    await parts.ledger.checkpoint();
    await copy.running.parts.ledger.checkpoint();
    await original.tick();
    await copied.tick();
    expect((await original.standings())[0]).toMatchObject({ size: 6, problem: undefined });
    expect((await copied.standings())[0]).toMatchObject({ size: 0, problem: 'forked' });
    expect(w1.said.every((line) => line.includes('"forked":true'))).toBe(true);
    expect(w1.said.length).toBeGreaterThan(0);
    expect(await copy.running.parts.ledger.cosignedSizes()).toEqual({ cosigned: 0, newest: 6 });
  });
});
