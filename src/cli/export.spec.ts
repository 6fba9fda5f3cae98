import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { describeOnSqlite, type TestDatabase } from '../../test/databases.js';
import { inUse } from '../../test/installation.js';
import { bagItFaults, linesIn, unpacked, unzipped } from '../../test/read-bag.js';
import { sha256Hex } from '../canonical/digest.js';
import { documentPath } from '../documents/documents.js';
import { runCommand } from './run.js';

const PAPER = '立项依据';
const DIGEST = sha256Hex(PAPER);

async function chengxu(words: readonly string[], watched = false) {
  const said = { out: '', err: '' };
  const write = {
    out: (text: string) => void (said.out += text),
    err: (text: string) => void (said.err += text),
  };
  return { status: await runCommand(words, { environment: {}, write, watched }), ...said };
}

/** What an installation leaves: three decisions, one of which names a paper; and a folder for exports. */
async function begin(on: TestDatabase) {
  const installation = await inUse(on);
  const { ledger, database } = installation;
  await database.write(async (tx) => {
    const row = [DIGEST, Buffer.byteLength(PAPER), 'text/plain; charset=utf-8', '2026-03-02T01:00:00.000Z'];
    await tx.query('INSERT INTO document (sha256, size, media_type, stored_at) VALUES (?, ?, ?, ?)', row);
  });
  const file = documentPath(join(on.directory, 'documents'), DIGEST);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, PAPER);
  await installation.records('decision/1', { paper: { sha256: DIGEST } });
  await ledger.checkpoint();
  const out = join(on.directory, 'out');
  await mkdir(out);
  return { place: ['--data', on.directory, '--database', on.url], out, file, installation };
}

describeOnSqlite('chengxu export', (fresh) => {
  it('writes one decision as a ZIP, the whole ledger as a folder, and draws how far it is', async () => {
    const { place, out } = await begin(await fresh());
    const zip = join(out, 'one.zip');
    const one = await chengxu(['export', '1', ...place, '--out', zip, '--lang', 'en'], true);
    expect(one).toMatchObject({ status: 0, out: `Exported decision-1: ${zip}\n` });
    expect(one.err).toContain('100% events 13/13');
    const { files } = await unzipped(await readFile(zip));
    expect(bagItFaults(files)).toEqual([]);
    expect(files.get(`data/documents/${DIGEST}`)?.toString()).toBe(PAPER);

    const folder = join(out, 'all');
    expect(await chengxu(['export', '--all', ...place, '--out', folder])).toEqual({
      status: 0,
      out: `已导出 ledger-37：${folder}\n`,
      err: '',
    });
    expect(bagItFaults(unpacked(folder))).toEqual([]);
    expect(linesIn(unpacked(folder), 'data/ledger/leaves.jsonl')).toHaveLength(37);
    expect((await readdir(out)).toSorted()).toEqual(['all', 'one.zip']);
  });

  it('puts a checkpoint that the auditor holds beside the others', async () => {
    const { place, out, installation } = await begin(await fresh());
    const held = join(out, 'held.note');
    await installation.records('meeting/of-others', {});
    await writeFile(held, (await installation.ledger.checkpoint()) ?? '');
    await installation.records('meeting/of-others', {});
    await installation.ledger.checkpoint();
    for (const [name, ...pin] of [['without'], ['with', '--pin', held]] as [string, ...string[]][]) {
      await chengxu(['export', '1', ...place, '--out', join(out, name), ...pin]);
      expect(unpacked(join(out, name)).has('data/ledger/checkpoints/38.note')).toBe(name === 'with');
    }
  });

  // Not everywhere is there such a program; where it is, it has the last word on the manifests.
  const sha256sum = spawnSync('sha256sum', ['--version']).status === 0 ? it : it.skip;
  sha256sum('has its manifests checked by sha256sum', async () => {
    const { place, out } = await begin(await fresh());
    const folder = join(out, 'all');
    await chengxu(['export', '--all', ...place, '--out', folder]);
    const check = (manifest: string) => spawnSync('sha256sum', ['-c', '--strict', manifest], { cwd: folder });
    expect([check('manifest-sha256.txt').status, check('tagmanifest-sha256.txt').status]).toEqual([0, 0]);
    await writeFile(join(folder, 'data/bag.json'), '{}');
    expect(check('manifest-sha256.txt').status).toBe(1);
  });

  it('writes a damaged paper as it is, or leaves out one that is gone, and says so with exit status 1', async () => {
    const { place, out, file } = await begin(await fresh());
    await writeFile(file, '改动过的依据');
    const changed = await chengxu(['export', '1', ...place, '--out', join(out, 'changed'), '--lang', 'en']);
    expect(changed.status).toBe(1);
    expect(changed.err).toContain(`E_BLOB: the paper ${DIGEST}`);
    const files = unpacked(join(out, 'changed'));
    expect(files.get(`data/documents/${DIGEST}`)?.toString()).toBe('改动过的依据');
    expect(bagItFaults(files)).toEqual([]);
    await rm(file);
    const gone = await chengxu(['export', '1', ...place, '--out', join(out, 'gone')]);
    expect(gone.status).toBe(1);
    expect(unpacked(join(out, 'gone')).has(`data/documents/${DIGEST}`)).toBe(false);
    // Another decision does not rest on it.
    expect((await chengxu(['export', '2', ...place, '--out', join(out, 'other')])).status).toBe(0);
  });

  it('says in one line what cannot be meant, with exit status 3, and writes nothing', async () => {
    const { place, out } = await begin(await fresh());
    const taken = join(out, 'taken.zip');
    await writeFile(taken, '一封信');
    const wrong = [
      ['export', '4711', ...place, '--out', join(out, 'a')],
      ['export', ...place, '--out', join(out, 'a')],
      ['export', '1', '--all', ...place, '--out', join(out, 'a')],
      ['export', '1', ...place, '--out', taken],
      ['export', '1', ...place, '--out', join(out, 'no', 'such', 'folder.zip')],
      ['export', '1', ...place],
      ['export', '1', ...place, '--out', join(out, 'a'), '--pin', join(out, 'nowhere.note')],
      ['export', '1', ...place, '--out', join(out, 'a'), '--pin', taken],
    ];
    for (const words of wrong) {
      const { status, out: said, err } = await chengxu([...words, '--lang', 'en']);
      expect({ words, status, said, lines: err.split('\n').length }).toEqual({
        words,
        status: 3,
        said: '',
        lines: 2,
      });
    }
    expect(await readdir(out)).toEqual(['taken.zip']);
    expect(await readFile(taken, 'utf8')).toBe('一封信');
  });

  it('has exit status 2 where no checkpoint covers what is asked for, and where nothing can be written', async () => {
    const { place, out, installation } = await begin(await fresh());
    await installation.records('decision/new', {});
    const early = await chengxu(['export', 'new', ...place, '--out', join(out, 'a'), '--lang', 'en']);
    expect(early).toMatchObject({ status: 2, out: '' });
    expect(early.err).toContain('no signed checkpoint yet');
    const name = 'x'.repeat(300);
    const unwritable = await chengxu(['export', '1', ...place, '--out', join(out, name), '--lang', 'en']);
    expect(unwritable).toMatchObject({ status: 2, out: '' });
    expect(unwritable.err).toContain('could not be written');
    expect(await readdir(out)).toEqual([]);
  });
});
