import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { Matter } from '../road/matter.js';
import { matterAt } from '../road/stages.js';
import { eventIn, insisted } from '../road/wire.js';
import { atABrowser } from './at-a-browser.js';

const taskFor = (page: Page, id: string, act: string): Locator =>
  page.locator(`main a[href*="${id}"][href*="${act}"]`).first();

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

  it('a later edition is confirmed on the shown difference where the opinion asked for changes', async () => {
    const { town } = browser();
    const matter = await matterAt(town, 'underReview', '集镇公厕改造');
    const changes = { outcome: 'lawful-with-changes', content: 'does-not-conform' };
    const reasons = { contentBecause: '经费来源写明预算科目' };
    await matter.does('reviewer', 'LegalityOpinionIssued', await matter.opinion({ ...changes, ...reasons }));
    await matter.drafts('第二版', { edition: 2, changes: '写明预算科目' });
    const reviewer = await browser().person('reviewer');
    await reviewer.clicksOn(taskFor(reviewer.page, matter.id, 'ConformityConfirmed'));
    await reviewer.reads('两稿对照');
    await reviewer.chooses('一致：予以确认');
    await reviewer.answers('kind', 'as-the-opinion-asked');
    await reviewer.writes('remark', '已写明');
    await reviewer.chooses(/现行文本的摘要已核对/);
    await reviewer.clicksOn(reviewer.page.locator('button[type=submit]:visible').first());
    await reviewer.reads('已记录');
    await reviewer.leaves();
    await readToTheMeeting(matter);
  });

  /** The unit finds what the form needs, and what of it is there; the opinion is there already. */
  async function readToTheMeeting(matter: Matter): Promise<void> {
    const unit = await browser().person('proposer', {}, `/decisions/${matter.id}/act/MeetingBundleSubmitted`);
    await unit.reads(/合法性审查意见（已附）/);
    await unit.reads(/草案说明（还缺）/);
    expect(await unit.page.getByRole('link', { name: '起草说明' }).getAttribute('href')).toContain(
      '/templates/explanation.docx',
    );
    // A paper that does not say what it is is asked about here, in words.
    await unit.uploads('papers', '材料一');
    await unit.uploads('papers', '材料二');
    await unit.submits();
    await unit.reads('请说明每份材料是什么');
    // An act whose turn has not come says what comes first, whose it is, and by which article.
    const head = await browser().person('head', {}, `/decisions/${matter.id}/act/OutcomeDecided`);
    await head.reads(/还没有到这一环节，轮到时由行政首长办理/);
    expect(await head.page.locator('.why-not .ways-forward').innerText()).toMatch(/提交上会材料（承办单位/);
    expect(await head.page.locator('.why-not cite').count()).toBeGreaterThan(0);
    await Promise.all([unit.leaves(), head.leaves()]);
  }

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

  it('an advice of counsel during execution is answered by its words, and is not offered again', async () => {
    const { town } = browser();
    const matter = await matterAt(town, 'adopted', '集镇停车收费试点');
    await matter.does('clerk', 'PartyCommitteeAsked', { kind: 'not-required', reason: '镇内事项' });
    await matter.does('clerk', 'CongressMatterFound', { matter: 'none', reason: '不属于' });
    await matter.does('head', 'DecisionIssued', {
      bundleDigest: matter.bundle,
      number: '横政发〔2026〕12号',
      signer: await town.idOf('head'),
      sealed: true,
      finalEdition: await town.paper('final'),
    });
    const counsel = await browser().person('counsel', {}, `/decisions/${matter.id}/counsel`);
    for (const question of ['停车收费能否先行试点', '收费公示是否足够']) {
      await counsel.answers('about', 'execution');
      await counsel.writes('question', question);
      await counsel.answers('position', 'lawful');
      await counsel.uploads('opinion', question);
      await counsel.chooses(/^我没有参与起草/);
      await counsel.submits();
      await counsel.reads(`“${question}”`);
      await counsel.opens(`/decisions/${matter.id}/counsel`);
    }
    await counsel.opens(`/decisions/${matter.id}/history`);
    await counsel.reads(/声明没有利害关系/);
    const unit = await browser().person(
      'proposer',
      {},
      `/decisions/${matter.id}/act/ExecutionAdviceAnswered`,
    );
    await unit.reads('收费公示是否足够');
    await unit.chooses(/停车收费能否先行试点$/, unit.page.locator('[id="payload_advice"]'));
    await unit.answers('result', 'adopted');
    await unit.writes('answer', '先试点一处');
    await unit.submits();
    await unit.page.waitForURL(`**/decisions/${matter.id}`);
    await unit.opens(`/decisions/${matter.id}/act/ExecutionAdviceAnswered`);
    await unit.reads('收费公示是否足够');
    expect(await unit.text()).not.toContain('停车收费能否先行试点');
    await Promise.all([counsel.leaves(), unit.leaves()]);
  });
});

/** Whether its reader has it before them. */
async function inView(line: Locator): Promise<boolean> {
  return line.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
}
