import type { z } from 'zod';
import { field } from '../pool.js';

/** What a list of experts says, with the headings by which each column is known. */
export const COLUMNS = {
  name: ['姓名', 'name'],
  post: ['职务', 'post'],
  unit: ['单位', 'unit'],
  fields: ['专业', 'fields'],
} as const;
export type Column = keyof typeof COLUMNS;

/** Without these nobody can enter. */
export const NEEDED: readonly Column[] = ['name', 'fields'];

const FIELDS_AT_MOST = 10;

/** `61030 环境工程；790 旅游规划`: a code and its name, several divided by ； ; 、 or a new line; undefined where one is none. */
export function fieldsWritten(cell: string): z.infer<typeof field>[] | undefined {
  const found = cell
    .split(/[；;、\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => {
      const [, code, name] = /^([0-9A-Za-z][0-9A-Za-z.-]*)\s*(.+)$/u.exec(one.normalize('NFKC')) ?? [];
      return field.safeParse({ code, name }).data;
    });
  const whole = found.flatMap((one) => one ?? []);
  return whole.length === found.length && whole.length >= 1 && whole.length <= FIELDS_AT_MOST
    ? whole
    : undefined;
}

/** As `fieldsWritten` reads them. */
export const fieldsAsWritten = (fields: readonly z.infer<typeof field>[]): string =>
  fields.map(({ code, name }) => `${code} ${name}`).join('；');
