import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/canonical/canonical-json.js';
import { sha256Hex } from '../../src/canonical/digest.js';
import { loadWorkflow, releasedFiles } from '../../src/decisions/workflows.js';
import { documentPath } from '../../src/documents/documents.js';
import { parseCheckpoint } from '../../src/ledger/checkpoint.js';
import { makeDisclosure } from '../../src/ledger/disclosure.js';
import { decodeLeaf } from '../../src/ledger/leaf.js';
import { PROJECT_ROOT } from '../../src/project-root.js';
import { attack, bytesAt, recompute, rewrite, setBytes, withPayload } from '../attacker.js';
import { hasPython } from '../campaign/two-verdicts.js';
import type { TestDatabase } from '../databases.js';
import type { Crew, PublishedCall } from '../published-call.js';
import { TestServer, type Person } from '../server.js';
import { policyOf } from '../witnesses.js';
import { type Attacked, bothSay, codes, countOf, forgedBag, newestNote } from './attacked.js';
import {
  anotherId,
  appended,
  chainedAnew,
  inserted,
  renumbered,
  signedBy,
  withoutWitnesses,
} from './forgery.js';
import { signs, systemInUse, type SystemInUse } from './system-in-use.js';

const MATTERS = ['横溪镇停车场建设', '横溪镇农贸市场改造', '横溪镇中心小学扩建'];
const withPython = hasPython() ? describe : describe.skip;

