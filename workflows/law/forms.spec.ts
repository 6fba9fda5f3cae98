import { describe, expect, it } from 'vitest';
import { smallestPayload, without } from '../../test/smallest-payload.js';
import { intakesOf } from '../../src/engine/intake.js';
import { PROCEDURES } from '../../src/reports/procedures.js';
import { CLAIMS } from './all-claims.js';

const acts = PROCEDURES.flatMap((procedure) => procedure.acts);
const intakes = intakesOf(Object.fromEntries(acts.map(({ type, definition }) => [type, definition])));

function formOf(act: string) {
  const intake = intakes.get(act);
  if (!intake) throw new Error(`no act ${act}`);
  return { intake, payload: smallestPayload(intake.schema) };
}

const demanded = Object.entries(CLAIMS).flatMap(([rule, claims]) =>
  claims.flatMap((claim) =>
    claim.how === 'form' ? claim.fields.map((field) => [rule, claim.act, field]) : [],
  ),
);

describe('what the form of an act demands, as the page about the law says', () => {
  it.each([...new Set(demanded.map(([, act]) => act))].map((act) => [act ?? '']))(
    '%s is taken with what is demanded',
    (act) => {
      const { intake, payload } = formOf(act);
      expect(intake.take(payload)).toMatchObject({ is: 'taken' });
    },
  );

  it.each(demanded)('%s: %s is not taken without %s', (_, act = '', field = '') => {
    const { intake, payload } = formOf(act);
    const less = without(payload, field);
    if (less === undefined) throw new Error(`${act} does not demand ${field}`);
    const taken = intake.take(less);
    expect(taken).toMatchObject({ is: 'misfit' });
    const at = taken.is === 'misfit' ? taken.faults.map((fault) => fault.at.replaceAll(/\/\d+/g, '')) : [];
    expect(at).toEqual([`/${field.replaceAll('.', '/')}`]);
  });
});
