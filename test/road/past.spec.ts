import { expect, it } from 'vitest';
import { differenceAnswer, passedAnswer, whatIfAnswer } from '../../src/decisions/past-answers.js';
import { describeOnSqlite, type FreshDatabase } from '../databases.js';
import { AtWork } from './at-work.js';
import type { Matter } from './matter.js';
import { matterAt } from './stages.js';
import { insisted, type Someone } from './wire.js';

/** A matter that was adopted today, and who reads about it. */
async function adopted(fresh: FreshDatabase) {
  const work = await AtWork.begins(fresh);
  const matter = await matterAt(work.town, 'adopted');
  const clerk = await work.town.person('clerk');
  return { work, matter, clerk };
}

const read = async (who: Someone, matter: Matter, path: string) =>
  insisted(200, await who.get(`${matter.path}/${path}`)).body;

const problem = async (who: Someone, matter: Matter, path: string) => {
  const { status, body } = await who.get(`${matter.path}/${path}`);
  return [status, body['code']];
};

describeOnSqlite('The past of a decision', (fresh) => {
  it('is told by what changed between two moments, in words and as data', async () => {
    const { work, matter, clerk } = await adopted(fresh);
    const difference = differenceAnswer.parse(await read(clerk, matter, 'diff?from=3&to=8'));
    expect(difference.events.map(({ type }) => type)).toEqual([
      'DraftSubmitted',
      'PublicInputHeld',
      'PublicInputReported',
      'StepFindingRecorded',
      'StepFindingRecorded',
    ]);
    expect(difference.states.left.map(({ id }) => id)).toEqual(['major-decision.drafting']);
    expect(difference.steps.map(({ id, from, to }) => [id, from, to])).toEqual([
      ['public-input', 'not-open', 'completed'],
      ['expert-review', 'not-open', 'exempted'],
      ['risk-assessment', 'not-open', 'exempted'],
      ['legality-review', 'not-open', 'open'],
    ]);
    expect(difference.draft).toEqual({ from: null, to: { edition: 1, bundle: matter.bundle } });
    expect(difference.actions.opened.map(({ id }) => id)).toContain('LegalityReviewRequested');
    expect(difference.documents.map(({ title }) => title.zh)).toContain('公众意见研究采纳情况');
    expect(difference.findings.map(({ about }) => about?.zh)).toEqual(['专家论证', '风险评估']);
    expect(difference.people).toEqual([]);
    expect(difference.context.map(({ path }) => path)).toContain('/draft');
    const zh = difference.words.map((line) => line.zh);
    expect(zh).toContain('公众参与：由未开始变为已完成。');
    expect(zh.join('')).toContain('姓名proposer');
    expect(difference.words.map(({ en }) => en)).toContain('expert review: not begun → lawfully exempted.');

    const whole = differenceAnswer.parse(await read(clerk, matter, 'diff?from=0'));
    const last = matter.answers.length - 1;
    expect([whole.from.version, whole.to.version]).toEqual([0, last]);
    const then = await read(clerk, matter, `replay?version=${last}`);
    expect(whole.to.stateHash).toBe(then['stateHash']);
    expect(whole.people.map(({ role }) => role.zh)).toContain('合法性审查机构');
    expect(differenceAnswer.parse(await read(clerk, matter, 'diff?from=4&to=4')).words).toHaveLength(1);
    const today = differenceAnswer.parse(await read(clerk, matter, `diff?from=0&to=${work.town.today}`));
    expect(today.to.version).toBe(last);

    expect(await problem(clerk, matter, 'diff?from=9&to=8')).toEqual([400, 'parameter-refused']);
    expect(await problem(clerk, matter, 'diff?from=2026-02-30')).toEqual([400, 'parameter-refused']);
    expect(await problem(clerk, matter, 'diff?from=0&to=999')).toEqual([404, 'not-found']);
    expect(await problem(clerk, matter, 'diff?from=2020-01-01')).toEqual([404, 'not-found']);
    await work.town.foundsBody('shangzhang');
    const stranger = await work.town.newcomer('visitor', [['head', 'shangzhang']], 'shangzhang');
    expect(await problem(stranger, matter, 'diff?from=0')).toEqual([404, 'not-found']);
  });

  it('says of each act what let it pass, and what would have been on another day or elsewhere', async () => {
    const { work, matter, clerk } = await adopted(fresh);
    const events = await work.events();
    for (const [version, answer] of matter.answers.entries()) {
      const passed = passedAnswer.parse(await read(clerk, matter, `events/${version}/requirements`));
      expect(passed.type).toBe((answer.body['event'] as { type: string }).type);
      const competent = passed.requirements.find(({ requirement }) => requirement === 'competent');
      expect(competent?.saw.facts.map(({ name }) => name)).toContain('actor');
      expect(competent?.citations.length).toBeGreaterThan(0);
    }
    const tabled = passedAnswer.parse(await read(clerk, matter, 'events/12/requirements'));
    const saw = tabled.requirements.flatMap((one) => one.saw.facts.map(({ name }) => name));
    expect(saw).toContain('meeting');

    const supposing = async (version: number, query: string) =>
      whatIfAnswer.parse(await read(clerk, matter, `events/${version}/what-if?${query}`));
    const unmet = ({ standings }: Awaited<ReturnType<typeof supposing>>) =>
      standings.filter(({ is }) => is === 'unmet');
    const here = await supposing(9, 'jurisdiction=national');
    expect([here.would, unmet(here)]).toEqual(['pass', []]);
    const elsewhere = await supposing(9, 'jurisdiction=zhejiang-337');
    expect(elsewhere).toMatchObject({
      would: 'be-refused',
      supposed: {
        jurisdiction: { title: { zh: '浙江省' } },
        rules: { jurisdiction: 'zhejiang-337/township' },
      },
    });
    expect(unmet(elsewhere).some((one) => 'citations' in one && (one.citations?.length ?? 0) > 0)).toBe(true);
    const earlier = await supposing(5, 'on=2026-03-01');
    expect(earlier).toMatchObject({
      would: 'be-refused',
      recorded: { date: '2026-03-02' },
      supposed: { date: '2026-03-01', jurisdiction: null },
    });
    expect(unmet(earlier)[0]).toMatchObject({
      found: { en: expect.stringContaining('today is 2026-03-01') },
    });
    expect((await supposing(5, 'on=2026-03-03')).would).toBe('pass');

    expect(await problem(clerk, matter, 'events/9/what-if')).toEqual([400, 'parameter-refused']);
    for (const query of ['jurisdiction=atlantis', 'on=2019-08-31', 'on=tomorrow'])
      expect(await problem(clerk, matter, `events/9/what-if?${query}`)).toEqual([400, 'parameter-refused']);
    expect(await problem(clerk, matter, 'events/99/what-if?on=2026-03-05')).toEqual([404, 'not-found']);
    expect(await problem(clerk, matter, 'events/99/requirements')).toEqual([404, 'not-found']);
    expect(await work.events()).toBe(events);
  });
});
