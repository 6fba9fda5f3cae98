import type { Clock } from '../../clock.js';
import type { Database } from '../../database/database.js';
import { SubjectNotFound } from '../../road/refusals.js';
import type { RoadRequest } from '../../road/road-request.js';
import type { Actor } from '../actor.js';
import { refuseUnlessTheirs } from '../people.js';
import { setPassword, usernameOf } from './accounts.js';
import { invited, keepInvitation, newInvitation, type Invitation } from './invitation-rows.js';
import type { Passwords } from './passwords.js';
import type { PolicyReader } from './policy.js';

/** First passwords: nobody but the person ever has one, so there is none to change at the first sign-in. */
export class Invitations {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly policy: PolicyReader,
  ) {}

  /**
   * Whoever was invited chooses a password; the invitation is used up.
   * @throws InvitationRefused, PasswordRefused, SignInBusy
   */
  async accept(token: string, password: string): Promise<void> {
    const { clock, database } = this;
    const person = await invited(database.read, token, clock.machine());
    const username = (await usernameOf(database.read, person)) ?? '';
    const passwordHash = await this.passwords.hash(password, username);
    const { passwordHistory } = await this.policy();
    await database.write(async (tx) => {
      // Two may come at once with the same one.
      await invited(tx, token, clock.machine());
      await setPassword(tx, { person, passwordHash }, clock.machine(), passwordHistory);
    });
  }

  /**
   * The act by which a person gets a new invitation in the place of the password, for the road.
   * @throws SubjectNotFound when that person has no account; SignInBusy; on the road also OtherBodiesPerson
   */
  async renewal(
    actor: Actor,
    person: string,
    reason: string | undefined,
  ): Promise<{ readonly asked: RoadRequest; readonly invitation: Invitation }> {
    if ((await usernameOf(this.database.read, person)) === undefined) throw new SubjectNotFound();
    const now = this.clock.machine();
    const invitation = newInvitation(now);
    const passwordHash = await this.passwords.nobodys();
    const { passwordHistory } = await this.policy();
    const asked: RoadRequest = {
      kind: 'person',
      id: person,
      actor: actor.person,
      sender: actor.sender,
      request: { type: 'PasswordReset', payload: reason === undefined ? {} : { reason } },
      alsoWrite: async (tx) => {
        await refuseUnlessTheirs(tx, actor, person);
        await setPassword(tx, { person, passwordHash }, now, passwordHistory);
        await keepInvitation(tx, person, invitation, now);
      },
    };
    return { asked, invitation };
  }
}
