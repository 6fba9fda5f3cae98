import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { hasPython } from '../../test/campaign/two-verdicts.js';
import { describeOnSqlite, type TestDatabase } from '../../test/databases.js';
import { ORIGIN } from '../../test/installation.js';
import { crewOf, PublishedCall } from '../../test/published-call.js';
import { linesIn, unpacked, unzipped, type BagFiles } from '../../test/read-bag.js';
import { TestServer } from '../../test/server.js';
import { sealed } from '../../verifier/test/made-up-bag.js';
import { bagOf } from '../exports/bag.js';
import { writeFolder } from '../exports/written.js';
import { rotateKey } from '../installation/key-rotation.js';
import { recordHeads } from '../installation/recorded-heads.js';
import { PROJECT_ROOT } from '../project-root.js';
import { makeBackup } from './backup.js';
import { restoreBackup } from './restore.js';

const VERIFIER = join(PROJECT_ROOT, 'verifier/chengxu-verifier.mjs');
const TWIN = join(PROJECT_ROOT, 'verifier/python/chengxu_verifier.py');

interface Said {
  readonly code: string;
  readonly exit: number;
  readonly findings: readonly { readonly code: string }[];
}

/**
 * A decision under way; its log's key is rotated; a backup is made, then lost is whatever came later. Restored, the
 * decision goes on under the new origin, and is exported: alone and with the whole ledger.
 */
async function restored(on: TestDatabase) {
  writeFileSync(join(on.directory, 'origin'), `${ORIGIN}\n`);
  const { server, administrator } = await TestServer.setUp(on);
  const { parts } = server.running;
  const firstKey = parts.signer.vkey;
  const call = await PublishedCall.published(await crewOf(administrator), 'parking-2026');
  await rotateKey(parts, '每年一换');
  await recordHeads(parts);
  const atBackup = (await parts.ledger.checkpoint()) ?? '';
  const out = join(on.directory, 'backup');
  const data = join(on.directory, 'restored');
  const about = { databaseUrl: on.url, data: on.directory, withSignerKey: false };
  await makeBackup({ ...about, out, now: server.clock.machine() });
  await administrator.registers('lost');
  const beyond = (await parts.ledger.checkpoint()) ?? '';
  await server.stops();
  const request = {
    backup: out,
    data,
    reason: '磁盘损坏',
    now: server.clock.machine(),
    heldElsewhere: beyond,
  };
  await expect(restoreBackup({ ...request, origin: ORIGIN })).rejects.toThrow(/has to be seen/);
  const { origin, vkey, lost } = await restoreBackup({ ...request, released: parts.workflows });
  const there = { ...on, directory: data, url: `sqlite:${join(data, 'chengxu.db')}` };
  // The restore was recorded by this machine's own clock.
  server.clock.legalTimeIs(new Date(Date.now() + 24 * 3600 * 1000).toISOString().slice(0, 10));
  const second = await TestServer.starts(there, server.clock, { origin });
  // Its log is not that of the tests: what it leaves is verified below.
  second.damaged = true;
  const office = await second.signsIn('office');
  const answer = await fetch(`${second.running.address}/api/decisions/${call.decision}/dossier.zip`, {
    headers: { authorization: `Bearer ${office.token}` },
  });
  expect(answer.status).toBe(200);
  const dossier = (await unzipped(Buffer.from(await answer.arrayBuffer()))).files;
  const { database, workflows } = second.running.parts;
  const all = join(on.directory, 'all');
  const exported = { rows: database.read, documents: join(data, 'documents'), released: workflows };
  await writeFolder(await bagOf(exported, { at: second.clock.machine() }), all);
  const definitions = workflows.map(({ hash }) => hash);
  await second.stops();
  return {
    dossier,
    ledger: unpacked(all),
    keys: { former: firstKey, own: vkey },
    lost,
    atBackup,
    beyond,
    definitions,
  };
}

(hasPython() ? describeOnSqlite : (_: string, __: unknown) => undefined)(
  'The bags of a restored ledger',
  (fresh) => {
    it('are verified by whoever knows both logs, and show the restore to whoever knows one', async () => {
      const on = await fresh();
      const { dossier, ledger, keys, lost, atBackup, beyond, definitions } = await restored(on);
      const asOf = new Date(Date.now() + 25 * 3600 * 1000).toISOString();
      let count = 0;
      const both = (files: BagFiles, logs: readonly string[], ...pins: readonly string[]) => {
        const folder = join(on.directory, `bag-${(count += 1)}`);
        for (const [path, content] of files) {
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          writeFileSync(join(folder, path), content);
        }
        const kept = pins.map((pin, n) => {
          writeFileSync(`${folder}.pin-${n}`, pin);
          return ['--pin', `${folder}.pin-${n}`];
        });
        writeFileSync(`${folder}.policy`, `${logs.map((log) => `log ${log}\n`).join('')}quorum none\n`);
        const words = [folder, '--policy', `${folder}.policy`, '--as-of', asOf, '--json', ...kept.flat()];
        const trusted = definitions.flatMap((hash) => ['--definition', hash]);
        const env = { ...process.env, NODE_OPTIONS: '' };
        const said = [
          spawnSync(process.execPath, [VERIFIER, ...words, ...trusted], { encoding: 'utf8', env }),
          spawnSync('python3', [TWIN, ...words], { encoding: 'utf8' }),
        ].map(({ stdout }) => JSON.parse(stdout) as Said);
        return said.map(({ code, exit }) => [code, exit]);
      };
      const FINE = [
        ['OK', 0],
        ['W_NO_REPLAY', 2],
      ];
      const { former, own } = keys;
      expect(lost).toBeGreaterThan(0);
      const restoration = linesIn(dossier, 'data/ledger/leaves.jsonl').find(
        ({ type }) => type === 'InstallationRestored',
      );
      expect(restoration).toBeDefined();
      for (const bag of [dossier, ledger]) expect(both(bag, [own, former], atBackup)).toEqual(FINE);
      expect(both(dossier, [own])).toEqual(wrong('W_FORMER_UNCHECKED', 2));
      expect(both(ledger, [former])).toEqual(wrong('E_ORIGIN'));
      // What the former log signed after the backup is gone, and whoever holds that sees it.
      expect(both(dossier, [own, former], beyond)).toEqual(wrong('E_TRUNCATED'));
      const [, size] = atBackup.split('\n');
      const without = new Map(dossier);
      expect(without.delete(`data/ledger/checkpoints/${size}.note`)).toBe(true);
      expect(both(sealed(without), [own, former])).toEqual(wrong('E_KEY'));
      // A former log's key signs for that log only.
      const mixed = new Map(ledger);
      const notes = [...ledger.keys()].filter((path) => path.endsWith('.note')).toSorted(bySize);
      const newest = notes.at(-1) ?? '';
      const note = String(ledger.get(newest));
      const line = atBackup.trimEnd().split('\n').at(-1);
      mixed.set(newest, Buffer.from(`${note.slice(0, note.indexOf('\n\n') + 2)}${line}\n`));
      expect(both(sealed(mixed), [own, former])).toEqual(wrong('E_SIG'));
    });
  },
);

/** Both say so. */
const wrong = (code: string, exit: 1 | 2 = 1) => [
  [code, exit],
  [code, exit],
];

const sizeIn = (path: string) => Number(/(\d+)\.note$/.exec(path)?.[1]);
const bySize = (a: string, b: string) => sizeIn(a) - sizeIn(b);
