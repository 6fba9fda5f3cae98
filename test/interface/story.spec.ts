import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPromise } from 'yauzl';
import { textOfPdf } from '../../src/texts/pdf-text.js';
import { takeText } from '../../src/texts/take-text.js';
import { temporary } from '../temporary.js';
import { atABrowser } from './at-a-browser.js';
import type { Visitor } from './visitor.js';

const TITLE = '集镇停车场收费管理办法';

/** A whole decision, each act by the person whose act it is: nothing goes in beneath the interface. */
describe('A decision from its proposal to its outcome', () => {
  const browser = atABrowser();

  it('takes every step in the browser, and its page says so to whoever comes next', async () => {
    const { town } = browser();
    for (const part of ['colleague', 'deputy', 'warden'] as const) await town.person(part);
    const unit = await browser().person('proposer', {}, '/decisions/new');
    const id = await proposes(unit);
    const clerk = await browser().person('clerk', {}, `/decisions/${id}/act/MatterScreened`);
    const head = await browser().person('head', {}, `/decisions/${id}`);
    const reviewer = await browser().person('reviewer', {}, `/decisions/${id}`);
    await screens(clerk);
    await acts(unit, id, 'ProposalStudied', async () => {
      await unit.writes('necessity', '路边乱停，救护车进不来');
      await unit.writes('feasibility', '场地已有');
    });
    await acts(head, id, 'ProcedureStarted', async () => {
      await head.picks('leadUnit', 'social-affairs');
      await head.picks('units', 'social-affairs');
      await head.picks('units', 'culture');
    });
    await drafts(unit, id);
    await hears(unit, id, town.today);
    for (const step of ['expert-review', 'risk-assessment'])
      await acts(unit, id, 'StepFindingRecorded', async () => {
        await unit.answers('step', step);
        await unit.answers('required', 'false');
        await unit.writes('reason', '专业性不强，没有不利影响');
        await unit.writes('legalBasis', '条例第十九条');
      });
    await acts(unit, id, 'LegalityReviewRequested', async () => {
      await unit.uploads('papers', '条例汇编', '法律、法规、规章等依据');
      await unit.uploadsEvident('papers', '程序说明', '履行法定程序的说明');
    });
    await reviews(reviewer, id);
    await acts(unit, id, 'MeetingBundleSubmitted', async () => {
      // The opinion and the report are on record: they stand there already.
      await unit.reads(/公众意见研究采纳情况（已附）/);
      await unit.uploadsEvident('papers', '起草说明', '草案说明');
    });
    const meeting = await convenes(clerk, town.today);
    for (const member of ['deputy', 'warden'] as const) {
      const speaker = await browser().person(member, { width: 390, height: 844 });
      const ahead = speaker.page.getByRole('region', { name: '正在召开和即将召开的会议' });
      await speaker.clicksOn(ahead.getByRole('link', { name: /乡镇政府会议$/ }));
      await speaker.page.waitForURL(`**/meetings/${meeting}/screen`);
      await speaks(speaker, '同意，收费标准要公示。');
      await speaker.leaves();
    }
    expect(await takesAlong(clerk, meeting)).toEqual([
      '1.1 草案 集镇停车场收费管理办法（草案）.txt',
      '1.2 合法性审查意见 合法性审查意见.txt',
      '1.3 公众意见研究采纳情况 公众参与情况报告.txt',
      '1.4 草案说明 起草说明.txt',
    ]);
    await head.opens(`/meetings/${meeting}/screen`);
    await speaks(head, '同意多数意见。');
    await head.clicksOn(head.page.getByLabel('通过', { exact: true }));
    await head.presses('作出决定');
    await unit.opens(`/decisions/${id}`);
    await expect
      .poll(() => unit.page.locator('.step-completed, .step-exempted').count(), { timeout: 20_000 })
      .toBe(5);
    await clerk.opens(`/meetings/${meeting}/minutes`);
    const minutes = await printedBy(clerk);
    for (const said of [TITLE, '收费标准要公示', '同意多数意见', '通过']) expect(minutes).toContain(said);
    // What leads elsewhere on a screen is nothing on paper.
    for (const led of ['待办', '退出登录', 'English', '下载']) expect(minutes).not.toContain(led);
    await clerk.opens(`/decisions/${id}`);
    const page = await printedBy(clerk);
    expect(page).toContain('集体讨论决定');
    for (const led of ['待办', '退出登录', 'English']) expect(page).not.toContain(led);
    for (const one of [unit, clerk, head, reviewer]) await one.leaves();
  }, 300_000);
});

