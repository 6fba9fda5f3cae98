import type { Context } from '../../workflows/major-decision/context.js';
import type { Text } from '../../workflows/vocabulary.js';
import type { Rows } from '../database/database.js';
import { dateInShanghai } from '../engine/civil-date.js';
import { eventsOf } from '../ledger/reading.js';
import type { Standpoint } from '../road/room.js';

const day = (language: string) =>
  new Intl.DateTimeFormat(language, { timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric' });
const DAYS = { zh: day('zh-CN'), en: day('en-GB') };

/**
 * What an act answers that somebody owes at any time, where the state that it is an act of tells nobody: which advice,
 * by its day. Undefined for every other act.
 */
export async function owedIn(
  rows: Rows,
  subject: string,
  act: string,
  { loaded, state }: Standpoint,
): Promise<Text | undefined> {
  if (act !== 'ExecutionAdviceAnswered') return undefined;
  const { after } = loaded.procedure.context(state) as Partial<Context>;
  const given: Date[] = [];
  // Version 4 of the procedure counted them, and cannot tell which.
  for (const version of after?.adviceUnanswered ?? []) {
    const [event] = await eventsOf(rows, subject, version, version + 1);
    if (event) given.push(new Date(dateInShanghai(event.leaf.time)));
  }
  if (given.length === 0)
    return { zh: '法律顾问的意见，尚未说明采纳情况', en: 'advice of counsel that waits for an answer' };
  const listed = (language: 'zh' | 'en') => given.map((on) => DAYS[language].format(on));
  return {
    zh: `法律顾问${listed('zh').join('、')}的意见，尚未说明采纳情况`,
    en: `counsel's advice of ${listed('en').join('; ')} waits for an answer`,
  };
}
