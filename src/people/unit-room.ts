import type { UnitAboveFacts } from '../../workflows/other-subjects.js';
import type { Rows, Transaction } from '../database/database.js';
import type { Projected, Room, Standpoint } from '../road/room.js';
import { refuseUnlessUppermost } from './answers-for.js';
import { UnitUnknown } from './refusals.js';
import { unitProcedure, type UnitState } from './unit.js';

/** A body or unit as people see it. */
export interface UnitRow {
  readonly id: string;
  readonly kind: UnitState['kind'];
  readonly level: UnitState['level'];
  readonly parent: string | null;
  readonly body: string;
  readonly ruleSet: string;
  readonly name: string;
  /** Its last day (Asia/Shanghai) where it is closed. */
  readonly closedOn: string | null;
  readonly version: number;
}

/** One link of the chain that acts on units are told of; undefined where there is no such unit. */
export function unitAboveFacts(unit: string, { version, state }: Standpoint): UnitAboveFacts | undefined {
  if (version < 0) return undefined;
  const { kind, parent, body, closedOn } = state as UnitState;
  return { unit, position: version, kind, parent, body, closed: closedOn !== undefined };
}

/** `unit/…` on the road. Which bodies and units there are is no secret of any of them. */
export const unitRoom: Room = {
  kind: 'unit',
  procedureFor: () => ({ procedure: unitProcedure }),
  mayAccess: () => true,
  mayReadPapers: ({ grants }, state) => grants.some(({ body }) => body === (state as UnitState).body),
  bodyOf: () => undefined,
  project: projectUnit,
};

async function projectUnit(tx: Transaction, { event, state, payload }: Projected): Promise<void> {
  const { kind, level, parent, body, ruleSet, closedOn = null } = state as UnitState;
  const id = event.subject.slice('unit/'.length);
  if (event.version > 0) {
    const change = [event.version, ruleSet, closedOn, parent, id];
    await tx.query(
      'UPDATE unit_projection SET version = ?, rule_set = ?, closed_on = ?, parent = ? WHERE unit = ?',
      change,
    );
    if (event.type === 'UnitRenamed')
      await tx.query('UPDATE unit_projection SET name = ? WHERE unit = ?', [String(payload['name']), id]);
    return;
  }
  // A body under none would stand beside the uppermost, and its administrator would be one of the installation's.
  if (kind === 'body' && parent === null) await refuseUnlessUppermost(tx, event);
  if (parent !== null) await refuseUnknownUnit(tx, parent);
  if (body !== id) await refuseUnknownUnit(tx, body, 'body');
  await tx.query(
    'INSERT INTO unit_projection (unit, version, kind, level, parent, body, rule_set, name) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    [id, event.version, kind, level, parent, body, ruleSet, String(payload['name'])],
  );
}

/** A closed one is unknown too. @throws UnitUnknown */
export async function refuseUnknownUnit(
  tx: Transaction,
  unit: string,
  kind?: UnitState['kind'],
): Promise<void> {
  const [row] = await tx.query<{ kind: string }>(
    'SELECT kind FROM unit_projection WHERE unit = ? AND closed_on IS NULL',
    [unit],
  );
  if (!row || (kind !== undefined && row.kind !== kind)) throw new UnitUnknown(unit);
}

/** All bodies and units, by id. */
export async function readUnits(rows: Rows): Promise<UnitRow[]> {
  const found = await rows.query<
    Omit<UnitRow, 'ruleSet' | 'id' | 'closedOn'> & {
      unit: string;
      rule_set: string;
      closed_on: string | null;
    }
  >(
    'SELECT unit, kind, level, parent, body, rule_set, name, closed_on, version FROM unit_projection ORDER BY unit',
  );
  return found.map(({ unit, rule_set, closed_on, ...rest }) => ({
    id: unit,
    ruleSet: rule_set,
    closedOn: closed_on,
    ...rest,
  }));
}
