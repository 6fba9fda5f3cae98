import type { Text } from '../../workflows/vocabulary.js';
import { inARow } from '../../workflows/words.js';
import type { Difference } from './difference.js';

/** How a mandatory step stands. */
export const STEP_STATUS: Readonly<Record<string, Text>> = {
  'not-open': { zh: '未开始', en: 'not begun' },
  open: { zh: '进行中', en: 'under way' },
  completed: { zh: '已完成', en: 'completed' },
  exempted: { zh: '依法不适用', en: 'lawfully exempted' },
};

const status = (is: string): Text => STEP_STATUS[is] ?? { zh: is, en: is };
/** To the minute, at UTC+8. */
const inBeijing = (time: string): string =>
  new Date(Date.parse(time) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
const short = (digest: string): string => digest.slice(0, 12);

/**
 * The same difference in words, a sentence a change, in the order in which somebody would ask. People and units stand in
 * it as marks (`{person:id}`) until their names are put in (`namedTexts`).
 */
export function differenceTold(difference: Difference): Text[] {
  const { from, to, events } = difference;
  if (events.length === 0) return [{ zh: '其间没有任何行为。', en: 'Nothing was done in between.' }];
  return [
    {
      zh: `自第 ${from.version} 版（${inBeijing(from.time)}）至第 ${to.version} 版（${inBeijing(to.time)}），共 ${events.length} 项行为。`,
      en: `From version ${from.version} (${inBeijing(from.time)}) to version ${to.version} (${inBeijing(to.time)}), Beijing time: ${events.length} act${events.length === 1 ? '' : 's'}.`,
    },
    ...events.map(({ version, date, title, role, actor }) => ({
      zh: `${date} 第 ${version} 版：${title.zh}（${role.zh} {person:${actor}}）。`,
      en: `${date}, version ${version}: ${title.en} (${role.en}, {person:${actor}}).`,
    })),
    ...stateLines(difference),
    ...difference.steps.map(({ title, from: was, to: is }) => ({
      zh: `${title.zh}：由${status(was).zh}变为${status(is).zh}。`,
      en: `${title.en}: ${status(was).en} → ${status(is).en}.`,
    })),
    ...draftLines(difference),
    ...difference.deadlines.map(deadlineLine),
    ...actionLines(difference),
    ...difference.people.map(({ person, role, onBehalf, version }) => ({
      zh: `{person:${person}} 首次${onBehalf ? '由人代录' : `以${role.zh}身份`}参与（第 ${version} 版）。`,
      en: `{person:${person}} took part for the first time ${onBehalf ? 'through whoever entered it' : `as ${role.en}`} (version ${version}).`,
    })),
    ...difference.documents.map(({ title, name, sha256, version }) => ({
      zh: `新增材料：${title.zh}${name === null ? '' : `《${name}》`}，摘要 ${short(sha256)}（第 ${version} 版）。`,
      en: `New paper: ${title.en}${name === null ? '' : `, “${name}”`}, digest ${short(sha256)} (version ${version}).`,
    })),
    ...difference.findings.map(({ version, title, about }) => ({
      zh: `记录在案：${title.zh}${about === null ? '' : `（${about.zh}）`}（第 ${version} 版）。`,
      en: `On record: ${title.en}${about === null ? '' : ` (${about.en})`} (version ${version}).`,
    })),
  ];
}

function stateLines({ states: { left, entered } }: Difference): Text[] {
  return [
    ...left.map(({ title }) => ({ zh: `离开状态：${title.zh}`, en: `Left the state ${title.en}.` })),
    ...entered.map(({ title }) => ({ zh: `进入状态：${title.zh}`, en: `Entered the state ${title.en}.` })),
  ].map(({ zh, en }) => ({ zh: zh.endsWith('。') ? zh : `${zh}。`, en }));
}

function draftLines({ draft }: Difference): Text[] {
  if (!draft?.to) return draft ? [{ zh: '草案不再有效。', en: 'The draft no longer stands.' }] : [];
  const { edition, bundle } = draft.to;
  if (!draft.from)
    return [
      {
        zh: `提交了草案第 ${edition} 稿，摘要 ${short(bundle)}。`,
        en: `The draft came in, edition ${edition}, digest ${short(bundle)}.`,
      },
    ];
  return [
    {
      zh: `草案由第 ${draft.from.edition} 稿（${short(draft.from.bundle)}）改为第 ${edition} 稿（${short(bundle)}）。`,
      en: `The draft went from edition ${draft.from.edition} (${short(draft.from.bundle)}) to edition ${edition} (${short(bundle)}).`,
    },
  ];
}

function deadlineLine({ title, from, to }: Difference['deadlines'][number]): Text {
  if (from === null)
    return { zh: `新的期限：${title.zh}，至 ${to}。`, en: `A deadline began: ${title.en}, until ${to}.` };
  if (to === null)
    return {
      zh: `期限不再计算：${title.zh}（原至 ${from}）。`,
      en: `A deadline ended: ${title.en} (it ran until ${from}).`,
    };
  return {
    zh: `期限变动：${title.zh}，由 ${from} 改为 ${to}。`,
    en: `A deadline moved: ${title.en}, from ${from} to ${to}.`,
  };
}

function actionLines({ actions: { opened, closed } }: Difference): Text[] {
  const listed = (acts: typeof opened) => inARow(acts.map(({ title }) => title));
  return [
    ...(opened.length === 0
      ? []
      : [{ zh: `现在可以办理：${listed(opened).zh}。`, en: `Possible now: ${listed(opened).en}.` }]),
    ...(closed.length === 0
      ? []
      : [{ zh: `不能再办理：${listed(closed).zh}。`, en: `No longer possible: ${listed(closed).en}.` }]),
  ];
}