/** Page by page; the last shows what lies ahead before anything is sent. */
async function proposes(unit: Visitor): Promise<string> {
  await unit.chooses(/^不涉及国家秘密/);
  await unit.presses('下一步');
  await unit.writes('title', TITLE);
  await unit.answers('proposedBy', 'department');
  await unit.writes('problem', '乱停乱放');
  await unit.writes('reasonsAndBasis', '县级停车管理意见');
  await unit.presses('下一步');
  for (const field of ['outline', 'necessity', 'feasibility']) await unit.writes(field, '见说明');
  await unit.presses('下一步');
  await unit.submits();
  await unit.page.waitForURL(/\/decisions\/(?!new)[^/]+$/);
  return new URL(unit.page.url()).pathname.split('/').at(-1) ?? '';
}

async function screens(clerk: Visitor): Promise<void> {
  await clerk.answers('result', 'major');
  await clerk.answers('kind', 'other-major');
  await clerk.writes('reason', '列入年度目录');
  await clerk.submits();
  await clerk.page.waitForURL(/\/decisions\/[^/]+$/);
}

/** By the form that every act has; it leads back to the matter, or shows the receipt of a binding act. */
async function acts(who: Visitor, id: string, type: string, fills: () => Promise<void>): Promise<void> {
  await who.opens(`/decisions/${id}/act/${type}`);
  await fills();
  await who.submits();
  await expect
    .poll(
      async () => who.page.url().endsWith(`/decisions/${id}`) || (await who.text()).includes('下载回执'),
      {
        timeout: 20_000,
      },
    )
    .toBe(true);
}

async function drafts(unit: Visitor, id: string): Promise<void> {
  await unit.opens(`/decisions/${id}/draft`);
  await unit.uploadsEvident('bundle', '集镇停车场收费管理办法（草案）', '草案正文');
  await unit.picks('drafters', 'colleague');
  await unit.fills('第 1 件依据', '国务院令第713号');
  await unit.submits();
  await unit.reads('已记录');
}

async function hears(unit: Visitor, id: string, today: string): Promise<void> {
  await acts(unit, id, 'PublicInputHeld', async () => {
    await unit.answers('mode', 'round-table');
    await unit.writes('heldOn', today);
    await unit.page.keyboard.press('Tab');
    await unit.answers('participants_0_kind', 'residents');
    await unit.writes('participants_0_count', '12');
    await unit.answers('groupsHeard', 'true');
    await unit.uploads('signedSheet', '签到表');
    await unit.writes('summary', '村民赞成');
  });
  await acts(unit, id, 'PublicInputReported', async () => {
    for (const [field, count] of Object.entries({ received: 3, adopted: 2, partly: 1, notAdopted: 0 }))
      await unit.writes(field, String(count));
    await unit.uploads('report', '公众参与情况报告');
  });
}

