import { describe, expect, it } from 'vitest';
import { saidWith } from '../src/exports/views/said.js';
import { corrected } from '../web/src/decisions/history/corrections.js';

const names = { person: () => undefined, unit: () => undefined };
const said = { heldOn: '2026-03-02', place: '镇政府', matters: [{ heldOn: '2026-03-01', number: 3 }] };
const corrects = (field: string, right: object, by = 9) => ({ said: { event: 4, field, ...right }, by });
const told = (...corrections: ReturnType<typeof corrects>[]) =>
  corrected(
    saidWith({ type: 'HearingHeld', said }, names),
    { said, evidencedOn: '2026-02-27' },
    corrections,
    names,
  );

describe('A correction', () => {
  it('strikes the wrong value through, whose field it names by a JSON pointer', () => {
    const facts = told(corrects('/heldOn', { value: '2026-03-05' }));
    const heldOn = facts.find(({ field }) => field === 'heldOn');
    expect(heldOn?.corrected?.by).toBe(9);
    expect(heldOn?.corrected?.to.zh).toBe('2026年3月5日');
    expect(facts.filter((fact) => fact.corrected)).toHaveLength(1);
    expect(facts).toHaveLength(3);
  });

  it('of a field of the same name further in leaves the outer one as it is, and stands by itself', () => {
    const facts = told(corrects('/matters/0/heldOn', { value: '2026-02-28' }));
    expect(facts.find(({ field }) => field === 'heldOn')?.corrected).toBeUndefined();
    const inner = facts.find(({ field }) => field === '/matters/0/heldOn');
    expect(inner?.name.zh).toBe('举行日期');
    expect(inner?.word.zh).toBe('2026年3月1日');
    expect(inner?.corrected?.to.zh).toBe('2026年2月28日');
  });

  it('that is itself corrected gives way to the later one', () => {
    const facts = told(
      corrects('/place', { rightWords: '文化站' }, 9),
      corrects('/place', { rightWords: '文体中心' }, 11),
    );
    expect(facts.find(({ field }) => field === 'place')?.corrected).toEqual({
      to: { zh: '文体中心', en: '文体中心' },
      by: 11,
    });
  });

  it('of the evidence shows which day it proved before', () => {
    const [fact] = told(corrects('evidenced', { value: '2026-02-26' })).slice(-1);
    expect(fact?.word.zh).toBe('2026年2月27日');
    expect(fact?.corrected?.to.zh).toBe('2026年2月26日');
  });
});
