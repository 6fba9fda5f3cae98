import { describe, expect, it } from 'vitest';
import type { Procedure } from '../engine/procedure.js';
import type { Standpoint } from '../road/room.js';
import { Remembered, weightOf } from './remembered.js';

const procedure = { context: (state: unknown) => state } as Procedure;
const standing = (context: unknown, version = 0): Standpoint => ({
  version,
  state: context,
  loaded: { procedure },
});
const heavy = (bytes: number) => standing({ text: 'x'.repeat(bytes) });

describe('What a judge remembers', () => {
  it('is bounded by the number of subjects: the one longest unseen goes', () => {
    const remembered = new Remembered({ subjects: 2, bytes: 1e9 });
    expect(remembered.keep('decision/a', standing({}))).toEqual([]);
    expect(remembered.keep('decision/b', standing({}))).toEqual([]);
    expect(remembered.keep('decision/a', standing({}, 1))).toEqual([]);
    expect(remembered.keep('decision/c', standing({}))).toEqual(['decision/b']);
    expect(remembered.get('decision/a')?.version).toBe(1);
    expect(remembered.get('decision/b')).toBeUndefined();
  });

  it('is bounded by what the states weigh: one that grew has others forgotten, as many as it takes', () => {
    const remembered = new Remembered({ subjects: 1000, bytes: 100_000 });
    for (const name of 'abcd') expect(remembered.keep(name, heavy(20_000))).toEqual([]);
    expect(remembered.keep('d', heavy(50_000))).toEqual(['a']);
    expect(remembered.keep('c', standing({}))).toEqual([]);
    expect(remembered.keep('e', heavy(90_000))).toEqual(['b', 'd']);
    expect(remembered.get('c')).toBeDefined();
  });

  it('keeps the one just seen, however heavy, and gives its room back when it shrinks', () => {
    const remembered = new Remembered({ subjects: 1000, bytes: 100_000 });
    remembered.keep('small', standing({}));
    expect(remembered.keep('large', heavy(500_000))).toEqual(['small']);
    expect(remembered.get('large')).toBeDefined();
    expect(remembered.keep('large', standing({}))).toEqual([]);
    for (const name of 'abc') expect(remembered.keep(name, heavy(20_000))).toEqual([]);
    expect(remembered.get('large')).toBeDefined();
  });

  it('weighs what is inside: texts, lists, members, and nothing at all', () => {
    expect(weightOf({ list: ['x'.repeat(1000)] })).toBeGreaterThan(1000);
    expect(weightOf({ list: Array(100).fill(null) })).toBeGreaterThan(weightOf({ list: [null] }) + 1000);
    expect(weightOf(undefined)).toBeGreaterThan(0);
  });
});
