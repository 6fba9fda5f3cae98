import type { Clock } from '../../clock.js';
import type { Database, Rows, Transaction } from '../../database/database.js';
import { dateInShanghai } from '../../engine/civil-date.js';
import type { Road } from '../../road/record-event.js';
import { SubjectNotFound } from '../../road/refusals.js';
import { administeredBy, type Actor } from '../actor.js';
import { grantsOf } from '../directory.js';
import { inForce, type DatedGrant } from '../person.js';
import { RecoveryRefused } from '../refusals.js';
import { removeSecondFactors } from '../second-factor/second-factor-rows.js';
import { setPassword, usernameOf } from '../sign-in/accounts.js';
import { keepInvitation, newInvitation, type Invitation } from '../sign-in/invitation-rows.js';
import type { Passwords } from '../sign-in/passwords.js';
import { policyReader } from '../sign-in/policy.js';

/** What recovery works with. */
export interface World {
  readonly database: Database;
  readonly road: Road;
  readonly clock: Clock;
}

/** Who is to administer which body again, and whether that person's way of signing in begins anew. */
export interface Lost {
  readonly body: string;
  readonly person: string;
  readonly reason: string;
  readonly resetSignIn: boolean;
}

/**
 * A body whose administrator is lost gets one again: by an administrator of the body above it, or on the server. The
 * event stands on the body, where everybody reads it; the role follows by the program's own hand.
 */
export class AdministratorRecovery {
  constructor(
    private readonly world: World,
    private readonly passwords: Passwords,
  ) {}

  /**
   * @param by an administrator of the upper body; undefined on the server itself
   * @returns what the person signs in with first, where that begins anew
   * @throws SubjectNotFound when nobody with an account is of that id; RecoveryRefused, SignInBusy, and what the road
   *   refuses. After a crash in between, the same is simply asked again.
   */
  async recover(
    by: Actor | undefined,
    { body, person, reason, resetSignIn }: Lost,
  ): Promise<Invitation | undefined> {
    const { database, road } = this.world;
    if ((await usernameOf(database.read, person)) === undefined) throw new SubjectNotFound();
    if (!resetSignIn) {
      await road.record(this.act(by, { body, person, reason, resetSignIn }));
      await this.giveRole(body, person);
      return undefined;
    }
    const invitation = newInvitation(this.world.clock.machine());
    const passwordHash = await this.passwords.nobodys();
    await road.record({
      ...this.act(by, { body, person, reason, resetSignIn }),
      alsoWrite: async (tx) => {
        if (by) await refuseWhoDoesMore(tx, by, { body, person });
        await this.beginAnew(tx, person, passwordHash, invitation);
      },
    });
    await this.giveRole(body, person);
    return invitation;
  }

  private act(by: Actor | undefined, { body, person, reason, resetSignIn }: Lost) {
    const request = { type: 'AdministratorRecovered', payload: { person, reason, resetSignIn } };
    return { kind: 'unit', id: body, actor: by?.person ?? 'installation', sender: by?.sender, request };
  }

  /** Whoever found or kept a password, a device or a session of that person is out. */
  private async beginAnew(tx: Transaction, person: string, passwordHash: string, invitation: Invitation) {
    const { clock, road } = this.world;
    const now = clock.machine();
    const { passwordHistory } = await policyReader(road.states, tx)();
    await setPassword(tx, { person, passwordHash }, now, passwordHistory);
    await removeSecondFactors(tx, person);
    await keepInvitation(tx, person, invitation, now);
  }

  private async giveRole(body: string, person: string): Promise<void> {
    const { database, clock } = this.world;
    const today = dateInShanghai(clock.legal().toISOString());
    const held = (await grantsOf(database.read, person)).find(isAdministratorOf(body));
    if (held && inForce(held, today)) return;
    const place = { role: 'administrator', unit: body, body, reason: '恢复管理员，见该机关的记录' };
    // One that is over, or has yet to begin, would stand in the way.
    if (held) await this.record(person, 'RoleEnded', place);
    await this.record(person, 'RoleGranted', place);
  }

  private async record(person: string, type: string, payload: Record<string, string>): Promise<void> {
    const request = { type, payload };
    await this.world.road.record({ kind: 'person', id: person, actor: 'installation', request });
  }
}

/** Of the body as a whole, not of a unit in it. */
const isAdministratorOf =
  (of: string) =>
  ({ role, unit, body }: DatedGrant): boolean =>
    role === 'administrator' && body === of && unit === of;

/**
 * Whoever hands somebody the means to sign in could act as that person: so only for who does nothing but administer, as
 * far as it is not the actor's own body. @throws RecoveryRefused
 */
async function refuseWhoDoesMore(
  rows: Rows,
  by: Actor,
  { body, person }: Pick<Lost, 'body' | 'person'>,
): Promise<void> {
  const own = administeredBy(by);
  const more = (await grantsOf(rows, person)).filter(
    (grant) => !own.includes(grant.body) && !(grant.role === 'administrator' && grant.body === body),
  );
  if (more.length > 0) throw new RecoveryRefused([...new Set(more.map(({ role }) => role))]);
}
