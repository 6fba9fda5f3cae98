import { expect, it } from 'vitest';
import { matterAt } from '../road/stages.js';
import { atABrowser } from './at-a-browser.js';
import { opensCall } from './calls.js';
import type { Matter } from '../road/matter.js';
import { BODY, type Town } from '../road/town.js';
import { insisted } from '../road/wire.js';

const browser = atABrowser();
const PHONE = { width: 390, height: 844 };

it('the public comments without an account, and learns later what became of it', async () => {
  const { town } = browser();
  const matter = await matterAt(town, 'drafted', '集镇停车场建设');
  await opensCall(matter, 'parking-2026');

  const citizen = await browser().sits({ width: 390, height: 844 });
  await citizen.opens('/public');
  await citizen.follows('集镇停车场建设');
  await citizen.reads('决策草案');
  await citizen.reads(/还有 31 天/);
  const draft = citizen.page.waitForEvent('download');
  await citizen.page.getByRole('link', { name: /第一版/ }).click();
  expect((await draft).suggestedFilename()).toContain('第一版');

  citizen.clicks = 0;
  await citizen.presses(/提交意见/);
  await citizen.reads('请写下您的意见');
  await citizen.fills('您的意见', '建议增设无障碍车位。');
  await citizen.page.reload();
  await citizen.settles();
  expect(await citizen.page.getByLabel('您的意见').inputValue()).toBe('建议增设无障碍车位。');
  citizen.clicks = 0;
  await citizen.presses(/提交意见/);
  await citizen.reads('您的意见已经收到');
  const code = (await citizen.page.locator('.receipt-code').textContent()) ?? '';
  expect(code).toMatch(/^([0-9A-Z]{5}-){3}[0-9A-Z]{5}$/);
  expect(citizen.clicks).toBe(1);

  const proposer = await town.person('proposer');
  const disposed = { comment: 1, disposition: 'adopted', reason: '已写入第二版' };
  const answer = await proposer.posts('/api/consultations/parking-2026/events', {
    type: 'CommentDisposed',
    payload: disposed,
  });
  expect(answer.status).toBe(201);

  await citizen.opens('/public/receipts');
  await citizen.fills('回执编号', code.toLowerCase().replaceAll('-', ' '));
  await citizen.presses(/查\s*询/);
  await citizen.reads('已写入第二版');
  expect(citizen.page.url()).not.toContain(code);
  await citizen.fills('回执编号', '00000-00000-00000-00000');
  await citizen.presses(/查\s*询/);
  await citizen.reads('没有这个回执编号');
  await citizen.leaves();
});

it('experts are drawn by lot from the pool; who is drawn declares and gives the opinion on a telephone', async () => {
  const { town } = browser();
  const matter = await matterAt(town, 'drafted', '旅游集散中心选址');
  await matter.finds('expert-review', true);
  await town.idOf('professor');
  const office = await browser().person('clerk', {}, `/pools/${BODY}`);
  await office.presses('建立专家库');
  await office.clicksOn(office.page.locator('.act-form button[type=submit]'));
  await office.reads('库内还没有专家。');
  await office.fills('专业 姓名professor', '旅游规划');
  await office.presses('试算填写的 1 行');
  await office.reads(/写代码和名称/);
  await office.fills('专业 姓名professor', '790 旅游规划；630 管理学');
  await office.presses('试算填写的 1 行');
  await office.presses('全部入库或变更（1 人）');
  await office.reads('已全部办理。');
  await office.reads('在库 1 人，已抽取 0 次。');

  const unit = await browser().person('proposer', {}, `/decisions/${matter.id}/experts`);
  await unit.clicksOn(unit.page.getByRole('combobox', { name: '专业' }));
  await unit.clicksOn(unit.page.locator('.ant-select-item-option', { hasText: '旅游规划' }));
  await unit.page.getByRole('spinbutton', { name: '抽取人数' }).fill('1');
  await unit.presses(/^抽\s*取$/);
  await unit.reads('抽中：姓名professor');
  await unit.reads('重算一致');
  await unit.clicksOn(
    unit.page.locator('tr, li', { hasText: '姓名professor' }).getByRole('button', { name: '选请' }).first(),
  );
  await unit.writes('field', '旅游规划');
  await unit.presses(/^提\s*交$/);
  await unit.reads('已记录');
  await unit.leaves();

  await office.opens(`/pools/${BODY}`);
  await office.reads('旅游集散中心选址');
  await office.reads('抽中：姓名professor');
  await office.clicksOn(office.page.getByRole('checkbox', { name: '选定姓名professor' }));
  await office.presses('出库（1 人）');
  await office.fills('原因', '任期届满');
  await office.clicksOn(office.page.locator('.act-form button[type=submit]'));
  await office.reads('在库 0 人，已抽取 1 次。');
  await office.leaves();

  const phone = await browser().person('professor', PHONE);
  await phone.clicksOn(phone.page.locator(`main a[href*="${matter.id}"]`).first());
  await phone.opens(`/decisions/${matter.id}/expert`);
  await phone.answers('directInterest', 'false');
  for (const stated of ['independent', 'keepsConfidence'])
    await phone.clicksOn(phone.page.locator(`[id="payload_${stated}"]`));
  await phone.submits();
  await phone.reads('您已声明：无直接利害关系。');
  for (const field of ['necessity', 'feasibility', 'soundness', 'signed']) await phone.answers(field, 'true');
  await phone.answers('verdict', 'support');
  await phone.uploads('opinion', '专家意见');
  await phone.chooses('我论证的正是上列文本，摘要已核对');
  await phone.submits();
  await phone.reads('您已出具意见');
  await phone.leaves();
  expect((await recordedOf(town, matter)).slice(-3)).toEqual([
    'ExpertInvited',
    'ExpertDeclared',
    'ExpertOpinionGiven',
  ]);
});

it('the report on risks is weighed, filled in and sent on a telephone', async () => {
  const { town } = browser();
  const matter = await matterAt(town, 'drafted', '殡仪馆迁建');
  await matter.finds('risk-assessment', true);
  const phone = await browser().person('assessor', PHONE, `/decisions/${matter.id}/risk`);
  await phone.presses('添加风险点');
  await phone.page.locator('[id="working_points_0_what"]').fill('周边群众担心扬尘');
  for (const grade of ['likelihood', 'severity'])
    await phone.clicksOn(phone.page.locator(`[id="working_points_0_${grade}"] label`).nth(1));
  await phone.presses('把个数和等级填入下表');
  await phone.presses('添加一项');
  await phone.writes('measures_0_measure', '围挡喷淋，每日公示监测数据');
  await phone.picks('measures_0_owner', 'social-affairs');
  await phone.writes('measures_0_by', town.inDays(60));
  await phone.page.keyboard.press('Tab');
  await phone.picks('departmentsHeard', 'culture');
  await phone.answers('responsePlan', 'true');
  await phone.uploads('report', '风险评估报告');
  await phone.chooses('评估的正是上列文本，摘要已核对');
  await phone.submits();
  await phone.reads('已记录');
  await phone.leaves();
  expect((await recordedOf(town, matter)).at(-1)).toBe('RiskAssessed');
});

async function recordedOf(town: Town, matter: Matter): Promise<string[]> {
  const { body } = insisted(200, await (await town.person('clerk')).get(`${matter.path}/events`));
  return (body['events'] as readonly { type: string }[]).map(({ type }) => type);
}
