import { beforeEach, describe, expect, it } from 'vitest';
import { OUR_BODY, personWith, SubjectLife } from '../../test/subject-life.js';
import type { MatterFacts } from '../../workflows/other-subjects.js';
import type { PersonFacts } from '../../workflows/vocabulary.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { inOrderOfLots, seedOf } from './lot.js';
import { MOST, type Exclusion, type Pool } from './pool.js';
import { poolProcedure } from './pool-room.js';

const ROOT = 'ab'.repeat(32);
const drawnOn = { announced: 4, size: 5, root: ROOT };
const office = personWith('office', ['office']);
const matter: MatterFacts = {
  decision: 'matter',
  position: 3,
  body: OUR_BODY,
  settled: false,
  units: ['water-office'],
  drafters: ['drafter'],
  assessors: ['assessor'],
  experts: ['invited', 'interested'],
  interested: ['interested'],
};
const fields = [{ code: '610', name: '环境科学技术' }];

class Life extends SubjectLife<Pool> {
  readonly persons: Record<string, PersonFacts> = {};

  constructor() {
    super(poolProcedure as never, `pool/${OUR_BODY}`, '2025-04-01');
    this.accepts(office, 'PoolOpened', { body: OUR_BODY });
  }

  lists(expert: string, person: Partial<PersonFacts> = {}, unit = 'academy'): this {
    const good = personWith(expert, ['expert']);
    this.accepts(
      office,
      'ExpertListed',
      { expert, unit, fields },
      { facts: { persons: { [expert]: good } } },
    );
    this.persons[expert] = { ...good, ...person };
    return this;
  }

  announcement(change: JsonObject = {}): JsonObject {
    const named = Object.keys(this.persons).toSorted();
    const candidates = named.map((expert) => ({
      expert,
      lastDrawn: this.state?.experts[expert]?.lastDrawn ?? 0,
    }));
    const asked = { draw: 'd-1', decision: 'matter', field: '610', count: 2 };
    return { ...asked, candidates, excluded: [], notOfTheField: 0, ...change };
  }

  announces(change: JsonObject = {}) {
    return this.accepts(office, 'DrawAnnounced', this.announcement(change), {
      facts: { matter, persons: this.persons },
    });
  }

  refusesToAnnounce(change: JsonObject = {}, about: MatterFacts = matter) {
    const facts = { matter: about, persons: this.persons };
    return this.refuses(office, 'DrawAnnounced', this.announcement(change), { facts });
  }

  holding(draw = 'd-1', method: 'random' | 'rotation' = 'random'): JsonObject {
    const seed = seedOf(ROOT, draw);
    const candidates = this.state?.draws.find((one) => one.draw === draw)?.candidates ?? [];
    return { draw, size: 5, root: ROOT, seed, order: inOrderOfLots(candidates, method, seed) };
  }
}

