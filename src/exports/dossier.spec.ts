import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Logger } from '@nestjs/common';
import { describeOnAnyDatabase } from '../../test/databases.js';
import { crewOf, PublishedCall } from '../../test/published-call.js';
import { bagItFaults, linesIn, unzipped, type BagFiles } from '../../test/read-bag.js';
import { oneServerForAll, TestServer, type Person } from '../../test/server.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { sha256Hex } from '../canonical/digest.js';
import { documentPath } from '../documents/documents.js';
import { parseCheckpoint } from '../ledger/checkpoint.js';
import { disclosureDigest, openDisclosure } from '../ledger/disclosure.js';
import { verifyConsistency, verifyInclusion } from '../ledger/proofs.js';
import { openNote, verifierOf } from '../ledger/signed-note.js';
import { leafHash } from '../ledger/tree.js';
import { archivePackage } from './archive-package.js';
import { bagOf } from './bag.js';
import { zipOf } from './zip.js';
import { joinPayload } from '../engine/disclosed-fields.js';

const SPOKEN = ['建议多设残疾人车位', '王芳', '13800000000', '来信意见'] as const;

/** A decision on whose open call somebody wrote online and somebody by letter; and another decision beside it. */
async function begin({ server, administrator }: { server: TestServer; administrator: Person }) {
  const { proposer, office } = await crewOf(administrator);
  const call = await PublishedCall.published({ proposer, office }, 'parking-2026');
  await PublishedCall.published({ proposer, office }, 'toilets-2026', '横溪镇公厕改造');
  const [text, name, contact, letter] = SPOKEN;
  expect((await call.comments({ text, name, contact, anonymous: false })).status).toBe(201);
  const digest = await proposer.uploads('来信原件');
  const entered = await proposer.posts(`/api/consultations/${call.id}/events`, {
    type: 'CommentReceived',
    payload: { text: letter, anonymous: true },
    onBehalfOf: 'anybody',
    instrument: { digest, pages: 1, signedOn: '2026-03-02', sealed: false, certifiedBy: proposer.id },
  });
  expect(entered.status).toBe(201);
  expect((await call.disposes(1)).status).toBe(201);
  return { server, administrator, proposer, office, call, letter: digest };
}

type Begun = Awaited<ReturnType<typeof begin>>;

async function dossier(person: Person, decision: string) {
  const { address } = person.server.running;
  const answer = await fetch(`${address}/api/decisions/${decision}/dossier.zip`, {
    headers: { authorization: `Bearer ${person.token}` },
  });
  expect(answer.status).toBe(200);
  return { headers: answer.headers, ...(await unzipped(Buffer.from(await answer.arrayBuffer()))) };
}

const leavesIn = (files: BagFiles) => linesIn(files, 'data/ledger/leaves.jsonl');
const bagIn = (files: BagFiles) =>
  JSON.parse(files.get('data/bag.json')?.toString('utf8') ?? '') as JsonObject;
const everything = (files: BagFiles) => Buffer.concat([...files.values()]).toString('utf8');
/** Disclosures as text: base64url hides words from a search. */
const disclosedIn = (files: BagFiles) =>
  linesIn(files, 'data/ledger/disclosures.jsonl').map(({ encoded }) => openDisclosure(String(encoded)).value);

