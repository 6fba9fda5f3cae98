import type { Claims } from './claims.js';
import { hexOf, utf8 } from './bytes.js';
import type { Host } from './host.js';
import { isObject, type JsonObject } from './json.js';
import type { Leaf } from './leaf.js';
import { checkpointText, readSignedCheckpoint, readVkey } from './note.js';
import type { Kept } from './notes.js';

interface Restoration {
  readonly seq: number;
  readonly payload: JsonObject;
}

/**
 * Whose log the tree was at each size: a restore from a backup goes on under a new origin, with a key that nothing hands
 * on, and its first leaf names the last good checkpoint of the log before (docs/bag.md, step 6).
 */
export class Origins {
  private readonly restorations: Restoration[] = [];

  constructor(private readonly claims: Pick<Claims, 'origin'>) {}

  see({ subject, type, seq, data: { payload } }: Leaf): void {
    if (subject === 'installation' && type === 'InstallationRestored')
      this.restorations.push({ seq, payload });
  }

  /** The origin of the tree of this size. */
  at(size: number): string {
    const next = this.restorations.find(({ seq }) => size <= seq);
    return next ? formerOrigin(next) : this.claims.origin;
  }

  /** Up to which size the log of this origin went; nothing where it never was one of this ledger's. */
  reachOf(origin: string): { readonly from: number; readonly upTo: number } | undefined {
    let from = 0;
    for (const restoration of this.restorations) {
      if (formerOrigin(restoration) === origin) return { from, upTo: restoration.seq };
      from = restoration.seq + 1;
    }
    return origin === this.claims.origin ? { from, upTo: Infinity } : undefined;
  }

  /** Positions of the restorations that do not hold. */
  faults(host: Host, notes: readonly Kept[]): number[] {
    return this.restorations
      .filter(({ seq, payload }) => {
        const { origin, vkey, checkpoint, former } = payload;
        const key = typeof vkey === 'string' ? readVkey(host, vkey, 0x01) : undefined;
        const named = typeof checkpoint === 'string' ? readSignedCheckpoint(utf8(checkpoint)) : undefined;
        const kept = named && notes.find(({ size }) => size === named.size);
        const isLast =
          named !== undefined &&
          isObject(former) &&
          former['origin'] === named.origin &&
          former['size'] === named.size &&
          former['root'] === hexOf(named.root);
        const isHere = kept !== undefined && checkpointText(kept) === named?.text;
        const goesOn = origin === this.at(seq + 1) && key?.name === origin;
        return !goesOn || !isLast || !isHere || named.size > seq || named.origin === origin;
      })
      .map(({ seq }) => seq);
  }
}

function formerOrigin({ payload: { former } }: Restoration): string {
  const origin = isObject(former) ? former['origin'] : undefined;
  return typeof origin === 'string' ? origin : '';
}
