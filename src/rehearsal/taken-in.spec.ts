import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { text } from '../../workflows/fields.js';
import type { EventDefinition } from '../../workflows/vocabulary.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { intakesOf } from '../engine/intake.js';
import type { Leaf } from '../ledger/leaf.js';
import type { Forms } from './fields-not-offered.js';
import { takenIn } from './taken-in.js';

function formsOf(payload: z.ZodType, companions: EventDefinition['companions'] = {}): Forms {
  const events = { Heard: { title: { zh: '听取', en: 'heard' }, payload, companions } };
  const intakes = intakesOf(events);
  return { events, intake: (type) => intakes.get(type) };
}

/** An event as these forms took it in; of its disclosures only the first few are left. */
function recorded(
  payload: JsonObject,
  forms: Forms,
  left = Number.MAX_SAFE_INTEGER,
): Parameters<typeof takenIn>[0] {
  const taken = forms.intake('Heard')?.take(payload);
  if (taken?.is !== 'taken') throw new Error(JSON.stringify(taken));
  const disclosures = taken.disclosures.map(({ pointer, value }, at) => ({
    pointer,
    value,
    digest: `digest-${at}`,
    encoded: '',
  }));
  const data = { payload: taken.clear, facts: {}, version: 0, _sd: disclosures.map(({ digest }) => digest) };
  return {
    type: 'Heard',
    disclosures: disclosures.slice(0, left),
    leaf: { type: 'Heard', data } as Leaf,
  };
}

const OWN = formsOf(
  z.strictObject({
    outcome: z.string(),
    reason: text().optional(),
    touches: z.strictObject({ units: z.array(z.string()) }),
  }),
  {
    reasonGiven: { presenceOf: 'reason' },
  },
);
const FILLED = { outcome: 'passed', reason: '意见一致', touches: { units: ['a'] } };

describe('A recorded payload in the form of a draft', () => {
  it('is what it was where the form is the same', () => {
    const event = recorded(FILLED, OWN);
    expect(takenIn(event, OWN, OWN)).toEqual({
      payload: { outcome: 'passed', touches: { units: ['a'] }, reasonGiven: true },
      form: [],
      fields: [],
      needed: [],
    });
  });

  it('leaves open what the older form did not offer, down to fields within fields', () => {
    const draft = formsOf(
      z.strictObject({
        outcome: z.string(),
        reason: text().optional(),
        report: text().optional(),
        touches: z.strictObject({ units: z.array(z.string()), money: z.boolean().optional() }),
        options: z.array(z.string()).optional(),
      }),
      { reasonGiven: { presenceOf: 'reason' }, reported: { presenceOf: 'report' } },
    );
    const { payload, form, fields, needed } = takenIn(recorded(FILLED, OWN), OWN, draft);
    expect(payload).toMatchObject({ outcome: 'passed', reasonGiven: true, reported: false });
    expect([form, needed]).toEqual([[], []]);
    expect([...fields].toSorted()).toEqual(['options', 'report', 'reported', 'touches/money']);
  });

  it('is said not to fit, and stays what was recorded', () => {
    const draft = formsOf(
      z.strictObject({
        outcome: z.enum(['passed-with-edits']),
        touches: z.strictObject({ units: z.array(z.string()), deadline: z.string() }),
      }),
      { listed: { digestOf: 'touches' } },
    );
    const { payload, form, needed } = takenIn(recorded(FILLED, OWN), OWN, draft);
    expect(payload).toMatchObject({ outcome: 'passed', listed: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(form.map(({ zh }) => zh)).toEqual([
      '表单不接受所填的结论',
      '表单要求填写截止日',
      '表单已没有所填的某些项目',
    ]);
    expect(needed).toEqual(['outcome', 'touches/deadline']);
  });

  it('was filled in where something was erased since', () => {
    const draft = formsOf(
      z.strictObject({
        outcome: z.string(),
        reason: text(),
        touches: z.strictObject({ units: z.array(z.string()) }),
      }),
      { reasonGiven: { presenceOf: 'reason' }, why: { presenceOf: 'reason' } },
    );
    const { payload, form, fields } = takenIn(recorded(FILLED, OWN, 0), OWN, draft);
    expect(payload).toMatchObject({ outcome: 'passed', reasonGiven: true });
    expect([form, fields]).toEqual([[], ['why']]);
    expect(takenIn(recorded(FILLED, OWN, 0), OWN, OWN).payload).toMatchObject({ reasonGiven: true });
  });

  it('has no form where the draft knows no such act', () => {
    const none: Forms = { events: {}, intake: () => undefined };
    expect(takenIn(recorded(FILLED, OWN), OWN, none)).toMatchObject({ form: [], fields: [] });
  });
});
