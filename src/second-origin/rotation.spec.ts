import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { onOwnConnection } from '../../test/attacker.js';
import type { TestDatabase } from '../../test/databases.js';
import { ORIGIN } from '../../test/installation.js';
import { chengxu, onSqlite, verdictOn } from '../../test/second-origin.js';
import { TestServer } from '../../test/server.js';
import { bagOf } from '../exports/bag.js';
import { zipOf } from '../exports/zip.js';
import { rotateSmKey } from '../installation/second-key-rotation.js';
import { openCheckpoint } from '../ledger/checkpoint.js';
import { smRotations } from '../ledger/key-rotations.js';
import { verifyLedger } from '../ledger/verify.js';
import type { SecondOrigin } from './second-origin.js';
import { smVerifierOf, smVkey } from './sm-key.js';
import { prepareNextSm } from './sm-next.js';
import { SmSigner } from './sm-signer.js';
import { smKeyFile, smSettingFile, smSigningIn, SmUnusable } from './sm-signing.js';
import { SecondOriginCheck } from './verify-second.js';

async function startedBeside(on: TestDatabase) {
  const beside = await TestServer.starts(on);
  return { parts: beside.running.parts, stop: () => beside.stops() };
}

function signerOf({ secondOrigin: { signer } }: { readonly secondOrigin: SecondOrigin }): SmSigner {
  if (!signer) throw new Error('it is off');
  return signer;
}

/** The second origin with a new key, over a ledger that a server has set up; and signed again. */
async function rotated(on: TestDatabase) {
  const { server, administrator } = await setUpWithSecond(on);
  const { secondOrigin, ledger, database } = server.running.parts;
  await secondOrigin.tick();
  const before = secondOrigin.signer?.vkey ?? '';
  // Beside it, as the command does, and on its clock.
  const { parts, stop } = await startedBeside(on);
  const { vkey: after, signs } = await rotateSmKey(parts, signerOf(parts), '每年一换');
  expect([signs, after === before]).toEqual([true, false]);
  await stop();
  await administrator.registers('later');
  await ledger.checkpoint();
  await secondOrigin.tick();
  const note = (await secondOrigin.checkpoint()) ?? '';
  return { server, database, before, after, note };
}

