import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, writeFileSync, type WriteStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { jcs, type Plain } from './jcs.js';
import { disclosure, LOG, ORIGIN, POLICY, sealedAt } from './made-up-ledger.js';
import { hashOfLeaf, hexDigest, sha256 } from './made-up-tree.js';
import { CALENDAR, CALENDAR_DIGEST, DEFINITION, MODULE } from './sample.js';

const GRANT = { role: 'proposer', unit: 'u', body: 'b' };
const ACTOR: { [name: string]: Plain } = {
  actor: { person: 'a', position: 1, grants: [GRANT], standing: 'good' },
};
const PER_DECISION = 40;
const AT_ONCE = 500;
const EVERY = 1000;

/** A tree that grows, for the writer's own sake. */
class Edge {
  private readonly edge: Buffer[] = [];
  size = 0;

  append(leaf: Buffer): void {
    let hash = leaf;
    for (let full = this.size; full % 2 === 1; full = (full - 1) / 2)
      hash = node(this.edge.pop() as Buffer, hash);
    this.edge.push(hash);
    this.size += 1;
  }

  root(): Buffer {
    return this.edge.reduceRight((right, left) => node(left, right));
  }
}

const node = (left: Buffer, right: Buffer): Buffer => sha256(Buffer.concat([Buffer.from([1]), left, right]));

/**
 * Writes the bag of a whole ledger with so many events: decisions of forty events each, five hundred of them under way
 * at one time, every event with a disclosure, a checkpoint with two cosignatures every thousand events.
 */
export async function writeSyntheticLedger(folder: string, events: number): Promise<void> {
  const out = new Writer(folder);
  const tree = new Edge();
  const heads = new Map<string, { version: number; hash: string; count: number }>();
  const source = ORIGIN;
  const add = async (subject: string, type: string, payload: Plain, more: { [name: string]: Plain } = {}) => {
    const before = heads.get(subject) ?? { version: -1, hash: '', count: 0 };
    const seq = tree.size;
    const encoded = disclosure('/payload/title', `关于第 ${seq} 号事项的说明`, `${seq}`);
    const isDecision = subject.startsWith('decision/');
    const count = before.count + 1;
    const states: { [name: string]: Plain } = isDecision
      ? { workflowhash: DEFINITION, statehash: String(count).padStart(64, '0') }
      : {};
    const bytes = Buffer.from(
      jcs({
        specversion: '1.0',
        id: `01900000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
        source,
        subject,
        type,
        time: new Date(Date.UTC(2026, 2, 2) + seq * 1000).toISOString(),
        seq,
        prev: before.hash,
        actor: 'a',
        actorrole: 'proposer',
        actorunit: 'u',
        ...states,
        data: {
          payload,
          version: before.version + 1,
          _sd_alg: 'sha-256',
          _sd: [sha256(encoded).toString('base64url')],
          facts: {
            calendar: CALENDAR_DIGEST,
            ...(isDecision ? ACTOR : {}),
            ...more,
          },
        },
      }),
    );
    const hash = hashOfLeaf(bytes);
    tree.append(hash);
    if (before.version + 2 === PER_DECISION && isDecision) heads.delete(subject);
    else heads.set(subject, { version: before.version + 1, hash: hash.toString('hex'), count });
    await out.line('data/ledger/leaves.jsonl', bytes);
    await out.line('data/ledger/disclosures.jsonl', Buffer.from(jcs({ encoded, seq })));
    if (tree.size % EVERY === 0 || tree.size === events)
      out.file(`data/ledger/checkpoints/${tree.size}.note`, note(tree));
  };
  await add('installation', 'CalendarNoticed', { digest: CALENDAR_DIGEST });
  await add('person/a', 'PersonRegistered', {});
  await add('person/a', 'RoleGranted', GRANT);
  while (tree.size < events) {
    const at = tree.size - 3;
    const [round, place] = [Math.floor(at / (AT_ONCE * PER_DECISION)), at % AT_ONCE];
    await add(`decision/${round * AT_ONCE + place}`, 'Counted', { add: 1, note: 'x'.repeat(200) });
  }
  out.file(`data/definitions/${DEFINITION}.mjs`, MODULE);
  out.file(`data/content/${CALENDAR_DIGEST}.json`, CALENDAR);
  const claims = {
    exportedAt: '2026-03-02T03:00:00.000Z',
    format: 'chengxu-bag@1',
    origin: ORIGIN,
    scope: 'ledger',
    source,
  };
  out.file('data/bag.json', jcs({ ...claims, root: tree.root().toString('hex'), size: tree.size }));
  await out.seal();
}

function note(tree: Edge): string {
  const text = `${ORIGIN}\n${tree.size}\n${tree.root().toString('base64')}\n`;
  return `${text}\n${sealedAt(new Date(Date.UTC(2026, 2, 2) + tree.size * 1000).toISOString())(text)}`;
}

/** Files of a bag, hashed as they are written. */
class Writer {
  private readonly digests = new Map<string, string>();
  private readonly open = new Map<string, { stream: WriteStream; hash: ReturnType<typeof createHash> }>();

  constructor(private readonly folder: string) {
    writeFileSync(`${folder}.policy`, POLICY);
    writeFileSync(`${folder}.key`, LOG.vkey);
  }

  async line(path: string, bytes: Buffer): Promise<void> {
    const { stream, hash } = this.open.get(path) ?? this.begin(path);
    const line = Buffer.concat([bytes, Buffer.from('\n')]);
    hash.update(line);
    if (!stream.write(line)) await new Promise<void>((resolve) => stream.once('drain', () => resolve()));
  }

  file(path: string, content: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), content);
    this.digests.set(path, hexDigest(content));
  }

  async seal(): Promise<void> {
    for (const [path, { stream, hash }] of this.open) {
      await new Promise<void>((resolve) => stream.end(() => resolve()));
      this.digests.set(path, hash.digest('hex'));
    }
    this.file('bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
    const manifest = (isPayload: boolean) =>
      [...this.digests]
        .filter(([path]) => path.startsWith('data/') === isPayload)
        .map(([path, digest]) => `${digest}  ${path}\n`)
        .join('');
    this.file('manifest-sha256.txt', manifest(true));
    this.file('tagmanifest-sha256.txt', manifest(false));
  }

  private begin(path: string) {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    const begun = { stream: createWriteStream(join(this.folder, path)), hash: createHash('sha256') };
    this.open.set(path, begun);
    return begun;
  }
}
