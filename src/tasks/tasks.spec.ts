import { expect, it } from '@jest/globals';
import { describeOnAnyDatabase } from '../../test/databases.js';
import { AtWork } from '../../test/road/at-work.js';
import { goesOn, matterAt } from '../../test/road/stages.js';
import type { Part, Town } from '../../test/road/town.js';
import { insisted } from '../../test/road/wire.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import type { Task, TaskList } from './answers.js';
import { rebuildTasks } from './rebuild.js';

async function tasksOf(town: Town, part: Part, query = ''): Promise<TaskList> {
  const reply = insisted(200, await (await town.person(part)).get(`/api/tasks${query}`));
  return reply.body as JsonObject as TaskList;
}
const acts = ({ tasks }: TaskList): string[] => tasks.map(({ act }) => act);
async function actsOf(town: Town, part: Part, query = '') {
  return acts(await tasksOf(town, part, query)).toSorted();
}

async function kept(work: AtWork) {
  return work.running.parts.database.read.query('SELECT * FROM task_projection ORDER BY subject, act, role');
}

describeOnAnyDatabase('The to-do list', (fresh) => {
  it('follows a matter from desk to desk', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    await town.wholeCast();
    const matter = await matterAt(town, 'proposed');
    expect(await tasksOf(town, 'clerk')).toMatchObject({
      tasks: [
        {
          subject: `decision/${matter.id}`,
          kind: 'decision',
          act: 'MatterScreened',
          duty: 'due',
          is: 'depends',
          deadline: null,
          state: 'later',
          waits: { person: await town.idOf('proposer'), role: 'proposer' },
          blockedBy: [],
        },
      ],
      counts: { open: 1, blocked: 0, byKind: { decision: 1 }, overdue: 0, soon: 0, later: 1 },
      more: false,
    });
    expect(await actsOf(town, 'proposer')).toEqual([]);
    expect(await actsOf(town, 'proposer', '?duty=possible')).toEqual(['ProposalWithdrawn']);
    await goesOn(matter, 'proposed', 'started');
    expect(await actsOf(town, 'clerk')).toEqual([]);
    expect(await actsOf(town, 'proposer')).toContain('DraftSubmitted');
    await goesOn(matter, 'started', 'underReview');
    const [opinion] = (await tasksOf(town, 'reviewer')).tasks;
    expect(opinion).toMatchObject({
      act: 'LegalityOpinionIssued',
      roles: ['legality-reviewer'],
    });
    expect(await actsOf(town, 'deputy')).toEqual([]);
    await goesOn(matter, 'underReview', 'inMeeting');
    expect(await actsOf(town, 'deputy')).toEqual(['MemberSpoke']);
    expect(await actsOf(town, 'head', '?is=blocked')).toContain('HeadSpoke');
    await matter.speaks('deputy');
    // Who has spoken has nothing more to say; the other has.
    expect(await actsOf(town, 'deputy')).toEqual([]);
    expect(await actsOf(town, 'warden')).toEqual(['MemberSpoke']);
    await matter.speaks('warden');
    expect(await actsOf(town, 'head')).toEqual(['HeadSpoke']);
    await matter.speaks('head', 'HeadSpoke');
    await matter.decides();
    expect(await actsOf(town, 'deputy')).toEqual([]);
    expect(await actsOf(town, 'clerk')).toContain('MeetingClosed');
    const before = await kept(work);
    expect(before.length).toBeGreaterThan(3);
    const { database, road, workflows, calendars } = work.running.parts;
    await rebuildTasks(database, road.states, { workflows, calendars }, { again: true });
    expect(await kept(work)).toEqual(before);
  });

  it('says by when, with the article, and what is late first', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    const early = await matterAt(town, 'underReview', '先送审的事项');
    work.daysPass(20);
    const late = await matterAt(town, 'underReview', '后送审的事项');
    const list = await tasksOf(town, 'reviewer');
    const told = list.tasks.filter(({ act }) => act === 'LegalityOpinionIssued');
    expect(told.map(({ id }) => id)).toEqual([early.id, late.id]);
    for (const { deadline, state } of told) {
      expect(deadline === null ? 'later' : deadline.daysLeft < 0 ? 'overdue' : expect.any(String)).toEqual(
        state,
      );
      if (deadline) expect(deadline.citation).toMatchObject({ rule: deadline.rule });
    }
    const pages: Task[] = [];
    let cursor = '';
    do {
      const page = await tasksOf(town, 'reviewer', `?limit=1${cursor}`);
      pages.push(...page.tasks);
      cursor = page.nextCursor === undefined ? '' : `&cursor=${encodeURIComponent(page.nextCursor)}`;
    } while (cursor !== '');
    expect(pages).toEqual(list.tasks);
  });
});
