import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { describeOnSqlite, type TestDatabase } from '../../test/databases.js';
import { inUse, Installation, ORIGIN } from '../../test/installation.js';
import { policyOf, TestWitness } from '../../test/witnesses.js';
import { bagItFaults, linesIn, unpacked, unzipped } from '../../test/read-bag.js';
import { Cosigning } from '../cosigning/cosigning.js';
import { canonicalize } from '../canonical/canonical-json.js';
import type { Rows } from '../database/database.js';
import { loadWorkflows } from '../decisions/workflows.js';
import { jsonSchemaOf } from '../engine/disclosed-fields.js';
import { openCheckpoint } from '../ledger/checkpoint.js';
import { cosignatureVerifierOf } from '../ledger/cosignature.js';
import { parsePolicy } from '../ledger/policy.js';
import { verifierOf } from '../ledger/signed-note.js';
import { verifyInclusion } from '../ledger/proofs.js';
import { leafHash, rootOf } from '../ledger/tree.js';
import { describedEvents } from '../server/rooms.js';
import { bagOf } from './bag.js';
import { THE_PUBLIC_SPEAKS } from './named.js';
import type { BagOptions } from './payload-files.js';
import { NotSignedYet } from './refusals.js';
import { NameTaken, writeFolder, writeZip } from './written.js';
import { zipOf } from './zip.js';

const AT = new Date('2026-11-25T12:00:00.000Z');

function bag(rows: Rows, more: Partial<BagOptions> = {}) {
  return bagOf({ rows, documents: 'none', released: [] }, { at: AT, ...more });
}

/** Three decisions, 36 events, and a checkpoint over all of them beside those over 10, 20 and 30. */
async function signed(on: TestDatabase) {
  const installation = await inUse(on);
  await installation.ledger.checkpoint();
  return { installation, rows: installation.database.read };
}