async function reviews(reviewer: Visitor, id: string): Promise<void> {
  await reviewer.opens(`/decisions/${id}/review`);
  for (const field of ['power', 'procedure', 'content']) await reviewer.answers(field, 'conforms');
  await reviewer.answers('content', 'does-not-conform');
  await reviewer.page.getByLabel('内容方面的理由', { exact: true }).waitFor();
  await reviewer.answers('content', 'conforms');
  await reviewer.page.getByLabel('内容方面的理由（选填）', { exact: true }).waitFor();
  await reviewer.writes('contentBecause', '与省停车场管理办法一致');
  await reviewer.answers('outcome', 'lawful');
  for (const step of ['expert-review', 'risk-assessment']) await reviewer.answers('exemptionsReviewed', step);
  await reviewer.writes('noCounselBecause', '法律顾问出差');
  // What is written on the desk stands in the opinion that is downloaded from it, once the program has kept it.
  await expect
    .poll(() => downloadedBy(reviewer, `/api/decisions/${id}/templates/legality-opinion.docx`), {
      timeout: 20_000,
      interval: 1000,
    })
    .toMatch(/四、关于决策内容\s+符合规定。\s+与省停车场管理办法一致/);
  await reviewer.uploads('opinion', '合法性审查意见');
  await reviewer.clicksOn(reviewer.page.locator('summary', { hasText: '不足七个工作日' }));
  await reviewer.writes('timeSufficedBecause', '事项简单，材料齐全');
  await reviewer.chooses('我审查的正是上列文本，摘要已核对');
  await reviewer.clicksOn(reviewer.page.locator('button[type=submit]:visible').first());
  await reviewer.reads('已记录');
}

/** The text of a Word document, as the reader gets it. */
async function downloadedBy({ page }: Visitor, path: string): Promise<string> {
  const answer = await page.request.get(new URL(path, page.url()).href);
  const folder = await mkdtemp(join(temporary(), 'downloaded-'));
  await writeFile(join(folder, 'paper'), await answer.body());
  const taken = await takeText(join(folder, 'paper'), answer.headers()['content-type'] ?? '');
  await rm(folder, { recursive: true });
  return taken.state === 'text' ? taken.content : taken.state;
}

/** Called, tabled, opened, and who came: what the secretary does before anybody speaks. */
async function convenes(clerk: Visitor, today: string): Promise<string> {
  const { page } = clerk;
  await clerk.opens('/meetings/new');
  await clerk.fills('计划日期', today);
  await page.keyboard.press('Tab');
  await clerk.clicksOn(page.getByLabel(TITLE));
  await clerk.presses('召集会议');
  await page.waitForURL(/\/meetings\/(?!new)[^/]+$/);
  const meeting = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await clerk.presses(`列入本次会议 ${TITLE}`);
  await clerk.reads('已列入议程。');
  await clerk.clicksOn(page.locator('summary', { hasText: '宣布开会' }));
  await clerk.presses('宣布开会');
  await clerk.opens(`/meetings/${meeting}/screen`);
  for (const name of ['deputy', 'warden', 'head']) await clerk.clicksOn(page.getByLabel(name));
  await clerk.presses('记录到会情况');
  await clerk.reads('到会情况有变化');
  return meeting;
}

/** The meeting's papers as one file. @returns their names in it, without the folder of the only item and the list */
async function takesAlong(clerk: Visitor, meeting: string): Promise<string[]> {
  await clerk.opens(`/meetings/${meeting}/papers`);
  const [download] = await Promise.all([
    clerk.page.waitForEvent('download'),
    clerk.presses('打包下载（一个压缩文件）'),
  ]);
  const zip = await openPromise(await download.path(), { lazyEntries: true, strictFileNames: true });
  const names: string[] = [];
  for await (const { fileName } of zip.eachEntry()) names.push(fileName);
  expect(names.pop()).toBe('材料目录.txt');
  expect(new Set(names.map((name) => name.split('/')[0]))).toEqual(new Set([`1 ${TITLE}`]));
  return names.map((name) => name.slice(name.indexOf('/') + 1));
}

/** The text of the page as it comes out of the printer. */
async function printedBy({ page }: Visitor): Promise<string> {
  const folder = await mkdtemp(join(temporary(), 'chengxu-printed-'));
  const path = join(folder, 'printed.pdf');
  try {
    // A browser without windows prints at once, where one with windows waits for the typeface of print.
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => document.fonts.ready);
    await page.pdf({ path, format: 'A4' });
    await page.emulateMedia({ media: null });
    return (await textOfPdf(path, 100_000)).replaceAll(/\s/g, '');
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function speaks(speaker: Visitor, words: string): Promise<void> {
  await speaker.clicksOn(speaker.page.getByLabel(/同意$/).first());
  await speaker.fills('发言要点', words);
  await speaker.presses('记录发言');
}
