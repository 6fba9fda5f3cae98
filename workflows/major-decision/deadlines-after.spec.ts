import { describe, expect, it } from 'vitest';
import { days } from '../../test/china-calendar.js';
import { onlyUnmet } from '../../test/story.js';
import { township, type Township } from '../../test/township.js';
import type { Context } from './context.js';
import { deadlinesAfter } from './deadlines-after.js';

const due = (matter: Township) => deadlinesAfter(matter.state?.context as Context, days);

describe('deadlines after the issue', () => {
  it('of the publication, until it is published or withheld', () => {
    expect(due(township().adopted())).toEqual([]);
    const matter = township().issued();
    expect(due(matter)).toMatchObject([
      { id: 'publication-2025-04-24', on: '2025-05-26', rule: 'DISC-026', provisional: false },
    ]);
    expect(due(matter.publishes())).toEqual([]);
    expect(due(township().issued().withholds())).toEqual([]);
    expect(due(township().under({ publicationWorkingDays: 5 }, 'SY-046').issued())).toMatchObject([
      { on: '2025-04-30', rule: 'SY-046' },
    ]);
  });

  it('of each measure of the risk report, until it is done', () => {
    const matter = township().issued().publishes().assignsExecution();
    const [measure] = matter.memory.risk?.measures ?? [];
    expect(due(matter)).toMatchObject([
      { id: `measure-1-${measure?.by}`, on: measure?.by, rule: 'D713-034-b' },
    ]);
    expect(due(matter.reportsExecution({ measuresDone: [0] }))).toEqual([]);
  });

  it('of nothing once it is annulled', () => {
    expect(due(township().underExecution().isAnnulled())).toEqual([]);
  });

  it('that pass are recorded', () => {
    const matter = township().issued().on('2025-05-27');
    const passes = () => matter.passesDeadline('publication-2025-04-24', '2025-05-26');
    passes();
    onlyUnmet(matter, 'deadline-has-passed', passes);
  });
});
