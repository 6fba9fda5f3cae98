import type { Clock } from '../../clock.js';
import type { Database } from '../../database/database.js';
import { dateInShanghai } from '../../engine/civil-date.js';
import type { Actor } from '../../people/actor.js';
import { colleaguesIn, grantsOf } from '../../people/directory.js';
import { ImportRefused } from '../../people/import/refusals.js';
import type { TableRow } from '../../people/import/table.js';
import { workbookOf } from '../../people/import/template.js';
import { inForce } from '../../people/person.js';
import { readUnits } from '../../people/unit-room.js';
import type { Road } from '../../road/record-event.js';
import type { RoadRequest } from '../../road/road-request.js';
import type { ReadingSubjects } from '../../road/reading-subjects.js';
import type { Pool } from '../pool.js';
import { COLUMNS, fieldsAsWritten, type Column } from './columns.js';
import { planOf, type Known, type RowPlan, type Serving } from './plan.js';

const ACT = { enters: 'ExpertListed', changes: 'ExpertChanged' } as const;

/** Takes a list of experts into a pool, each by an event of the one who sends it. */
export class ExpertsImport {
  constructor(
    private readonly database: Database,
    private readonly road: Road,
    private readonly reading: ReadingSubjects,
    private readonly clock: Clock,
  ) {}

  /**
   * All rows in one transaction, or none of them. The same list again does nothing.
   * @param how rehearsed: every event is judged as it would be, and none is recorded
   * @throws SubjectNotFound; ImportRefused when a single row is wrong and it is meant; what the road refuses for any of the events
   */
  async perform(
    actor: Actor,
    pool: string,
    table: readonly TableRow<Column>[],
    how?: 'rehearsed',
  ): Promise<RowPlan[]> {
    const plan = planOf(table, await this.known(actor, pool));
    if (plan.some(({ errors }) => errors.length > 0)) {
      if (how !== 'rehearsed') throw new ImportRefused(plan);
      return plan;
    }
    const requests = plan.flatMap(({ does, listing }): RoadRequest[] => {
      if (!listing || does === 'nothing' || does === 'refused') return [];
      const request = { type: ACT[does], payload: { ...listing, fields: [...listing.fields] } };
      return [{ kind: 'pool', id: pool, actor: actor.person, sender: actor.sender, request }];
    });
    if (requests.length > 0) await this.road.recordAll(requests, how);
    return plan;
  }

  /** A workbook to fill in: whoever serves as an expert, with the fields of those who are in the pool already. @throws SubjectNotFound */
  async template(actor: Actor, id: string): Promise<Buffer> {
    const { pool, serving, units } = await this.known(actor, id);
    const nameOf = (unit: string) => units.find((one) => one.id === unit)?.name ?? unit;
    const rows = serving.map((one) => {
      const listed = pool.experts[one.id];
      const isIn = listed?.left === null;
      return [
        one.name,
        one.post,
        nameOf(isIn ? listed.unit : one.unit),
        isIn ? fieldsAsWritten(listed.fields) : '',
      ];
    });
    return workbookOf([Object.values(COLUMNS).map(([zh]) => zh), ...rows]);
  }

  private async known(actor: Actor, id: string): Promise<Known> {
    const { state } = await this.reading.standpoint(`pool/${id}`, actor.person);
    const pool = state as Pool;
    const units = await readUnits(this.database.read);
    return {
      pool,
      serving: await this.serving(pool.body),
      units: units.filter(({ closedOn }) => closedOn === null),
    };
  }

  private async serving(body: string): Promise<Serving[]> {
    const today = dateInShanghai(this.clock.legal().toISOString());
    const found: Serving[] = [];
    for (const { id, name, post } of await colleaguesIn(this.database.read, [body], today)) {
      const grant = (await grantsOf(this.database.read, id)).find(
        (one) => one.role === 'expert' && one.body === body && inForce(one, today),
      );
      if (grant) found.push({ id, name, post, unit: grant.unit });
    }
    return found;
  }
}
