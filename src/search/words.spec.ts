import { describe, expect, it } from 'vitest';
import { passagesOf } from './passages.js';
import { marksIn, termsOf, wordsOf } from './words.js';

const words = (text: string) => wordsOf(text).map(({ word }) => word);
const marked = (text: string, query: string) =>
  marksIn(text, termsOf(query)).map(({ start, end }) => text.slice(start, end));

describe('The words of a text', () => {
  it.each([
    ['停车场', ['停车', '车场']],
    ['水', ['水']],
    ['横溪镇2026年', ['横溪', '溪镇', '2026', '年']],
    ['ＧＢ２３１２ 标准', ['gb2312', '标准']],
    ['Wi-Fi', ['wi', 'fi']],
    ['𠮷野家', ['𠮷野', '野家']],
    ['，。！', []],
    ['', []],
  ])('of %s', (text, expected) => expect(words(text)).toEqual(expected));

  it('stand where they stand in it, whatever width they are written in', () => {
    const text = '关于㎡与ＡＢ的说明';
    for (const { start, end } of wordsOf(text)) expect(end).toBeGreaterThan(start);
    expect(wordsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      '关于',
      '㎡',
      '与',
      'ＡＢ',
      '的说',
      '说明',
    ]);
  });
});

describe('What is looked for', () => {
  it.each([
    ['新建停车场两处，停车收费', '停车', ['停车', '停车']],
    ['新建停车场两处，停车收费', '停车场', ['停车场']],
    ['新建停车场两处，停车收费', '停车 收费', ['停车', '停车收费']],
    ['山水林田', '水', ['水']],
    ['Chengxu 程序', 'CHENG', ['Chengxu']],
    ['停场车', '停车场', []],
    ['按ＧＢ／Ｔ 33190 执行', 'gb/t 33190', ['ＧＢ／Ｔ', '33190']],
    // One Chinese character beside digits or letters is half of a pair where the text goes on.
    ['依照第3条规定', '第3条', ['第3条']],
    ['依照第３条', '第3条', ['第３条']],
    ['迁至5号楼', '5号', ['5号']],
    ['在A区停车场', 'a区', ['A区']],
    ['在A区停车场', 'A区停车', ['A区停车']],
    ['停A区', '车A区', []],
    ['第一、二款', '一、二', ['一、二']],
    ['第3款条文', '第3条', []],
    ['第13条', '第3条', []],
  ])('in %s by %s', (text, query, expected) => {
    const found = marked(text, query);
    // Marks that touch or overlap are one.
    expect(found.join('|')).toBe(expected.join('|'));
  });

  it('is nothing where nothing can be looked for', () => expect(termsOf(' ，。 !!! ')).toEqual([]));
});

describe('Passages', () => {
  it('hold all of a text, and overlap so that what stands across is found', () => {
    const text = Array.from({ length: 400 }, (_, i) => `第${i}条内容若干。`).join('');
    const passages = passagesOf(text);
    expect(passages.length).toBeGreaterThan(1);
    for (const [i, passage] of passages.slice(1).entries())
      expect(passage.startsWith(passages[i]?.slice(-40) ?? '')).toBe(true);
    expect(passages.reduce((all, one, i) => all + (i === 0 ? one : one.slice(40)), '')).toBe(text);
    const emoji = '𠮷'.repeat(3000);
    for (const passage of passagesOf(emoji)) expect(passage).toMatch(/^𠮷+$/u);
  });
});
