import type { HeldEvent, Judging, Objected } from '../ledger/judging.js';
import type { Undecided } from './judge.js';
import { type JudgedStretch, type Stretch, stretchesFor } from './stretch.js';

/** One judge, wherever it sits; stretches come to it in the order of the log. */
export interface JudgeElsewhere {
  judged(stretch: Stretch): Promise<JudgedStretch>;
  close(): Promise<unknown>;
}

/** Events that go to the judges at once, and how many such stretches may wait: what bounds the memory. */
const STRETCH = 1000;
const WAITING = 4;

interface Open {
  readonly to: number;
  readonly answers: Promise<void>;
  /** The earliest of what the judges said. */
  objected: Objected | undefined;
  undecided: Undecided | undefined;
  isJudged: boolean;
}

/**
 * Has the events judged by several judges at the same time, each subject by one of them. Stretches are settled in the
 * order of the log, so that the first thing wrong is named whoever finds it, and however fast the others are.
 */
export class JudgingByMany implements Judging {
  objected: Objected | undefined;
  undecided: Undecided | undefined;
  judgedBelow = 0;
  private gathered: HeldEvent[] = [];
  private readonly open: Open[] = [];
  private failure: { readonly error: unknown } | undefined;

  constructor(
    private readonly judges: readonly JudgeElsewhere[],
    private readonly stretch = STRETCH,
  ) {}

  async take(event: HeldEvent): Promise<void> {
    this.gathered.push(event);
    if (this.gathered.length < this.stretch) return;
    this.send();
    while (this.open.length > WAITING) await this.oldest();
  }

  async settle(): Promise<void> {
    if (this.gathered.length > 0) this.send();
    while (this.open.length > 0) await this.oldest();
  }

  async close(): Promise<void> {
    await Promise.all(this.judges.map((judge) => judge.close()));
  }

  private send(): void {
    const events = this.gathered;
    this.gathered = [];
    const answers = stretchesFor(events, this.judges.length).map(async (stretch, at) => {
      const answer = await this.judges[at]?.judged(stretch);
      one.objected = earlier(one.objected, answer?.objected);
      one.undecided = earliest(one.undecided, answer?.undecided);
    });
    const one: Open = {
      to: (events.at(-1)?.leaf.seq ?? -1) + 1,
      answers: Promise.all(answers).then(
        () => {
          one.isJudged = true;
          return this.settleInOrder();
        },
        (error: unknown) => {
          this.failure ??= { error };
        },
      ),
      objected: undefined,
      undecided: undefined,
      isJudged: false,
    };
    this.open.push(one);
  }

  /** @throws what a judge failed with */
  private async oldest(): Promise<void> {
    await this.open[0]?.answers;
    if (this.failure) throw this.failure.error;
  }

  private settleInOrder(): void {
    while (this.open[0]?.isJudged) {
      const one = this.open.shift();
      if (!one || this.objected) continue;
      this.undecided = earliest(this.undecided, one.undecided);
      this.objected = one.objected;
      this.judgedBelow = one.objected?.leaf.seq ?? one.to;
    }
  }
}

const earlier = (one: Objected | undefined, other: Objected | undefined): Objected | undefined =>
  !one || (other && other.leaf.seq < one.leaf.seq) ? other : one;

const earliest = (one: Undecided | undefined, other: Undecided | undefined): Undecided | undefined =>
  !one || (other && other.seq < one.seq) ? other : one;
