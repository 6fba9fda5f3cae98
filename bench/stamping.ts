import Sqlite from 'better-sqlite3';
import { openDisclosure } from '../src/ledger/disclosure.js';
import { seal, type Place, type Sealed } from '../src/ledger/event-rows.js';
import { headFrom, type StoredHead } from '../src/ledger/head-row.js';
import { decodeLeaf, type Leaf } from '../src/ledger/leaf.js';
import type { EventDraft } from '../src/ledger/append-command.js';
import type { TreeNode } from '../src/ledger/tree.js';

/** An act that the real road recorded, as a draft that other decisions can record too. */
interface Pattern {
  readonly draft: EventDraft;
  readonly time: string;
}

/**
 * Stamps decisions after one that the real road recorded: the same acts with the same facts and states, each under an
 * id, salts and hashes of its own, in lockstep as they would come in from many offices. It writes to the file directly,
 * because a million acts over HTTP would take the day; every event is judged like any other when the ledger is verified.
 */
export class Stamping {
  private readonly file;
  private readonly statements;

  constructor(path: string) {
    this.file = new Sqlite(path);
    this.file.pragma('journal_mode = WAL');
    // A bench that loses its ledger in a power cut makes another one.
    this.file.pragma('synchronous = OFF');
    this.statements = {
      event: this.file.prepare(
        'INSERT INTO event (seq, id, subject, version, type, time, leaf_hash, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ),
      disclosure: this.file.prepare('INSERT INTO disclosure (seq, digest, encoded) VALUES (?, ?, ?)'),
      node: this.file.prepare('INSERT INTO ledger_node (level, idx, hash) VALUES (?, ?, ?)'),
      head: this.file.prepare(
        'UPDATE ledger_head SET size = ?, compact_range = ?, last_time = ? WHERE id = 1',
      ),
    };
  }

  /** `count` decisions like this one, in one transaction. @returns how many events the ledger holds then */
  stamp(decision: string, count: number, name: (n: number) => string): number {
    const patterns = this.patternsOf(`decision/${decision}`);
    this.file.exec('BEGIN IMMEDIATE');
    const { range, lastTime } = headFrom(
      this.file
        .prepare('SELECT size, compact_range, last_time FROM ledger_head WHERE id = 1')
        .get() as StoredHead,
    );
    const time = lastTime;
    const heads = Array.from({ length: count }, (_, n) => ({ subject: `decision/${name(n)}`, leafHash: '' }));
    for (const [version, { draft, time: then }] of patterns.entries()) {
      if (then.slice(0, 10) !== time.slice(0, 10)) throw new Error('The day changed while it was recorded.');
      for (const head of heads) {
        const place: Place = {
          source: this.source,
          subject: head.subject,
          seq: range.size,
          head: { version: version - 1, leafHash: head.leafHash },
          time,
        };
        const sealed = seal(draft, place);
        this.insert(sealed, range.append(sealed.hash));
        head.leafHash = sealed.event.leafHash;
      }
    }
    this.statements.head.run(range.size, JSON.stringify(range.toJson()), time);
    this.file.exec('COMMIT');
    return range.size;
  }

  close(): void {
    this.file.close();
  }

  private source = '';

  private patternsOf(subject: string): Pattern[] {
    const rows = this.file
      .prepare('SELECT seq, bytes FROM event WHERE subject = ? ORDER BY version')
      .all(subject) as { seq: number; bytes: Buffer }[];
    const disclosed = this.file.prepare('SELECT encoded FROM disclosure WHERE seq = ?');
    return rows.map(({ seq, bytes }) => {
      const leaf = decodeLeaf(bytes);
      this.source = leaf.source;
      const encoded = disclosed.all(seq) as { encoded: string }[];
      return {
        draft: draftOf(
          leaf,
          encoded.map((row) => openDisclosure(row.encoded)),
        ),
        time: leaf.time,
      };
    });
  }

  private insert({ event, hash, disclosures }: Sealed, nodes: readonly TreeNode[]): void {
    const { seq, id, subject, version, type, time, bytes } = event;
    this.statements.event.run(seq, id, subject, version, type, time, hash, bytes);
    for (const { digest, encoded } of disclosures) this.statements.disclosure.run(seq, digest, encoded);
    for (const { level, index, hash: node } of nodes)
      if (level > 0) this.statements.node.run(level, index, node);
  }
}

function draftOf(leaf: Leaf, disclosures: EventDraft['disclosures']): EventDraft {
  const { type, actor, actorrole, actorunit, workflowhash, statehash, data } = leaf;
  const { payload, facts } = data;
  return { type, actor, actorrole, actorunit, workflowhash, statehash, payload, facts, disclosures };
}
