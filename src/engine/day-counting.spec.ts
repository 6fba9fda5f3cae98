import { describe, expect, it } from 'vitest';
import { buildSync } from 'esbuild';
import * as fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { china, days } from '../../test/china-calendar.js';
import { addDays, dateInShanghai, weekday } from './civil-date.js';
import { dayCountingOn } from './day-counting.js';

const cases = new Map(
  readFileSync('workflows/law/cases.jsonl', 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { id: string; expect: Record<string, unknown> })
    .map((one) => [one.id, one.expect]),
);
const expected = (id: string) => cases.get(id) ?? {};

const aDay = fc.integer({ min: 0, max: 8400 }).map((offset) => addDays('2004-01-05', offset));
const aPeriod = fc.integer({ min: 0, max: 60 });

describe('published practice', () => {
  it('R11: from the open call to the earliest meeting of Hengxi', () => {
    const openCall = expected('R11')['open_call'] as Record<string, string>;
    const deadline = days.addDays('2025-03-28', 30);
    expect(deadline).toBe(openCall['comments_until_end_of']);
    expect(deadline).toBe('2025-04-27');
    expect(weekday(deadline)).toBe(0);
    expect(days.isWorkingDay(deadline)).toBe(true);

    const bundle = days.addDays(deadline, 1);
    expect(bundle).toBe(openCall['review_requested_earliest']);
    const review = [1, 2, 3, 4, 5, 6, 7].map((nth) => days.workingDaysAfter(bundle, nth).date);
    expect(review).toEqual([
      '2025-04-29',
      '2025-04-30',
      '2025-05-06',
      '2025-05-07',
      '2025-05-08',
      '2025-05-09',
      '2025-05-12',
    ]);
    const meeting = days.addDays(days.workingDaysAfter(bundle, 7).date, 1);
    expect(meeting).toBe('2025-05-13');
    expect(meeting).toBe(openCall['earliest_meeting']);
  });

  it('R11: a complete bundle by 21 April still meets the plan for April', () => {
    const otherMode = expected('R11')['other_mode_of_article_14'] as Record<string, string>;
    expect(days.latestStartBefore('2025-04-30', 7)).toEqual({
      date: otherMode['latest_complete_bundle_for_plan'],
      provisional: false,
    });
    expect(days.workingDaysAfter('2025-04-21', 7).date).toBe('2025-04-29');
    expect(days.workingDaysAfter('2025-04-22', 7).date).toBe('2025-04-30');
  });

  it('R1: thirty calendar days that end on a holiday', () => {
    expect(days.daysBetween('2023-03-06', '2023-04-05')).toBe(expected('R1')['interval_days']);
    expect(days.isWorkingDay('2023-04-05')).toBe(false);
    expect(days.workingDaysAfter('2023-04-05', 1).date).toBe(expected('R1')['rolled_end']);
  });

  it('R4: nine calendar days hold eight working days, one of them a Sunday', () => {
    expect(days.daysBetween('2024-01-30', '2024-02-08')).toBe(expected('R4')['interval_days']);
    expect(days.workingDaysAfter('2024-01-30', 8).date).toBe('2024-02-08');
    expect(days.isWorkingDay('2024-02-04')).toBe(true);
    expect(weekday('2024-02-04')).toBe(0);
  });

  it('R12 and R13: from the notice to the hearing', () => {
    expect(days.daysBetween('2018-05-11', '2018-06-13')).toBe(expected('R12')['interval_days']);
    expect(days.daysBetween('2021-04-22', '2021-05-26')).toBe(expected('R13')['interval_days']);
  });
});

