import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import type { TestDatabase } from '../../test/databases.js';
import { onOwnConnection } from '../../test/attacker.js';
import { inUse, Installation, ORIGIN } from '../../test/installation.js';
import { chengxu, onBoth, onSqlite, verdictOn } from '../../test/second-origin.js';
import { TestServer } from '../../test/server.js';
import { bagOf } from '../exports/bag.js';
import { zipOf } from '../exports/zip.js';
import { openCheckpoint } from '../ledger/checkpoint.js';
import { SignerRefuses } from '../ledger/signer.js';
import { rootOf } from '../ledger/tree.js';
import { verifyLedger } from '../ledger/verify.js';
import { SecondOrigin } from './second-origin.js';
import { fromDer, smVerifierOf } from './sm-key.js';
import { SmSigner, smStateFile } from './sm-signer.js';
import { smKeyFile, smSettingFile, smSigningIn, SmUnusable } from './sm-signing.js';
import { SecondOriginCheck } from './verify-second.js';

/** Three decisions, 36 events, a checkpoint over all; and the second origin switched on for it. */
async function begin(on: TestDatabase) {
  const installation = await inUse(on);
  await installation.ledger.checkpoint();
  writeFileSync(join(on.directory, 'origin'), `${ORIGIN}\n`);
  const created = await chengxu(on, 'key', 'sm-create');
  expect([created.status, created.err]).toEqual([0, expect.stringContaining('--sm-key')]);
  const vkey = created.out.trim();
  return { on, installation, vkey, ...(await opened(on, installation)) };
}

async function opened(on: TestDatabase, { database }: Installation) {
  const signing = await smSigningIn(on.directory);
  if (!signing) throw new Error('it is off');
  const signer = new SmSigner(signing, ORIGIN, on.directory);
  const said: string[] = [];
  return { said, signer, second: new SecondOrigin(database, signer, (line) => said.push(line)) };
}

async function verified({ database, signer }: Installation, vkey: string) {
  const alongside = new SecondOriginCheck(database.read, { vkeys: [vkey] });
  const trust = { origin: ORIGIN, vkeys: [signer.vkey] };
  const { finding } = await verifyLedger(database.read, trust, undefined, { alongside });
  return { finding, checked: alongside.checked, covered: alongside.covered };
}

onBoth('The second origin', (fresh) => {
  it('begins with the first leaf, signs where the first has signed, and is verified', async () => {
    const { installation, vkey, second, said } = await begin(await fresh());
    const { database, ledger } = installation;
    expect(await second.checkpoint()).toBeUndefined();
    await second.tick();
    await second.tick();
    expect([said, second.standing()]).toEqual([[], { is: 'signed', vkey }]);
    const note = openCheckpoint((await second.checkpoint()) ?? '', [smVerifierOf(vkey)]);
    expect([note.origin, note.size]).toEqual([`${ORIGIN}/sm`, 36]);
    const hashes = await database.read.query<{ leaf_hash: Buffer }>(
      'SELECT leaf_hash FROM event ORDER BY seq',
    );
    expect(note.root.equals(rootOf(hashes.map(({ leaf_hash }) => leaf_hash)))).toBe(false);

    for (let n = 0; n < 5; n += 1) await installation.records('decision/1');
    await ledger.checkpoint();
    await installation.records('decision/1');
    await second.tick();
    expect(await verified(installation, vkey)).toEqual({ finding: undefined, checked: 2, covered: 41 });
    const kept = await database.read.query('SELECT count(*) AS n FROM sm_node WHERE level = 0');
    expect(kept).toEqual([{ n: 42 }]);
    await expect(database.write((tx) => tx.query('DELETE FROM sm_checkpoint'))).rejects.toThrow(
      /append-only/,
    );
  });

  it('finds a leaf and a checkpoint that are not what was signed', async () => {
    const { on, installation, vkey, second } = await begin(await fresh());
    await second.tick();
    installation.damaged = true;
    const pastTheFence = (sql: string) =>
      onOwnConnection(on, async (rows) => {
        if (on.dialect === 'postgres') await rows.query('ALTER TABLE sm_checkpoint DISABLE TRIGGER ALL');
        else await rows.query('DROP TRIGGER IF EXISTS sm_checkpoint_refuses_update');
        await rows.query(sql);
      });
    const [row] = await installation.database.read.query<{ note: string }>('SELECT note FROM sm_checkpoint');
    const other = (row?.note ?? '').replace('\n36\n', '\n35\n');
    await pastTheFence(`UPDATE sm_checkpoint SET note = '${other}'`);
    expect((await verified(installation, vkey)).finding).toMatchObject({ code: 'E_SIG', size: 36 });
    await pastTheFence(`UPDATE sm_checkpoint SET note = '${row?.note}', size = 35`);
    expect((await verified(installation, vkey)).finding).toMatchObject({ code: 'E_INDEX', size: 35 });
    await pastTheFence('UPDATE sm_checkpoint SET size = 99');
    expect((await verified(installation, vkey)).finding).toMatchObject({ code: 'E_TRUNCATED', size: 99 });
  });
});

