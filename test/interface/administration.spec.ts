import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Json } from '../../src/canonical/canonical-json.js';
import { PROJECT_ROOT } from '../../src/project-root.js';
import { convenes, matterAt } from '../road/stages.js';
import { BODY } from '../road/town.js';
import { insisted } from '../road/wire.js';
import { listAsWorkbook } from '../office-files.js';
import { atABrowser } from './at-a-browser.js';
import { opensCall } from './calls.js';
import { WithAPasskey } from './with-a-passkey.js';
import { Hands } from './keystroke-level.js';
import type { Visitor } from './visitor.js';

const SHIPPED = JSON.parse(
  readFileSync(join(PROJECT_ROOT, 'workflows/calendars/china.json'), 'utf8'),
) as Record<'years' | 'daysOff' | 'makeUpDays', Json[]>;
/** What the first start costs stands there, and is no longer true where this test fails. */
const INTERFACE = readFileSync(join(PROJECT_ROOT, 'docs/interface.md'), 'utf8');
const PASSWORD = 'correct horse battery';
const HEADINGS = ['姓名', '职务', '用户名', '单位', '角色'];
const IMPORTED = [
  ['赵强', '主任', 'zhaoq', '党政综合办公室', '决策机关办公机构、会议秘书'],
  ['周涛', '安全员', 'zhout', '', '系统管理员'],
  ['吴刚', '审计员', 'wug', '', '系统管理员'],
];
/** The shipped one, and a notice for another year. */
const NEXT_YEARS_CALENDAR = {
  ...SHIPPED,
  years: [...SHIPPED.years, 2027],
  daysOff: [...SHIPPED.daysOff, '2027-01-04'],
  makeUpDays: [...SHIPPED.makeUpDays, '2027-01-09'],
};
/** As the wizard handed them out. */
const tokens = new Map<string, string>();
let clicksToSetUp = 0;
let handsToSetUp = new Hands();

const browser = atABrowser(async (clerk, link) => {
  await clerk.page.goto(link);
  await clerk.fills('机关全称', '青溪镇人民政府');
  await clerk.presses('下一步');
  await clerk.fills(/^姓名/, '何静');
  await clerk.fills(/^用户名/, 'hejing');
  for (const field of await clerk.page.locator('input[type=password]').all())
    await clerk.types(field, PASSWORD);
  await clerk.presses('下一步');
  await clerk.presses('下一步');
  // The list is a click and a choice of the machine’s own; its units need not be typed again.
  const file = { name: '名单.xlsx', mimeType: 'application/octet-stream' };
  const buffer = await listAsWorkbook(HEADINGS, ...IMPORTED);
  clerk.hands.bring();
  await clerk.page.locator('input[type=file]').setInputFiles({ ...file, buffer });
  await clerk.reads('读入 3 人');
  await clerk.reads('已列入内设单位：党政综合办公室');
  await clerk.presses('下一步');
  await clerk.reads('填写无误，可以建立。');
  await clerk.presses(/^建\s*立$/);
  await clerk.reads('首次登录凭证');
  clicksToSetUp = clerk.clicks;
  handsToSetUp = clerk.hands;
  for (const row of await clerk.page.locator('.invitations tbody tr').all()) {
    const [username = '', token = ''] = await row.locator('td').allInnerTexts();
    tokens.set(username, token);
  }
  await clerk.leaves();
  return 'hejing';
});

/** The form of an administrator's act, which opens under its button. */
async function acts(visitor: Visitor, title: string | RegExp, answers: Record<string, string> = {}) {
  await visitor.clicksOn(visitor.page.locator('main').getByRole('button', { name: title }).first());
  const form = visitor.page.locator('.act-form').last();
  for (const [label, value] of Object.entries(answers)) {
    const list = form.getByRole('combobox', { name: label });
    const few = form.getByRole('radiogroup', { name: label }).getByText(value, { exact: true });
    if ((await few.count()) > 0) await few.click();
    else if ((await list.count()) > 0) {
      await list.fill(value);
      await visitor.page.locator('.ant-select-item-option:visible', { hasText: value }).first().click();
      await list.press('Escape');
    } else {
      await form.getByRole('textbox', { name: label }).fill(value);
      if (/^\d{4}-/.test(value)) await form.getByRole('textbox', { name: label }).press('Enter');
    }
  }
  await visitor.clicksOn(form.locator('button[type=submit]').last());
}

