import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/canonical/canonical-json.js';
import { sha256Hex } from '../../src/canonical/digest.js';
import { loadWorkflows } from '../../src/decisions/workflows.js';
import { documentPath } from '../../src/documents/documents.js';
import { CRASH_POINTS } from '../../src/ledger/crash-points.js';
import { PROJECT_ROOT } from '../../src/project-root.js';
import { closeParts, openParts } from '../../src/server/parts.js';
import { Cosigning } from '../../src/cosigning/cosigning.js';
import { parsePolicy } from '../../src/ledger/policy.js';
import { everyFlip, flippedBag } from '../../verifier/test/flips.js';
import { sealed, zipWith, type ZipEntry } from '../../verifier/test/made-up-bag.js';
import { attack } from '../attacker.js';
import { ORIGIN } from '../installation.js';
import { linesIn } from '../read-bag.js';
import { TestServer, type Answer } from '../server.js';
import { policyOf } from '../witnesses.js';
import { codesIn, expectBoth, type AttackedSystem } from './system.js';

const HOUR = 3600 * 1000;

/** Rows 11 to 21 of the table: second servers, clocks, erasures, files on the disk, bags, crashes. */
export function attacksOnTheProgram(system: () => AttackedSystem): void {
  it('two servers on two copies', async () => {
    const { server, administrator, witness } = system();
    const copy = await system().copyOf();
    // Key, state and database, each a copy: against this no signer of the installation's own helps.
    const second = await TestServer.starts(copy, server.clock);
    second.damaged = true;
    await administrator.registers('on-the-original');
    await system().personOn(second, administrator).registers('on-the-copy');
    const { parts } = server.running;
    const { parts: copied } = second.running;
    await parts.ledger.checkpoint();
    await parts.cosigning.tick();
    await copied.ledger.checkpoint();
    const policy = parsePolicy(Buffer.from(policyOf([witness], 1)));
    const asked = new Cosigning({ database: copied.database, clock: server.clock, policy });
    await asked.tick();
    expect((await asked.standings())[0]).toMatchObject({ problem: 'forked' });
    expect(witness.said.some((line) => line.includes('"forked":true'))).toBe(true);
    const [one, other] = await Promise.all([parts, copied].map(({ ledger }) => ledger.cosignedSizes()));
    expect(one?.cosigned).toBe(one?.newest);
    expect(other?.cosigned).toBeLessThan(Number(other?.newest));
    const kept = join(copy.directory, 'checkpoint of the original');
    writeFileSync(kept, (await parts.ledger.publishedCheckpoint()) ?? '');
    await second.stops();
    // Exported without its quorum, it is found by whoever knows the witness, and by whoever holds the other root.
    await attack(copy, async (rows) => void (await rows.query('DELETE FROM cosigned_note')));
    const verdicts = await system().verdictsOn(await system().bagOf(copy), { pins: [kept] });
    expectBoth(verdicts, 'E_QUORUM');
    for (const codes of codesIn(verdicts)) expect(codes).toContain('E_FORK');
  });

  it('clock set back two hours while running', async () => {
    const { server, crew, calls } = system();
    const ready = async () => (await server.sends('GET', '/api/health/ready')).body['clock'];
    expect(await ready()).toBe('right');
    server.clock.legalTimePasses(-2 * HOUR);
    try {
      const before = await server.events();
      const refused = await calls[0]?.comments({ text: '再说一句', anonymous: true });
      expect([refused?.status, refused?.body['code'], refused?.body['reason']]).toEqual([
        503,
        'ledger-unavailable',
        'clock-went-back',
      ]);
      const read = await crew.office.get(`/api/decisions/${calls[0]?.decision}`);
      expect([read.status, await server.events()]).toEqual([200, before]);
      expect(await ready()).toBe('behind');
    } finally {
      server.clock.legalTimePasses(2 * HOUR);
    }
    expect([
      await ready(),
      (await calls[1]?.comments({ text: '再说一句', anonymous: true }))?.status,
    ]).toEqual(['right', 201]);
  });

  it('disclosure silently deleted', async () => {
    const seq = await system().seqOf('MatterScreened');
    const verdicts = await system().ledgerVerdicts((rows) =>
      rows.query('DELETE FROM disclosure WHERE seq = ?', [seq]),
    );
    expectBoth(verdicts, 'E_DISCLOSURE_MISSING');
  });

  it('lawful erasure by two people', async () => {
    const { server, administrator, crew, calls, receiptCode } = system();
    const { ledger } = server.running.parts;
    const seq = await system().seqOf('CommentReceived');
    const now = async () => ({
      receipt: await ledger.receipt(seq),
      shown: (await server.sends('GET', `/api/public/receipts/${receiptCode}`)).body,
      state: (await crew.office.get(`/api/decisions/${calls[0]?.decision}`)).body['stateHash'],
    });
    const before = await now();
    expect(before).toMatchObject({
      receipt: expect.any(String),
      state: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const asked = await administrator.posts('/api/admin/erasures', {
      about: { receiptCode },
      legalBasis: 'consent-withdrawn',
      request: '横信访〔2026〕12号',
    });
    const { proposals } = asked.body['state'] as { proposals: JsonObject };
    const path = `/api/admin/erasures/${Object.keys(proposals).at(-1)}/confirmation`;
    expect((await administrator.posts(path, {})).status).toBe(409);
    const done: Answer = await crew.office.posts(path, {});
    expect([done.status, await now()]).toEqual([201, before]);
    await system().signs();
    const bag = await system().bagOf(await system().copyOf());
    const { ours, twin } = await system().verdictsOn(bag, { replays: true });
    expect([ours.code, twin.code, ours.findings, ours.erased, twin.erased]).toEqual([
      'OK',
      'W_NO_REPLAY',
      [],
      2,
      2,
    ]);
    expect(await system().reportOn(bag, {})).toContain('Disclosures lawfully removed: 2');
  });

  it('workflow definition changed on disk', async () => {
    const { server, decision, dossier } = system();
    const copy = await system().copyOf();
    const built = join(copy.directory, 'workflows', 'major-decision', 'built');
    mkdirSync(built, { recursive: true });
    const [name = ''] = [...dossier.files.keys()].filter((path) => path.startsWith('data/definitions/'));
    const changed = Buffer.concat([dossier.files.get(name) ?? Buffer.alloc(0), Buffer.from('\n')]);
    writeFileSync(join(built, '3.mjs'), changed);
    // The proof that is kept beside it is made to fit: that alone is no way in.
    const [kept] = server.running.parts.workflows.filter(({ hash }) => name.includes(hash));
    const proof = { sha256: sha256Hex(changed), proof: kept?.proof };
    writeFileSync(join(built, '3.proof.json'), JSON.stringify(proof));
    const released = await loadWorkflows(join(copy.directory, 'workflows'));
    const place = { host: '', port: 0, data: copy.directory, databaseUrl: copy.url, origin: ORIGIN };
    const parts = await openParts({ ...place, trustedProxies: [] }, server.clock, released);
    await expect(parts.road.states.read(parts.database.read, decision)).rejects.toMatchObject({
      code: 'workflow-missing',
    });
    await closeParts(parts);
    const forged = system().forgedDossier((files) => void files.set(name, changed));
    expectBoth(await system().verdictsOn(forged, { replays: true }), 'E_DEFINITION');
  });

  it('document bytes replaced on disk', async () => {
    const { server, crew } = system();
    const sha256 = sha256Hex('草案：横溪镇 parking-2026');
    const copy = await system().copyOf();
    const path = documentPath(join(copy.directory, 'documents'), sha256);
    writeFileSync(path, readFileSync(path, 'utf8').replace('草案', '定稿'));
    const second = await TestServer.starts(copy, server.clock);
    second.damaged = true;
    const refused = await system().personOn(second, crew.office).get(`/api/documents/${sha256}`);
    expect([refused.status, refused.body['code']]).toEqual([500, 'document-damaged']);
    await second.stops();
    expectBoth(await system().verdictsOn(await system().bagOf(copy)), 'E_BLOB');
  });

  it('export with the last two events left out', async () => {
    const { dossier, decision } = system();
    const own = linesIn(dossier.files, 'data/ledger/leaves.jsonl').filter(
      ({ subject }) => subject === decision,
    );
    const omitted = own.slice(-2);
    const seqs = omitted.map(({ seq }) => seq);
    const forged = system().forgedDossier((files) => {
      for (const name of ['leaves', 'inclusion', 'disclosures']) {
        const path = `data/ledger/${name}.jsonl`;
        const lines = String(files.get(path)).trimEnd().split('\n');
        const kept = lines.filter((line) => !seqs.includes((JSON.parse(line) as JsonObject)['seq']));
        files.set(path, Buffer.from(kept.map((line) => `${line}\n`).join('')));
      }
      for (const { id } of omitted) files.delete(`data/ledger/receipts/${String(id)}.txt`);
    });
    expect(seqs).toHaveLength(2);
    expectBoth(await system().verdictsOn(forged), 'E_TAIL_OMITTED');
  });

  it('the same request sent twice (Idempotency-Key)', async () => {
    const { server, calls } = system();
    const before = await server.events();
    const twice = [1, 2].map(() =>
      calls[2]?.comments({ text: '桥要修宽', anonymous: true }, 'one-and-the-same'),
    );
    const [first, again] = await Promise.all(twice);
    expect([first?.status, again?.status, await server.events()]).toEqual([201, 201, before + 1]);
    expect(again?.body).toEqual(first?.body);
  });

  it('every byte of a small unpacked bag flipped, one at a time', async () => {
    // Of the bag as it is, spread over all files (`npm run campaign:bytes` tries every byte of a small one) …
    const { dossier } = system();
    const flips = everyFlip(dossier.files);
    const spread = Array.from({ length: 24 }, (_, n) => flips[Math.floor(((n + 0.5) * flips.length) / 24)]);
    // … and of the evidence itself, its manifests made anew.
    const evidence =
      /^data\/(?:definitions|documents|ledger\/(?:leaves|inclusion|disclosures|consistency|heads))/;
    const within = flips.filter(({ path }) => evidence.test(path) && !path.includes('definitions'));
    const inside = Array.from({ length: 16 }, (_, n) => within[Math.floor(((n + 0.5) * within.length) / 16)]);
    const tried = [
      ...spread.map((flip) => [flip, false] as const),
      ...inside.map((flip) => [flip, true] as const),
    ];
    for (const [flip, resealed] of tried) {
      if (!flip) throw new Error('no such byte');
      const bag = system().writes(flippedBag(dossier.files, flip, resealed));
      const { ours, twin } = await system().quickVerdictsOn(bag);
      expect({ flip, resealed, exits: [ours.exit, twin.exit], agree: ours.code === twin.code }).toEqual({
        flip,
        resealed,
        exits: [1, 1],
        agree: true,
      });
    }
  });

  it('`../`, absolute paths, links, `fetch.txt`, zip bomb in a bag', async () => {
    const { dossier, on } = system();
    const scratch = join(on.directory, 'scratch');
    mkdirSync(scratch);
    const outside = join(scratch, 'outside.txt');
    const stored = (files: ReadonlyMap<string, Buffer>): ZipEntry[] =>
      [...files].map(([path, content]) => ({ name: `${dossier.base}/${path}`, content, stored: true }));
    const content = Buffer.from('written outside');
    const more = (entry: ZipEntry) => zipWith([...stored(dossier.files), entry]);
    const bags = new Map([
      ['true', zipWith(stored(dossier.files))],
      ['up', more({ name: `${dossier.base}/../outside.txt`, content })],
      ['absolute', more({ name: outside, content })],
      [
        'link',
        more({ name: `${dossier.base}/link`, content: Buffer.from(outside), forged: { mode: 0o120777 } }),
      ],
      ['fetch', zipWith(stored(sealed(new Map([...dossier.files, ['fetch.txt', content]]))))],
      [
        'bomb',
        more({ name: `${dossier.base}/data/views/bomb.html`, content: Buffer.alloc(16 * 1024 * 1024) }),
      ],
    ]);
    for (const [name, zip] of bags) writeFileSync(join(scratch, `${name}.zip`), zip);
    const before = readdirSync(scratch).toSorted();
    for (const name of bags.keys()) {
      const verdicts = await system().verdictsOn(join(scratch, `${name}.zip`));
      if (name === 'true') expect(codesIn(verdicts)[1]).not.toContain('E_BAG');
      else expectBoth(verdicts, 'E_BAG');
    }
    expect([readdirSync(scratch).toSorted(), existsSync(join(on.directory, 'outside.txt'))]).toEqual([
      before,
      false,
    ]);
  });

  it('kill -9 between any two steps of append, sign, cosign; disk full', () => {
    for (const [spec, test] of KILLED)
      expect([spec, readFileSync(join(PROJECT_ROOT, spec), 'utf8')]).toEqual([
        spec,
        expect.stringContaining(test),
      ]);
    const source = readFileSync(join(PROJECT_ROOT, 'test/durability.spec.ts'), 'utf8');
    expect([CRASH_POINTS.length > 5, source.includes('CRASH_POINTS.flatMap')]).toEqual([true, true]);
  });
}

/** Processes that are killed, and disks that are full, have specs of their own; this row fails when one goes. */
const KILLED = [
  ['test/durability.spec.ts', 'loses nothing that it acknowledged and leaves nothing half done'],
  ['test/durability.spec.ts', 'again and again, wherever it happens to be, loses nothing either'],
  ['src/ledger/signer-crash.spec.ts', 'a signer killed between its state and its answer'],
  ['src/witness/witness-crash.spec.ts', 'A witness killed between its state and its answer'],
  ['src/ledger/append.spec.ts', 'answers the whole batch with 503 and has recorded nothing of it'],
] as const;
