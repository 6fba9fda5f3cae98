/** What is told to people, in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export interface Finding extends Words {
  readonly code: string;
  readonly file?: string;
  readonly seq?: number;
  readonly size?: number;
  readonly subject?: string;
}

/** The auditor's own side cannot be read: exit status 3. */
export class Usage extends Error {
  constructor(readonly words: Words) {
    super(words.en);
  }
}

/** The container or the parsing ends here: nothing after it could be understood. */
export class Ended extends Error {
  constructor(readonly finding: Finding) {
    super(finding.en);
  }
}

/** Kept of one code; the others are counted. */
const KEPT = 100;

interface Placed extends Finding {
  readonly order: readonly [step: number, part: number, place: number];
}

/** Everything that was found, in the order of docs/bag.md: step, part of the step, place. */
export class Findings {
  private readonly kept: Placed[] = [];
  private readonly counts = new Map<string, number>();

  /**
   * @param part the letter of a part as 1, 2 …; 0 where a step has none
   * @param place `seq` or `size`, or the line; what has none comes last
   */
  add(step: number, part: number, place: number, finding: Finding): void {
    const count = (this.counts.get(finding.code) ?? 0) + 1;
    this.counts.set(finding.code, count);
    const placed: Placed = { ...finding, order: [step, part, place] };
    if (count <= KEPT) {
      this.kept.push(placed);
      return;
    }
    // What comes late may stand first: it takes the place of the last one of its kind.
    const last = this.kept.reduce(
      (latest, one, at) =>
        one.code === finding.code && (latest < 0 || before(this.kept[latest] as Placed, one)) ? at : latest,
      -1,
    );
    const held = this.kept[last];
    if (held && before(placed, held)) this.kept[last] = placed;
  }

  has(code: string): boolean {
    return this.counts.has(code);
  }

  /** Whether an error stands in one of these steps. */
  failedIn(...steps: readonly number[]): boolean {
    return this.kept.some(({ code, order: [step] }) => code.startsWith('E_') && steps.includes(step));
  }

  /** In order, with how many more there are of each code. */
  told(): { readonly findings: readonly Finding[]; readonly more: Readonly<Record<string, number>> } {
    const sorted = [...this.kept].sort((a, b) => (before(a, b) ? -1 : before(b, a) ? 1 : 0));
    const more = [...this.counts].filter(([, n]) => n > KEPT).map(([code, n]) => [code, n - KEPT] as const);
    return { findings: sorted.map(({ order: _, ...finding }) => finding), more: Object.fromEntries(more) };
  }
}

function before(a: Placed, b: Placed): boolean {
  const at = a.order.findIndex((value, i) => value !== b.order[i]);
  return at >= 0 && Number(a.order[at]) < Number(b.order[at]);
}

/** Warnings that leave the verdict as it is. */
const MERE_NOTES = ['W_WITHHELD', 'W_SM_UNCHECKED'];

export interface Verdict {
  readonly code: string;
  readonly exit: 0 | 1 | 2;
}

/** The first error; else the first warning that leaves something open; else all is verified. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  const error = findings.find(({ code }) => code.startsWith('E_'));
  if (error) return { code: error.code, exit: 1 };
  const open = findings.find(({ code }) => !MERE_NOTES.includes(code));
  return open ? { code: open.code, exit: 2 } : { code: 'OK', exit: 0 };
}
