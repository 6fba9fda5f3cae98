import { ROLES, type LocalDate, type Role, type Text } from '../../../workflows/vocabulary.js';
import { personRegistered, type DatedGrant } from '../person.js';
import { username as usernameSchema } from '../sign-in/accounts.js';
import { COLUMNS, dayIn, looksLikeFormula, rolesIn, type Column } from './columns.js';
import type { Known } from './known.js';
import type { TableRow } from './table.js';

/** What is wrong with one cell, in words. */
export interface CellError {
  readonly column: string;
  readonly detail: Text;
}

/** What becomes of one row: a new person, further roles for a known one, or nothing that is not there already. */
export interface RowPlan {
  readonly row: number;
  readonly username: string;
  readonly name: string;
  readonly post: string;
  readonly does: 'register' | 'grant' | 'nothing' | 'refused';
  readonly grants: readonly DatedGrant[];
  readonly errors: readonly CellError[];
}

const sameRole = (a: DatedGrant) => (b: DatedGrant) =>
  a.role === b.role && a.unit === b.unit && a.body === b.body;

/**
 * What the rows would do, in their order and each knowing those before it. Pure: the dry run and the real one are the same.
 * @param today civil date in Asia/Shanghai: a grant that is over can be given again
 */
export function planOf(table: readonly TableRow<Column>[], known: Known, today: LocalDate): RowPlan[] {
  const earlier = new Map<
    string,
    { readonly row: number; readonly name: string; readonly grants: DatedGrant[] }
  >();
  return table.map((line) => {
    const plan = new RowReader(line, known, today).read();
    const before = earlier.get(plan.username);
    if (!before) {
      earlier.set(plan.username, { row: plan.row, name: plan.name, grants: [...plan.grants] });
      return plan;
    }
    const { row, name, grants } = before;
    if (name !== plan.name)
      return refused(plan, 'username', {
        zh: `与第 ${row} 行用户名相同而姓名不同`,
        en: `the user name of row ${row}, under another name`,
      });
    const more = plan.grants.filter((grant) => !grants.some(sameRole(grant)));
    grants.push(...more);
    if (plan.does === 'refused') return plan;
    return { ...plan, does: more.length > 0 ? 'grant' : 'nothing', grants: more };
  });
}

function refused(plan: RowPlan, column: Column, detail: Text): RowPlan {
  return { ...plan, does: 'refused', errors: [...plan.errors, { column: COLUMNS[column][0], detail }] };
}

/** Reads one row, and gathers all that is wrong with it. */
class RowReader {
  private readonly errors: CellError[] = [];

  constructor(
    private readonly line: TableRow<Column>,
    private readonly known: Known,
    private readonly today: LocalDate,
  ) {}

  read(): RowPlan {
    const { cells, row } = this.line;
    for (const [column, cell] of Object.entries(cells))
      if (looksLikeFormula(cell))
        this.wrong(
          column as Column,
          '不能是公式，也不能以 = + - @ 开头',
          'no formula: nothing begins with = + - @',
        );
    const name = this.words('name');
    const post = this.words('post');
    const username = this.username();
    const asked = this.grants();
    const someone = this.known.people.get(username);
    const held = someone ? this.compared(someone, name, asked) : [];
    const grants = asked.filter((grant) => !held.includes(grant));
    const does = someone ? (grants.length > 0 ? 'grant' : 'nothing') : 'register';
    const wrong = this.errors.length > 0;
    return { row, username, name, post, does: wrong ? 'refused' : does, grants, errors: this.errors };
  }

  private wrong(column: Column, zh: string, en: string): void {
    this.errors.push({ column: COLUMNS[column][0], detail: { zh, en } });
  }

  private words(column: 'name' | 'post'): string {
    const cell = this.line.cells[column] ?? '';
    const atMost = column === 'name' ? 100 : 200;
    if (cell === '') this.wrong(column, '未填写', 'is empty');
    else if (!personRegistered.shape[column].safeParse(cell).success)
      this.wrong(column, `不得超过 ${atMost} 个字符`, `has at most ${atMost} characters`);
    else if (/[\p{Cc}\p{Cf}]/u.test(cell)) this.wrong(column, '含有不可见的字符', 'has invisible characters');
    return cell;
  }

