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
  readonly actor: string;
  readonly onBehalf?: string;
  readonly grade: {
    readonly is: string;
    readonly original?: { readonly digest: string; readonly pages: number };
  };
}

describe('What was done on paper, entered afterwards from its signed record', () => {
  const browser = atABrowser();

  it('a whole meeting stands on record once, though the line broke and the page was opened anew in the middle', async () => {
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
    // Each on behalf of whoever did it, and all of them by the one record.
    const head = await town.idOf('head');
    expect(told.map(({ onBehalf }) => onBehalf)).toEqual([deputy, warden, elder, head, head]);
    for (const { grade } of told) expect(grade).toMatchObject({ is: 'signed-paper', original: { pages: 3 } });
    expect(new Set(told.map(({ grade }) => grade.original?.digest)).size).toBe(1);
  }, 150_000);

  it('a round table and a hearing take one form each: the scan is uploaded once, and is the paper of the act, too', async () => {
    const { town, clock } = browser();
    const matter = await matterAt(town, 'drafted', '集镇公交站点调整');
    await town.person('archivist');
    const proposer = await town.idOf('proposer');
    const clerk = await browser().person('clerk', {}, `/decisions/${matter.id}/act`);
    // What can be entered now stands first; what has not come is folded away, and found by its name.
    await clerk.reads('现在可以录入的');
    const opinion = clerk.page.getByRole('link', { name: '出具合法性审查意见' });
    expect(await clerk.page.getByRole('link', { name: '以其他方式听取意见' }).isVisible()).toBe(true);
    expect(await opinion.isVisible()).toBe(false);
    await clerk.fills('按名称查找', '合法性');
    await opinion.waitFor();
    await clerk.opens(`/decisions/${matter.id}/act/PublicInputHeld`);
    clerk.clicks = 0;
    await clerk.answers('mode', 'round-table');
    await clerk.writes('heldOn', town.today);
    await clerk.page.keyboard.press('Tab');
    await clerk.answers('participants_0_kind', 'residents');
    await clerk.writes('participants_0_count', '14');
    await clerk.answers('groupsHeard', 'true');
    await clerk.writes('summary', '多数赞成，建议保留菜市场站');
    await onBehalfOf(clerk, 'proposer');
    await signedRecord(clerk, town.today, '座谈会记录');
    await takes(clerk, 'signedSheet', '座谈会记录');
    await clerk.submits();
    await clerk.page.waitForURL(`**/decisions/${matter.id}`);
    expect(clerk.clicks).toBeLessThanOrEqual(12);

    const hearingOn = town.inDays(12);
    const { kind, ...explanation } = await town.paper('draft-explanation');
    matter.version = Number((await (await town.person('clerk')).get(matter.path)).body['version']);
    await matter.does('proposer', 'HearingAnnounced', {
      hearingOn,
      place: '镇政府会议室',
      explanation: { kind: kind ?? '', ...explanation },
      papers: [await town.paper('draft', '第一版')],
      participants: 15,
      participantsSelected: true,
      selectionMethodPublished: true,
      everySideRepresented: true,
      listPublished: true,
    });
    clock.legalTimePasses(13 * 24 * 3_600_000);
    await clerk.comesBack(clock.legal());
    await clerk.opens(`/decisions/${matter.id}/act/HearingHeld`);
    await clerk.reads('举行听证会');
    for (const done of ['inPublic', 'presented', 'debated', 'confirmedAndSigned', 'groupsHeard'])
      await clerk.answers(done, 'true');
    await clerk.writes('attended', '15');
    await clerk.writes('objecting', '2');
    await clerk.picks('moderator', 'clerk');
    await onBehalfOf(clerk, 'proposer');
    await signedRecord(clerk, hearingOn, '听证会笔录');
    await takes(clerk, 'record', '听证会笔录');
    await clerk.submits();
    await clerk.page.waitForURL(`**/decisions/${matter.id}`);
    await clerk.leaves();

    const { body } = await (await town.person('clerk')).get(`${matter.path}/events`);
    const told = (body['events'] as readonly Told[]).filter(({ type }) =>
      /^(PublicInput|Hearing)Held$/.test(type),
    );
    expect(told.map(({ type, onBehalf, grade }) => [type, onBehalf, grade.is])).toEqual([
      ['PublicInputHeld', proposer, 'signed-paper'],
      ['HearingHeld', proposer, 'signed-paper'],
    ]);
  }, 150_000);
});

async function onBehalfOf(clerk: Visitor, whom: string): Promise<void> {
  await clerk.chooses('有签名或者盖章的原件');
  await at(clerk, 'paper_onBehalfOf').fill(whom);
  await clerk.clicksOn(clerk.page.locator('.ant-select-item-option:visible', { hasText: whom }).last());
}

/** A paper that the form has already, for another of its fields. */
async function takes(clerk: Visitor, field: string, name: string): Promise<void> {
  await clerk.clicksOn(at(clerk, `payload_${field}`).getByRole('combobox'));
  await clerk.clicksOn(clerk.page.locator('.ant-select-item-option:visible', { hasText: name }));
}

/** The request reaches the server, and is recorded there, whoever hears of it. With the cookie, which is left out else. */
async function arrives(route: Route): Promise<void> {
  const answer = await route.fetch({ headers: await route.request().allHeaders() });
  expect(answer.status()).toBe(201);
}

const at = ({ page }: Visitor, id: string) => page.locator(`[id="${id}"]`);

/** What stands at the head of the form: the scan, and who says that it is like the paper. */
async function signedRecord(clerk: Visitor, today: string, name = '会议记录'): Promise<void> {
  const scan = { name: `${name}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`${name}，签名页齐全`) };
  await at(clerk, 'paper_original').locator('input[type=file]').setInputFiles(scan);
  await clerk.page.getByRole('link', { name: scan.name }).first().waitFor();
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