it('a wizard of seven clicks and a file sets a body up, and who was imported chooses a password and signs in', async () => {
  expect(clicksToSetUp).toBeLessThanOrEqual(7);
  const { files, fields, keys, seconds } = handsToSetUp;
  const told = /(\d+) clicks, (\d+) file, (\d+) fields with (\d+) keystrokes: (\d+) seconds/.exec(INTERFACE);
  expect(told?.slice(1).map(Number)).toEqual([clicksToSetUp, files, fields, keys, seconds]);
  for (const username of ['zhaoq', 'zhout', 'wug']) {
    const newcomer = await browser().sits();
    await newcomer.opens('/first-sign-in');
    await newcomer.fills('首次登录凭证', tokens.get(username) ?? '');
    for (const field of await newcomer.page.locator('input[type=password]').all()) await field.fill(PASSWORD);
    await newcomer.submits();
    await newcomer.follows('去登录');
    await newcomer.signsIn(username);
    await newcomer.reads('待办');
    await newcomer.leaves();
  }
});

it('a setting, a calendar and the rules of a body are changed, each told by what it means', async () => {
  const { town } = browser();
  const matter = await matterAt(town, 'started', '集镇绿化');
  await browser().keepsCalendar(NEXT_YEARS_CALENDAR);
  const administrator = await browser().sits();
  await administrator.opens('/administration/settings');
  await administrator.signsIn('hejing');
  await acts(administrator, '更改紧急查阅最长时间', { 改为: '48', 原因: '汛期值班' });
  await administrator.reads('紧急查阅最长时间：48 小时');
  await administrator.reads('由上班改为休息（1 天）：2027年1月4日 周一');
  await administrator.reads('由休息改为上班（1 天）：2027年1月9日 周六');
  await acts(administrator, '采用另一份日历');
  await administrator.reads(/现用日历：全国工作日历（2004 至 2027 年/);

  await administrator.opens('/administration/units');
  await administrator.presses('青溪镇人民政府');
  await acts(administrator, '改变适用的规定', { 适用规定: '横溪镇', 原因: '本镇工作规则施行' });
  await administrator.reads(/适用规定：.*横溪镇/);
  await administrator.opens('/administration/jurisdictions');
  await administrator.page
    .locator('main td', { hasText: /^2\/3$/ })
    .first()
    .waitFor();

  await administrator.opens('/administration/procedures');
  await administrator.presses('查看程序图');
  await administrator.clicksOn(administrator.page.locator('.statechart-frame svg .state').nth(3));
  await administrator.page.locator('aside.selected h3').waitFor();

  const clerk = await browser().person('clerk', {}, `/decisions/${matter.id}/act/CalendarAdopted`);
  await clerk.reads(/全国工作日历（2004 至 2027 年/);
  await clerk.reads('增加放假通知的年份：2027');
  await clerk.writes('reason', '2027年放假安排已发布');
  await clerk.submits();
  await clerk.page.waitForURL(`**/decisions/${matter.id}`);
  await Promise.all([administrator.leaves(), clerk.leaves()]);
});