describe('A draw of experts', () => {
  let life: Life;
  beforeEach(() => {
    life = new Life();
  });

  it('considers everybody of the field, and says of each who is left out why', () => {
    const cases: readonly (readonly [Exclusion, string, Partial<PersonFacts>, string?])[] = [
      ['barred', 'struck', { standing: 'barred' }],
      ['no-role', 'ended', { grants: [] }],
      ['drafted', 'drafter', {}],
      ['same-unit', 'colleague', {}, 'water-office'],
      ['same-unit', 'moved', { grants: [{ role: 'expert', unit: 'water-office', body: OUR_BODY }] }],
      ['earlier-assessor', 'assessor', {}],
      ['interest-declared', 'interested', {}],
      ['interest-known', 'in-law', {}],
      ['invited-already', 'invited', {}],
    ];
    for (const [, expert, person, unit] of cases) life.lists(expert, person, unit);
    life.lists('free').lists('other');
    const excluded = cases
      .map(([reason, expert]) => ({ expert, reason }))
      .toSorted((a, b) => (a.expert < b.expert ? -1 : 1));
    const candidates = ['free', 'other'].map((expert) => ({ expert, lastDrawn: 0 }));
    const interests = [{ expert: 'in-law', grounds: '配偶持股' }];
    const whole = { candidates, excluded, interests };
    expect(life.refusesToAnnounce({ ...whole, candidates: candidates.slice(1), count: 1 })).toEqual([
      'candidates-as-they-stand',
    ]);
    expect(life.refusesToAnnounce({ ...whole, excluded: excluded.slice(1) })).toEqual([
      'candidates-as-they-stand',
    ]);
    expect(life.refusesToAnnounce({ ...whole, interests: [] })).toEqual(['candidates-as-they-stand']);
    life.announces(whole);
    expect(life.state?.draws).toMatchObject([
      { draw: 'd-1', status: 'announced', announcedAt: life.state?.version },
    ]);
    expect(life.replayed()).toEqual(life.state);
  });

  it('is for a matter of this body that is open, and for as many as there are', () => {
    life.lists('an').lists('bo');
    expect(life.refusesToAnnounce({}, { ...matter, settled: true })).toEqual(['matter-of-this-body']);
    // Whose role is another body's is no candidate there either.
    expect(life.refusesToAnnounce({}, { ...matter, body: 'xianju' })).toContain('matter-of-this-body');
    expect(life.refusesToAnnounce({ count: 3 })).toEqual(['enough-candidates']);
  });

  it('takes no more than a leaf can hold', () => {
    for (let index = 0; index <= MOST; index += 1) life.lists(`expert-${index}`);
    expect(life.refusesToAnnounce()).toEqual(['field-not-too-wide']);
  });

  it('follows from the first checkpoint over its announcement and from nothing else', () => {
    for (const expert of ['an', 'bo', 'chen', 'deng', 'fan']) life.lists(expert);
    life.announces();
    expect(life.refusesToAnnounce({ draw: 'd-2' })).toEqual(['no-second-draw']);
    const right = life.holding();
    const holds = (payload: JsonObject, facts: object = { drawnOn }) =>
      life.refuses(office, 'DrawHeld', payload, { facts });
    const order = right['order'] as string[];
    expect(holds({ ...right, order: order.toReversed() })).toEqual(['drawn-by-lot']);
    expect(holds({ ...right, order: order.slice(1) })).toEqual(['drawn-by-lot']);
    expect(holds(right, {})).toEqual(['seed-of-the-first-checkpoint']);
    expect(holds(right, { drawnOn: { ...drawnOn, size: 6 } })).toEqual(['seed-of-the-first-checkpoint']);
    const seed = seedOf('cd'.repeat(32), 'd-1');
    expect(holds({ ...right, seed })).toEqual(['seed-of-the-first-checkpoint', 'drawn-by-lot']);
    expect(holds({ ...right, draw: 'd-2' })).toContain('draw-under-way');
    life.accepts(office, 'DrawHeld', right, { facts: { drawnOn } });
    expect(life.state).toMatchObject({ held: 1, draws: [{ status: 'held', candidates: [] }] });
    const drawnNow = Object.keys(life.state?.experts ?? {}).filter(
      (one) => life.state?.experts[one]?.lastDrawn === 1,
    );
    expect(drawnNow.toSorted()).toEqual(order.slice(0, 2).toSorted());
    expect(holds(right)).toEqual(['draw-under-way', 'drawn-by-lot']);
  });

  it('in rotation takes first whose last turn lies furthest back', () => {
    for (const expert of ['an', 'bo', 'chen']) life.lists(expert);
    life.announces({ method: 'rotation' });
    const first = life.holding('d-1', 'rotation');
    life.accepts(office, 'DrawHeld', first, { facts: { drawnOn } });
    expect(life.refusesToAnnounce({ draw: 'd-2' })).toEqual(['no-second-draw']);
    life.announces({ draw: 'd-2', method: 'rotation', again: '均不能到会' });
    const second = life.holding('d-2', 'rotation');
    expect((second['order'] as string[])[0]).toBe((first['order'] as string[])[2]);
    life.accepts(office, 'DrawAbandoned', { draw: 'd-2', reason: '事项暂缓' });
    expect(life.refuses(office, 'DrawHeld', second, { facts: { drawnOn } })).toContain('draw-under-way');
    // An expert who left and came back keeps the place in the turns.
    const [drawn = ''] = first['order'] as string[];
    life.accepts(office, 'ExpertDelisted', { expert: drawn, reason: '本人申请' }).lists(drawn);
    expect(life.state?.experts[drawn]?.lastDrawn).toBe(1);
  });
});
