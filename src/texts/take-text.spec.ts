import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docxOf, ofdOf, xlsxOf } from '../../test/office-files.js';
import { PDF, PNG } from '../../test/sample-files.js';
import { temporary } from '../../test/temporary.js';
import { viewAssets } from '../exports/view-assets.js';
import { printed } from '../exports/views/pdf.js';
import { compareTexts } from './compare.js';
import { takeText } from './take-text.js';

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const WORD = `${OPEN_XML}.wordprocessingml.document`;
const text = (content: string) => ({ state: 'text', content, truncated: false });

describe('The text of a paper', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(temporary(), 'chengxu-texts-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function taken(bytes: Buffer | Uint8Array, mediaType: string) {
    const path = join(folder, 'paper');
    await writeFile(path, bytes);
    return takeText(path, mediaType);
  }

  it('is read out of Word, Excel, OFD and plain text', async () => {
    expect(await taken(await docxOf('第一条 停车<收费>', '第二条 & 其他'), WORD)).toEqual(
      text('第一条 停车<收费>\n第二条 & 其他'),
    );
    const sheet = await xlsxOf(['项目', '金额'], ['停车场', '12.5']);
    expect(await taken(sheet, `${OPEN_XML}.spreadsheetml.sheet`)).toEqual(text('项目\t金额\n停车场\t12.5'));
    expect(await taken(await ofdOf('第一页', '第二页'), 'application/ofd')).toEqual(text('第一页\n第二页'));
    const plain = Buffer.from('\uFEFF关于\r\n\r\n\r\n\r\n通知　\n');
    expect(await taken(plain, 'text/plain; charset=utf-8')).toEqual(text('关于\n\n通知'));
  });

  it('is read out of a PDF with a text layer, Chinese as well, a broken line joined', async () => {
    const long = '横溪镇人民政府关于新建停车场的公告'.repeat(6);
    const bytes = await printed(
      {
        title: '公告',
        subject: '',
        at: '2026-03-02T01:00:00Z',
        fontSize: 12,
        lineHeight: 1.2,
        pageMargins: [60, 60, 60, 60],
        content: [{ text: long }, { text: '2026年3月2日' }],
      },
      viewAssets().fonts,
    );
    const found = await taken(bytes, 'application/pdf');
    expect(found).toMatchObject({ state: 'text' });
    expect('content' in found ? found.content : '').toContain(long);
    expect('content' in found ? found.content : '').toContain('2026年3月2日');
  });

  it('is none of a picture, and is said to have failed where it should have been there', async () => {
    expect(await taken(PNG, 'image/png')).toEqual({ state: 'none' });
    expect(await taken(Buffer.from('PK no archive'), WORD)).toEqual({
      state: 'failed',
      failure: 'unreadable',
    });
    expect(await taken(PDF, 'application/pdf')).toEqual({ state: 'failed', failure: 'unreadable' });
    expect(await taken(await docxOf(), WORD)).toEqual({ state: 'none' });
  });
});

const strange = (seed: number): string =>
  Array.from({ length: 3000 }, (_, i) =>
    String.fromCodePoint(
      ...Array.from({ length: 80 }, (__, j) => 0x4e00 + ((i * seed + j * 31 * seed) % 20000)),
    ),
  ).join('\n');

describe('The difference of two texts', () => {
  it('is told by paragraphs, and within a changed one by characters', () => {
    const before =
      '第一条 为了方便群众停车，制定本办法。\n第二条 收费每小时三元。\n第三条 自公布之日起施行。';
    const after =
      '第一条 为了方便群众停车，制定本办法。\n第二条 收费每小时五元，夜间免费。\n新增一条\n第三条 自公布之日起施行。';
    const { paragraphs, ...rest } = compareTexts(before, after);
    expect(rest).toEqual({ same: false, coarse: false, added: 10, removed: 1 });
    expect(paragraphs.map(({ is, before: a, after: b }) => [is, a, b])).toEqual([
      ['same', 1, 1],
      ['changed', 2, 2],
      ['added', undefined, 3],
      ['same', 3, 4],
    ]);
    const changed = paragraphs[1]?.pieces ?? [];
    expect(
      changed
        .filter(({ is }) => is !== 'added')
        .map((one) => one.text)
        .join(''),
    ).toBe('第二条 收费每小时三元。');
    expect(
      changed
        .filter(({ is }) => is !== 'removed')
        .map((one) => one.text)
        .join(''),
    ).toBe('第二条 收费每小时五元，夜间免费。');
    expect(changed.filter(({ is }) => is === 'removed').map((one) => one.text)).toEqual(['三']);
  });

  it('is nothing between the same, and everything where one is empty', () => {
    expect(compareTexts('甲\n乙', '甲\n乙')).toMatchObject({ same: true, added: 0, removed: 0 });
    expect(compareTexts('', '甲\n乙')).toMatchObject({ same: false, added: 2, removed: 0 });
    expect(compareTexts('甲', '')).toMatchObject({ added: 0, removed: 1 });
  });

  it('of long texts that have nothing in common comes within seconds, and says that it is coarse', () => {
    const began = performance.now();
    const found = compareTexts(strange(7), strange(13));
    expect(performance.now() - began).toBeLessThan(15_000);
    expect([found.same, found.coarse]).toEqual([false, true]);
  });
});
