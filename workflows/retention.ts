import { z } from 'zod';
import { text } from './fields.js';
import type { LocalDate, Text } from './vocabulary.js';

/** How long a file is kept (保管期限): the three periods of the State Archives Administration's Order 8 (2012). */
export const RETENTION_PERIODS = {
  permanent: { zh: '永久', en: 'permanently' },
  'thirty-years': { zh: '30年', en: '30 years' },
  'ten-years': { zh: '10年', en: '10 years' },
} as const satisfies Readonly<Record<string, Text>>;
export type RetentionPeriod = keyof typeof RETENTION_PERIODS;

/** What the body's own retention schedule (保管期限表) says of files of major decisions, as its archives approved it. */
export const retentionPeriodSet = z.strictObject({
  period: z.enum(Object.keys(RETENTION_PERIODS) as [RetentionPeriod, ...RetentionPeriod[]]),
  /** Title and number of the schedule. */
  schedule: text(300),
  reason: text(1000),
});

const YEARS: Readonly<Record<RetentionPeriod, number | undefined>> = {
  permanent: undefined,
  'thirty-years': 30,
  'ten-years': 10,
};

/**
 * The last day of a period, counted in whole years from 1 January after the year in which the file was archived; undefined
 * where there is none.
 * @param archivedOn a day in Asia/Shanghai
 */
export function retainedUntil(archivedOn: LocalDate, period: RetentionPeriod): LocalDate | undefined {
  const years = YEARS[period];
  return years === undefined ? undefined : `${Number(archivedOn.slice(0, 4)) + years}-12-31`;
}
