/** How long the legality review has (article 26(2), and the longest times that places set). */
import {
  met,
  unmet,
  valueOf,
  type Act,
  type DayCounting,
  type LocalDate,
  type Requirement,
} from '../vocabulary.js';
import type { Context } from './context.js';

/** How many working days lie after `from`, up to and with `to`. */
export function workingDaysBetween(days: DayCounting, from: LocalDate, to: LocalDate): number {
  let count = 0;
  for (let date = days.addDays(from, 1); date <= to; date = days.addDays(date, 1))
    if (days.isWorkingDay(date)) count += 1;
  return count;
}

/** Seven working days between a complete submission and the meeting, as a rule; a pause does not count. */
export function earliestMeeting(
  context: Context,
  act: Pick<Act, 'days'>,
): { date: LocalDate; provisional: boolean } | undefined {
  const { requestedOn, pausedWorkingDays } = context.review;
  if (requestedOn === null) return undefined;
  const least = valueOf(context, 'legalityReviewWorkingDays');
  const last = act.days.workingDaysAfter(requestedOn, least + pausedWorkingDays);
  return { date: act.days.addDays(last.date, 1), provisional: last.provisional };
}

const neverSubmitted = unmet({
  found: { zh: '没有完整送审的记录', en: 'no complete submission is on record' },
  needed: { zh: '完整送审', en: 'a complete submission' },
  remedy: { zh: '先送请合法性审查。', en: 'Ask for the legality review first.' },
  whoCanSupply: ['proposer'],
});

const legalityReviewTime: Requirement<Context> = {
  id: 'legality-review-time',
  rules: ['D713-026-c'],
  parameters: ['legalityReviewWorkingDays', 'supplementStopsClock'],
  strength: 'binding',
  title: { zh: '合法性审查一般不少于7个工作日', en: 'Legality review gets 7 working days as a rule' },
  test: (context, act) => {
    if (context.review.timeSufficed) return met;
    const earliest = earliestMeeting(context, act);
    const meetsOn = act.facts.meeting?.openedOn ?? act.facts.meeting?.plannedOn;
    if (!earliest) return neverSubmitted;
    if (meetsOn !== undefined && meetsOn >= earliest.date) return met;
    if (meetsOn === undefined && act.payload === undefined) return { is: 'depends', fields: ['meeting'] };
    const least = valueOf(context, 'legalityReviewWorkingDays');
    return unmet({
      found: {
        zh: `完整送审 ${context.review.requestedOn}，会议 ${meetsOn ?? '未定'}`,
        en: `complete submission ${context.review.requestedOn}, meeting ${meetsOn ?? 'unknown'}`,
      },
      needed: {
        zh: `${least} 个工作日，最早 ${earliest.date} 开会${earliest.provisional ? '（暂定）' : ''}`,
        en: `${least} working days: a meeting from ${earliest.date}${earliest.provisional ? ' (provisional)' : ''}`,
      },
      remedy: {
        zh: `会议改至 ${earliest.date} 或以后；或由审查机构书面说明时间已足够。`,
        en: `Meet on ${earliest.date} or later, or have the reviewer state in the opinion that the time sufficed.`,
      },
      earliestOn: earliest.date,
      provisional: earliest.provisional,
      whoCanSupply: ['secretary', 'legality-reviewer'],
    });
  },
};

export const reviewTimeRules = [legalityReviewTime];
