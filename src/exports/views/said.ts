import { PAPERS, STANCES, wordFor } from '../../../workflows/words.js';
import type { Text } from '../../../workflows/vocabulary.js';
import type { Json, JsonObject } from '../../canonical/canonical-json.js';
import { dated } from './dates.js';
import { deadlineWord, fieldWord, valueWord } from './lexicon.js';

/** What an act says, for the sentences of dossiers and of the interface: this file is read by both. */

/** The name of a person or a unit by its id; undefined where the id is no such thing, or nobody knows it. */
export interface Names {
  person(id: string): string | undefined;
  unit(id: string): string | undefined;
}

/** An act by its type and its title, with its payload. */
interface Act {
  readonly type: string;
  readonly title: Text;
  readonly said: JsonObject;
}

/** What was done, without who did it: `提交草案第1稿`. */
export const whatWasDone = ({ type, title, said }: Act): Text => SPECIAL[type]?.(said) ?? title;

/** Whether its title alone tells what was done. */
export const toldByTitle = (type: string): boolean => SPECIAL[type] === undefined;

/** A field of what was said with an act, and its value, in words. */
export interface Said {
  readonly field: string;
  readonly name: Text;
  readonly word: Text;
}

/** What was said with an act beyond what `whatWasDone` tells already, as people read it. */
export function saidWith({ type, said }: Pick<Act, 'type' | 'said'>, names: Names): Said[] {
  const already = SPECIAL[type] ? [...SAID_ALREADY, ...(SAID_ALREADY_IN[type] ?? [])] : [];
  return Object.entries(said)
    .filter(([field]) => !already.includes(field) && !NOTHING_TO_TELL.includes(field))
    .filter(([field]) => field === 'bundle' || !UNTOLD.test(field))
    .flatMap(([field, value]) => {
      const word = worded(field, value, names);
      return word === undefined ? [] : [{ field, name: nameFor(field, value), word }];
    });
}

const SAID_ALREADY = [
  'stance',
  'words',
  'outcome',
  'edition',
  'step',
  'required',
  'number',
  'controllable',
  'about',
  'question',
  'position',
  'advice',
  'result',
];

const SAID_ALREADY_IN: Readonly<Record<string, readonly string[]>> = {
  DeadlinePassed: ['deadline', 'on'],
  ExpertDeclared: ['directInterest'],
  ExpertOpinionGiven: ['verdict'],
  PartyCommitteeAnswered: ['answer'],
  PublicInputReported: ['received', 'adopted', 'partly', 'notAdopted'],
  RiskAssessed: ['level'],
};

/** Acts whose title alone would read badly. */
const SPECIAL: Readonly<Record<string, (said: JsonObject) => Text>> = {
  MemberSpoke: spoke,
  HeadSpoke: spoke,
  MatterScreened: ({ result }) => FOUND_TO_BE[String(result)] ?? valueWord('result', String(result)),
  ExpertDeclared: ({ directInterest }) =>
    directInterest === true
      ? { zh: '声明有直接利害关系', en: 'Declared a direct interest' }
      : { zh: '声明无直接利害关系', en: 'Declared to have no direct interest' },
  ExpertOpinionGiven: ({ verdict }) => {
    const word = valueWord('verdict', String(verdict));
    return { zh: `出具论证意见：${word.zh}`, en: `Expert opinion given: ${word.en}` };
  },
  RiskAssessed: ({ level }) => {
    const word = valueWord('level', String(level));
    return { zh: `完成风险评估：${word.zh}`, en: `Risk assessed: ${word.en}` };
  },
  PublicInputReported: ({ received, adopted, partly, notAdopted }) => ({
    zh: `报告公众意见研究采纳情况：收到${String(received)}件，采纳${String(adopted)}件，部分采纳${String(partly)}件，未采纳${String(notAdopted)}件`,
    en: `Public input reported: ${String(received)} received, ${String(adopted)} adopted, ${String(partly)} adopted in part, ${String(notAdopted)} not adopted`,
  }),
  LegalAdviceGiven: ({ position }) => {
    const word = valueWord('position', String(position));
    return { zh: `提出法律意见：${word.zh}`, en: `Legal advice given: ${word.en}` };
  },
  PartyCommitteeAnswered: ({ answer }) => {
    const word = valueWord('answer', String(answer));
    return { zh: `答复：${word.zh}`, en: `Party committee answered: ${word.en}` };
  },
  DeadlinePassed: ({ deadline, on }) => {
    const [what, day] = [deadlineWord(String(deadline)), dated(String(on))];
    return {
      zh: `记录期限届满未办：${what.zh}，应于${day.zh}前办结`,
      en: `Deadline passed: ${what.en}, due on ${day.en}`,
    };
  },
  DraftSubmitted: ({ edition }) => ({
    zh: `提交草案第${String(edition)}稿`,
    en: `Draft submitted, edition ${String(edition)}`,
  }),
  OutcomeDecided: ({ outcome }) => {
    const word = valueWord('outcome', String(outcome));
    return { zh: `作出决定：${word.zh}`, en: `Outcome decided: ${word.en}` };
  },
  LegalityOpinionIssued: ({ outcome }) => {
    const word = valueWord('outcome', String(outcome));
    return { zh: `出具合法性审查意见：${word.zh}`, en: `Legality opinion issued: ${word.en}` };
  },
  StepFindingRecorded: ({ step, required }) => {
    const word = valueWord('step', String(step));
    return required === true
      ? { zh: `认定应当履行${word.zh}程序`, en: `Found that ${word.en} applies` }
      : { zh: `认定${word.zh}程序依法不适用`, en: `Found that ${word.en} does not apply` };
  },
  RiskJudged: ({ controllable }) =>
    controllable === true
      ? { zh: '判断风险可控', en: 'Judged the risk controllable' }
      : { zh: '判断风险不可控', en: 'Judged the risk not controllable' },
  DecisionIssued: ({ number }) => ({
    zh: `印发决策，文号${String(number)}`,
    en: `Decision issued, ${String(number)}`,
  }),
  ExecutionAdviceGiven: ({ about, question, position }) => {
    const [what, holds] = [valueWord('about', String(about)), valueWord('position', String(position))];
    return {
      zh: `就${what.zh}提出法律意见：“${String(question ?? '（已删除）')}”，${holds.zh}`,
      en: `Legal advice on ${what.en}: “${String(question ?? '(removed)')}”, ${holds.en}`,
    };
  },
  ExecutionAdviceAnswered: ({ advice, result }) => {
    const word = valueWord('result', String(result));
    return {
      zh: `说明第${String(advice)}号记录中法律意见的采纳情况：${word.zh}`,
      en: `What was heeded of the legal advice in record no. ${String(advice)}: ${word.en}`,
    };
  },
  DissentConfirmed: ({ words }) => ({
    zh: `本人确认不同意见的记载：“${String(words ?? '（已删除）')}”`,
    en: `Confirmed the record of the dissent: “${String(words ?? '(removed)')}”`,
  }),
};

