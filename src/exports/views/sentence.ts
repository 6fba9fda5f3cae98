import { PAPERS, STANCES, wordFor } from '../../../workflows/words.js';
import type { Text } from '../../../workflows/vocabulary.js';
import type { Json, JsonObject } from '../../canonical/canonical-json.js';
import { dated } from './dates.js';
import type { EventShown, Named } from './decision-shown.js';
import { fieldWord, valueWord } from './lexicon.js';

/** The name of a person or a unit by its id; undefined where the id is no such thing, or nobody knows it. */
export interface Names {
  person(id: string): string | undefined;
  unit(id: string): string | undefined;
}

type Told = Pick<EventShown, 'type' | 'title' | 'said' | 'by' | 'role' | 'unit' | 'enteredBy' | 'claimed'>;

/** One event as a sentence: who, in which role, did what, and what was said with it. */
export function sentenceOf(event: Told, names: Names): Text {
  const who = actorIn(event);
  const what = SPECIAL[event.type]?.(event.said) ?? event.title;
  const details = detailsOf(event.said, names, SPECIAL[event.type] ? SAID_ALREADY : []);
  return {
    zh: `${who.zh}${startsWithRole(event) ? '：' : ''}${what.zh}${details.zh === '' ? '' : `。${details.zh}`}。`,
    en: `${who.en}: ${what.en}${details.en === '' ? '' : `. ${details.en}`}.`,
  };
}

/** Some acts are called by whoever does them: the name is set off from it. */
const startsWithRole = ({ title, type }: Told): boolean =>
  SPECIAL[type] === undefined && /^(会议|行政|决策|党委|人大|专家|有关|法律|联合|上级|本人)/.test(title.zh);

function actorIn({ by, role, unit, enteredBy }: Told): Text {
  if (by.id === ANYBODY)
    return enteredBy
      ? {
          zh: `公众（由${nameOf(enteredBy)}代录）`,
          en: `A member of the public (entered by ${nameOf(enteredBy)})`,
        }
      : { zh: '公众', en: 'A member of the public' };
  const house = unit.id === '' || unit.name === undefined ? '' : unit.name;
  const entered: Text =
    enteredBy === undefined
      ? { zh: '', en: '' }
      : {
          zh: `，由${nameOf(enteredBy)}据签署原件代录`,
          en: `, entered from the signed original by ${nameOf(enteredBy)}`,
        };
  return {
    zh: `${nameOf(by)}（${house === '' ? '' : `${house}，`}${role.zh}${entered.zh}）`,
    en: `${nameOf(by)} (${house === '' ? '' : `${house}, `}${role.en}${entered.en})`,
  };
}

/** Whoever wrote in without an account. */
const ANYBODY = 'anybody';

const nameOf = ({ id, name }: Named): string => name ?? id;

const SAID_ALREADY = ['stance', 'words', 'outcome', 'edition', 'step', 'required', 'number', 'controllable'];

/** Acts whose title alone would read badly. */
const SPECIAL: Readonly<Record<string, (said: JsonObject) => Text>> = {
  MemberSpoke: spoke,
  HeadSpoke: spoke,
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
  DissentConfirmed: ({ words }) => ({
    zh: `本人确认不同意见的记载：“${String(words ?? '（已删除）')}”`,
    en: `Confirmed the record of the dissent: “${String(words ?? '(removed)')}”`,
  }),
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
  /(Digest|Root|Stated|Given|Declared|Explained|Reported|InNotice|Told|Sufficed|sha256|mediaType|size)$/;
const NOTHING_TO_TELL = [
  'holdsStateSecret',
  'confirmed',
  'receipt',
  'consultation',
  'meeting',
  'anonymous',
  'electronicSignature',
];

function detailsOf(said: JsonObject, names: Names, already: readonly string[]): Text {
  const told = Object.entries(said)
    .filter(([field]) => !already.includes(field) && !NOTHING_TO_TELL.includes(field))
    .filter(([field]) => field === 'bundle' || !UNTOLD.test(field))
    .flatMap(([field, value]) => {
      const word = worded(field, value, names);
      if (word === undefined) return [];
      const name = nameFor(field, value);
      return [{ zh: `${name.zh}：${word.zh}`, en: `${name.en}: ${word.en}` }];
    });
  return { zh: told.map(({ zh }) => zh).join('；'), en: told.map(({ en }) => en).join('; ') };
}

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
