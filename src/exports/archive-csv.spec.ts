import { expect, it } from 'vitest';
import { csvOf, type ArchivedItem } from './archive-package.js';

const item = (name: string): ArchivedItem => ({
  order: 1,
  path: 'papers/0001',
  category: '其他',
  paper: { sha256: 'ab', name, mediaType: 'application/pdf', size: 7, is: 'here', namedBy: [] },
});

it('a name in the archival catalogue is text to a spreadsheet, whatever it begins with', () => {
  const names = ['=HYPERLINK("x")', '+1', '-1', '@SUM(1)', '＝1', '\t=1', '请示"附件"'];
  const lines = csvOf(names.map(item)).split('\r\n');
  expect(lines[0]).toBe('\ufeff序号,类别,题名,日期,格式,大小,SHA-256,所在');
  expect(lines.slice(1, -1).map((line) => line.split('","')[2])).toEqual([
    '\'=HYPERLINK(""x"")',
    "'+1",
    "'-1",
    "'@SUM(1)",
    "'＝1",
    "'\t=1",
    '请示""附件""',
  ]);
});