describeOnAnyDatabase('The dossier of a decision', (fresh) => {
  it('is a bag in a ZIP, and every proof in it holds', async () => {
    const { server, office, call } = await begin(await TestServer.setUp(await fresh()));
    const { headers, base, files } = await dossier(office, call.decision);
    expect(headers.get('content-type')).toBe('application/zip');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="decision-${call.decision}.zip"`);
    expect(base).toBe(`decision-${call.decision}`);
    expect(bagItFaults(files)).toEqual([]);

    const { size, origin, subjects, root } = bagIn(files);
    expect(size).toBe(await server.events());
    expect(subjects).toEqual([`consultation/${call.id}`, `decision/${call.decision}`]);
    const key = verifierOf(server.running.parts.signer.vkey);
    const note = openNote(files.get(`data/ledger/checkpoints/${Number(size)}.note`)?.toString() ?? '', [key]);
    const head = parseCheckpoint(note.text);
    expect([head.origin, head.size, head.root.toString('hex')]).toEqual([origin, size, root]);

    const lines = (files.get('data/ledger/leaves.jsonl')?.toString('utf8') ?? '').split('\n').slice(0, -1);
    const inclusion = linesIn(files, 'data/ledger/inclusion.jsonl');
    expect(inclusion).toHaveLength(lines.length);
    for (const [at, line] of lines.entries()) {
      const { seq, path } = inclusion[at] as { seq: number; path: string[] };
      expect(seq).toBe((JSON.parse(line) as JsonObject)['seq']);
      expect(verifyInclusion(seq, head.size, leafHash(Buffer.from(line)), hashes(path), head.root)).toBe(
        true,
      );
    }
    const sizes = [...files.keys()].flatMap((name) => /checkpoints\/(\d+)\.note$/.exec(name)?.[1] ?? []);
    const rootAt = (at: unknown) =>
      parseCheckpoint(openNote(String(files.get(`data/ledger/checkpoints/${Number(at)}.note`)), [key]).text)
        .root;
    // The heads were recorded for this dossier: nothing of it comes after them.
    const heads = linesIn(files, 'data/ledger/heads.jsonl');
    expect(heads.map(({ subject }) => subject)).toEqual(subjects);
    const recorded = JSON.parse(lines.at(-1) ?? '') as {
      seq: number;
      type: string;
      data: { payload: JsonObject };
    };
    expect([recorded.type, recorded.seq]).toEqual(['HeadsRecorded', Number(size) - 1]);
    for (const { index, count, path, seq, leaf, subject, version } of heads) {
      expect([seq, count]).toEqual([recorded.seq, recorded.data.payload['count']]);
      const entry = leafHash(Buffer.from(JSON.stringify({ leaf, subject, version })));
      const counted = Buffer.from(String(recorded.data.payload['root']), 'hex');
      expect(verifyInclusion(Number(index), Number(count), entry, hashes(path as string[]), counted)).toBe(
        true,
      );
      const last = leavesIn(files).findLast((one) => one['subject'] === subject);
      expect(last?.['data']).toMatchObject({ version });
    }
    const steps = linesIn(files, 'data/ledger/consistency.jsonl');
    expect(steps).toHaveLength(sizes.length - 1);
    for (const { from, to, path } of steps)
      expect(
        verifyConsistency(Number(from), rootAt(from), Number(to), rootAt(to), hashes(path as string[])),
      ).toBe(true);
  });

  it('does not list as withheld what was deleted in silence', async () => {
    const { server, call } = await begin(await TestServer.setUp(await fresh()));
    server.damaged = true;
    const { database, ledger } = server.running.parts;
    await ledger.checkpoint();
    const [comment] = await database.read.query<{ seq: number; digest: string }>(
      "SELECT d.seq, d.digest FROM disclosure d JOIN event e ON e.seq = d.seq WHERE e.type = 'CommentReceived' ORDER BY d.seq, d.digest LIMIT 1",
    );
    await database.write(async (tx) => {
      await tx.query(
        database.dialect === 'sqlite'
          ? 'DROP TRIGGER disclosure_refuses_delete'
          : 'ALTER TABLE disclosure DISABLE TRIGGER USER',
      );
      await tx.query('DELETE FROM disclosure WHERE seq = ? AND digest = ?', [
        comment?.seq ?? -1,
        comment?.digest ?? '',
      ]);
    });
    const exported = { rows: database.read, documents: join(server.on.directory, 'documents'), released: [] };
    const bag = await bagOf(exported, { decision: call.decision, at: new Date() });
    const { files } = await unzipped(await buffer(zipOf(bag)));
    const listed = linesIn(files, 'data/ledger/withheld.jsonl').map(({ digest }) => digest);
    expect(listed).not.toContain(comment?.digest);
    expect(listed.filter((digest) => digest !== undefined)).toHaveLength(3);
  });
});

describe('The dossier of a decision', () => {
  const township = oneServerForAll();
  let begun: Begun;
  /** Handed out once for all that is read in it: its printed views take seconds. */
  let handedOut: BagFiles;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    begun = await begin(township());
    handedOut = (await dossier(begun.office, begun.call.decision)).files;
  });
  afterAll(() => Logger.overrideLogger(['error', 'warn']));

  it('holds all that the decision rests on, and nothing of another', async () => {
    const { office, call } = begun;
    const files = handedOut;
    const leaves = leavesIn(files);
    const of = (subject: string) => leaves.filter((leaf) => leaf['subject'] === subject);
    expect(of(`decision/${call.decision}`).map(({ type }) => type)).toEqual([
      'DecisionProposed',
      'MatterScreened',
      'ProposalStudied',
      'ProcedureStarted',
      'DraftSubmitted',
      'ConsultationOpened',
    ]);
    expect(of(`consultation/${call.id}`)).toHaveLength(3);
    expect(of(`person/${office.id}`).map(({ type }) => type)).toEqual(['PersonRegistered', 'RoleGranted']);
    expect(of('installation').map(({ type }) => type)).toContain('CalendarNoticed');
    expect(everything(files)).not.toContain('toilets-2026');
    expect(disclosedIn(files)).not.toContain('横溪镇公厕改造');
    for (const [name, content] of files) {
      const digest = /^data\/(?:documents|definitions|content)\/([0-9a-f]{64})/.exec(name)?.[1];
      if (digest !== undefined) expect([name, sha256Hex(content)]).toEqual([name, digest]);
    }
    const kinds = [...files.keys()].map((name) => name.split('/').slice(0, 2).join('/'));
    expect(new Set(kinds)).toEqual(
      new Set([
        'bagit.txt',
        'bag-info.txt',
        'manifest-sha256.txt',
        'tagmanifest-sha256.txt',
        'README.txt',
        'index.html',
        'data/views',
        'data/bag.json',
        'data/ledger',
        'data/documents',
        'data/definitions',
        'data/content',
      ]),
    );
    const first = of(`decision/${call.decision}`)[0]?.['workflowhash'];
    expect(files.has(`data/definitions/${String(first)}.mjs`)).toBe(true);
  });

  it('withholds what members of the public wrote, by digest, and their letters', async () => {
    const { letter } = begun;
    const files = handedOut;
    for (const words of SPOKEN) {
      expect(disclosedIn(files)).not.toContain(words);
      // Nor do the views say it.
      expect(everything(files)).not.toContain(words);
    }
    expect(String(files.get('data/views/history.html'))).toContain('横溪镇停车场建设');
    expect(disclosedIn(files)).toContain('横溪镇停车场建设');
    const comments = leavesIn(files).filter(({ type }) => type === 'CommentReceived');
    const digests = comments.flatMap(({ seq, data }) =>
      ((data as JsonObject)['_sd'] as string[]).map((digest) => ({ digest, reason: 'public', seq })),
    );
    const withheld = linesIn(files, 'data/ledger/withheld.jsonl');
    expect(withheld.filter((line) => 'digest' in line)).toEqual(digests);
    const at = comments[1]?.['seq'];
    expect(withheld.filter((line) => 'document' in line)).toEqual([
      { document: letter, reason: 'public', seq: at },
    ]);
    expect(files.has(`data/documents/${letter}`)).toBe(false);
    // The answer that was given in office is not withheld.
    expect(disclosedIn(files)).toContain('已列入第二版');
  });

  it('is for those who may read the decision', async () => {
    const { server, administrator, call } = begun;
    const path = `/api/decisions/${call.decision}/dossier.zip`;
    expect((await server.sends('GET', path)).status).toBe(401);
    const outsider = await administrator.registers('outsider');
    const missing = await outsider.get(path);
    expect([missing.status, missing.body['code']]).toEqual([404, 'not-found']);
    const unknown = await administrator.get('/api/decisions/nothing/dossier.zip');
    expect([unknown.status, unknown.body['code']]).toEqual([404, 'not-found']);
    expect(unknown.headers.get('content-type')).toContain('application/problem+json');
  });

  it('shows auditors, and nobody else, what was tried and refused', async () => {
    const { administrator, proposer, call } = begun;
    const refused = await proposer.adds(`decisions/${call.decision}`, 'DecisionArchived', {}, 0);
    expect(refused.status).toBe(422);
    const reason = '不可外传的理由';
    const withdrawal = { reason };
    const attempt = await proposer.adds(`decisions/${call.decision}`, 'ProposalWithdrawn', withdrawal, 1);
    expect([attempt.status, attempt.body['code']]).toEqual([412, 'version-conflict']);
    const start = { leadUnit: 'hengxi', units: ['hengxi'] };
    const again = await proposer.adds(`decisions/${call.decision}`, 'ProcedureStarted', start, 5);
    expect([again.status, again.body['code']]).toEqual([403, 'not-competent']);
    const auditor = await administrator.registers('auditor', { role: 'auditor' });
    const { files } = await dossier(auditor, call.decision);
    expect(bagItFaults(files)).toEqual([]);
    const [seen, unseen] = [files, handedOut].map((one) => String(one.get('data/views/history.html')));
    expect(unseen).not.toContain('被拒绝的操作');
    const shown = seen?.slice(seen.indexOf('被拒绝的操作')) ?? '';
    for (const words of ['版本已更新', '撤回', '无权办理', '启动', `姓名${proposer.username}`])
      expect(shown).toContain(words);
    // What was sent stands nowhere.
    expect(shown).not.toContain(reason);
    expect(Number(files.get('data/views/dossier.pdf')?.length)).toBeGreaterThan(
      Number(handedOut.get('data/views/dossier.pdf')?.length),
    );
  });

  it('is refused, in words, while a paper in it is damaged', async () => {
    const { server, office, call } = begun;
    const files = handedOut;
    const digest =
      [...files.keys()].flatMap((name) => /^data\/documents\/(.*)$/.exec(name)?.[1] ?? [])[0] ?? '';
    const file = documentPath(join(server.on.directory, 'documents'), digest);
    const bytes = readFileSync(file);
    writeFileSync(file, '改动过的内容');
    const changed = await office.get(`/api/decisions/${call.decision}/dossier.zip`);
    expect([changed.status, changed.body['code']]).toEqual([500, 'document-damaged']);
    rmSync(file);
    expect((await office.get(`/api/decisions/${call.decision}/dossier.zip`)).status).toBe(500);
    writeFileSync(file, bytes);
  });

  it('is filed as an archival package: catalogue and metadata first, papers in order, nothing of the public', async () => {
    const { server, call, letter } = begun;
    const { database, workflows } = server.running.parts;
    const damaged: string[] = [];
    const onDamaged = (sha256: string) => damaged.push(sha256);
    const documents = join(server.on.directory, 'documents');
    const from = { rows: database.read, released: workflows, documents, onDamaged };
    const bag = await archivePackage(from, call.decision, new Date('2026-03-02T01:00:00Z'));
    const { base, files } = await unzipped(await buffer(zipOf(bag)));
    expect([base, damaged, bagItFaults(files)]).toEqual([`archive-${call.decision}`, [], []]);
    const text = (name: string) => String(files.get(`data/${name}`));
    const { items } = JSON.parse(text('catalogue.json')) as { items: JsonObject[] };
    const categories = items.map(({ category }) => category);
    expect(categories[0]).toBe('草案及起草说明');
    expect(categories.at(-1)).toBe('其他');
    for (const { path, sha256, is } of items) {
      expect([is, path !== undefined]).toEqual([sha256 === letter ? 'withheld' : 'here', is === 'here']);
      if (typeof path === 'string') expect(sha256Hex(files.get(`data/${path}`) ?? '')).toBe(sha256);
    }
    expect(items.some(({ sha256 }) => sha256 === letter)).toBe(true);
    const metadata = JSON.parse(text('metadata.json')) as JsonObject;
    expect(metadata).toMatchObject({ 题名: '横溪镇停车场建设', 件数: String(items.length) });
    for (const name of ['档号', '保管期限', '归档日期']) expect(metadata[name]).toContain('未记录');
    expect(text('metadata.xml')).toContain('<题名>横溪镇停车场建设</题名>');
    expect(text('catalogue.csv').split('\r\n')).toHaveLength(items.length + 2);
    for (const words of SPOKEN) expect(everything(files)).not.toContain(words);
  });

  it('shows every field of its own events as the person in office wrote it', async () => {
    const files = handedOut;
    const first = leavesIn(files).find(({ type }) => type === 'DecisionProposed');
    const data = first?.['data'] as { payload: JsonObject; _sd: string[] };
    const disclosures = linesIn(files, 'data/ledger/disclosures.jsonl')
      .filter(({ encoded }) => data._sd.includes(disclosureDigest(String(encoded))))
      .map(({ encoded }) => openDisclosure(String(encoded)));
    expect(disclosures).toHaveLength(data._sd.length);
    expect(joinPayload(data.payload, disclosures)).toMatchObject({
      title: '横溪镇停车场建设',
      problem: '集镇停车难',
    });
  });
});

const hashes = (path: readonly string[]): Buffer[] => path.map((hash) => Buffer.from(hash, 'hex'));
