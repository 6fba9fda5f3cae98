import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { Matter } from '../road/matter.js';
import { matterAt } from '../road/stages.js';
import { eventIn, insisted } from '../road/wire.js';
import { atABrowser } from './at-a-browser.js';

describe('What happens between opening a page and using it', () => {
  const browser = atABrowser();

  it('nobody is shown what was read for another, where the next person signed in at another tab', async () => {
    const { town, clock } = browser();
    const matter = await matterAt(town, 'drafted', '客运站搬迁');
    await town.foundsBody('county');
    await town.newcomer('officer', [['office', 'county']], 'county');
    const sharing = await browser().sits();
    // Nothing tells this tab that its session ended.
    await sharing.hearsNothing();
    await sharing.opens(`/decisions/${matter.id}`);
    await sharing.signsIn('proposer');
    await sharing.reads('客运站搬迁');
    await sharing.page.evaluate(() => {
      history.pushState({}, '', '/public');
      dispatchEvent(new PopStateEvent('popstate'));
    });
    await sharing.reads('公众参与');

    await sharing.losesSession();
    const other = await sharing.anotherTab();
    await other.opens('/');
    await other.signsIn('officer');
    await sharing.comesBack(new Date(clock.legal().getTime() + 120_000));
    await sharing.page.locator('.top-account', { hasText: 'officer' }).waitFor();
    await sharing.page.goBack();
    await sharing.reads('申请紧急查阅');
    expect(await sharing.text()).not.toContain('客运站搬迁');
    await sharing.leaves();
  });

  it('a reading that is confirmed opens the page that was refused, without a reload', async () => {
    const { town } = browser();
    const matter = await matterAt(town, 'proposed', '渡口改桥');
    await town.foundsBody('port');
    const clerk = await town.newcomer('ferryman', [['office', 'port']], 'port');
    const ferryman = await browser().sits();
    await ferryman.opens(`/decisions/${matter.id}`);
    await ferryman.signsIn('ferryman');
    await ferryman.reads('申请紧急查阅');
    const asked = { hours: 4, reason: '渡船搁浅，须当日核实' };
    const reply = insisted(201, await clerk.posts(`${matter.path}/emergency-readings`, asked));
    const id = eventIn(reply).subject.slice('reading/'.length);
    const head = await town.person('head');
    insisted(201, await head.posts(`/api/emergency-readings/${id}/confirmation`, {}));
    await ferryman.reads('渡口改桥');
    await ferryman.leaves();
  });

  it('a long history is whole after its first lines, and a link to its oldest record finds it', async () => {
    const { town } = browser();
    const matter = await matterAt(town, 'drafted', '老街消防通道');
    for (let at = 1; at <= 110; at += 1) {
      await matter.does('auditor', 'AuditFindingRecorded', { about: '讨论', finding: `第${at}次抽查` });
    }
    const clerk = await browser().person('clerk', {}, `/decisions/${matter.id}/history#v1`);
    await clerk.page.locator('#v1').waitFor();
    await expect.poll(() => inView(clerk.page.locator('#v1'))).toBe(true);
    expect(await clerk.page.locator('.history-day li').count()).toBe(matter.version + 1);
    expect(await clerk.text()).toContain('第1次抽查');
    await clerk.leaves();
  });

  it('a proposal that somebody else has screened meanwhile says so', async () => {
    const { town } = browser();
    const matter = await Matter.proposed(town, '文化礼堂建设');
    const clerk = await browser().person('clerk', {}, '/screening');
    const section = clerk.page.locator('main section').filter({ hasText: '文化礼堂建设' });
    await clerk.clicksOn(section.locator('summary').first());
    await clerk.writes('reason', '列入年度目录');
    await matter.does('head', 'MatterScreened', { result: 'not-major', reason: '属于日常工作' });
    await section.getByText('此前已经办理').waitFor();
    await clerk.leaves();
  });

  it('an act that somebody else has done meanwhile is told as done; its form stays, and asks for no signed original', async () => {
    const { town } = browser();
    const matter = await Matter.proposed(town, '农贸市场改造');
    await town.person('clerk');
    const clerk = await browser().sits();
    await clerk.opens(`/decisions/${matter.id}/act/MatterScreened`);
    await clerk.signsIn('clerk');
    await clerk.writes('reason', '列入年度目录');
    await matter.does('head', 'MatterScreened', { result: 'not-major', reason: '属于日常工作' });
    await clerk.reads('此前已经办理');
    expect(await clerk.written('reason')).toBe('列入年度目录');
    expect(await clerk.page.locator('h1').allInnerTexts()).toEqual(['认定事项性质']);
    await clerk.opens(`/decisions/${matter.id}/act/MatterScreened`);
    await clerk.reads('此前已经办理');
    expect(await clerk.page.locator('[id="payload_reason"]').count()).toBe(0);
    await clerk.leaves();
  });

  it('a form that was cleared shows nothing of what was refused before', async () => {
    const matter = await matterAt(browser().town, 'drafted', '河道疏浚');
    const unit = await browser().sits();
    await unit.opens(`/decisions/${matter.id}/act/StepFindingRecorded`);
    await unit.signsIn('proposer');
    await unit.answers('step', 'expert-review');
    await unit.answers('required', 'false');
    await unit.writes('legalBasis', '条例第十九条');
    await unit.writes('reason', '专业性不强');
    await unit.page.reload();
    await unit.reads('已恢复您上次填写');
    const fault = { zh: '理由与事实不符', en: 'not so' };
    await unit.page.route('**/api/decisions/*/events', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({
            status: 422,
            contentType: 'application/problem+json',
            json: {
              type: 'urn:chengxu:problem:payload-refused',
              title: '内容不符合要求',
              status: 422,
              code: 'payload-refused',
              faults: [{ at: '/reason', message: fault.en, detail: fault }],
            },
          })
        : route.continue(),
    );
    await unit.submits();
    const faults = unit.page.locator('.ant-form-item-explain-error', { hasText: fault.zh });
    await faults.waitFor();
    await unit.presses('清空重填');
    await unit.presses(/^确\s*定$/);
    await expect.poll(() => unit.written('reason')).toBe('');
    expect(await faults.count()).toBe(0);
    await unit.leaves();
  });

  it('what one account asks beyond its password is not asked of the next name', async () => {
    const { town } = browser();
    await town.person('clerk');
    const visitor = await browser().sits();
    await visitor.page.route(
      '**/api/sessions',
      (route) =>
        route.fulfill({
          status: 401,
          contentType: 'application/problem+json',
          json: {
            type: 'urn:chengxu:problem:second-factor-needed',
            title: '还需要第二因素',
            status: 401,
            code: 'second-factor-needed',
            methods: ['totp'],
          },
        }),
      { times: 1 },
    );
    await visitor.opens('/');
    await visitor.fills('用户名', 'somebody');
    await visitor.fills('密码', 'somebody’s password');
    await visitor.submits();
    await visitor.page.getByLabel('动态口令').waitFor();
    await visitor.signsIn('clerk');
    await visitor.leaves();
  });
});

/** Whether its reader has it before them. */
async function inView(line: Locator): Promise<boolean> {
  return line.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
}
