import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { majorDecision } from '../workflows/major-decision/workflow.js';
import type { EventDefinition } from '../workflows/vocabulary.js';
import { NEEDED_LISTS, ORDER, RELEVANT_WHEN } from '../web/src/forms/relevance.js';

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
}
const events: Readonly<Record<string, EventDefinition>> = majorDecision.events;
const fieldsOf = (event: string): Readonly<Record<string, Schema>> => {
  const found = events[event];
  return found ? ((z.toJSONSchema(found.payload, { io: 'input' }) as Schema).properties ?? {}) : {};
};
const partsOf = (key: string) => key.split('/') as [event: string, field: string];

/** Of the world, and of the same act, what the requirements below look at beside the field. */
const CONTEXT = { body: 'hengxi', meeting: { bundle: 'as-tabled' } };
const BESIDE = {
  bundleDigest: 'as-tabled',
  power: 'conforms',
  content: 'conforms',
  procedure: 'does-not-conform',
};
const SUCCESSOR = { body: 'hengxi', arisesFrom: { as: 'adjustment', decision: 'one' }, effective: true };
const FACTS = { actor: { grants: [] }, decisions: { x: SUCCESSOR } };

/** Whether a requirement of the procedure refuses the act with the one payload, and lets it pass with the other. */
function isRefused(event: string, without: object, filled: object): boolean {
  return Object.values(majorDecision.requirements).some(({ test }) => {
    const is = (payload: object): string => {
      try {
        return test(
          CONTEXT as never,
          { type: event, payload, facts: FACTS, subject: 'decision/one' } as never,
        ).is;
      } catch {
        // It goes on to what is known of the world: these fields did not stop it.
        return 'more';
      }
    };
    return is(without) === 'unmet' && is(filled) !== 'unmet';
  });
}

/** With what the server derives of a field: requirements read that a text is there, never the text. */
function withField(event: string, payload: object, field: string, is: boolean): object {
  const companions = Object.entries(events[event]?.companions ?? {}).filter(
    ([, one]) => 'presenceOf' in one && one.presenceOf === field,
  );
  const derived = Object.fromEntries(companions.map(([name]) => [name, is]));
  return { ...payload, ...derived, ...(is && { [field]: 'x' }) };
}

/** The other fields of the act that are needed for some answer, filled in: one is looked at at a time. */
function others(event: string, field: string): object {
  return Object.keys(RELEVANT_WHEN)
    .map(partsOf)
    .filter(([of, one]) => of === event && one !== field)
    .reduce((payload, [, one]) => withField(event, payload, one, true), {});
}

describe('What a form asks for', () => {
  it('is of the acts as they are: fields that decide others, and their answers; orders; lists', () => {
    const strange = Object.entries(RELEVANT_WHEN).flatMap(([key, { field: decides, is }]) => {
      const [event, field] = partsOf(key);
      const fields = fieldsOf(event);
      const decider = fields[decides];
      const answers: readonly unknown[] = decider?.enum ?? (decider?.type === 'boolean' ? [true, false] : []);
      return fields[field] && is.every((one) => answers.includes(one)) ? [] : [key];
    });
    const ordered = Object.entries(ORDER).flatMap(([event, names]) =>
      names.filter((name) => !fieldsOf(event)[name]).map((name) => `${event}/${name}`),
    );
    const lists = [...NEEDED_LISTS].filter((key) => {
      const [event, field] = partsOf(key);
      const list = fieldsOf(event)[field];
      return list?.type !== 'array' || list.minItems !== undefined;
    });
    expect({ strange, ordered, lists }).toEqual({ strange: [], ordered: [], lists: [] });
  });

  it.each(Object.entries(RELEVANT_WHEN).filter(([, { needed }]) => needed))(
    '%s is needed where the procedure refuses the act without it',
    (key, { field: decides, is }) => {
      const [event, field] = partsOf(key);
      for (const answer of is) {
        const payload = { ...BESIDE, ...others(event, field), [decides]: answer };
        expect([
          answer,
          isRefused(event, withField(event, payload, field, false), withField(event, payload, field, true)),
        ]).toEqual([answer, true]);
      }
    },
  );

  it.each([...NEEDED_LISTS])('%s is needed: the procedure refuses an empty one', (key) => {
    const [event, field] = partsOf(key);
    const whole = { riskPoints: 1, responsePlan: true, measures: [{}], departmentsHeard: ['x'] };
    expect(isRefused(event, { ...whole, [field]: [] }, whole)).toBe(true);
  });
});
