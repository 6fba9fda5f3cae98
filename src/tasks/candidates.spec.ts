import { expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../test/databases.js';
import { candidatesOf, MOST } from './candidates.js';

const BODY = { unit: 'hengxi', body: 'hengxi' };
const GRANTS = [
  { role: 'proposer', ...BODY },
  { role: 'secretary', ...BODY },
] as const;

describeOnBothDatabases('What somebody may look at', (fresh) => {
  it('says that there is more once more rows are there than are looked at, however few acts they are', async () => {
    const database = await (await fresh()).open();
    const adds = (from: number, to: number) =>
      database.write((tx) =>
        tx.query(
          `INSERT INTO task_projection (subject, act, role, body, duty, step, deadline, due_on, since, handed_by, handed_role)
           WITH RECURSIVE n (n) AS (SELECT CAST(? AS integer) UNION ALL SELECT n + 1 FROM n WHERE n < CAST(? AS integer))
           SELECT 'decision/' || (n / 2), 'ProposalStudied', CASE n % 2 WHEN 0 THEN 'proposer' ELSE 'secretary' END,
             'hengxi', 'due', '', NULL, '9999-12-31', '2026-03-02T01:00:00.000Z', 'somebody', 'office' FROM n`,
          [from, to],
        ),
      );
    const looked = async () => {
      const { candidates, more } = await candidatesOf(database.read, GRANTS, { duty: 'due' });
      return [candidates.length, more];
    };
    expect(await looked()).toEqual([0, false]);
    await adds(0, MOST - 1);
    expect(await looked()).toEqual([MOST / 2, false]);
    await adds(MOST, MOST + 1);
    expect(await looked()).toEqual([MOST / 2, true]);
  });
});
