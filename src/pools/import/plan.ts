import type { Text } from '../../../workflows/vocabulary.js';
import type { TableRow } from '../../people/import/table.js';
import type { Listed, Pool } from '../pool.js';
import { COLUMNS, fieldsAsWritten, fieldsWritten, type Column } from './columns.js';

/** Somebody who serves the body as an expert, in the unit of that role. */
export interface Serving {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly unit: string;
}

/** What rows are compared with. */
export interface Known {
  readonly pool: Pool;
  readonly serving: readonly Serving[];
  /** Those that are open. */
  readonly units: readonly { readonly id: string; readonly name: string }[];
}

/** What becomes of one row. */
export interface RowPlan {
  readonly row: number;
  readonly name: string;
  readonly does: 'enters' | 'changes' | 'nothing' | 'refused';
  readonly listing?: Pick<Listed, 'unit' | 'fields'> & { readonly expert: string };
  readonly errors: readonly { readonly column: string; readonly detail: Text }[];
}

/** What the rows would do. Pure: the dry run and the real one are the same. */
export function planOf(table: readonly TableRow<Column>[], known: Known): RowPlan[] {
  const earlier = new Map<string, number>();
  return table.map((line) => {
    const plan = rowPlan(line, known);
    const expert = plan.listing?.expert ?? '';
    const before = earlier.get(expert);
    if (plan.listing && before === undefined) earlier.set(expert, plan.row);
    if (before === undefined) return plan;
    const detail = {
      zh: `与第 ${before} 行是同一人；几个专业写在同一格，用“；”隔开`,
      en: `the same person as in row ${before}: write several fields into one cell, divided by semicolons`,
    };
    return { ...plan, does: 'refused', errors: [{ column: COLUMNS.name[0], detail }] };
  });
}

function rowPlan({ row, cells }: TableRow<Column>, known: Known): RowPlan {
  const errors: RowPlan['errors'][number][] = [];
  const wrong = (column: Column, zh: string, en: string) => {
    errors.push({ column: COLUMNS[column][0], detail: { zh, en } });
    return undefined;
  };
  const expert = expertIn(cells, known.serving, wrong);
  const unit = cells.unit === undefined ? expert?.unit : unitIn(cells.unit, known.units, wrong);
  const fields =
    fieldsWritten(cells.fields ?? '') ??
    wrong(
      'fields',
      '写代码和名称，如“61030 环境工程”；一至十个，用“；”隔开',
      'write code and name, as “61030 Environmental engineering”: one to ten, divided by semicolons',
    );
  const name = expert?.name ?? cells.name ?? '';
  if (!expert || unit === undefined || !fields) return { row, name, does: 'refused', errors };
  const listing = { expert: expert.id, unit, fields };
  return { row, name, does: whatItDoes(known.pool.experts[expert.id], listing), listing, errors };
}

type Wrong = (column: Column, zh: string, en: string) => undefined;

function expertIn(
  { name, post }: TableRow<Column>['cells'],
  serving: readonly Serving[],
  wrong: Wrong,
): Serving | undefined {
  if (name === undefined) return wrong('name', '未填写', 'is empty');
  const namesakes = serving.filter((one) => one.name === name || one.id === name);
  const found = namesakes.length > 1 ? namesakes.filter((one) => one.post === post) : namesakes;
  if (found.length === 1) return found[0];
  if (namesakes.length > 1)
    return wrong(
      'post',
      '有几位同名的专家，请按登记的职务填写',
      'several experts have this name: write the post as it is registered',
    );
  return wrong(
    'name',
    '当日没有叫这个名字的本机关专家；先由管理员登记人员并授予专家角色',
    'nobody of this name serves the body as an expert: have the administrator register the person and grant the role of expert first',
  );
}

function unitIn(cell: string, units: Known['units'], wrong: Wrong): string | undefined {
  const found = units.filter(({ id, name }) => id === cell || name === cell);
  if (found.length === 1) return found[0]?.id;
  return found.length === 0
    ? wrong('unit', '没有这个单位', 'no such unit')
    : wrong('unit', '有几个同名的，请改填编号', 'several have this name: give the id');
}

function whatItDoes(was: Listed | undefined, { unit, fields }: Pick<Listed, 'unit' | 'fields'>) {
  if (!was || was.left !== null) return 'enters';
  return was.unit === unit && fieldsAsWritten(was.fields) === fieldsAsWritten(fields) ? 'nothing' : 'changes';
}