describeOnSqlite('A bag of the whole ledger', (fresh) => {
  it('holds every leaf and every checkpoint, and no proof that the leaves give themselves', async () => {
    const on = await fresh();
    const { rows } = await signed(on);
    const folder = join(on.directory, 'bag');
    await writeFolder(await bag(rows), folder);
    const files = unpacked(folder);
    expect(bagItFaults(files)).toEqual([]);
    expect([...files.keys()].toSorted()).toEqual(
      [
        'README.txt',
        'bag-info.txt',
        'bagit.txt',
        'data/bag.json',
        ...[10, 20, 30, 36].map((size) => `data/ledger/checkpoints/${size}.note`),
        'data/ledger/disclosures.jsonl',
        'data/ledger/leaves.jsonl',
        'manifest-sha256.txt',
        'tagmanifest-sha256.txt',
      ].toSorted(),
    );
    const stored = await rows.query<{ bytes: Buffer; leaf_hash: Buffer }>('SELECT * FROM event ORDER BY seq');
    const expected = Buffer.concat(stored.flatMap(({ bytes }) => [bytes, Buffer.from('\n')]));
    expect(files.get('data/ledger/leaves.jsonl')?.equals(expected)).toBe(true);
    expect(JSON.parse(String(files.get('data/bag.json')))).toEqual({
      exportedAt: '2026-11-25T12:00:00.000Z',
      format: 'chengxu-bag@1',
      origin: ORIGIN,
      root: rootOf(stored.map(({ leaf_hash }) => leaf_hash)).toString('hex'),
      scope: 'ledger',
      size: 36,
      source: ORIGIN,
    });
    expect(linesIn(files, 'data/ledger/disclosures.jsonl')).toHaveLength(36);
  });

  it('is the same in a ZIP, and the same bytes each time', async () => {
    const on = await fresh();
    const { rows } = await signed(on);
    const folder = join(on.directory, 'bag');
    await writeFolder(await bag(rows), folder);
    const zip = await buffer(zipOf(await bag(rows)));
    const { base, files } = await unzipped(zip);
    expect(base).toBe('ledger-36');
    expect(new Map([...files].toSorted())).toEqual(new Map([...unpacked(folder)].toSorted()));
    expect(zip.equals(await buffer(zipOf(await bag(rows))))).toBe(true);
    const zone = process.env['TZ'];
    process.env['TZ'] = 'America/St_Johns';
    try {
      expect(zip.equals(await buffer(zipOf(await bag(rows))))).toBe(true);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('holds the time-stamps as they came; so does the bag of a decision, with the first over each event', async () => {
    const { installation, rows } = await signed(await fresh());
    const stamp = (size: number) =>
      installation.database.write((tx) =>
        tx.query('INSERT INTO time_stamp (size, stamped_at, response) VALUES (?, ?, ?)', [
          size,
          AT.toISOString(),
          Buffer.from(`token over ${size}`),
        ]),
      );
    for (const size of [20, 30, 36]) await stamp(size);
    const all = await unzipped(await buffer(zipOf(await bag(rows))));
    expect(all.files.get('data/ledger/tokens/30.tsr')?.toString()).toBe('token over 30');
    const one = await unzipped(await buffer(zipOf(await bag(rows, { decision: '1' }))));
    const tokens = [...one.files.keys()].filter((name) => name.includes('/tokens/'));
    expect(tokens).toEqual([20, 30, 36].map((size) => `data/ledger/tokens/${size}.tsr`));
  });

  it('goes as far as the newest checkpoint and no further', async () => {
    const { rows } = await signed(await fresh());
    const limited: Rows = {
      query: (sql, params) =>
        rows.query(
          sql.replace('FROM checkpoint', 'FROM (SELECT * FROM checkpoint WHERE size <= 20)'),
          params,
        ),
    };
    const { files } = await unzipped(await buffer(zipOf(await bag(limited))));
    expect(linesIn(files, 'data/ledger/leaves.jsonl').map(({ seq }) => seq)).toEqual([...Array(20).keys()]);
  });

  it('is read a page at a time, and no faster than it is taken', async () => {
    const installation = await Installation.start(await fresh());
    const many = Array.from({ length: 1000 }, (_, n) =>
      installation.records(`decision/${n % 7}`, { filler: noise(n) }),
    );
    await Promise.all(many);
    await installation.ledger.checkpoint();
    let [pages, largest] = [0, 0];
    const { read } = installation.database;
    const counted: Rows = {
      query: async (sql, params) => {
        const found = await read.query(sql, params);
        if (sql.includes('FROM event')) pages += 1;
        largest = Math.max(largest, found.length);
        return found as never;
      },
    };
    const zip = zipOf(await bag(counted));
    zip.read(1);
    await pause(300);
    const [early, held] = [pages, zip.readableLength];
    expect(held).toBeLessThan(512 * 1024);
    await buffer(zip);
    expect(largest).toBeLessThanOrEqual(200);
    // Five pages of leaves, and one query each for source, removals (twice) and heads.
    expect(early).toBeLessThan(pages);
  });
});

/** Text that does not compress away. */
const noise = (n: number): string =>
  Array.from({ length: 60 }, (_, i) => rootOf([leafHash(Buffer.from(`${n} ${i}`))]).toString('base64')).join(
    '',
  );

describeOnSqlite('The tail of a decision', (fresh) => {
  it('is proved complete by the heads that the installation recorded', async () => {
    const { installation, rows } = await signed(await fresh());
    const heads = await rows.query<{ subject: string; version: number; leaf_hash: Buffer }>(
      'SELECT subject, version, leaf_hash FROM event WHERE seq >= 33 ORDER BY subject',
    );
    const root = rootOf(
      heads.map(({ subject, version, leaf_hash }) =>
        leafHash(Buffer.from(canonicalize({ leaf: leaf_hash.toString('hex'), subject, version }))),
      ),
    );
    const payload = { checkpoints: '0'.repeat(64), count: 3, root: root.toString('hex'), size: 36 };
    await installation.records('installation', payload, { type: 'HeadsRecorded' });
    await installation.records('decision/2', {});
    await installation.ledger.checkpoint();
    const { files } = await unzipped(await buffer(zipOf(await bag(rows, { decision: '2' }))));
    const [line, ...others] = linesIn(files, 'data/ledger/heads.jsonl');
    expect(others).toEqual([]);
    const { path, index, ...rest } = line as { path: string[]; index: number };
    expect(rest).toEqual({
      count: 3,
      leaf: heads[2]?.leaf_hash.toString('hex'),
      seq: 36,
      subject: 'decision/2',
      version: 11,
    });
    const entry = leafHash(
      Buffer.from(canonicalize({ leaf: String(line?.['leaf']), subject: 'decision/2', version: 11 })),
    );
    const hashes = path.map((hash) => Buffer.from(hash, 'hex'));
    expect(verifyInclusion(index, 3, entry, hashes, root)).toBe(true);
    const leaves = linesIn(files, 'data/ledger/leaves.jsonl');
    expect(leaves.filter((leaf) => leaf['type'] === 'HeadsRecorded').map(({ seq }) => seq)).toEqual([36]);
    expect(leaves.at(-1)).toMatchObject({ seq: 37, subject: 'decision/2' });
  });

  it('has no line for a subject that began after them', async () => {
    const { installation, rows } = await signed(await fresh());
    const payload = { checkpoints: '0'.repeat(64), count: 3, root: '0'.repeat(64), size: 36 };
    await installation.records('installation', payload, { type: 'HeadsRecorded' });
    await installation.records('decision/9', {});
    await installation.ledger.checkpoint();
    const { files } = await unzipped(await buffer(zipOf(await bag(rows, { decision: '9' }))));
    expect(files.has('data/ledger/heads.jsonl')).toBe(false);
    expect(bagItFaults(files)).toEqual([]);
  });
});

describeOnSqlite('A bag of a ledger with witnesses', (fresh) => {
  it('goes as far as their quorum, and says how much has come since', async () => {
    const on = await fresh();
    const installation = await Installation.start(on);
    const { database, clock, signer, ledger } = installation;
    const witness = await TestWitness.starts(on, 'w1', signer.vkey, clock.machine);
    const policy = parsePolicy(Buffer.from(policyOf([witness], 1, signer.vkey)));
    const cosigning = new Cosigning({ database, clock, policy });
    await installation.records('decision/1', {});
    await ledger.checkpoint();
    await cosigning.tick();
    await witness.goesAway();
    await installation.records('decision/1', {});
    await ledger.checkpoint();
    const late = await bag(database.read, { decision: '1' });
    expect(late.later).toBe(1);
    const { files } = await unzipped(await buffer(zipOf(late)));
    expect(linesIn(files, 'data/ledger/leaves.jsonl')).toHaveLength(1);
    expect(String(files.get('README.txt'))).toContain('1 newer events');
    const known = [verifierOf(signer.vkey), cosignatureVerifierOf(witness.vkey)];
    const { note } = openCheckpoint(String(files.get('data/ledger/checkpoints/1.note')), known);
    expect(note.verified.map(({ name }) => name)).toEqual([ORIGIN, 'w1.example']);
    await installation.records('decision/2', {});
    await expect(bag(database.read, { decision: '2' })).rejects.toThrow(NotSignedYet);
  });
});

describeOnSqlite('A bag that cannot be', (fresh) => {
  it('is refused before anything is signed, and where a removal has no checkpoint over it', async () => {
    const installation = await Installation.start(await fresh(), undefined, 10_000);
    const rows = installation.database.read;
    await expect(bag(rows)).rejects.toThrow(NotSignedYet);
    await expect(bag(rows, { decision: '1' })).rejects.toMatchObject({ code: 'not-found' });
    await installation.records('decision/1', {});
    await expect(bag(rows, { decision: '1' })).rejects.toThrow(NotSignedYet);
    await installation.ledger.checkpoint();
    const begun = await bag(rows, { decision: '1' });
    await installation.records('installation', { digests: [] }, { type: 'DisclosuresErased' });
    await expect(bag(rows)).rejects.toThrow(NotSignedYet);
    // It came while the bag was being written: what it removed may be missing in it.
    await expect(buffer(zipOf(begun))).rejects.toThrow(NotSignedYet);
  });

  it('leaves nothing under its name, and nothing beside it', async () => {
    const on = await fresh();
    const { rows } = await signed(on);
    const folder = join(on.directory, 'out');
    mkdirSync(folder);
    const failing: Rows = {
      query: (sql, params) =>
        sql.includes('disclosure') ? Promise.reject(new Error('the disk is gone')) : rows.query(sql, params),
    };
    await expect(writeZip(await bag(failing), join(folder, 'a.zip'))).rejects.toThrow('the disk is gone');
    await expect(writeFolder(await bag(failing), join(folder, 'a'))).rejects.toThrow('the disk is gone');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('overwrites nothing', async () => {
    const on = await fresh();
    const { rows } = await signed(on);
    const taken = join(on.directory, 'taken.zip');
    writeFileSync(taken, 'a letter');
    await expect(writeZip(await bag(rows), taken)).rejects.toThrow(NameTaken);
    await expect(writeFolder(await bag(rows), on.directory)).rejects.toThrow(NameTaken);
    expect(existsSync(taken)).toBe(true);
    expect(readdirSync(on.directory).filter((name) => name.includes('unfinished'))).toEqual([]);
  });

  it('lets go of its files when nobody takes it any more', async () => {
    const { rows } = await signed(await fresh());
    const one = await bag(rows);
    let ended = false;
    const zip = zipOf({
      ...one,
      async *files() {
        try {
          yield* one.files();
        } finally {
          ended = true;
        }
      },
    });
    zip.read(1);
    await pause(20);
    zip.destroy();
    await pause(50);
    expect(ended).toBe(true);
  });
});

describe('What members of the public say', () => {
  it('is every personal field of every procedure, and only events of theirs have any', async () => {
    const found = describedEvents(await loadWorkflows()).flatMap(({ kind, events }) =>
      Object.entries(events)
        .filter(([, { payload }]) =>
          JSON.stringify(jsonSchemaOf(payload)).includes('"disclosure":"personal"'),
        )
        .map(([type]) => [type, kind]),
    );
    expect(Object.fromEntries(found)).toEqual(THE_PUBLIC_SPEAKS);
  });
});