it('a passkey is registered, signs in alone, signs, and proves again before a binding act', async () => {
  const { town, clock } = browser();
  const matter = await matterAt(town, 'discussed', '集镇停车收费');
  const head = await browser().person('head', {}, '/me');
  const key = await WithAPasskey.at(head.page);
  await acts(head, '添加通行密钥', { '给它起个名字，如“办公室电脑”': '办公室电脑' });
  await head.reads('恢复码（只显示这一次）');

  const { headers } = await town.administrator.get('/api/admin/installation');
  const setting = { setting: 'step-up-for-binding-acts', value: '10', reason: '等级保护要求' };
  const event = { type: 'ConfigurationChanged', payload: setting };
  const version = { 'if-match': String(headers.get('etag')) };
  insisted(201, await town.administrator.posts('/api/admin/installation/events', event, version));
  await acts(head, '登记为签名密钥', { 通行密钥: '办公室电脑' });
  await head.reads('办公室电脑 · 在用');
  expect(await key.uses()).toBe(1);

  await head.losesSession();
  await head.opens('/sign-in');
  await head.presses('用通行密钥登录');
  await head.reads('待办');
  expect(await key.uses()).toBe(2);
  clock.machineTimePasses(11 * 60_000);
  await head.opens(`/meetings/${matter.meeting}/screen`);
  await head.chooses('通过', head.page.locator('.screen-now'));
  await head.presses('作出决定');
  await head.reads('请再次验证身份');
  await head.presses('用通行密钥验证');
  await head.reads(/已决定：通过/);
  expect(await key.uses()).toBe(3);
  await head.opens('/me');
  await acts(head, '停用签名密钥', { 通行密钥: '办公室电脑', 原因: '换了电脑' });
  await head.reads('办公室电脑 · 已停用');
  await head.leaves();
});

it('who is away lends a role; the colleague does the act for them, the record says so, and either of them ends it', async () => {
  const { town } = browser();
  const matter = await matterAt(town, 'screened', '水库除险加固');
  await town.person('archivist');
  const lender = await browser().person('proposer', {}, '/me');
  const lent = {
    受托人: '姓名archivist',
    角色: '承办单位',
    '自（含）': town.today,
    '至（含）': town.inDays(10),
    '依据（委托书、文件文号）': '委托书〔2026〕1号',
  };
  await acts(lender, '委托同事', { ...lent, 原因: '外出学习' });
  await lender.reads('姓名archivist：承办单位');

  const delegate = await browser().person('archivist');
  await delegate.reads(/姓名proposer委托您办理：承办单位/);
  const offered = delegate.page.locator('ul.tasks li', { hasText: '水库除险加固' });
  await delegate.clicksOn(offered.filter({ hasText: '（受姓名proposer委托）' }).getByRole('link').first());
  await delegate.reads('受姓名proposer委托办理（承办单位）。');
  await delegate.writes('necessity', '坝体渗漏');
  await delegate.writes('feasibility', '资金已有安排');
  await delegate.submits();
  await delegate.page.waitForURL(`**/decisions/${matter.id}`);
  await delegate.opens(`/decisions/${matter.id}/history`);
  await delegate.reads('（受姓名proposer委托）');

  await delegate.opens('/me');
  await acts(delegate, '退回委托', { 原因: '已办完' });
  await delegate.reads('没有。同事委托给您的列在这里。');
  await acts(lender, '委托同事', { ...lent, 原因: '又有外出' });
  await acts(lender, '终止委托', { 原因: '提前返回' });
  await lender.reads('没有。出差、休假前可以委托同事，委托后列在这里。');

  // Around a meeting as on a decision: what is lent is offered, with for whom, and the record names both.
  const clerk = await town.person('clerk');
  const secretary = {
    to: await town.idOf('archivist'),
    body: BODY,
    roles: ['secretary'],
    acts: ['MeetingRescheduled'],
    from: town.today,
    until: town.inDays(10),
    basis: '委托书〔2026〕2号',
    reason: '休假',
  };
  insisted(201, await clerk.posts('/api/me/delegations', secretary));
  const meeting = await convenes(town);
  await delegate.opens(`/meetings/${meeting}`);
  await delegate.reads('受姓名clerk委托，您在此可以办理：会议改期。');
  expect(await delegate.page.getByText('宣布开会', { exact: true }).count()).toBe(0);
  await delegate.page.locator('summary', { hasText: '改期' }).click();
  await delegate.page.getByRole('textbox', { name: '改到' }).fill(town.inDays(3));
  await delegate.page.keyboard.press('Tab');
  await delegate.page.getByRole('textbox', { name: '理由' }).fill('会议室占用');
  await delegate.presses('改期');
  await delegate.reads('（受姓名clerk委托）');
  await Promise.all([lender.leaves(), delegate.leaves()]);
});

