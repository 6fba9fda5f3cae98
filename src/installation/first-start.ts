import type { JsonObject } from '../canonical/canonical-json.js';
import type { Transaction } from '../database/database.js';
import type { PersonState } from '../people/person.js';
import { PasswordRefused } from '../people/refusals.js';
import { createAccount } from '../people/sign-in/accounts.js';
import { keepInvitation, newInvitation, type Invitation } from '../people/sign-in/invitation-rows.js';
import type { Passwords } from '../people/sign-in/passwords.js';
import { newSubjectId } from '../road/subject-id.js';
import { planOf, type FirstStartForm, type FirstStartPlan, type PlannedPerson } from './first-start-form.js';
import { endLeftBehind, grantKey } from './left-behind.js';
import { FirstStartRefused, type Fault } from './refusals.js';
import type { SetUp } from './set-up.js';
import { refuseUnlessIssued } from './setup-token.js';

const REASON = '系统初始化';

/** Somebody of the form who is registered, with what opens the account: shown this once. */
export interface Registered {
  readonly username: string;
  readonly name: string;
  readonly person: string;
  readonly invitation: Invitation;
}

/**
 * The first start from one form: the body, its rules, its units and its people. All accounts, and the end of the
 * token, come with the last event: whatever a crash leaves half done opens nothing, and the same form sent again
 * under the next link takes up what is there. Where the form was corrected meanwhile, what it does not name any
 * more ends: bodies, units, roles. Nothing renames a person, so whose name or post was wrong is registered anew.
 */
export class FirstStartByForm {
  constructor(
    private readonly setUp: SetUp,
    private readonly passwords: Passwords,
  ) {}

  /** What the form would set up, and all that is wrong with it. Writes nothing. @throws SetupRefused */
  async tried(form: FirstStartForm) {
    await refuseUnlessIssued(this.setUp.world.database.read, form.token);
    const { plan, faults, missingRoles } = planOf(form);
    const all = [...faults, ...(await this.passwordFaults(form, plan))];
    return { plan, faults: all, missingRoles };
  }

  /** @throws SetupRefused, FirstStartRefused with every fault, SignInBusy and what the road refuses */
  async perform(form: FirstStartForm) {
    const { plan, faults, missingRoles } = await this.tried(form);
    if (faults.length > 0) throw new FirstStartRefused(faults);
    const { token } = form;
    const passwordHash = await this.passwords.hash(form.administrator.password, plan.administrator.username);
    const nobodys = plan.people.length > 0 ? await this.passwords.nobodys() : '';
    return this.setUp.inTurn(token, async () => {
      const body = await this.setUp.registerBody(plan.body);
      const units = await this.registerUnits(plan, body);
      const people: Registered[] = [];
      for (const one of plan.people) people.push(await this.register(one, body, units));
      const grants = plan.people.flatMap((one) =>
        one.roles.map(({ role, unit }) =>
          grantKey({ person: personOf(one, body), role, unit: unitOf(unit, body, units), body }),
        ),
      );
      await endLeftBehind(this.setUp, { body, units: [...units.values()], grants });
      const administrator = await this.setUp.registerAdministrator(
        { token, administrator: plan.administrator },
        body,
        passwordHash,
        (tx, now) => openAccounts(tx, people, nobodys, now),
      );
      const listed = [...units].map(([name, id]) => ({ id, name }));
      return { body, administrator, units: listed, people, missingRoles };
    });
  }

  private async passwordFaults(form: FirstStartForm, { administrator }: FirstStartPlan): Promise<Fault[]> {
    try {
      await this.passwords.refuseUnfit(form.administrator.password, administrator.username || ' ');
      return [];
    } catch (refusal) {
      if (!(refusal instanceof PasswordRefused)) throw refusal;
      const { atLeast, atMost } = refusal;
      const detail = {
        zh: `须有 ${atLeast} 至 ${atMost} 个字符，不得含用户名，不得是常见密码`,
        en: `has ${atLeast} to ${atMost} characters, without the user name, and is no common one`,
      };
      return [{ at: '/administrator/password', detail }];
    }
  }

  /** By name. */
  private async registerUnits({ units, body: { level } }: FirstStartPlan, body: string) {
    const known = new Map<string, string>();
    for (const { name, within } of units) {
      const parent = within === undefined ? undefined : known.get(within);
      const { id, isNew } = await this.setUp.takenUp(
        `first-start ${JSON.stringify([body, name, parent ?? null])}`,
      );
      known.set(name, id);
      if (!isNew) continue;
      const payload = { kind: 'unit', level, body, name, ...(parent !== undefined && { parent }) };
      await this.setUp.record('unit', id, 'UnitRegistered', payload, { ifMatch: -1 });
    }
    return known;
  }

  private async register(
    { username, name, post, roles }: PlannedPerson,
    body: string,
    units: ReadonlyMap<string, string>,
  ): Promise<Registered> {
    const person = personOf({ username, name, post }, body);
    if ((await this.stateOf(`person/${person}`)) === undefined)
      await this.setUp.record('person', person, 'PersonRegistered', { name, post }, { ifMatch: -1 });
    const { grants } = (await this.stateOf(`person/${person}`)) as PersonState;
    for (const { role, unit: named } of roles) {
      const unit = unitOf(named, body, units);
      if (grants.some((held) => held.role === role && held.unit === unit && held.body === body)) continue;
      const grant: JsonObject = { role, unit, body, reason: REASON };
      await this.setUp.record('person', person, 'RoleGranted', grant, {});
    }
    return { username, name, person, invitation: newInvitation(this.setUp.world.clock.machine()) };
  }

  private async stateOf(subject: string): Promise<unknown> {
    const { road, database } = this.setUp.world;
    return (await road.states.read(database.read, subject)).state;
  }
}

const personOf = ({ username, name, post }: Omit<PlannedPerson, 'roles'>, body: string): string =>
  newSubjectId('installation', 'person', `first-start ${JSON.stringify([body, username, name, post])}`);

const unitOf = (named: string | undefined, body: string, units: ReadonlyMap<string, string>): string =>
  (named === undefined ? undefined : units.get(named)) ?? body;

async function openAccounts(tx: Transaction, people: readonly Registered[], passwordHash: string, now: Date) {
  for (const { person, username, invitation } of people) {
    await createAccount(tx, { person, username, passwordHash }, now);
    await keepInvitation(tx, person, invitation, now);
  }
}
