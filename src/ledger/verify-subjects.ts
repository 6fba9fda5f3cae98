import type { Rows } from '../database/database.js';
import type { SubjectHead } from './append-command.js';
import { headOf } from './reading.js';

/** Subjects whose last event is remembered; more of them would cost memory without bound. */
const REMEMBERED = 50_000;

/** Where each subject stands, as far as a verification has come. */
export class SubjectsSoFar {
  private readonly heads = new Map<string, SubjectHead>();
  private forgotten = false;

  constructor(private readonly rows: Rows) {}

  /** Rows below `seq` have all been checked, so what they say of a subject that was forgotten here holds. */
  async before(subject: string, seq: number): Promise<SubjectHead> {
    const known = this.heads.get(subject);
    if (known || !this.forgotten) return known ?? { version: -1, leafHash: '' };
    return headOf(this.rows, subject, seq);
  }

  move(subject: string, head: SubjectHead): void {
    this.heads.delete(subject);
    this.heads.set(subject, head);
    if (this.heads.size <= REMEMBERED) return;
    const [longestUnseen] = this.heads.keys();
    if (longestUnseen !== undefined) this.heads.delete(longestUnseen);
    this.forgotten = true;
  }
}