it('the work of who leaves goes to a successor: tried first, then done in one', async () => {
  const { town } = browser();
  const { id } = await town.newcomer('leaving', [['executor', 'hengxi-culture']]);
  await town.person('colleague');
  const administrator = await browser().sits();
  await administrator.opens(`/administration/people/${id}`);
  await administrator.signsIn('hejing');
  await acts(administrator, '交接给同事', { 交给: '姓名colleague', 方式: '长期移交', 原因: '调离' });
  await administrator.reads('将记录 2 个事件：');
  await administrator.presses('正式交接');
  await administrator.reads('已交接，记录了 2 个事件：');
  await administrator.opens(`/administration/people/${await town.idOf('colleague')}`);
  await administrator.reads('执行单位');
  await administrator.leaves();
});

it('what a citizen said of themselves is erased by two people, of whom neither is offered the other’s part', async () => {
  const { town } = browser();
  const matter = await matterAt(town, 'drafted', '集镇停车场建设');
  await opensCall(matter, 'parking-2026');
  const citizen = await browser().sits();
  await citizen.opens('/public/consultations/parking-2026');
  await citizen.presses(/提交意见/);
  await citizen.fills('您的意见', '我家门口每天堵车。');
  await citizen.presses(/提交意见/);
  await citizen.reads('您的意见已经收到');
  const code = (await citizen.page.locator('.receipt-code').textContent()) ?? '';
  await citizen.leaves();

  const clerk = await browser().person('clerk', {}, '/administration/erasures');
  await clerk.page.getByRole('textbox', { name: '回执号' }).fill(code);
  await clerk.presses(/^查\s*找$/);
  await clerk.reads(/可以删除：/);
  await acts(clerk, '提请删除', { 法律依据: '撤回同意', 申请或文件编号: '申请〔2026〕1号' });
  await clerk.reads('将删去');
  expect(await clerk.page.getByRole('button', { name: '确认删除' }).count()).toBe(0);

  // The to-do list says that it waits for a second person, and leads there.
  const archivist = await browser().person('archivist');
  await archivist.reads('申请〔2026〕1号');
  await archivist.clicksOn(archivist.page.getByRole('region', { name: /待您确认/ }).getByRole('link'));
  await archivist.page.waitForURL('**/administration/erasures');
  await acts(archivist, '确认删除');
  await archivist.reads('没有待确认的提请。');
  await clerk.opens(`/consultations/parking-2026`);
  expect(await clerk.text()).not.toContain('每天堵车');
  // What is for others shows no form that could only be refused.
  await clerk.opens('/administration/people');
  await clerk.reads('请告诉本机关系统管理员');
  expect(await clerk.page.locator('main form').count()).toBe(0);
  await Promise.all([clerk.leaves(), archivist.leaves()]);
});

