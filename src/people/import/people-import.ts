import type { Clock } from '../../clock.js';
import type { Database } from '../../database/database.js';
import { dateInShanghai } from '../../engine/civil-date.js';
import { Refusal } from '../../refusal.js';
import type { Road } from '../../road/record-event.js';
import { newSubjectId } from '../../road/subject-id.js';
import type { Actor } from '../actor.js';
import { createAccount, findAccount } from '../sign-in/accounts.js';
import { keepInvitation, newInvitation, type Invitation } from '../sign-in/invitation-rows.js';
import type { Passwords } from '../sign-in/passwords.js';
import { policyReader } from '../sign-in/policy.js';
import { readKnown } from './known.js';
import { planOf, type RowPlan } from './plan.js';
import { ImportRefused } from './refusals.js';
import type { Column } from './columns.js';
import type { TableRow } from './table.js';

/** What became of a row. `not-done`: it was reached by none, since an earlier one was refused on the way. */
export interface RowDone extends Omit<RowPlan, 'does'> {
  readonly does: RowPlan['does'] | 'not-done';
  readonly person?: string;
  readonly invitation?: Invitation;
  /** Code of the refusal that stopped the import at this row. */
  readonly refusedBy?: string;
}

const REASON = '批量导入';

/** Takes a list of people in, each by events of the one who sends it. */
export class PeopleImport {
  constructor(
    private readonly database: Database,
    private readonly road: Road,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
  ) {}

  /** What the rows would do now, and all that is wrong with them. Writes nothing. */
  async plan(actor: Actor, table: readonly TableRow<Column>[]): Promise<RowPlan[]> {
    const today = dateInShanghai(this.clock.legal().toISOString());
    const { parts } = await policyReader(this.road.states, this.database.read)();
    return planOf(table, await readKnown(this.database.read, actor, parts !== undefined, table), today);
  }

  /**
   * Does what the plan says, row by row, after all rows were found right. Should it stop on the way, the same file is
   * sent again: what is there already is not done twice.
   * @throws ImportRefused when a single row is wrong: then nothing is done; SignInBusy
   */
  async perform(actor: Actor, table: readonly TableRow<Column>[]): Promise<RowDone[]> {
    const plan = await this.plan(actor, table);
    if (plan.some(({ errors }) => errors.length > 0)) throw new ImportRefused(plan);
    const passwordHash = await this.passwords.nobodys();
    const done: RowDone[] = [];
    let stopped = false;
    for (const row of plan) {
      const one: RowDone = stopped ? { ...row, does: 'not-done' } : await this.take(actor, row, passwordHash);
      stopped ||= one.refusedBy !== undefined;
      done.push(one);
    }
    return done;
  }

  private async take(actor: Actor, row: RowPlan, passwordHash: string): Promise<RowDone> {
    let registered: { person: string; invitation: Invitation } | undefined;
    try {
      if (row.does === 'register') registered = await this.register(actor, row, passwordHash);
      const person = registered?.person ?? (await findAccount(this.database.read, row.username))?.person;
      if (person === undefined) return { ...row, does: 'not-done' };
      await this.grant(actor, person, row);
      return { ...row, person, ...registered };
    } catch (refusal) {
      // An invitation that was issued is told even so: it is shown this once.
      if (!(refusal instanceof Refusal)) throw refusal;
      return { ...row, ...registered, refusedBy: refusal.code };
    }
  }

  private async register(actor: Actor, { username, name, post }: RowPlan, passwordHash: string) {
    const person = newSubjectId(actor.person, 'person', undefined);
    const now = this.clock.machine();
    const invitation = newInvitation(now);
    await this.road.record({
      kind: 'person',
      id: person,
      actor: actor.person,
      sender: actor.sender,
      ifMatch: -1,
      request: { type: 'PersonRegistered', payload: { name, post } },
      alsoWrite: async (tx) => {
        await createAccount(tx, { person, username, passwordHash }, now);
        await keepInvitation(tx, person, invitation, now);
      },
    });
    return { person, invitation };
  }

  private async grant(actor: Actor, person: string, { grants }: RowPlan): Promise<void> {
    for (const { role, unit, body, from, until } of grants) {
      const dates = { ...(from !== null && { from }), ...(until !== null && { until }) };
      await this.road.record({
        kind: 'person',
        id: person,
        actor: actor.person,
        sender: actor.sender,
        request: { type: 'RoleGranted', payload: { role, unit, body, ...dates, reason: REASON } },
      });
    }
  }
}