describe('the calendar', () => {
  it('counts make-up days as working days, and days off by notice not', () => {
    for (const day of ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'])
      expect([day, days.isWorkingDay(day)]).toEqual([day, true]);
    for (const day of ['2025-01-28', '2025-04-04', '2025-05-05', '2025-10-08', '2026-01-02', '2026-02-23'])
      expect([day, days.isWorkingDay(day)]).toEqual([day, false]);
  });

  it('does not take the New Year of 2027 for a working day, and says that 2027 is provisional', () => {
    expect(weekday('2027-01-01')).toBe(5);
    expect(days.isWorkingDay('2027-01-01')).toBe(false);
    expect(days.workingDaysAfter('2026-12-30', 2)).toEqual({ date: '2027-01-04', provisional: true });
    expect(days.latestStartBefore('2027-01-05', 2)).toEqual({ date: '2026-12-30', provisional: true });
    expect(days.workingDaysAfter('2026-12-30', 1)).toEqual({ date: '2026-12-31', provisional: false });
  });

  it('holds the lunar New Year of the almanac, also where the new moon is close to midnight', () => {
    const newYears = [
      '2027-02-06',
      '2028-01-26',
      '2029-02-13',
      '2030-02-03',
      '2031-01-23',
      '2032-02-11',
      '2033-01-31',
      '2034-02-19',
      '2035-02-08',
      '2036-01-28',
      '2037-02-15',
      '2038-02-04',
      '2039-01-24',
      '2040-02-12',
    ];
    for (const newYear of newYears) {
      const festival = [-1, 0, 1, 2].map((offset) => addDays(newYear, offset));
      expect(festival.filter((day) => !china.statutoryOnly.includes(day))).toEqual([]);
      expect(china.statutoryOnly).not.toContain(addDays(newYear, 3));
    }
  });

  it('is what its script makes', () => {
    for (const zone of ['UTC', 'America/New_York'])
      execFileSync('node', ['scripts/generate-calendar.mjs', '--check'], {
        env: { ...process.env, TZ: zone, NODE_OPTIONS: '' },
      });
  });
});

describe('counting', () => {
  it('a period of working days and its latest start are each other’s inverse', () => {
    fc.assert(
      fc.property(aDay, aPeriod, (to, period) => {
        const start = days.latestStartBefore(to, period).date;
        expect(days.workingDaysAfter(start, period).date < to).toBe(true);
        expect(days.workingDaysAfter(addDays(start, 1), period).date >= to).toBe(true);
      }),
    );
  });

  it('never ends on a weekend that is not made up, nor on a day off', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 60 }), (from, period) => {
        const { date } = days.workingDaysAfter(from, period);
        expect(china.daysOff).not.toContain(date);
        if (weekday(date) === 0 || weekday(date) === 6) expect(china.makeUpDays).toContain(date);
      }),
    );
  });

  it('adds up: the days between are as many as the period, whichever way it is cut', () => {
    fc.assert(
      fc.property(aDay, aPeriod, aPeriod, (from, first, second) => {
        const middle = days.workingDaysAfter(from, first).date;
        expect(days.workingDaysAfter(middle, second).date).toBe(
          days.workingDaysAfter(from, first + second).date,
        );
      }),
    );
  });

  it('excludes the first day, and a leap day counts', () => {
    expect(days.addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(days.daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(days.workingDaysAfter('2025-06-02', 0).date).toBe('2025-06-02');
    expect(days.workingDaysAfter('2025-06-02', 1).date).toBe('2025-06-03');
  });

  it('refuses what is no period', () => {
    for (const period of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2601])
      expect(() => days.workingDaysAfter('2025-06-03', period)).toThrow(RangeError);
  });

  it('dates an instant by the clock of Shanghai', () => {
    expect(dateInShanghai('2025-04-27T15:59:59.999Z')).toBe('2025-04-27');
    expect(dateInShanghai('2025-04-27T16:00:00.000Z')).toBe('2025-04-28');
  });

  it('knows nothing of years outside the calendar that it is given', () => {
    const old = dayCountingOn({ ...china, years: [2024], statutoryOnly: [] });
    expect(old.workingDaysAfter('2024-06-03', 3).provisional).toBe(false);
    expect(old.workingDaysAfter('2025-06-03', 3).provisional).toBe(true);
  });

  it('is the same in every time zone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'chengxu-zones-'));
    try {
      const { outputFiles } = buildSync({
        stdin: { contents: COUNT_IN_ANY_ZONE, resolveDir: process.cwd(), loader: 'ts' },
        bundle: true,
        platform: 'node',
        format: 'esm',
        write: false,
      });
      const script = join(folder, 'count.mjs');
      writeFileSync(script, outputFiles[0]?.contents ?? '');
      const zones = ['UTC', 'Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Africa/Cairo'];
      const told = zones.map((zone) =>
        execFileSync('node', [script], {
          env: { ...process.env, TZ: zone, NODE_OPTIONS: '' },
          encoding: 'utf8',
        }),
      );
      expect(new Set(told).size).toBe(1);
      expect(told[0]).toContain('2025-05-12');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const COUNT_IN_ANY_ZONE = `
  import { dayCountingOn } from './src/engine/day-counting.js';
  import { dateInShanghai } from './src/engine/civil-date.js';
  import calendar from './workflows/calendars/china.json';
  const days = dayCountingOn(calendar);
  const told = [days.workingDaysAfter('2025-04-28', 7).date, dateInShanghai('2025-04-27T16:00:00.000Z')];
  for (let day = '2023-12-25'; day < '2027-03-01'; day = days.addDays(day, 1))
    told.push(day, days.isWorkingDay(day), days.workingDaysAfter(day, 5).date, days.latestStartBefore(day, 5).date);
  console.log(told.join(' '));
`;
