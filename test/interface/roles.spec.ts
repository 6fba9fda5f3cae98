import { TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { Matter } from '../road/matter.js';
import { goesOn, matterAt } from '../road/stages.js';
import { insisted, type Someone } from '../road/wire.js';
import { atABrowser } from './at-a-browser.js';
import { opensCall } from './calls.js';

describe('From sign-in to act, to what the next person sees', () => {
  const browser = atABrowser();

  it('office screens, unit studies; each finds it in the list of what to do, and sees what the other did at once', async () => {
    const { town } = browser();
    const matter = await Matter.proposed(town, '集镇道路改造');
    const unit = await browser().person('proposer');
    await unit.reads('待办');

    const clerk = await browser().person('clerk');
    await clerk.reads('集镇道路改造');
    clerk.clicks = 0;
    await clerk.clicksOn(taskOf(clerk.page, matter.id));
    await clerk.answers('result', 'major');
    await clerk.clicksOn(clerk.page.locator('[id="payload_kind"]'));
    await chooseKind(clerk.page);
    await clerk.writes('reason', '列入年度目录');
    await clerk.submits();
    await clerk.page.waitForURL(`**/decisions/${matter.id}`);
    expect(clerk.clicks).toBeLessThanOrEqual(5);

    // The other browser stood open at its list, and was not touched: the stream tells it.
    await unit.page.locator(`a[href*="${matter.id}"]`).first().waitFor();
    unit.clicks = 0;
    await unit.clicksOn(taskOf(unit.page, matter.id));
    await unit.writes('necessity', '路面破损严重');
    await unit.writes('feasibility', '资金已有安排');
    await unit.submits();
    await unit.page.waitForURL(`**/decisions/${matter.id}`);
    expect(unit.clicks).toBe(2);

    const head = await browser().person('head');
    await head.page.locator(`a[href*="${matter.id}"]`).first().waitFor();
    await Promise.all([clerk.leaves(), unit.leaves(), head.leaves()]);
  });

  it('members speak on a telephone, the head last, and the outcome stands on the matter’s page', async () => {
    const { town } = browser();
    const matter = await matterAt(town, 'inMeeting', '老旧小区加装电梯补助办法');
    for (const member of ['deputy', 'warden'] as const) {
      const speaker = await browser().person(member, { width: 390, height: 844 });
      await speaker.opens(`/decisions/${matter.id}/act/MemberSpoke`);
      speaker.clicks = 0;
      await speaker.answers('stance', 'agree');
      await speaker.writes('words', '同意，建议向低收入家庭倾斜。');
      await speaker.submits();
      await speaker.page.waitForURL(`**/decisions/${matter.id}`);
      expect(speaker.clicks).toBe(2);
      await speaker.leaves();
    }
    const head = await browser().person('head');
    await head.opens(`/decisions/${matter.id}/act/HeadSpoke`);
    await head.answers('stance', 'agree');
    await head.writes('words', '同意多数意见。');
    await head.submits();
    await head.page.waitForURL(`**/decisions/${matter.id}`);
    const { body } = await (await town.person('head')).get(matter.path);
    matter.version = Number(body['version']);
    await matter.decides();
    // Read again without being asked to.
    await head.reads('集体讨论决定');
    await expect
      .poll(() => head.page.locator('.step-completed').count(), { timeout: 20_000 })
      .toBeGreaterThanOrEqual(2);
    await head.leaves();
  });

  it('an office screens on the page of all proposals, beside what each of them says, and the receipt stays there', async () => {
    await Matter.proposed(browser().town, '水源地保护');
    const clerk = await browser().person('clerk', {}, '/screening');
    const section = clerk.page.locator('main section').filter({ hasText: '水源地保护' });
    await section.getByText('乡村旅游旺季短').waitFor();
    await clerk.clicksOn(section.locator('summary').first());
    await clerk.answers('result', 'not-major');
    await clerk.writes('reason', '属于日常工作');
    await clerk.clicksOn(section.locator('button[type=submit]'));
    await section.locator('#recorded-title').waitFor();
    await clerk.leaves();
  });

  it('an officer of another body asks to read what cannot wait; the head lets it be read', async () => {
    const { town } = browser();
    const matter = await matterAt(town, 'proposed', '危桥改造');
    await town.foundsBody('county');
    await town.newcomer('officer', [['office', 'county']], 'county');
    const officer = await browser().sits();
    await officer.opens(`/decisions/${matter.id}`);
    await officer.signsIn('officer');
    await officer.follows('申请紧急查阅');
    await officer.presses('申请紧急查阅');
    await officer.fills('原因', '信访突发，须当日核实');
    await officer.submits();
    await officer.reads('待确认');
    expect(await officer.page.getByRole('button', { name: '确认开放' }).count()).toBe(0);

    const head = await browser().person('head', {}, '/readings');
    await head.presses('确认开放');
    await head.submits();
    await head.reads('正在查阅');
    await officer.opens(`/decisions/${matter.id}`);
    await officer.reads('危桥改造');
    await Promise.all([officer.leaves(), head.leaves()]);
  });

  it('a head proves again on the screen of the meeting, and the decision goes on by itself', async () => {
    const { town, clock } = browser();
    const matter = await matterAt(town, 'discussed', '集镇停车收费');
    const setting = { setting: 'step-up-for-binding-acts', value: '10', reason: '等级保护要求' };
    const { headers } = await town.administrator.get('/api/admin/installation');
    const changed = await town.administrator.posts(
      '/api/admin/installation/events',
      { type: 'ConfigurationChanged', payload: setting },
      { 'if-match': String(headers.get('etag')) },
    );
    expect(changed.status).toBe(201);
    const app = await withCodes(await town.person('head'), () => clock.machine());
    const head = await browser().sits();
    await head.opens('/');
    await head.page.getByLabel('用户名').fill('head');
    await head.page.getByLabel('密码').fill('correct horse battery');
    await head.submits();
    clock.machineTimePasses(60_000);
    await head.page.getByLabel('动态口令').last().fill(app());
    await head.submits();
    await head.reads('待办');
    clock.machineTimePasses(11 * 60_000);

    // Over a form, where what was typed stays behind the window, and putting it off sends nothing.
    await head.opens(`/decisions/${matter.id}/act/OutcomeDecided`);
    await head.answers('outcome', 'passed');
    await head.submits();
    const over = head.page.getByRole('dialog', { name: '请再次验证身份' });
    await over.locator('input[autocomplete=one-time-code]').waitFor();
    await head.presses('暂不验证');
    await over.waitFor({ state: 'detached' });
    expect(await head.page.locator('input[value="passed"]').isChecked()).toBe(true);

    await head.opens(`/meetings/${matter.meeting}/screen`);
    await head.chooses('通过', head.page.locator('.screen-now'));
    await head.presses('作出决定');
    await head.reads('请再次验证身份');
    await head.page.locator('.prove-again input[autocomplete=one-time-code]').fill(app());
    await head.presses('验证并继续');
    await head.reads(/已决定：通过/);
    await head.leaves();
  });
});

describe('A refusal', () => {
  const browser = atABrowser();

  it('is told before anything is typed, with its article and its remedy, where an act cannot be done yet', async () => {
    const matter = await matterAt(browser().town, 'inMeeting', '农贸市场迁建');
    const head = await browser().person('head', {}, `/decisions/${matter.id}/act/HeadSpoke`);
    await head.page.locator('.unmet').first().waitFor();
    // The head speaks last (article 30): the article, who is still to be heard, and what to do.
    expect(await head.page.locator('.unmet cite').count()).toBeGreaterThan(0);
    expect((await head.page.locator('.unmet dd').allInnerTexts()).every(Boolean)).toBe(true);
    expect(await head.page.locator('main button[type=submit]').last().isDisabled()).toBe(true);
    await head.leaves();
  });

  it('leaves what was typed: after somebody else acted, after the session ended, and without a line', async () => {
    const { town } = browser();
    const matter = await matterAt(town, 'drafted', '公交线路调整');
    const form = `/decisions/${matter.id}/act/StepFindingRecorded`;
    const unit = await browser().sits();
    await unit.hearsNothing();
    await unit.opens(form);
    await unit.signsIn('proposer');
    await unit.answers('step', 'expert-review');
    await unit.answers('required', 'false');
    await unit.writes('reason', '专业性不强，社会各方面意见一致');
    await unit.writes('legalBasis', '条例第十九条');

    await unit.offline(true);
    await unit.reads(/网络已断开/);
    await unit.submits();
    await unit.reads('连接不上服务器');
    expect(await unit.written('reason')).toBe('专业性不强，社会各方面意见一致');
    await unit.offline(false);

    await unit.losesSession();
    await unit.submits();
    await unit.signsIn('proposer');
    await unit.reads('您已重新登录');
    expect(await unit.written('reason')).toBe('专业性不强，社会各方面意见一致');

    await matter.finds('risk-assessment');
    await unit.submits();
    await unit.reads(/期间|新的记录|有人/);
    expect(await unit.written('reason')).toBe('专业性不强，社会各方面意见一致');
    expect(unit.page.url()).toContain('/act/StepFindingRecorded');
    await unit.leaves();
  });

  it('is not told to the next person at the machine, who sees nothing of what was typed', async () => {
    const { town } = browser();
    const matter = await matterAt(town, 'drafted', '停车收费标准');
    await town.person('clerk');
    const sharing = await browser().sits();
    await sharing.opens(`/decisions/${matter.id}/act/StepFindingRecorded`);
    await sharing.signsIn('proposer');
    await sharing.writes('reason', '只有本人看得到的理由');

    await sharing.losesSession();
    await sharing.page.reload();
    await sharing.signsIn('clerk');
    await sharing.page.locator('main h1').first().waitFor();
    await sharing.settles();
    expect(await sharing.page.locator('[id="payload_reason"]').count()).toBe(1);
    expect(await sharing.written('reason')).toBe('');

    // Not even where the page was left open, and asked to sign in where it stood.
    await sharing.answers('step', 'expert-review');
    await sharing.answers('required', 'false');
    await sharing.writes('reason', '科员的理由');
    await sharing.writes('legalBasis', '条例第十九条');
    await sharing.losesSession();
    await sharing.submits();
    await sharing.signsIn('proposer');
    expect(await sharing.written('reason')).toBe('只有本人看得到的理由');
    await sharing.leaves();
  });

  it('is not risked by a form: Enter sends nothing, an act waits for its papers, and what is cleared is gone', async () => {
    const { town } = browser();
    const matter = await matterAt(town, 'drafted', '路灯节能改造');
    const unit = await browser().sits();
    await unit.opens(`/decisions/${matter.id}/act/StepFindingRecorded`);
    await unit.signsIn('proposer');
    await unit.writes('reason', '专业性不强');
    await unit.chooses('办理日期早于今天');
    const claimed = unit.page.locator('[id="paper_claimed"]');
    await claimed.fill('2026-03-01');
    await claimed.press('Enter');

    const submit = unit.page.locator('main button[type=submit]').last();
    await unit.chooses('有原件能够证明日期');
    await unit.page.route('**/api/documents?*', async (route) => {
      await expect.poll(() => submit.isDisabled()).toBe(true);
      await route.continue();
    });
    await unit.page
      .locator('main input[type=file]')
      .first()
      .setInputFiles({ name: '公告.txt', mimeType: 'text/plain', buffer: Buffer.from('公告') });
    await unit.page.getByRole('link', { name: '公告.txt' }).waitFor();
    expect(await submit.isDisabled()).toBe(false);
    // Nor has Enter tried to: nothing is asked for.
    expect(await unit.page.locator('.ant-form-item-explain-error').count()).toBe(0);

    await unit.page.reload();
    await unit.reads('已恢复您上次填写');
    expect(await unit.written('reason')).toBe('专业性不强');
    await unit.presses('清空重填');
    await unit.presses(/^确\s*定$/);
    await expect.poll(() => unit.written('reason')).toBe('');
    await unit.leaves();
  });

  it('is no refusal where only the answer was lost: sent again, even on the newer state, it is on record once', async () => {
    const { town } = browser();
    const matter = await matterAt(town, 'drafted', '公园夜间开放');
    const unit = await browser().sits();
    await unit.opens(`/decisions/${matter.id}/act/StepFindingRecorded`);
    await unit.signsIn('proposer');
    await unit.answers('step', 'expert-review');
    await unit.answers('required', 'false');
    await unit.writes('reason', '专业性不强');
    await unit.writes('legalBasis', '条例第十九条');
    await unit.page.route(
      '**/api/decisions/*/events',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await unit.submits();
    await unit.reads('连接不上服务器');
    // The stream tells of the event, as of anybody's.
    await unit.presses('已看过，按现在的情况继续');
    await unit.submits();
    await unit.page.waitForURL(`**/decisions/${matter.id}`);
    const { body } = await (await town.person('proposer')).get(`${matter.path}/events`);
    const events = body['events'] as readonly { type: string }[];
    expect(events.filter(({ type }) => type === 'StepFindingRecorded')).toHaveLength(1);
    await unit.leaves();
  });

  it('of a comment that came too late names the last day, and keeps the words', async () => {
    const { town, clock } = browser();
    const matter = await goesOn(await Matter.proposed(town, '学区划分方案'), 'proposed', 'drafted');
    await opensCall(matter, 'schools-2026');
    const citizen = await browser().sits({ width: 390, height: 844 });
    await citizen.opens('/public/consultations/schools-2026');
    await citizen.fills('您的意见', '请兼顾新建小区。');
    clock.legalTimePasses(32 * 24 * 3_600_000);
    await citizen.presses(/提交意见/);
    await citizen.page.getByRole('alert').waitFor();
    expect(await citizen.page.getByRole('alert').innerText()).toMatch(/第.+条|截止/);
    expect(await citizen.page.getByLabel('您的意见').inputValue()).toBe('请兼顾新建小区。');
    await citizen.leaves();
  });

  it('needs no mouse: sign-in, list, matter and act by the keyboard alone', async () => {
    const { town } = browser();
    const matter = await Matter.proposed(town, '垃圾分类实施办法');
    await town.person('clerk');
    const clerk = await browser().sits();
    await clerk.opens('/');
    const { keyboard } = clerk.page;
    // The first field has the focus.
    await keyboard.type('clerk');
    await keyboard.press('Tab');
    await keyboard.type('correct horse battery');
    await keyboard.press('Enter');
    const task = clerk.page.locator(`main a[href*="${matter.id}"]`).first();
    await task.waitFor();
    await tabTo(clerk.page, task);
    expect(await outlineOf(task)).not.toBe('none');
    await keyboard.press('Enter');
    await clerk.page.locator('[id="payload_reason"]').waitFor();
    const major = clerk.page.locator('[id="payload_result"] input').first();
    await tabTo(clerk.page, major);
    await keyboard.press('Space');
    expect(await clerk.page.locator('[id="payload_result"] input:checked').count()).toBe(1);
    await tabTo(clerk.page, clerk.page.locator('[id="payload_reason"]'));
    await keyboard.type('列入年度目录');
    expect(await clerk.written('reason')).toBe('列入年度目录');
    await tabTo(clerk.page, clerk.page.locator('main button[type=submit]').last());
    await clerk.leaves();
  });
});

/** One-time codes for somebody, and what the app on the telephone shows at any moment. */
async function withCodes(person: Someone, now: () => Date): Promise<() => string> {
  const begun = insisted(200, await person.posts('/api/me/totp', {})).body;
  const app = new TOTP({ secret: String(begun['secret']) });
  const code = () => app.generate({ timestamp: now().getTime() });
  const confirmation = { ticket: String(begun['ticket']), code: code() };
  insisted(201, await person.posts('/api/me/totp/confirm', confirmation));
  return code;
}

type Page = Awaited<ReturnType<ReturnType<ReturnType<typeof atABrowser>>['sits']>>['page'];
type Locator = ReturnType<Page['locator']>;

const taskOf = (page: Page, id: string): Locator =>
  page.locator(`main a[href*="${id}"][href*="/act/"]`).first();

/** A list that opens, or a row of choices: whichever the form has for as many kinds. */
async function chooseKind(page: Page): Promise<void> {
  const inPlace = page.locator('[id="payload_kind"] label:has(input[value="other-major"])');
  if (await inPlace.count()) return inPlace.click();
  await page.locator('.ant-select-item-option').last().click();
}

/** By the key that everybody knows, and no further than a person would go. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let pressed = 0; pressed < 80; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('80 times Tab did not lead there.');
}

const outlineOf = (target: Locator): Promise<string> =>
  target.evaluate((element) => getComputedStyle(element).outlineStyle);
