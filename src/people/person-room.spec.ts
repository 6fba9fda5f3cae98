import { expect, it } from 'vitest';
import { personFacts } from './person-room.js';

const unknown = { version: -1, state: undefined, loaded: { procedure: undefined as never } };

it.each(['constructor', 'valueof', 'nobody-here'])('%s is nobody, and holds nothing', (id) => {
  expect(personFacts(id, unknown, '2025-04-01')).toEqual({
    person: id,
    position: -1,
    grants: [],
    standing: 'good',
  });
});
