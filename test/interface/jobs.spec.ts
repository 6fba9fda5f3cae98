import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../src/project-root.js';
import { Matter } from '../road/matter.js';
import { matterAt } from '../road/stages.js';
import { atABrowser } from './at-a-browser.js';
import { opensCall } from './calls.js';

/** What docs/interface.md says of a job: `| words | clicks |`. */
const SAID = new Map(
  [
    ...readFileSync(join(PROJECT_ROOT, 'docs/interface.md'), 'utf8').matchAll(/^\| (.+?) +\| +(\d+) +\|$/gm),
  ].map(([, job = '', clicks]) => [job, Number(clicks)]),
);

describe('The commonest jobs', () => {
  const browser = atABrowser();

  it('take as many clicks as docs/interface.md says', async () => {
    const { town } = browser();
    const counted = new Map<string, number>();
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

    for (const [job, clicks] of counted) console.log(`${String(clicks).padStart(3)}  ${job}`);
    expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(SAID));
  });
});
