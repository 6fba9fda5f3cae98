import { formatCheckpoint } from '../src/ledger/checkpoint.js';
import { consistencyProof, type NodeLookup } from '../src/ledger/proofs.js';
import { signNote, signerKeyText, signerOf } from '../src/ledger/signed-note.js';
import { CompactRange, EMPTY_ROOT, leafHash } from '../src/ledger/tree.js';
import { formatAddCheckpoint } from '../src/witness/add-checkpoint.js';

/** A log of forty leaves, signed at any size; with `changed`, another history from leaf 3 on under the same key. */
export function sampleLog(origin = 'log.example', changed = '', seed = 7) {
  const signer = signerOf(signerKeyText(origin, Buffer.alloc(32, seed)));
  const range = CompactRange.empty();
  const roots = [range.root()];
  const nodes = new Map<string, Buffer>();
  for (let i = 0; i < 40; i++) {
    for (const node of range.append(leafHash(Buffer.from(`leaf ${i}${i < 3 ? '' : changed}`))))
      nodes.set(`${node.level}/${node.index}`, node.hash);
    roots.push(range.root());
  }
  const lookup: NodeLookup = (ids) =>
    ids.map(({ level, index }) => nodes.get(`${level}/${index}`) ?? EMPTY_ROOT);
  const head = (size: number) => ({ size, root: roots[size] ?? EMPTY_ROOT });
  const note = (size: number) => signNote(formatCheckpoint({ origin, ...head(size) }), signer);
  const proof = async (old: number, size: number) => (old > size ? [] : consistencyProof(old, size, lookup));
  return {
    vkey: signer.vkey,
    head,
    note,
    proof,
    /** As the log sends it to a witness that it believes to be at `old`. */
    asks: async (old: number, size: number) =>
      formatAddCheckpoint({ old, proof: await proof(old, size), note: note(size) }),
  };
}
