import { describe, expect, it } from 'vitest';
import type { HeldEvent, Objected } from '../ledger/judging.js';
import type { Leaf } from '../ledger/leaf.js';
import { type JudgeElsewhere, JudgingByMany } from './judging-by-many.js';
import { judgeOf, type JudgedStretch, type Stretch, stretchesFor } from './stretch.js';

const event = (seq: number, subject: string): HeldEvent => ({
  leaf: { seq, subject } as Leaf,
  bytes: Buffer.from(`{"seq":${seq}}`),
  disclosures: [],
});
const objected = (seq: number): Objected => ({
  leaf: { seq, subject: 'decision/x' },
  objection: { code: 'E_ILLEGAL', zh: '不可', en: 'no' },
});

/** A judge that answers when it is told to. */
class Slow implements JudgeElsewhere {
  readonly asked: { stretch: Stretch; answer(judged: JudgedStretch | Error): void }[] = [];
  closed = false;

  judged(stretch: Stretch): Promise<JudgedStretch> {
    return new Promise((resolve, reject) =>
      this.asked.push({
        stretch,
        answer: (judged) => (judged instanceof Error ? reject(judged) : resolve(judged)),
      }),
    );
  }

  close(): Promise<unknown> {
    this.closed = true;
    return Promise.resolve();
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

async function twoStretches(judges: readonly JudgeElsewhere[]): Promise<JudgingByMany> {
  const judging = new JudgingByMany(judges);
  for (let seq = 0; seq < 2000; seq += 1) await judging.take(event(seq, `decision/${seq % 7}`));
  return judging;
}

const undecided = (seq: number) => ({ seq, subject: 's', zh: '缺', en: 'missing' });

describe('Judging by many', () => {
  it('gives every subject to one judge, and every judge the subjects of all events', () => {
    const events = Array.from({ length: 60 }, (_, seq) => event(seq, `person/${seq % 11}`));
    const stretches = stretchesFor(events, 3);
    const lines = stretches.map(({ leaves }) => Buffer.from(leaves).toString().split('\n').slice(0, -1));
    expect(stretches.map(({ subjects }) => subjects.length)).toEqual([60, 60, 60]);
    expect(lines.flat()).toHaveLength(60);
    for (const [judge, own] of lines.entries())
      for (const line of own) {
        const { seq } = JSON.parse(line) as { seq: number };
        expect(judgeOf(`person/${seq % 11}`, 3)).toBe(judge);
      }
  });

  it('names the first objection, whoever answers first', async () => {
    const [one, two] = [new Slow(), new Slow()];
    const judging = await twoStretches([one, two]);
    two.asked[1]?.answer({ objected: objected(1500) });
    two.asked[0]?.answer({ objected: objected(700) });
    await turn();
    expect([judging.objected, judging.judgedBelow]).toEqual([undefined, 0]);
    one.asked[1]?.answer({});
    one.asked[0]?.answer({ objected: objected(300) });
    await judging.settle();
    expect([judging.objected, judging.judgedBelow]).toEqual([objected(300), 300]);
  });

  it('is as far as the slowest of them, and knows the first thing that could not be told', async () => {
    const [one, two] = [new Slow(), new Slow()];
    const judging = await twoStretches([one, two]);
    for (const judge of [one, two]) judge.asked[1]?.answer({ undecided: undecided(1200) });
    one.asked[0]?.answer({ undecided: undecided(40) });
    await turn();
    expect([judging.judgedBelow, judging.undecided]).toEqual([0, undefined]);
    two.asked[0]?.answer({ undecided: undecided(30) });
    await judging.settle();
    expect([judging.judgedBelow, judging.undecided]).toEqual([2000, undecided(30)]);
  });

  it('takes no more while too much waits, and fails with the judge that fails', async () => {
    const slow = new Slow();
    const judging = new JudgingByMany([slow]);
    let taken = 0;
    const taking = (async () => {
      for (let seq = 0; seq < 20_000; seq += 1) {
        await judging.take(event(seq, 'decision/1'));
        taken += 1;
      }
    })();
    await turn();
    await turn();
    expect(taken).toBeLessThan(6000);
    slow.asked[0]?.answer(new Error('the disk is gone'));
    await expect(taking).rejects.toThrow('the disk is gone');
    await judging.close();
    expect(slow.closed).toBe(true);
  });
});