const nothing = () => Promise.resolve([]);

onSqlite('The signer of the second origin', (fresh) => {
  it('signs only what continues what it has signed, and gives the same note for the same tree', async () => {
    const { on, installation, vkey, second, signer } = await begin(await fresh());
    await second.tick();
    const note = await second.checkpoint();
    const { root } = openCheckpoint(note ?? '', [smVerifierOf(vkey)]);
    expect(await signer.sign({ size: 36, root }, nothing)).toBe(note);
    const refused = async (size: number, hash: Buffer) => {
      const error: unknown = await signer
        .sign({ size, root: hash }, nothing)
        .catch((cause: unknown) => cause);
      return error instanceof SignerRefuses ? error.code : error;
    };
    expect(await refused(36, Buffer.alloc(32, 1))).toBe('log-forked');
    expect(await refused(40, Buffer.alloc(32, 1))).toBe('log-forked');
    expect(await refused(20, root)).toBe('log-rolled-back');

    const state = readFileSync(smStateFile(on.directory), 'utf8');
    writeFileSync(smStateFile(on.directory), state.replace('\\n36\\n', '\\n35\\n'));
    await installation.records('decision/1');
    await installation.ledger.checkpoint();
    const again = await opened(on, installation);
    await again.second.tick();
    expect(again.second.standing()).toMatchObject({ is: 'failing', problem: 'second-origin-unusable' });
    expect(again.said).toEqual([expect.stringContaining('sm.state')]);
    rmSync(smStateFile(on.directory));
    await expect(again.signer.probe()).rejects.toThrow(/sm.state is missing/);
    writeFileSync(smStateFile(on.directory), state);
    await again.second.tick();
    expect(again.second.standing().is).toBe('signed');
  });

  it('keeps its key to its owner, and is made once', async () => {
    const { on, vkey } = await begin(await fresh());
    expect(statSync(smKeyFile(on.directory)).mode & 0o777).toBe(0o600);
    expect(await chengxu(on, 'key', 'sm-show')).toEqual({ status: 0, out: `${vkey}\n`, err: '' });
    const twice = await chengxu(on, 'key', 'sm-create');
    expect([twice.status, twice.out]).toEqual([3, '']);
    rmSync(smSettingFile(on.directory));
    expect((await chengxu(on, 'key', 'sm-show')).status).toBe(3);
    expect((await chengxu(on, 'key', 'sm-create')).err).toContain('is not replaced');
  });

  it('lets another program sign, and takes nothing of it that is no signature', async () => {
    const { on, installation } = await begin(await fresh());
    const setting = JSON.parse(readFileSync(smSettingFile(on.directory), 'utf8')) as { publicKey: string };
    const openssl = [
      'openssl',
      'pkeyutl',
      '-sign',
      '-rawin',
      '-digest',
      'sm3',
      '-inkey',
      smKeyFile(on.directory),
    ];
    const tried = async (command: readonly string[]) => {
      writeFileSync(smSettingFile(on.directory), JSON.stringify({ ...setting, command }));
      const { signer } = await opened(on, installation);
      return signer.probe().then(
        () => 'signs',
        (error: unknown) => (error instanceof SmUnusable ? error.en : error),
      );
    };
    expect(await tried([...openssl, '-pkeyopt', 'distid:1234567812345678'])).toBe('signs');
    expect(await tried([...openssl, '-pkeyopt', 'distid:somebody'])).toContain(
      'no SM2 signature by this key',
    );
    expect(await tried(['cat'])).toContain('no SM2 signature by this key');
    expect(await tried(['false'])).toContain('false does not do SM2 here (status 1)');
    expect(await tried(['there-is-no-such-program'])).toContain('ENOENT');
    for (const wrong of ['', '{}', '{"publicKey":"04"}', `{"publicKey":"04${'1'.repeat(128)}"}`]) {
      writeFileSync(smSettingFile(on.directory), wrong);
      await expect(smSigningIn(on.directory)).rejects.toThrow(SmUnusable);
    }
    for (const der of ['', '3000', '30060201010201', '3006020101020101ff', '30080203000001020101'])
      expect(fromDer(Buffer.from(der, 'hex'))?.length ?? 'no DER').toBe(
        der === '30080203000001020101' ? 64 : 'no DER',
      );
  });
});