  private username(): string {
    const cell = this.line.cells.username ?? '';
    const parsed = usernameSchema.safeParse(cell);
    if (parsed.success) return parsed.data;
    if (cell === '') this.wrong('username', '未填写', 'is empty');
    else
      this.wrong(
        'username',
        '须为 2 至 64 个字母、汉字、数字、点、下划线或连字符',
        'has 2 to 64 letters, digits, dots, underscores or dashes',
      );
    return cell;
  }

  private grants(): DatedGrant[] {
    const { role = '' } = this.line.cells;
    const { roles, unknown } = rolesIn(role);
    if (unknown.length > 0)
      this.wrong('role', `没有这个角色：${unknown.join('、')}`, `no such role: ${unknown.join(', ')}`);
    if (roles.includes('administrator'))
      this.wrong(
        'role',
        '管理员须逐人授予，不能批量导入',
        'administrators are made one by one, not by a list',
      );
    if (this.known.separated && roles.length > 0)
      this.wrong(
        'role',
        '已实行三员分设：名单只登记人员，角色逐人提请、确认',
        'the administrators are separated: a list registers people, and roles are proposed and confirmed one by one',
      );
    const from = this.day('from');
    const until = this.day('until');
    if (from && until && from > until) this.wrong('until', '早于“起”', 'is before the beginning');
    if (roles.length === 0) {
      if (this.line.cells.unit || this.line.cells.from || this.line.cells.until)
        this.wrong('role', '填有单位或起止日期，却没有角色', 'is empty, though a unit or dates are given');
      return [];
    }
    const place = this.place();
    return place ? roles.map((one: Role) => ({ role: one, ...place, from, until })) : [];
  }

  private day(column: 'from' | 'until'): LocalDate | null {
    const cell = this.line.cells[column];
    if (cell === undefined) return null;
    const day = dayIn(cell);
    if (day === undefined) this.wrong(column, '不是日期（如 2026-03-01）', 'is no date (like 2026-03-01)');
    return day ?? null;
  }

  private place(): { readonly unit: string; readonly body: string } | undefined {
    const { bodies, units } = this.known;
    const own = units.filter(({ id, kind }) => kind === 'body' && bodies.includes(id));
    const body = this.one('body', this.line.cells.body, own);
    if (body === undefined) return undefined;
    if (this.line.cells.unit === undefined) return { unit: body, body };
    const within = units.filter((unit) => unit.body === body);
    const unit = this.one('unit', this.line.cells.unit, within);
    return unit === undefined ? undefined : { unit, body };
  }

  /** By id or by name; where nothing is said, the only one that there is. */
  private one(
    column: 'body' | 'unit',
    cell: string | undefined,
    among: readonly { readonly id: string; readonly name: string }[],
  ): string | undefined {
    const found = cell === undefined ? among : among.filter(({ id, name }) => id === cell || name === cell);
    if (found.length === 1) return found[0]?.id;
    if (cell === undefined)
      this.wrong(column, '您管理多个机关，须写明是哪一个', 'you administer several: say which');
    else if (found.length === 0)
      this.wrong(
        column,
        `没有这个${COLUMNS[column][0]}，或不归您管理`,
        `no such ${column}, or not yours to administer`,
      );
    else this.wrong(column, '有几个同名的，请改填编号', 'several have this name: give the id');
    return undefined;
  }

  /** Those of the roles that this person holds already, just so. */
  private compared(
    someone: { name: string; grants: readonly DatedGrant[] },
    name: string,
    asked: DatedGrant[],
  ) {
    const theirs =
      someone.grants.length === 0 || someone.grants.some(({ body }) => this.known.bodies.includes(body));
    if (!theirs || someone.name !== name) {
      this.wrong('username', '用户名已被他人使用', 'is the user name of somebody else');
      return [];
    }
    return asked.filter((grant) => {
      const held = someone.grants.find(sameRole(grant));
      if (!held || (held.until !== null && held.until < this.today)) return false;
      if (held.from !== grant.from || held.until !== grant.until)
        this.wrong(
          'role',
          `已任${ROLES[grant.role].zh}而起止日期不同，须先终止原任职`,
          `is ${ROLES[grant.role].en} already, with other dates: end that first`,
        );
      return true;
    });
  }
}