it('a title and a paper go under an order, chosen by their names, and another looks at them before they go', async () => {
  const { town } = browser();
  const matter = await matterAt(town, 'started', '防汛物资储备点');
  await matter.drafts('储备点初稿');
  const archivist = await browser().person('archivist', {}, '/administration/erasures');
  await acts(archivist, '依文件撤除标题、正文或材料', {
    事项: '防汛物资储备点',
    撤除的材料: '储备点初稿',
    撤除哪些记录中的标题: '第 0 号记录',
    事由: '定密决定',
    文件文号: '密〔2026〕3号',
  });
  const clerk = await browser().person('clerk', {}, '/administration/erasures');
  await clerk.reads('密〔2026〕3号');
  await clerk.page.getByRole('link', { name: '防汛物资储备点' }).first().waitFor();
  await acts(clerk, '确认删除');
  await clerk.reads('没有待确认的提请。');
  await clerk.opens(`/decisions/${matter.id}/papers`);
  expect(await clerk.text()).not.toContain('防汛物资储备点');

  // Of a meeting, too: chosen by its day, and shown by its name to whoever confirms.
  const secretary = await town.person('clerk');
  const meeting = await convenes(town, undefined, {
    // The latest of all that were convened: it stands first in the list.
    plannedOn: town.inDays(20),
    actingBy: await town.paper('letter', '主持会议委托书'),
  });
  const { body } = await secretary.get(`/api/meetings/${meeting}/events`);
  const [{ payload }] = body['events'] as [{ payload: { actingBy: { sha256: string } } }];
  await archivist.opens('/administration/erasures');
  await acts(archivist, '依文件撤除标题、正文或材料', {
    何者的记录: '会议',
    会议: '乡镇政府会议',
    撤除的材料: '主持会议委托书',
    事由: '销毁清单',
    文件文号: '销〔2026〕1号',
  });
  await clerk.opens('/administration/erasures');
  await clerk.page.locator(`a[href="/meetings/${meeting}"]`).waitFor();
  await acts(clerk, '确认删除');
  await clerk.reads('没有待确认的提请。');
  expect((await secretary.get(`/api/documents/${payload.actingBy.sha256}`)).status).toBe(410);
  await Promise.all([archivist.leaves(), clerk.leaves()]);
});

it('three administrators: switched on by two; a role is proposed by one and confirmed by another; ended by two', async () => {
  const { town } = browser();
  const [system, security] = await Promise.all(
    ['hejing', 'zhout'].map(async (username) => {
      const one = await browser().sits();
      await one.opens('/administration/separation');
      return one.signsIn(username);
    }),
  );
  if (!system || !security) throw new Error('Two sit down.');
  const parts = { 系统管理员: '何静', 安全管理员: '周涛', 审计管理员: '吴刚' };
  await acts(system, '提请分设或调整', { ...parts, 原因: '等级保护要求' });
  await system.reads('何静 提请实行三员分设');
  expect(await system.page.getByRole('button', { name: /^确\s*认$/ }).count()).toBe(0);
  await security.opens('/administration/separation');
  await acts(security, /^确\s*认$/);
  await security.reads('已实行');

  await system.opens(`/administration/people/${await idOf('赵强')}`);
  await acts(system, '提请授予角色', { 角色: '档案人员', 单位: '党政综合办公室', 原因: '兼管档案' });
  await system.reads('何静提请：档案人员（党政综合办公室）');
  expect(await system.page.getByRole('button', { name: '确认授予' }).count()).toBe(0);
  await security.opens('/');
  await security.reads('赵强：档案人员（党政综合办公室）');
  await security.reads('何静提请');
  await security.clicksOn(security.page.getByRole('link', { name: '确认授予角色' }));
  await security.page.waitForURL(`**${new URL(system.page.url()).pathname}`);
  await acts(security, '确认授予');
  await security.page.locator('main td', { hasText: '档案人员' }).waitFor();

  // Registering is one's part, letting in another's: nothing fails half way.
  await system.opens('/administration/people');
  await acts(system, '登记人员', { 姓名: '蒋敏', 职务: '干事', 用户名: 'jiangm' });
  await system.reads('已登记。请安全管理员打开其页面');

  await security.opens('/administration/separation');
  await acts(security, '提请取消分设', { 原因: '人员调整' });
  await security.reads('周涛 提请取消三员分设。');
  await system.opens('/administration/separation');
  expect(await system.page.getByRole('button', { name: /^确\s*认$/ }).count()).toBe(0);
  const audit = await browser().sits();
  await audit.opens('/administration/separation');
  await audit.signsIn('wug');
  await acts(audit, /^确\s*认$/);
  await audit.reads('未实行：管理员可独自授予角色');
  await audit.leaves();
  await Promise.all([system.leaves(), security.leaves()]);

  async function idOf(name: string): Promise<string> {
    const { body } = await town.administrator.get('/api/admin/people');
    const people = body['people'] as { id: string; name: string }[];
    return people.find((one) => one.name === name)?.id ?? '';
  }
});