onSqlite('A rotation of the second origin’s key', (fresh) => {
  it('is followed by a server that runs, and by whoever holds the key before', async () => {
    const on = await fresh();
    const { server, database, before, after, note } = await rotated(on);
    expect(openCheckpoint(note, [smVerifierOf(after)]).size).toBe(
      (await server.running.parts.ledger.head()).size,
    );
    expect(() => openCheckpoint(note, [smVerifierOf(before)])).toThrow(/no-known-signature/);
    expect(server.running.parts.secondOrigin.standing()).toEqual({ is: 'signed', vkey: after });

    expect(await chengxu(on, 'key', 'sm-show')).toMatchObject({ status: 0, out: `${after}\n` });
    expect(existsSync(smKeyFile(on.directory))).toBe(false);
    const origin = server.running.parts.configuration.origin;
    const seen = async (...vkeys: readonly string[]) => {
      const alongside = new SecondOriginCheck(database.read, { vkeys });
      const trust = { origin, vkeys: [server.running.parts.signer.vkey] };
      const { finding } = await verifyLedger(database.read, trust, undefined, { alongside });
      return finding?.code ?? alongside.checked;
    };
    const checked = await seen(before);
    expect([checked, await seen(before, after), await seen(after)]).toEqual([
      expect.any(Number),
      checked,
      'E_SIG',
    ]);

    const again = await chengxu(on, 'key', 'sm-rotate', '--reason', '疑似泄露');
    expect([again.status, again.err]).toEqual([0, '']);
    const third = /new key {2}(\S+)/.exec(again.out)?.[1] ?? '';
    expect([again.out.includes(after), third === after]).toEqual([true, false]);
    expect(await seen(before)).toBe(Number(checked) + 1);
    const policy = `log ${server.running.parts.signer.vkey}\nquorum none\n`;
    const exported = { rows: database.read, documents: 'none', released: [] };
    const bag = await bagOf(exported, { decision: undefined, at: new Date(0) });
    const { report } = await verdictOn(await buffer(zipOf(bag)), policy, [before]);
    expect(report.findings.map(({ code }) => code).filter((code) => /E_KEY|E_SIG|SM/.test(code))).toEqual([]);
  });

  it('that the old key never signed over is found, and one to a key of another log is not recorded', async () => {
    const on = await fresh();
    const { server, database, before, after } = await rotated(on);
    const { road, signer, configuration } = server.running.parts;
    const request = { type: 'SmKeyRotated', payload: { vkey: signer.vkey, reason: '误' } };
    await expect(
      road.record({ kind: 'installation', id: '', actor: 'installation', request }),
    ).rejects.toThrow(/bears the name of the second origin/);
    const [{ seq } = { seq: -1 }] = await smRotations(database.read);
    server.damaged = true;
    await onOwnConnection(on, async (rows) => {
      await rows.query('DROP TRIGGER IF EXISTS sm_checkpoint_refuses_delete');
      await rows.query(
        `DELETE FROM sm_checkpoint WHERE size = (SELECT min(size) FROM sm_checkpoint WHERE size > ${seq})`,
      );
    });
    const finding = async (vkeys: readonly string[]) => {
      const alongside = new SecondOriginCheck(database.read, { vkeys });
      const trust = { origin: configuration.origin, vkeys: [signer.vkey] };
      return (await verifyLedger(database.read, trust, undefined, { alongside })).finding;
    };
    expect(await finding([before])).toMatchObject({ code: 'E_KEY', seq });
    // Whoever was told the new key needs nobody to hand it on.
    expect(await finding([before, after])).toBeUndefined();
  });

  it('interrupted between its steps is gone on with: one new key, one event', async () => {
    const on = await fresh();
    const { server } = await setUpWithSecond(on);
    const { parts } = server.running;
    const signer = signerOf(parts);
    const before = signer.vkey;
    // The key is made and on record, and nothing has been signed over it: as if it had died there.
    const next = await prepareNextSm(on.directory);
    const vkey = smVkey(signer.origin, Buffer.from(next.publicKey, 'hex'));
    const request = { type: 'SmKeyRotated', payload: { vkey, reason: '例行' } };
    await parts.road.record({ kind: 'installation', id: '', actor: 'installation', request });
    const [{ seq } = { seq: -1 }] = await smRotations(parts.database.read);
    expect(await signer.rotate(next, seq)).toBe(false);
    expect(signer.vkey).toBe(before);
    expect(await rotateSmKey(parts, signer, '例行')).toEqual({ vkey, signs: true });
    expect([await smRotations(parts.database.read), signer.vkey]).toEqual([[{ seq, vkey }], vkey]);
    // To the key that it has: its event stands already, and would be taken for this one's.
    await expect(rotateSmKey(parts, signer, '误', next)).rejects.toThrow(/never used/);
    // The state says that the new key signs, and the setting is still the old one's: it died before the last step.
    writeFileSync(join(on.directory, 'sm.next.json'), readFileSync(smSettingFile(on.directory)));
    writeFileSync(smSettingFile(on.directory), JSON.stringify({ publicKey: OLD_POINT }));
    const signing = await smSigningIn(on.directory);
    const restarted = new SmSigner(signing ?? fail(), parts.configuration.origin, on.directory);
    await restarted.probe();
    expect(restarted.vkey).toBe(vkey);
    await expect(prepareNextSm(on.directory, { publicKey: OLD_POINT })).resolves.toEqual({
      publicKey: OLD_POINT,
    });
    await expect(prepareNextSm(on.directory, { publicKey: next.publicKey })).rejects.toThrow(SmUnusable);
  });
});

/** A point on the curve: the key of the standard's example. */
const OLD_POINT =
  '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13';
const fail = (): never => {
  throw new Error('it is off');
};

/** A server whose second origin is on. */
async function setUpWithSecond(on: TestDatabase) {
  const first = await TestServer.setUp(on);
  await first.server.running.parts.ledger.checkpoint();
  writeFileSync(join(on.directory, 'origin'), `${ORIGIN}\n`);
  const created = await chengxu(on, 'key', 'sm-create');
  if (created.status !== 0) throw new Error(created.err);
  await first.server.stops();
  const server = await TestServer.starts(on);
  return { server, administrator: await server.signsIn('admin') };
}
