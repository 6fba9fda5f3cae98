import { expect, it } from 'vitest';
import { matterAt } from '../road/stages.js';
import { atABrowser } from './at-a-browser.js';
import { opensCall } from './calls.js';

const browser = atABrowser();

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
