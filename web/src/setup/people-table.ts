import { ROLES, type Role } from '../../../workflows/vocabulary';
import type { PersonRow } from './first-start';

/** A heading of the list, in Chinese or English: those of the import in administration. */
const HEADINGS: Readonly<Record<string, 'name' | 'post' | 'username' | 'unit' | 'role'>> = {
  姓名: 'name',
  name: 'name',
  职务: 'post',
  post: 'post',
  用户名: 'username',
  username: 'username',
  单位: 'unit',
  unit: 'unit',
  角色: 'role',
  role: 'role',
};

/** Why nothing could be read from a list. */
export class UnreadableTable extends Error {
  constructor(readonly why: 'no-header' | 'nobody' | 'broken') {
    super(why);
  }
}

export interface ReadTable {
  readonly people: readonly PersonRow[];
  /** Names of roles that nobody knows, as they were written: left out, and told. */
  readonly unknownRoles: readonly string[];
}

/** CSV (UTF-8, GB 18030) or XLSX. @throws UnreadableTable */
export async function peopleInFile(file: File): Promise<ReadTable> {
  const bytes = await file.arrayBuffer();
  const isWorkbook = new Uint8Array(bytes.slice(0, 2)).join() === '80,75';
  return isWorkbook ? peopleIn(await cellsOfWorkbook(bytes)) : peopleInText(textOf(bytes));
}

/** Copied out of a spreadsheet (tabs), or the text of a CSV. @throws UnreadableTable */
export async function peopleInText(text: string): Promise<ReadTable> {
  const { parse } = await import('csv-parse/browser/esm/sync');
  try {
    const delimiter = (text.split('\n', 1)[0] ?? '').includes('\t') ? '\t' : ',';
    const rows = parse(text, { delimiter, bom: true, relax_column_count: true, skip_empty_lines: true });
    return peopleIn(rows);
  } catch (error) {
    throw error instanceof UnreadableTable ? error : new UnreadableTable('broken');
  }
}

async function cellsOfWorkbook(bytes: ArrayBuffer): Promise<readonly (readonly unknown[])[]> {
  const { readSheet } = await import('read-excel-file/universal');
  try {
    return await readSheet(bytes);
  } catch {
    throw new UnreadableTable('broken');
  }
}

function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What Excel and WPS write in China when they are asked for CSV.
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** One row for one role of a person, as the import of administration has it: rows of one user name are one person. */
function peopleIn(rows: readonly (readonly unknown[])[]): ReadTable {
  const [head = [], ...body] = rows;
  const columns = head.map((cell) => HEADINGS[plain(cell).toLowerCase()]);
  if (!columns.includes('name')) throw new UnreadableTable('no-header');
  const people = new Map<string, PersonRow>();
  const unknownRoles = new Set<string>();
  for (const row of body) {
    const cell = (column: (typeof columns)[number]) => plain(row[columns.indexOf(column)]);
    const name = cell('name');
    if (!name) continue;
    const username = cell('username') || name;
    const { roles, unknown } = rolesIn(cell('role'));
    for (const one of unknown) unknownRoles.add(one);
    const unit = cell('unit');
    const before = people.get(username);
    if (before && (before.unit ?? '') === unit) before.roles = [...new Set([...before.roles, ...roles])];
    else {
      // The same person in another unit: the form tells the second row, rather than dropping a role.
      const key = before ? `${username}/${unit}` : username;
      people.set(key, { name, post: cell('post'), username, roles, ...(unit && { unit }) });
    }
  }
  if (people.size === 0) throw new UnreadableTable('nobody');
  return { people: [...people.values()], unknownRoles: [...unknownRoles] };
}

const plain = (cell: unknown): string => (cell === null || cell === undefined ? '' : String(cell).trim());

const BY_NAME: ReadonlyMap<string, Role> = new Map(
  Object.entries(ROLES).flatMap(([role, { zh, en }]) =>
    [role, en.toLowerCase(), zh, ...zh.split('、')].map((name) => [name, role as Role] as const),
  ),
);

function rolesIn(cell: string): { roles: Role[]; unknown: string[] } {
  const whole = BY_NAME.get(cell.toLowerCase());
  if (whole) return { roles: [whole], unknown: [] };
  const names = cell
    .split(/[、,，;；\n]/)
    .map((name) => name.trim())
    .filter(Boolean);
  return {
    roles: names.flatMap((name) => BY_NAME.get(name.toLowerCase()) ?? []),
    unknown: names.filter((name) => !BY_NAME.has(name.toLowerCase())),
  };
}
