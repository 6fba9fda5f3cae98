import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/canonical/canonical-json.js';
import { describeOnSqlite } from '../databases.js';
import { AtWork } from './at-work.js';
import type { Matter } from './matter.js';
import { matterAt } from './stages.js';
import { unmetIn, type Reply } from './wire.js';

async function corrects(matter: Matter, type: string, change: JsonObject): Promise<Reply> {
  const { town } = matter;
  const event = matter.answers.findIndex(({ body }) => (body['event'] as JsonObject)['type'] === type);
  const source = await town.paper('record');
  const checked = { source, checkedBy: await town.idOf('colleague') };
  const reply = await matter.tries('proposer', 'RecordCorrected', {
    event,
    reopens: 'none',
    ...checked,
    ...change,
  });
  if (reply.status === 201) matter.keeps(reply);
  return reply;
}

const idsIn = (reply: Reply) => unmetIn(reply).map(({ requirement }) => requirement);
const stepsIn = ({ body }: Reply) => (body['state'] as { readonly steps: JsonObject }).steps;

/** What the ledger says of a correction is asked again when it is verified, after every test. */
describeOnSqlite('A correction', (fresh) => {
  test('opens the step again that rested on the wrong value, once', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'underReview');
    const departments = { field: '/participants/0/kind', value: 'departments' };
    const refused = await corrects(matter, 'PublicInputHeld', departments);
    expect([refused.status, idsIn(refused)]).toEqual([409, ['correction-reopens-what-fell']]);
    const opened = await corrects(matter, 'PublicInputHeld', { ...departments, reopens: 'public-input' });
    expect([opened.status, stepsIn(opened)]).toEqual([
      201,
      expect.objectContaining({ 'public-input': 'open', 'expert-review': 'exempted' }),
    ]);
    const again = await corrects(matter, 'PublicInputHeld', departments);
    expect([again.status, stepsIn(again)['public-input']]).toEqual([201, 'open']);
  });

  test('stands beside what it corrects where that would have passed all the same', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'underReview');
    const counted = await corrects(matter, 'PublicInputHeld', { field: '/participants/0/count', value: 9 });
    expect([counted.status, stepsIn(counted)['public-input']]).toEqual([201, 'completed']);
    const reworded = await corrects(matter, 'PublicInputHeld', { field: '/summary', rightWords: '多数赞成' });
    expect(reworded.status).toBe(201);
  });

  test('is of something that was recorded', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'heard');
    const nothing: readonly JsonObject[] = [
      { field: '/nobody', value: 1 },
      { field: 'evidenced', value: town.today },
      { field: '/participants/0/count', value: 'nine' },
      { event: matter.version + 1, field: '/heldOn', value: town.today },
    ];
    for (const change of nothing) {
      const reply = await corrects(matter, 'PublicInputHeld', change);
      expect([reply.status, idsIn(reply)]).toEqual([409, ['correction-of-a-field']]);
    }
  });
});
