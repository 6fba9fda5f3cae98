import type { Clock } from '../clock.js';
import type { Database, Rows } from '../database/database.js';
import type { RoadRequest } from '../road/road-request.js';
import { VersionConflict } from '../ledger/refusals.js';
import { NotNow, RequirementUnmet, SubjectNotFound } from '../road/refusals.js';
import { newSubjectId } from '../road/subject-id.js';
import { administeredBy, type Actor } from './actor.js';
import { answersFor } from './answers-for.js';
import { grantsOf } from './directory.js';
import { OtherBodiesPerson, UnitUnknown } from './refusals.js';
import { createAccount, earlierPasswords, setPassword, usernameOf } from './sign-in/accounts.js';
import type { Passwords } from './sign-in/passwords.js';
import type { PolicyReader } from './sign-in/policy.js';

export interface NewPerson {
  readonly username: string;
  readonly password: string;
  readonly name: string;
  readonly post: string;
}

/** What another body's administrator does to somebody whom they do not administer: a role in their own body. */
const GIVES_A_ROLE = ['RoleGranted', 'RoleProposed'];

/** What is answered only of a person who is here. */
const TELLS_OF_A_PERSON = [VersionConflict, RequirementUnmet, NotNow, UnitUnknown];

/** What an administrator asks for about people that concerns their accounts too: one act, one transaction. */
export class People {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly policy: PolicyReader,
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
   * Records an act about a person. A body may give its roles to somebody of another, by an id that it was told; whoever
   * asks what is refused learns nothing of people whom they do not administer.
   * @throws SubjectNotFound in the place of a refusal that would tell that such a person is here
   */
  async askedOf<T>(actor: Actor, { id, request }: RoadRequest, record: () => Promise<T>): Promise<T> {
    const { read } = this.database;
    if (!GIVES_A_ROLE.includes(request.type)) await refuseUnlessKnown(read, actor, id);
    try {
      return await record();
    } catch (refusal) {
      if (TELLS_OF_A_PERSON.some((kind) => refusal instanceof kind)) await refuseUnlessKnown(read, actor, id);
      throw refusal;
    }
  }

  /**
   * The act that gives a person a new password, for the road; it ends that person's sessions.
   * @throws SubjectNotFound when that person has no account; PasswordRefused, SignInBusy; on the road also
   *   OtherBodiesPerson
   */
  async passwordReset(actor: Actor, person: string, password: string, reason?: string): Promise<RoadRequest> {
    await refuseUnlessKnown(this.database.read, actor, person);
    const username = await usernameOf(this.database.read, person);
    if (username === undefined) throw new SubjectNotFound();
    const { passwordHistory } = await this.policy();
    const earlier = await earlierPasswords(this.database.read, person);
    const passwordHash = await this.passwords.hash(password, username, earlier);
    return {
      kind: 'person',
      id: person,
      actor: actor.person,
      request: { type: 'PasswordReset', payload: reason === undefined ? {} : { reason } },
      alsoWrite: async (tx) => {
        await refuseUnlessTheirs(tx, actor, person);
        await setPassword(tx, { person, passwordHash }, this.clock.machine(), passwordHistory);
      },
    };
  }
}

/**
 * An administrator knows the people of their own bodies, and of those who serve none those whom such a body registered
 * or had given a role; of all others they are told what is told of nobody. @throws SubjectNotFound
 */
export async function refuseUnlessKnown(rows: Rows, actor: Actor, person: string): Promise<void> {
  const bodies = (await grantsOf(rows, person)).map(({ body }) => body);
  const isKnown =
    bodies.length > 0
      ? bodies.some((body) => administeredBy(actor).includes(body))
      : await answersFor(rows, actor, person);
  if (!isKnown) throw new SubjectNotFound();
}

/**
 * Whoever gives somebody the means to sign in could act as that person.
 * @throws OtherBodiesPerson; SubjectNotFound
 */
export async function refuseUnlessTheirs(rows: Rows, actor: Actor, person: string): Promise<void> {
  await refuseUnlessKnown(rows, actor, person);
  const bodies = (await grantsOf(rows, person)).map(({ body }) => body);
  const others = bodies.filter((body) => !administeredBy(actor).includes(body));
  if (others.length > 0) throw new OtherBodiesPerson([...new Set(others)]);
}