/** The table "Attacks that tests must run" of the ledger's design: one running system, every row on a copy of its own. */
withPython('Whoever attacks a running system', () => {
  const leftovers: (() => unknown)[] = [];
  let system: SystemInUse;
  let on: TestDatabase;
  let server: TestServer;
  let attacked: Attacked;
  let administrator: Person;
  let crew: Crew;
  let calls: readonly PublishedCall[];
  let size = 0;
  let pinned = '';
  let yesterday: TestDatabase;

  beforeAll(async () => {
    system = await systemInUse(MATTERS, (check) => void leftovers.push(check));
    ({ on, server, attacked, administrator, crew, calls, size, pinned, yesterday } = system);
  });
  afterAll(async () => {
    for (const tidy of leftovers.reverse()) await tidy();
  });

  const policy = () => policyOf([system.witness], 1, server.running.parts.signer.vkey);
  const brought = (pins: readonly string[] = []) => attacked.brought({ policy: policy(), pins });
  /** Both, on a ledger bag (or a decision's) of that database. */
  const saidOf = async (copy: TestDatabase, pins: readonly string[] = [], decision?: string) =>
    bothSay(await attacked.bag(copy, decision), brought(pins));

  const eventOf = async (version: number) => {
    const event = (await server.running.parts.ledger.eventsOf(`decision/${calls[1]?.decision}`))[version];
    if (!event) throw new Error('too few events');
    return event;
  };
  /** An event of the second decision in the middle of the log, one that other events follow. */
  const victim = () => eventOf(3);

  it('finds a system in use, of which both verifiers say that nothing is wrong', async () => {
    const copy = attacked.copy();
    expect(size).toBeGreaterThanOrEqual(30);
    expect(await countOf(copy, 'checkpoint')).toBeGreaterThanOrEqual(3);
    expect(await saidOf(copy, [pinned])).toMatchObject({
      ours: { code: 'OK', exit: 0 },
      twin: { code: 'W_NO_REPLAY', exit: 2 },
    });
    expect(await attacked.verified(copy)).toMatchObject({ verdict: 'verified' });
  });

  it('edits a leaf in the database: E_ROOT, and which one', async () => {
    const { seq } = await victim();
    const copy = await attacked.after((rows) => rewrite(rows, seq, withPayload({ n: 14 })));
    expect(await attacked.found(copy)).toMatchObject({ code: 'E_ROOT', seq });
    const said = await saidOf(copy, [], calls[1]?.decision);
    expect(codes(said)).toEqual(['E_CHAIN', 'E_CHAIN']);
    for (const one of Object.values(said))
      expect(one.findings).toEqual(
        expect.arrayContaining([expect.objectContaining({ code: 'E_ROOT', seq })]),
      );
    const whole = await saidOf(copy);
    for (const one of Object.values(whole)) {
      const covering = one.findings.filter((found) => found.code === 'E_ROOT');
      expect(covering.length).toBeGreaterThanOrEqual(2);
      expect(covering.every((found) => Number(found.size) > seq)).toBe(true);
    }
  });

  it('changes the white space, or the order of keys, in a leaf: E_NONCANONICAL', async () => {
    const { seq } = await victim();
    const changes = [
      (text: string) => text.replace('":', '": '),
      (text: string) => {
        const { actor, ...others } = JSON.parse(text) as Record<string, unknown>;
        return JSON.stringify({ ...others, actor });
      },
    ];
    for (const change of changes) {
      const copy = await attacked.after(async (rows) =>
        setBytes(rows, seq, Buffer.from(change((await bytesAt(rows, seq)).toString()))),
      );
      expect(await attacked.found(copy)).toMatchObject({ code: 'E_NONCANONICAL', seq });
      expect(codes(await saidOf(copy))).toEqual(['E_NONCANONICAL', 'E_NONCANONICAL']);
    }
  });

  it("edits a disclosure's value: E_DISCLOSURE_MISMATCH, and the others are fine", async () => {
    const { seq } = await eventOf(0);
    const another = makeDisclosure('/payload/title', '另一个标题', randomBytes(16)).encoded;
    const copy = await attacked.after((rows) =>
      rows.query(
        'UPDATE disclosure SET encoded = ? WHERE seq = ? AND digest = (SELECT min(digest) FROM disclosure WHERE seq = ?)',
        [another, seq, seq],
      ),
    );
    expect(await attacked.found(copy)).toMatchObject({ code: 'E_DISCLOSURE_MISMATCH', seq });
    const said = await saidOf(copy);
    expect(codes(said)).toEqual(['E_DISCLOSURE_MISMATCH', 'E_DISCLOSURE_MISMATCH']);
    for (const { findings } of Object.values(said)) {
      const about = findings.filter((found) => found.code.startsWith('E_DISCLOSURE'));
      expect(new Set(about.map((found) => found.seq))).toEqual(new Set([seq]));
    }
  });

  it('deletes the last events, below a checkpoint: E_TRUNCATED, and the server does not start', async () => {
    const copy = await attacked.after(async (rows) => {
      for (const table of ['disclosure', 'event'])
        await rows.query(`DELETE FROM ${table} WHERE seq >= ?`, [size - 2]);
      await recompute(rows);
    });
    expect(await attacked.found(copy)).toMatchObject({ code: 'E_TRUNCATED' });
    expect(codes(await saidOf(copy))).toEqual(['E_TRUNCATED', 'E_TRUNCATED']);
    await expect(TestServer.starts(copy, server.clock)).rejects.toMatchObject({ code: 'log-rolled-back' });
  });

  it('deletes one in the middle, renumbers and chains the rest anew: E_SEQ, or E_ROOT', async () => {
    const { seq } = await victim();
    const gap = await attacked.after((rows) => rows.query('DELETE FROM event WHERE seq = ?', [seq]));
    expect(codes(await saidOf(gap))).toEqual(['E_SEQ', 'E_SEQ']);
    const copy = await attacked.after(async (rows) => {
      for (const table of ['disclosure', 'event'])
        await rows.query(`DELETE FROM ${table} WHERE seq = ?`, [seq]);
      await renumbered(rows, seq + 1, -1);
      await chainedAnew(rows);
      // One more at the end, so that nothing is missing there.
      await appended(rows, size - 1);
      await recompute(rows);
    });
    expect(await attacked.found(copy)).toMatchObject({ code: 'E_ROOT' });
    const said = await saidOf(copy);
    expect(codes(said)).toEqual(['E_ROOT', 'E_ROOT']);
  });

  it('inserts a back-dated event: E_SEQ, E_DECISION_GAP, E_CHAIN', async () => {
    const { seq } = await victim();
    const copy = await attacked.after(async (rows) => {
      const leaf = decodeLeaf(await bytesAt(rows, seq));
      await renumbered(rows, seq, 1);
      await inserted(rows, { ...leaf, id: anotherId(leaf.id), data: { ...leaf.data, _sd: [] } });
      await recompute(rows);
    });
    expect(await attacked.found(copy)).toMatchObject({ seq });
    const said = await saidOf(copy);
    for (const one of Object.values(said)) {
      expect(one.code).toBe('E_SEQ');
      const found = new Set(one.findings.map((finding) => finding.code));
      expect([...found]).toEqual(expect.arrayContaining(['E_SEQ', 'E_DECISION_GAP', 'E_CHAIN']));
    }
  });

  it('appends an event with a time in the past: E_TIME_BACK', async () => {
    const { time } = await victim();
    const copy = attacked.copy();
    await attack(copy, async (rows) => {
      await appended(rows, size, { time });
      await recompute(rows);
      await withoutWitnesses(rows);
      await signedBy(rows, copy.directory);
    });
    expect(await attacked.found(copy)).toMatchObject({ code: 'E_TIME_BACK', seq: size });
    expect(codes(await bothSay(await attacked.bag(copy), attacked.brought()))).toEqual([
      'E_TIME_BACK',
      'E_TIME_BACK',
    ]);
  });

  it('rewrites the whole log and signs it with a new key that the bag brings along: E_SIG', async () => {
    const { seq } = await victim();
    const copy = attacked.copy();
    const own = join(copy.directory, 'of-the-attacker');
    mkdirSync(own);
    await attack(copy, async (rows) => {
      await rewrite(rows, seq, withPayload({ n: 14 }));
      await chainedAnew(rows);
      await recompute(rows);
      await withoutWitnesses(rows);
      await rows.query('DELETE FROM checkpoint');
      await signedBy(rows, own);
    });
    expect(await attacked.found(copy)).toMatchObject({ code: 'E_SIG' });
    expect(codes(await bothSay(await attacked.bag(copy), attacked.brought()))).toEqual(['E_SIG', 'E_SIG']);
  });

  it("restores yesterday's database and keeps the checkpoints: the server does not start; E_TRUNCATED", async () => {
    const copy = attacked.copy();
    const newest = await newestNote(copy);
    writeFileSync(join(copy.directory, 'chengxu.db'), readFileSync(yesterday.url.slice('sqlite:'.length)));
    await expect(TestServer.starts(copy, server.clock)).rejects.toMatchObject({ code: 'log-rolled-back' });
    expect(codes(await saidOf(copy, [newest]))).toEqual(['E_TRUNCATED', 'E_TRUNCATED']);
  });

  it('restores it and deletes the checkpoints too: a pin tells; without one, W_STALE', async () => {
    const bag = await attacked.bag(yesterday);
    const newest = await newestNote(on);
    expect(codes(await bothSay(bag, brought([newest])))).toEqual(['E_TRUNCATED', 'E_TRUNCATED']);
    const later = new Date(server.clock.legal().getTime() + 3 * 24 * 3600 * 1000).toISOString();
    const fresh = await bothSay(bag, { ...brought(), asOf: later });
    for (const one of Object.values(fresh)) {
      expect(one.exit).toBe(2);
      expect(one.findings.map((found) => found.code)).toContain('W_STALE');
    }
    expect(parseCheckpoint(pinned).size).toBeLessThan(size);
  });

  it('runs two servers on two copies: one signer refuses the second; never two roots at one size', async () => {
    const [one, two] = [attacked.copy(), attacked.copy()];
    const roots: string[] = [];
    const grows = (copy: TestDatabase, n: number) =>
      attack(copy, async (rows) => {
        await appended(rows, size, { n });
        await recompute(rows);
        // Both ask the one signer, whose files lie with the first.
        roots.push(await signedBy(rows, one.directory));
      });
    await grows(one, 1);
    await expect(grows(two, 2)).rejects.toMatchObject({ code: 'log-forked' });
    expect(roots).toHaveLength(1);
  });

  it('sets the clock back two hours: appends are refused with 503, reading goes on', async () => {
    const before = await server.events();
    server.clock.legalTimePasses(-2 * 3600 * 1000);
    try {
      const refused = await administrator.posts('/api/admin/people', {
        username: 'latecomer',
        password: 'correct horse battery',
        name: '后来者',
        post: '科员',
      });
      expect([refused.status, refused.body['code'], refused.body['reason']]).toEqual([
        503,
        'ledger-unavailable',
        'clock-went-back',
      ]);
      expect((await crew.office.get(`/api/decisions/${calls[0]?.decision}`)).status).toBe(200);
      expect((await server.sends('GET', '/api/health/ready')).body).toMatchObject({
        clock: 'behind-the-ledger',
      });
    } finally {
      server.clock.legalTimePasses(2 * 3600 * 1000);
    }
    expect(await server.events()).toBe(before);
    expect((await server.sends('GET', '/api/health/ready')).body).toMatchObject({ clock: 'right' });
  });

  it('deletes a disclosure silently: E_DISCLOSURE_MISSING', async () => {
    const { seq } = await eventOf(0);
    const copy = await attacked.after((rows) => rows.query('DELETE FROM disclosure WHERE seq = ?', [seq]));
    expect(await attacked.found(copy)).toMatchObject({ code: 'E_DISCLOSURE_MISSING', seq });
    expect(codes(await saidOf(copy))).toEqual(['E_DISCLOSURE_MISSING', 'E_DISCLOSURE_MISSING']);
  });

  it('changes a workflow definition on the disk: it is not loaded under its name; E_DEFINITION', async () => {
    const { leaf } = await victim();
    const texts = releasedFiles().map((file) => readFileSync(file, 'utf8'));
    const text = texts.find((one) => sha256Hex(one) === leaf.workflowhash) ?? '';
    const changed = join(on.directory, 'changed.mjs');
    writeFileSync(changed, `${text}\n`);
    // The proof that is kept beside a released one is made to fit, as its forger would: that alone is no way in.
    const proof = server.running.parts.workflows.find((one) => one.hash === leaf.workflowhash)?.proof;
    const kept = JSON.stringify({ sha256: sha256Hex(`${text}\n`), proof });
    writeFileSync(join(on.directory, 'changed.proof.json'), kept);
    // Other bytes are another procedure: no decision that runs on the first one is judged by them.
    const { hash } = await loadWorkflow(changed);
    expect(server.running.parts.workflows.map((one) => one.hash)).not.toContain(hash);
    const forged = forgedBag(await attacked.bag(attacked.copy(), calls[1]?.decision), (payload) => {
      const path = `data/definitions/${leaf.workflowhash}.mjs`;
      if (!payload.has(path)) throw new Error('no definition in the bag');
      payload.set(path, Buffer.from(`${text}\n`));
    });
    expect(codes(await bothSay(forged, brought()))).toEqual(['E_DEFINITION', 'E_DEFINITION']);
  });

  it("replaces a document's bytes on the disk: E_BLOB, and it is not handed out", async () => {
    const digest = sha256Hex(`草案：${MATTERS[1]}`);
    const copy = attacked.copy();
    writeFileSync(documentPath(join(copy.directory, 'documents'), digest), '草案：另一份');
    expect(codes(await saidOf(copy, [], calls[1]?.decision))).toEqual(['E_BLOB', 'E_BLOB']);
    const file = documentPath(join(on.directory, 'documents'), digest);
    const original = readFileSync(file);
    writeFileSync(file, '草案：另一份');
    const read = await crew.office.get(`/api/documents/${digest}`);
    writeFileSync(file, original);
    expect([read.status, read.body['code']]).toEqual([500, 'document-damaged']);
  });

  it('leaves the last two events out of an export: E_TAIL_OMITTED', async () => {
    const decision = String(calls[1]?.decision);
    const bag = await attacked.bag(attacked.copy(), decision);
    const own = (await server.running.parts.ledger.eventsOf(`decision/${decision}`))
      .slice(-2)
      .map(({ seq }) => seq);
    const forged = forgedBag(bag, (payload) => {
      for (const name of ['leaves', 'inclusion', 'disclosures', 'withheld']) {
        const path = `data/ledger/${name}.jsonl`;
        const lines = payload.get(path)?.toString('utf8').trimEnd().split('\n') ?? [];
        const left = lines.filter((line) => !own.includes(Number((JSON.parse(line) as JsonObject)['seq'])));
        if (lines.length > 0) payload.set(path, Buffer.from(left.map((line) => `${line}\n`).join('')));
      }
    });
    const said = await bothSay(forged, brought());
    for (const one of Object.values(said)) {
      expect(one.exit).toBe(1);
      expect(one.findings.map((found) => found.code)).toContain('E_TAIL_OMITTED');
    }
  });

  it('sends the same request twice: one event, the same answer', async () => {
    const before = await server.events();
    const asked = { role: 'auditor', unit: server.body, body: server.body, reason: '年度审计' };
    const send = () =>
      administrator.posts(`/api/admin/people/${crew.office.id}/grants`, asked, {
        'idempotency-key': 'sent-twice',
      });
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(await server.events()).toBe(before + 1);
  });

  it('is told from two people who erase lawfully: verified, listed as erased, and the receipts hold', async () => {
    const { ledger } = server.running.parts;
    const comments = await ledger.eventsOf('consultation/call-0');
    const seq = comments.find(({ type }) => type === 'CommentReceived')?.seq ?? -1;
    const kept = async () => ({
      receipt: await ledger.receipt(seq),
      shown: (await server.sends('GET', `/api/public/receipts/${system.receiptCode}`)).body,
      state: (await crew.office.get(`/api/decisions/${calls[0]?.decision}`)).body['stateHash'],
    });
    const before = await kept();
    expect(before).toMatchObject({ receipt: expect.any(String), state: expect.any(String) });
    const about = { receiptCode: system.receiptCode };
    const asked = { about, legalBasis: 'consent-withdrawn', request: '横信访〔2026〕12号' };
    const proposed = await crew.office.posts('/api/admin/erasures', asked);
    expect([proposed.status, proposed.body['unmet']]).toEqual([201, undefined]);
    const id = Object.keys((proposed.body['state'] as JsonObject)['proposals'] as JsonObject).at(-1);
    const erased = await administrator.posts(`/api/admin/erasures/${id}/confirmation`, {});
    expect(erased.status).toBe(201);
    expect(await kept()).toEqual(before);
    await signs(server);
    const copy = attacked.copy();
    const said = await saidOf(copy, [pinned]);
    expect(said).toMatchObject({
      ours: { code: 'OK', exit: 0, erased: 2 },
      twin: { code: 'W_NO_REPLAY', erased: 2 },
    });
    expect(await attacked.verified(copy)).toMatchObject({ verdict: 'verified', erased: 2 });
  });

  it('post-dates an event on a host whose clock runs ahead: E_TIME_WINDOW once a witness has signed', async () => {
    server.clock.legalTimePasses(2 * 3600 * 1000);
    await administrator.registers('afternoon');
    await signs(server);
    expect(codes(await saidOf(attacked.copy()))).toEqual(['E_TIME_WINDOW', 'E_TIME_WINDOW']);
  });

  it.each([
    'verifier/flipped-bytes.spec.ts',
    'verifier/zip.spec.ts',
    'test/durability.spec.ts',
    'test/chaos/killed.spec.ts',
    'src/ledger/signer-crash.spec.ts',
    'src/witness/witness-crash.spec.ts',
    'src/ledger/signer.spec.ts',
  ])('flips every byte, brings ../ and bombs, kills it at any step, fills its disk: %s shows', (file) => {
    expect(existsSync(join(PROJECT_ROOT, file))).toBe(true);
  });
});
