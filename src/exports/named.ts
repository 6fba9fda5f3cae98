import type { JsonObject } from '../canonical/canonical-json.js';
import type { ReleasedWorkflow } from '../decisions/workflows.js';
import { documentsNamedIn } from '../engine/papers.js';
import { type LeafRow, objectOr, partOf, saidIn, textsIn } from './leaves.js';

/**
 * The events by which members of the public speak, by the kind of subject that they stand on. Their disclosures, and
 * papers that only they name, are withheld from a decision's bag (docs/decisions/0013).
 */
export const THE_PUBLIC_SPEAKS: Readonly<Record<string, string>> = {
  CommentReceived: 'consultation',
  ExecutionOpinionReceived: 'decision',
};

export function isByThePublic({ subject, type }: Pick<LeafRow, 'subject' | 'type'>): boolean {
  const kind = THE_PUBLIC_SPEAKS[type];
  return kind !== undefined && subject.startsWith(`${kind}/`);
}

/** Acts on the installation that remove; `payload.digests` and `payload.documents` say what. */
export const REMOVALS = ['DisclosuresErased', 'RemovedUnderOrder'];

const isRemoval = ({ subject, type }: Pick<LeafRow, 'subject' | 'type'>): boolean =>
  subject === 'installation' && REMOVALS.includes(type);

/** A paper that only members of the public brought, with the events that name it. */
export type BroughtByThePublic = ReadonlyMap<string, readonly number[]>;

/** Gathers, leaf by leaf, what a bag has to hold beside its leaves. */
export class Named {
  /** Digests of papers, of calendars and rule sets, of definitions. */
  readonly papers = new Set<string>();
  readonly content = new Set<string>();
  readonly definitions = new Set<string>();
  /** Binding acts: they have receipts. */
  readonly binding: { readonly seq: number; readonly id: string }[] = [];
  /** Positions of what members of the public said. */
  readonly spoken: number[] = [];
  /** Papers that an act on record has removed. */
  readonly removed = new Set<string>();
  private readonly brought = new Map<string, number[]>();

  /** @param released so that it is known which acts are binding */
  constructor(
    private readonly released: readonly ReleasedWorkflow[],
    /** Whether all events of a subject are in the bag: only then its papers are. */
    private readonly isComplete: (subject: string) => boolean,
  ) {}

  see(row: LeafRow): void {
    const leaf = saidIn(row);
    this.seeContent(row.type, leaf);
    const hash = leaf['workflowhash'];
    if (typeof hash === 'string') {
      this.definitions.add(hash);
      const workflow = this.released.find((one) => one.hash === hash);
      if (workflow?.procedure.events[row.type]?.binding) this.binding.push({ seq: row.seq, id: row.id });
    }
    if (isRemoval(row))
      for (const digest of textsIn(partOf(leaf, 'payload')['documents'])) this.removed.add(digest);
    if (this.isComplete(row.subject)) this.seePapers(row, leaf);
  }

  /** Papers that nobody else has named: asked once every leaf was seen. */
  broughtByThePublic(): BroughtByThePublic {
    return new Map([...this.brought].filter(([digest]) => !this.papers.has(digest)));
  }

  private seePapers(row: LeafRow, leaf: JsonObject): void {
    const named = papersNamedIn(leaf);
    if (!isByThePublic(row)) {
      for (const digest of named) this.papers.add(digest);
      return;
    }
    this.spoken.push(row.seq);
    for (const digest of named) {
      const before = this.brought.get(digest);
      if (before) before.push(row.seq);
      else this.brought.set(digest, [row.seq]);
    }
  }

  private seeContent(type: string, leaf: JsonObject): void {
    const facts = partOf(leaf, 'facts');
    const payload = partOf(leaf, 'payload');
    const named = [
      facts['calendar'],
      facts['noticedCalendar'],
      objectOr(facts['ruleSet'])['digest'],
      type === 'CalendarNoticed' ? payload['digest'] : undefined,
      type === 'CalendarAdopted' ? payload['calendar'] : undefined,
    ];
    for (const digest of named) if (isDigest(digest)) this.content.add(digest);
  }
}

/** The papers that a leaf names (docs/bag.md, step 9). */
export function papersNamedIn(leaf: JsonObject): string[] {
  const { source } = partOf(leaf, 'evidenced');
  const { digest } = partOf(leaf, 'instrument');
  return documentsNamedIn({
    payload: partOf(leaf, 'payload'),
    ...(typeof source === 'string' && { evidenced: { date: '', source, checkedBy: '' } }),
    ...(typeof digest === 'string' && {
      instrument: { digest, pages: 0, signedOn: '', sealed: false, certifiedBy: '' },
    }),
  }).filter(isDigest);
}

/** What becomes the name of a file is looked at first: a forged row must not choose another place. */
export const isDigest = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