onSqlite('A bag with the second origin', (fresh) => {
  it('is verified by both origins: of the whole ledger, and of one decision', async () => {
    const { installation, vkey, second } = await begin(await fresh());
    await second.tick();
    const { database, signer } = installation;
    const policy = `log ${signer.vkey}\nquorum none\n`;
    const exported = { rows: database.read, documents: 'none', released: [] };
    for (const decision of [undefined, '1']) {
      const bag = await bagOf(exported, { decision, at: new Date(0) });
      const { names, report } = await verdictOn(await buffer(zipOf(bag)), policy, [vkey]);
      expect(names.toSorted()).toEqual([
        'data/sm/checkpoints/36.note',
        ...(decision ? ['data/sm/inclusion.jsonl'] : []),
      ]);
      // What it is wanting is a heads event and a workflow: this ledger has neither.
      const codes = report.findings.map(({ code }) => code);
      expect(codes.filter((code) => code.startsWith('E_') || code.includes('SM'))).toEqual(
        codes.filter((code) => code === 'E_ILLEGAL'),
      );
    }
  });

  it('goes out as a dossier that reaches to its end', async () => {
    const on = await fresh();
    const first = await begin(on);
    await first.installation.stop();
    const { server, administrator } = await setUpAnew(on);
    const proposer = await administrator.registers('proposer', { role: 'proposer' });
    const payload = {
      title: '横溪镇停车场建设',
      body: server.body,
      proposedBy: 'department',
      problem: '集镇停车难',
      necessity: '必要',
      feasibility: '可行',
      reasonsAndBasis: '民生实事项目',
      outline: '新建两处停车场',
      holdsStateSecret: false,
    };
    const { subject } = (await proposer.posts('/api/decisions', { payload })).body['event'] as {
      subject: string;
    };
    const { address, parts } = server.running;
    const read = async (path: string) =>
      Buffer.from(
        await (
          await fetch(`${address}/api/${path}`, { headers: { authorization: `Bearer ${proposer.token}` } })
        ).arrayBuffer(),
      );
    const zip = await read(`decisions/${subject.split('/')[1]}/dossier.zip`);
    const vkey = (await read('ledger/sm/vkey')).toString().trim();
    const { names, report } = await verdictOn(zip, `log ${parts.signer.vkey}\nquorum none\n`, [vkey]);
    expect(names).toHaveLength(2);
    expect(report.findings.map(({ code }) => code).filter((code) => /^E_|SM/.test(code))).toEqual([]);
    expect((await server.sends('GET', '/api/health/ready')).body['secondOrigin']).toBe('signed');
    expect((await read('ledger/sm/checkpoint')).toString()).toContain(`${ORIGIN}/sm\n`);
  });
});

/** A server on a database of its own in the same directory, with the key that was made there. */
async function setUpAnew(on: TestDatabase) {
  for (const file of ['signer.key', 'signer.state', 'sm.json', 'sm.key', 'sm.state'])
    rmSync(join(on.directory, file));
  const url = `sqlite:${join(on.directory, 'anew.db')}`;
  const started = await TestServer.setUp({ ...on, url });
  await started.server.running.parts.ledger.checkpoint();
  const created = await chengxu({ ...on, url }, 'key', 'sm-create');
  expect(created.status).toBe(0);
  await started.server.stops();
  const server = await TestServer.starts({ ...on, url });
  server.body = started.server.body;
  return { server, administrator: await server.signsIn('admin') };
}
