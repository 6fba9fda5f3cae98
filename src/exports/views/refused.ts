import type { Content, TableCell } from 'pdfmake/interfaces.js';
import type { Text } from '../../../workflows/vocabulary.js';
import { minuteInShanghai } from './dates.js';
import type { RefusedShown } from './decision-shown.js';
import { bilingual, GREY, headRow, LINES, mm } from './pdf.js';

export const REFUSED_TITLE: Text = { zh: '被拒绝的操作', en: 'Attempts that were refused' };
export const NONE_REFUSED: Text = { zh: '没有被拒绝的操作。', en: 'None was refused.' };

/** What this list is, and what it does not prove. */
export const refusedNote = (before: number): Text => ({
  zh: `出自访问记录，只对监督人员显示。访问记录的摘要每日记入账本，其各行不是账本事件。${before > 0 ? `更早的${before}行未列。` : ''}`,
  en: `From the access log, shown to auditors alone. Its digest is recorded in the ledger once a day; its rows are no events of the ledger.${before > 0 ? ` ${before} earlier rows are not listed.` : ''}`,
});

/** The attempts as a table of the printed dossier. */
export function refusedTable({ attempts, before }: RefusedShown, small: number): Content[] {
  const note = refusedNote(before);
  const head = [
    { zh: '时间', en: 'When' },
    { zh: '操作人', en: 'By' },
    { zh: '操作', en: 'Attempt' },
    { zh: '拒绝的理由', en: 'Why it was refused' },
  ];
  const rows = attempts.map(({ at, until, count, by, type, kind, requirements }): TableCell[] => [
    {
      stack: [
        { text: minuteInShanghai(at), fontSize: small },
        ...(count > 1
          ? [{ text: `共${count}次，至${minuteInShanghai(until)}`, fontSize: small, color: GREY }]
          : []),
      ],
    },
    { stack: [by.name ?? by.id, { text: by.post ?? '', color: GREY, fontSize: small }] },
    bilingual(type, small) as TableCell,
    {
      stack: [
        bilingual(kind, small),
        ...requirements.map(({ zh, en }) => ({ text: `${zh} ${en}`, fontSize: small, color: GREY })),
      ],
    },
  ]);
  return [
    { text: [`${note.zh} `, note.en], fontSize: small, color: GREY, margin: [0, 0, 0, 4] },
    rows.length === 0
      ? { text: `${NONE_REFUSED.zh} ${NONE_REFUSED.en}`, fontSize: 9.5 }
      : {
          layout: LINES,
          table: {
            headerRows: 1,
            dontBreakRows: true,
            widths: [mm(28), mm(26), mm(36), '*'],
            body: [headRow(head, small), ...rows],
          },
        },
  ];
}
