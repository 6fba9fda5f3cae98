import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../src/project-root.js';
import { Matter } from '../road/matter.js';
import { matterAt } from '../road/stages.js';
import { insisted } from '../road/wire.js';
import { atABrowser } from './at-a-browser.js';
import { opensCall } from './calls.js';

/** What docs/interface.md says of a job: `| words | clicks |`. */
const SAID = new Map(
  [
    ...readFileSync(join(PROJECT_ROOT, 'docs/interface.md'), 'utf8').matchAll(
      /^\| ([^|]+?) +\| +(\d+) +\|$/gm,
    ),
  ].map(([, job = '', clicks]) => [job, Number(clicks)]),
);

/** Comments that say the same. */
const SAME = 50;

describe('The commonest jobs', () => {
  const browser = atABrowser();
  const counted = new Map<string, number>();

  it('of everybody: signing in and out, finding a matter, recording on it, the language; of the public', async () => {
    const { town } = browser();
    const matter = await matterAt(town, 'drafted', '集镇停车场建设');
    await opensCall(matter, 'parking-2026');
    await town.person('proposer');

    const unit = await browser().sits();
    await unit.opens('/');
    await unit.signsIn('proposer');
    counted.set('Sign in', unit.clicks);

    unit.clicks = 0;
    const search = unit.page.getByRole('searchbox').first();
    await search.fill('停车场');
    await search.press('Enter');
    await unit.clicksOn(unit.page.locator(`main a[href*="${matter.id}"]`).first());
    await unit.page.waitForURL(`**/decisions/${matter.id}**`);
    counted.set('Find a matter by a word and open it', unit.clicks);

    await unit.opens(`/decisions/${matter.id}/act/StepFindingRecorded`);
    unit.clicks = 0;
    await unit.answers('step', 'expert-review');
    await unit.answers('required', 'false');
    await unit.writes('reason', '专业性不强');
    await unit.writes('legalBasis', '条例第十九条');
    await unit.submits();
    await unit.page.waitForURL(`**/decisions/${matter.id}`);
    counted.set('Record that a step does not apply', unit.clicks);

    unit.clicks = 0;
    await unit.clicksOn(unit.page.locator('.top-account summary'));
    await unit.presses('退出登录');
    await unit.reads(/用户名/);
    counted.set('Sign out', unit.clicks);
    await unit.leaves();

    const proposed = await Matter.proposed(town, '河道整治');
    const clerk = await browser().person('clerk');
    clerk.clicks = 0;
    await clerk.clicksOn(clerk.page.locator(`main a[href*="${proposed.id}"]`).first());
    await clerk.page.waitForURL(`**/decisions/${proposed.id}/act/**`);
    counted.set('From the list of what to do to the form of the act', clerk.clicks);
    await clerk.answers('result', 'major');
    await clerk.answers('kind', 'other-major');
    await clerk.writes('reason', '列入年度目录');
    await clerk.submits();
    await clerk.page.waitForURL(`**/decisions/${proposed.id}`);
    counted.set('Screen a matter, from the list', clerk.clicks);
    clerk.clicks = 0;
    await clerk.presses('English');
    await clerk.page.getByRole('link', { name: 'To do' }).waitFor();
    counted.set('Change the language', clerk.clicks);
    await clerk.leaves();

    const citizen = await browser().sits({ width: 390, height: 844 });
    await citizen.opens('/public/consultations/parking-2026');
    await citizen.fills('您的意见', '建议增设充电桩。');
    citizen.clicks = 0;
    await citizen.presses(/提交意见/);
    await citizen.reads('您的意见已经收到');
    counted.set('Comment on a draft', citizen.clicks);
    const code = (await citizen.page.locator('.receipt-code').textContent()) ?? '';
    await citizen.opens('/public/receipts');
    await citizen.fills('回执编号', code);
    citizen.clicks = 0;
    await citizen.presses(/查\s*询/);
    await citizen.reads('尚未答复');
    counted.set('Look up what became of a comment', citizen.clicks);
    await citizen.leaves();
  });

  it('of a unit: the first edition of a draft, from the list', async () => {
    const { town } = browser();
    const matter = await matterAt(town, 'started', '农村饮水提升工程');
    await town.person('colleague');
    const unit = await browser().person('proposer');
    unit.clicks = 0;
    await unit.clicksOn(unit.page.locator(`main a[href*="${matter.id}/draft"]`).first());
    // The button that opens the folder is a click, although a test has no folder to open.
    unit.clicks += 1;
    await unit.uploadsEvident('bundle', '饮水提升方案', '草案正文');
    await unit.picks('drafters', 'colleague');
    await unit.fills('第 1 件依据', '国务院令第713号');
    await unit.submits();
    await unit.reads('已记录');
    counted.set('Submit the first edition of a draft, from the list', unit.clicks);
    await unit.leaves();
  });

  it('of a member: an opinion in the meeting, on a telephone, from the list', async () => {
    const { town } = browser();
    const matter = await matterAt(town, 'inMeeting', '老旧小区加装电梯补助办法');
    const member = await browser().person('deputy', { width: 390, height: 844 });
    member.clicks = 0;
    await member.clicksOn(member.page.locator(`main a[href*="${matter.id}/act/MemberSpoke"]`).first());
    await member.answers('stance', 'agree');
    await member.writes('words', '同意，建议向低收入家庭倾斜。');
    await member.submits();
    await member.page.waitForURL(`**/decisions/${matter.id}`);
    counted.set('Give an opinion in a meeting, from the list', member.clicks);
    await member.leaves();
  });

  it('of a unit: fifty comments that say the same, answered as one', async () => {
    const { town } = browser();
    const matter = await matterAt(town, 'drafted', '公交线路调整方案');
    await opensCall(matter, 'buses-2026');
    const comments = '/api/public/consultations/buses-2026/comments';
    for (let n = 0; n < SAME; n += 1)
      insisted(201, await town.wire.posts(comments, { text: `请保留 12 路车${'！'.repeat(n % 5)}` }));
    insisted(201, await town.wire.posts(comments, { text: '末班车请延到晚上九点。' }));

    const unit = await browser().person('proposer');
    unit.clicks = 0;
    await unit.clicksOn(unit.page.locator('main a[href*="/consultations/buses-2026"]').first());
    await unit.presses(`选中内容相同的 ${SAME} 条`);
    await unit.chooses('未采纳', unit.page.locator('.answer'));
    await unit.fills('理由', '12 路车客流不足，改由 15 路车覆盖。');
    const sent: string[] = [];
    unit.page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
    const before = performance.now();
    await unit.presses(`答复选中的 ${SAME} 条`);
    await unit.page.getByText(`已答复 ${SAME} 条。`).waitFor({ timeout: 45_000 });
    counted.set('Answer all comments that say the same, from the list', unit.clicks);
    console.log(`${SAME} comments: ${sent.length} requests, ${Math.round(performance.now() - before)} ms`);
    // Each has its own place in the record; what is on the screen is not read again for each.
    expect(sent.filter((one) => one.startsWith('POST'))).toHaveLength(SAME);
    expect(sent.filter((one) => one.endsWith('/comments')).length).toBeLessThan(SAME / 2);
    const { body } = await (await town.person('proposer')).get('/api/consultations/buses-2026');
    expect(body['state']).toMatchObject({ received: SAME + 1, disposed: SAME, notAdopted: SAME });
    await unit.leaves();
  });

  it('take as many clicks as docs/interface.md says', () => {
    for (const [job, clicks] of counted) console.log(`${String(clicks).padStart(3)}  ${job}`);
    expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(SAID));
  });
});
