import { expect, it } from 'vitest';
import { personFacts, personShown } from './person-room.js';

const unknown = { version: -1, state: undefined, loaded: { procedure: undefined as never } };

it.each(['constructor', 'valueof', 'nobody-here'])('%s is nobody, and holds nothing', (id) => {
  expect(personFacts(id, unknown, '2025-04-01')).toEqual({
    person: id,
    position: -1,
    grants: [],
    standing: 'good',
  });
});

const lent = (body: string) => ({ delegation: body, to: 'qian', body, roles: ['office'] });

it('a person as others read them: what is lent in a body of theirs, and in no other', async () => {
  const reader = {
    person: 'sun',
    position: 3,
    grants: [{ role: 'administrator', unit: 'hengxi', body: 'hengxi' }],
    standing: 'good',
  } as const;
  const view = { standing: 'good', delegations: [lent('hengxi'), lent('xianju')] };
  expect(await personShown(view, reader)).toEqual({ standing: 'good', delegations: [lent('hengxi')] });
  expect(await personShown({ standing: 'good' }, reader)).toEqual({ standing: 'good' });
});
