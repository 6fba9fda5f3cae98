import { expect, it } from 'vitest';
import { dayCountingOn } from '../engine/day-counting.js';
import { workingDaysLeft } from './days-left.js';

const calendar = {
  id: 'one-year',
  years: [2026],
  daysOff: ['2026-05-01'],
  makeUpDays: ['2026-05-09'],
  statutoryOnly: [],
};
const days = dayCountingOn(calendar);

it.each([
  ['2026-04-29', '2026-05-04', 2],
  ['2026-05-08', '2026-05-09', 1],
  ['2026-05-08', '2026-05-08', 0],
  ['2026-05-08', '2026-05-06', 0],
])('from %s to %s there are %i', (today, dueOn, left) => {
  expect(workingDaysLeft(days, today, dueOn)).toBe(left);
});

it('a day that somebody has set in the year 9000 is not walked to', () => {
  let asked = 0;
  const counted = {
    ...days,
    isWorkingDay: (date: string) => {
      asked += 1;
      return days.isWorkingDay(date);
    },
  };
  expect(workingDaysLeft(counted, '2026-05-08', '9000-12-31')).toBeGreaterThan(1_800_000);
  expect(asked).toBeLessThan(1000);
});
