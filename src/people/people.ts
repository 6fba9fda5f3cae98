import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import type { RoadRequest } from '../road/road-request.js';
import { SubjectNotFound } from '../road/refusals.js';
import { newSubjectId } from '../road/subject-id.js';
import { administeredBy, type Actor } from './actor.js';
import { grantsOf } from './directory.js';
import { OtherBodiesPerson } from './refusals.js';
import { createAccount, setPassword, usernameOf } from './sign-in/accounts.js';
import type { Passwords } from './sign-in/passwords.js';

export interface NewPerson {
  readonly username: string;
  readonly password: string;
  readonly name: string;
  readonly post: string;
}

/** What an administrator asks for about people that concerns their accounts too: one act, one transaction. */
export class People {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
  ) {}

  /**
   * The act that registers a person together with an account, for the road.
   * @param actor id of the person (or `installation`) who registers
   * @throws PasswordRefused, SignInBusy; on the road also UsernameTaken
   */
  async registration(
    actor: string,
    { username, password, name, post }: NewPerson,
    key?: string,
  ): Promise<RoadRequest> {
    const passwordHash = await this.passwords.hash(password, username);
    const person = newSubjectId(actor, 'person', key);
    return {
      kind: 'person',
      id: person,
      actor,
      ifMatch: -1,
      idempotencyKey: key,
      request: { type: 'PersonRegistered', payload: { name, post } },
      // Never the password: a digest of it would be easy to guess from.
      beside: { username },
      alsoWrite: (tx) => createAccount(tx, { person, username, passwordHash }, this.clock.machine()),
    };
  }

  /**
   * The act that gives a person a new password, for the road; it ends that person's sessions.
   * @throws SubjectNotFound when that person has no account; PasswordRefused, SignInBusy; on the road also
   *   OtherBodiesPerson
   */
  async passwordReset(actor: Actor, person: string, password: string, reason?: string): Promise<RoadRequest> {
    const username = await usernameOf(this.database.read, person);
    if (username === undefined) throw new SubjectNotFound();
    const passwordHash = await this.passwords.hash(password, username);
    return {
      kind: 'person',
      id: person,
      actor: actor.person,
      request: { type: 'PasswordReset', payload: reason === undefined ? {} : { reason } },
      alsoWrite: async (tx) => {
        const bodies = (await grantsOf(tx, person)).map(({ body }) => body);
        const others = bodies.filter((body) => !administeredBy(actor).includes(body));
        if (others.length > 0) throw new OtherBodiesPerson([...new Set(others)]);
        await setPassword(tx, { person, passwordHash }, this.clock.machine());
      },
    };
  }
}
