import { expect, it } from 'vitest';
import { z } from 'zod';
import { personal, text } from '../../workflows/fields.js';
import { jsonSchemaOf, joinPayload, splitPayload } from './disclosed-fields.js';

it.each([
  ['a field', z.strictObject({ one: text() }), { one: '张三' }],
  ['an optional field', z.strictObject({ one: text().optional() }), { one: '张三' }],
  ['a field that may be null', z.strictObject({ one: text().nullable() }), { one: '张三' }],
  ['a field with a default', z.strictObject({ one: text().default('无') }), { one: '张三' }],
  ['a list', z.strictObject({ one: z.array(text()) }), { one: ['张三', '李四'] }],
  [
    'a field of each in a list',
    z.strictObject({ one: z.array(z.strictObject({ two: text() })) }),
    { one: [{ two: '张三' }] },
  ],
  [
    'a whole object',
    z.strictObject({ one: personal(z.strictObject({ two: z.string() })) }),
    { one: { two: '张三' } },
  ],
])('%s that is marked never stands in clear, and comes back', (_, schema, payload) => {
  const { clear, disclosures } = splitPayload(jsonSchemaOf(schema), payload);
  expect(JSON.stringify(clear)).not.toContain('张三');
  expect(joinPayload(clear, disclosures)).toEqual(payload);
});
