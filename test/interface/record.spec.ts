import { EventEmitter, once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { Route } from 'playwright-core';
import { convenes, matterAt } from '../road/stages.js';
import { UNITS } from '../road/town.js';
import { atABrowser } from './at-a-browser.js';
import type { Visitor } from './visitor.js';

interface Told {
  readonly type: string;
  readonly payload: unknown;
}

describe('A whole meeting, entered afterwards from its signed record', () => {
  const browser = atABrowser();

  it('stands on record once, though the line broke and the page was opened anew in the middle', async () => {
    const { town } = browser();
    const matter = await matterAt(town, 'bundled', '集镇夜市管理办法');
    const members: Record<string, string> = {};
    for (const name of ['deputy', 'warden'] as const) members[name] = await town.idOf(name);
    for (const name of ['elder', 'traveller'])
      members[name] = (await town.newcomer(name, [['member', UNITS.office]])).id;
    const { deputy = '', warden = '', elder = '', traveller = '' } = members;
    matter.meeting = await convenes(town, Object.values(members));
    await matter.tables();
    await town.person('archivist');

    const clerk = await browser().person('clerk', {}, `/decisions/${matter.id}/record`);
    await signedRecord(clerk, town.today);
    await clerk.clicksOn(at(clerk, `members_${traveller}_present`));
    await at(clerk, `members_${traveller}_excuse`).fill('参加县里会议');
    await clerk.clicksOn(at(clerk, `members_${warden}_recused`));
    await at(clerk, `members_${warden}_reason`).fill('其配偶在夜市经营摊位');
    await says(clerk, `members_${deputy}`, 'agree', '同意，收摊时间定在十一点。');
    await says(clerk, `members_${elder}`, 'disagree', '噪声扰民，不赞成。');
    await says(clerk, 'head', 'agree', '同意，先试行一年。');
    await clerk.clicksOn(at(clerk, 'outcome').locator('label:has(input[value="passed"])'));

    // The answer to the first thing that a member said is lost, and the line with it.
    await clerk.page.route(
      '**/api/decisions/*/events',
      async (route) => {
        await arrives(route);
        await clerk.offline(true);
        await route.abort();
      },
      { times: 1 },
    );
    await clerk.submits();
    await clerk.reads(/前面的已记入账本，不会重复记录/);
    await clerk.offline(false);

    // The page is closed while the head's words are on their way.
    const sent = new EventEmitter();
    const onItsWay = once(sent, 'head');
    await clerk.page.route('**/api/decisions/*/events', async (route) => {
      if (!route.request().postData()?.includes('"HeadSpoke"')) return route.continue();
      await arrives(route);
      sent.emit('head');
    });
    await clerk.presses('继续记录其余各项');
    await onItsWay;
    await clerk.page.reload();
    await clerk.page.getByText('已有记录').first().waitFor({ timeout: 30_000 });
    expect(await at(clerk, 'paper_pages').inputValue()).toBe('3');
    await clerk.submits();
    await clerk.page.getByText('全部记入账本。').waitFor({ timeout: 30_000 });
    await clerk.leaves();

    const office = await town.person('clerk');
    const { body: decision } = await office.get(matter.path);
    expect(decision['state']).toMatchObject({ context: { outcome: { is: 'passed' } } });
    const { body: meeting } = await office.get(`/api/meetings/${matter.meeting}`);
    expect(meeting['state']).toMatchObject({ status: 'closed', openedOn: town.today });
    expect((meeting['state'] as { present: string[] }).present.toSorted()).toEqual(
      [await town.idOf('head'), deputy, warden, elder].toSorted(),
    );

    const { body: history } = await office.get(`${matter.path}/events`);
    const told = (history['events'] as readonly Told[]).slice(
      (history['events'] as readonly Told[]).findIndex(({ type }) => type === 'TabledAtMeeting') + 1,
    );
    expect(told.map(({ type }) => type)).toEqual([
      'MemberSpoke',
      'MemberRecused',
      'MemberSpoke',
      'HeadSpoke',
      'OutcomeDecided',
    ]);
    const { body: sittings } = await office.get(`/api/meetings/${matter.meeting}/events`);
    const sat = sittings['events'] as readonly Told[];
    const types = sat.map(({ type }) => type);
    expect(sat.find(({ type }) => type === 'AttendanceRecorded')?.payload).toMatchObject({
      absent: [{ person: traveller, reason: '参加县里会议' }],
    });
    expect(types).toEqual(['MeetingConvened', 'MeetingOpened', 'AttendanceRecorded', 'MeetingClosed']);
  }, 150_000);
});

/** The request reaches the server, and is recorded there, whoever hears of it. With the cookie, which is left out else. */
async function arrives(route: Route): Promise<void> {
  const answer = await route.fetch({ headers: await route.request().allHeaders() });
  expect(answer.status()).toBe(201);
}

const at = ({ page }: Visitor, id: string) => page.locator(`[id="${id}"]`);

/** What stands at the head of the form: the scan, and who says that it is like the paper. */
async function signedRecord(clerk: Visitor, today: string): Promise<void> {
  const scan = { name: '会议记录.txt', mimeType: 'text/plain', buffer: Buffer.from('会议记录，签名页齐全') };
  await at(clerk, 'paper_original').locator('input[type=file]').setInputFiles(scan);
  await clerk.page.getByRole('link', { name: '会议记录.txt' }).waitFor();
  await at(clerk, 'paper_pages').fill('3');
  await at(clerk, 'paper_signedOn').fill(today);
  await clerk.page.keyboard.press('Tab');
  await at(clerk, 'paper_certifiedBy').fill('archivist');
  await clerk.clicksOn(clerk.page.locator('.ant-select-item-option', { hasText: 'archivist' }).last());
  await at(clerk, 'paper_keptAt').fill('2026-会议-07');
}

async function says(clerk: Visitor, who: string, stance: string, words: string): Promise<void> {
  await clerk.clicksOn(at(clerk, `${who}_stance`).locator(`label:has(input[value="${stance}"])`));
  await at(clerk, `${who}_words`).fill(words);
}
