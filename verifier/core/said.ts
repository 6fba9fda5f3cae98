import type { Claims } from './claims.js';
import type { Leaf } from './leaf.js';
import { Origins } from './origins.js';

/** What the leaves have said about keys and checkpoints. */
export class Said {
  readonly rotations: { readonly seq: number; readonly vkey: unknown }[] = [];
  /** Of the second origin. */
  readonly smRotations: { readonly seq: number; readonly vkey: unknown }[] = [];
  readonly heads: { readonly seq: number; readonly checkpoints: unknown }[] = [];
  readonly origins: Origins;

  constructor(claims: Claims) {
    this.origins = new Origins(claims);
  }

  see(leaf: Leaf): void {
    this.origins.see(leaf);
    const {
      subject,
      type,
      seq,
      data: { payload },
    } = leaf;
    if (subject !== 'installation') return;
    if (type === 'KeyRotated') this.rotations.push({ seq, vkey: payload['vkey'] });
    if (type === 'SmKeyRotated') this.smRotations.push({ seq, vkey: payload['vkey'] });
    if (type === 'HeadsRecorded') this.heads.push({ seq, checkpoints: payload['checkpoints'] });
  }
}
