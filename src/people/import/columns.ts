import { ROLE_NAMES, ROLES, type LocalDate, type Role } from '../../../workflows/vocabulary.js';
import { grantable } from '../person.js';

/** What a list of people may say, with the headings by which each column is known. */
export const COLUMNS = {
  name: ['姓名', 'name'],
  post: ['职务', 'post'],
  username: ['用户名', 'username'],
  body: ['机关', 'body'],
  unit: ['单位', 'unit'],
  role: ['角色', 'role'],
  from: ['起', 'from'],
  until: ['止', 'until'],
} as const;
export type Column = keyof typeof COLUMNS;

/** Without these nobody can be registered. */
export const NEEDED: readonly Column[] = ['name', 'post', 'username'];

/** `合法性审查机构`, `legality reviewer` and `legality-reviewer` are one role; a name of two parts goes by either. */
const BY_NAME: ReadonlyMap<string, Role> = new Map(
  ROLE_NAMES.filter((role) => grantable.safeParse(role).success).flatMap((role) => {
    const { zh, en } = ROLES[role];
    return [role, en, zh, ...zh.split('、')].map((name) => [name.toLowerCase(), role] as const);
  }),
);

/** The role of this name, in either language or by its id. */
export const roleNamed = (name: string): Role | undefined =>
  BY_NAME.get(name.normalize('NFKC').trim().toLowerCase());

/** The roles in a cell, several divided by commas, semicolons or 、; and the names that are no role. */
export function rolesIn(cell: string): {
  readonly roles: readonly Role[];
  readonly unknown: readonly string[];
} {
  const names = cell.split(/[、,，;；\n]/).map((name) => name.normalize('NFKC').trim().toLowerCase());
  const told = names.filter((name) => name !== '');
  return {
    roles: [...new Set(told.flatMap((name) => BY_NAME.get(name) ?? []))],
    unknown: told.filter((name) => !BY_NAME.has(name)),
  };
}

/** A day: 2026-03-01, 2026/3/1, 2026.3.1, 20260301 or 2026年3月1日; undefined when it is none of the calendar. */
export function dayIn(cell: string): LocalDate | undefined {
  const plain = cell.normalize('NFKC');
  const [, year, month, day] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const read = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(date) ? date : undefined;
}

/** Whether a spreadsheet would take it for a formula: no name of anybody begins so. */
export const looksLikeFormula = (cell: string): boolean => /^[=+\-@＝＋－＠]/.test(cell);