const FOUND_TO_BE: Readonly<Record<string, Text>> = {
  major: { zh: '认定属于重大行政决策', en: 'Found to be a major decision' },
  'not-major': { zh: '认定不属于重大行政决策', en: 'Found not to be a major decision' },
  excluded: { zh: '认定依法排除适用', en: 'Found to be excluded by law' },
  'special-law': { zh: '认定适用法律、行政法规的专门程序', en: 'Found to be under a special law' },
};

function spoke({ stance, words }: JsonObject): Text {
  const word = wordFor(STANCES, String(stance));
  return {
    zh: `在会上表示${word.zh}：“${String(words ?? '（已删除）')}”`,
    en: `In the meeting, ${word.en}: “${String(words ?? '(removed)')}”`,
  };
}

/** Digests that programs compare, and answers that requirements read off other fields: nothing for a sentence. */
const UNTOLD =
  /(Digest|Root|Stated|Given|Declared|Explained|Reported|InNotice|Told|Sufficed|Reasoned|sha256|mediaType|size)$/;
const NOTHING_TO_TELL = [
  'holdsStateSecret',
  'confirmed',
  'receipt',
  'consultation',
  'meeting',
  'anonymous',
  'electronicSignature',
];

function worded(field: string, value: Json, names: Names): Text | undefined {
  if (value === null) return undefined;
  if (Array.isArray(value)) return inList(value.map((one) => worded(field, one, names)));
  if (typeof value === 'object') return paperIn(value) ?? membersOf(value, names);
  if (typeof value === 'number' && field === 'event') return { zh: `第${value}项`, en: `no. ${value}` };
  if (typeof value !== 'string') return valueWord(field, value);
  if (/^[0-9a-f]{64}$/.test(value)) return undefined;
  if (isDate(value)) return dated(value);
  if (field === 'amount') return { zh: `${yuan(value)}元`, en: `CNY ${yuan(value)}` };
  const name = names.person(value) ?? names.unit(value);
  return name === undefined
    ? valueWord(field, value.trim().replace(/[。；;.\s]+$/u, ''))
    : { zh: name, en: name };
}

/** `by` is who did it, or the day by which it is to be done. */
function nameFor(field: string, value: Json): Text {
  if (field !== 'by') return fieldWord(field);
  return isDate(value) ? { zh: '期限', en: 'due' } : { zh: '办理单位', en: 'by' };
}

const isDate = (value: Json): boolean => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);

const MOST = 12;

function inList(words: readonly (Text | undefined)[]): Text | undefined {
  const said = words.filter((word) => word !== undefined);
  if (said.length === 0) return undefined;
  const shown = said.slice(0, MOST);
  const rest = said.length - shown.length;
  return {
    zh: shown.map(({ zh }) => zh).join('、') + (rest > 0 ? `等${said.length}项` : ''),
    en: shown.map(({ en }) => en).join(', ') + (rest > 0 ? ` and ${rest} more` : ''),
  };
}

/** A paper by its kind and its name. */
function paperIn(value: JsonObject): Text | undefined {
  const { kind, role, name, sha256 } = value;
  if (typeof sha256 !== 'string') return undefined;
  const code = kind ?? role;
  const called = typeof code === 'string' && Object.hasOwn(PAPERS, code) ? wordFor(PAPERS, code) : undefined;
  if (typeof name === 'string') return { zh: `《${name}》`, en: `“${name}”` };
  return called ?? { zh: `材料 ${sha256.slice(0, 12)}`, en: `paper ${sha256.slice(0, 12)}` };
}

/** What stands below a field, in brackets; of answers only those that say yes. */
function membersOf(value: JsonObject, names: Names): Text | undefined {
  const said = Object.entries(value).flatMap(([field, member]): Text[] => {
    if (member === false) return [];
    const name = nameFor(field, member);
    if (member === true) return [name];
    const word = worded(field, member, names);
    return word === undefined ? [] : [{ zh: `${name.zh} ${word.zh}`, en: `${name.en} ${word.en}` }];
  });
  if (said.length === 0) return undefined;
  return { zh: `（${said.map(({ zh }) => zh).join('，')}）`, en: `(${said.map(({ en }) => en).join(', ')})` };
}

/** Cents as yuan, with two places. */
function yuan(cents: string): string {
  const padded = cents.padStart(3, '0');
  return `${padded.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${padded.slice(-2)}`;
}
