import type { Calendars } from '../calendar/calendars.js';
import type { Clock } from '../clock.js';
import type { Database, Transaction } from '../database/database.js';
import { OneAtATime } from '../database/one-at-a-time.js';
import { dateInShanghai } from '../engine/civil-date.js';
import type { Level } from '../jurisdictions/levels.js';
import { createAccount } from '../people/sign-in/accounts.js';
import type { Passwords } from '../people/sign-in/passwords.js';
import type { UnitState } from '../people/unit.js';
import type { Road } from '../road/record-event.js';
import type { RoadRequest } from '../road/road-request.js';
import type { Standpoint } from '../road/room.js';
import { newSubjectId } from '../road/subject-id.js';
import { endLeftBehind } from './left-behind.js';
import { FirstStartRefused } from './refusals.js';
import { refuseUnlessIssued, useUp } from './setup-token.js';

/** What the first start asks for: the body that decides here, and who administers the installation. */
export interface FirstStart {
  readonly token: string;
  readonly body: {
    readonly id?: string | undefined;
    readonly name: string;
    readonly level: Level;
    /** Which place's rules bind it: an id under `workflows/jurisdictions`, the national ones unless told. */
    readonly ruleSet?: string | undefined;
  };
  readonly administrator: {
    readonly username: string;
    readonly password: string;
    readonly name: string;
    readonly post: string;
  };
}

const REASON = '系统初始化';
const ID_TAKEN = {
  zh: '此前未完成的设置已用这一编号登记了另一层级的机关，或已将其撤销；请换一个编号',
  en: 'an attempt that did not finish registered this id for a body of another level, or closed it: choose another',
};

/** What set-up works with. */
export interface World {
  readonly database: Database;
  readonly road: Road;
  readonly calendars: Calendars;
  readonly clock: Clock;
  readonly origin: string;
}

/**
 * The first start, as events of the program's own hand (`installation`). The account and the end of the token come
 * with the last of them: whatever a crash leaves half done has no account, and the next start offers a new link.
 */
export class SetUp {
  private readonly turn = new OneAtATime();

  constructor(
    readonly world: World,
    private readonly passwords: Passwords,
  ) {}

  /** @throws SetupRefused, FirstStartRefused, PasswordRefused, SignInBusy and what the road refuses */
  async perform(asked: FirstStart): Promise<{ body: string; administrator: string }> {
    await refuseUnlessIssued(this.world.database.read, asked.token);
    const passwordHash = await this.passwords.hash(
      asked.administrator.password,
      asked.administrator.username,
    );
    return this.inTurn(asked.token, async () => {
      const body = await this.registerBody(asked.body);
      await endLeftBehind(this, { body, units: [], grants: [] });
      const administrator = await this.registerAdministrator(asked, body, passwordHash);
      return { body, administrator };
    });
  }

  /** One first start after another: the second finds the token used. @throws SetupRefused */
  inTurn<T>(token: string, work: () => Promise<T>): Promise<T> {
    return this.turn.run(async () => {
      await refuseUnlessIssued(this.world.database.read, token);
      await this.setUpInstallation();
      return work();
    });
  }

  private async setUpInstallation(): Promise<void> {
    const { origin, calendars } = this.world;
    const known = await this.versionOf('installation');
    if (known < 0) await this.record('installation', '', 'InstallationSetUp', { origin }, { ifMatch: -1 });
    if (known < 1)
      await this.record('installation', '', 'CalendarNoticed', { digest: calendars.shipped }, { ifMatch: 0 });
  }

  /**
   * Registers the body, or takes up one that an earlier attempt registered, with what the form now says of it.
   * @throws FirstStartRefused where it cannot become what the form says
   */
  async registerBody({ id, name, level, ruleSet = 'national' }: FirstStart['body']): Promise<string> {
    const body = id ?? (await this.takenUp(`first-start ${JSON.stringify([name, level])}`)).id;
    const { state, version } = await this.standpoint(`unit/${body}`);
    const known = state as UnitState | undefined;
    if (!known) {
      const payload = { kind: 'body', level, name, ruleSet };
      await this.record('unit', body, 'UnitRegistered', payload, { ifMatch: -1 });
      return body;
    }
    if (known.kind !== 'body' || known.level !== level || known.closedOn !== undefined)
      throw new FirstStartRefused([{ at: '/body/id', detail: ID_TAKEN }]);
    const [row] = await this.world.database.read.query<{ name: string }>(
      'SELECT name FROM unit_projection WHERE unit = ?',
      [body],
    );
    let at = version;
    if (row?.name !== name) {
      const from = dateInShanghai(this.world.clock.legal().toISOString());
      await this.record('unit', body, 'UnitRenamed', { name, from, reason: REASON }, { ifMatch: at });
      at += 1;
    }
    if (known.ruleSet !== ruleSet)
      await this.record('unit', body, 'JurisdictionChanged', { ruleSet, reason: REASON }, { ifMatch: at });
    return body;
  }

  /**
   * The id of a body or a unit that the form gives none: the same for the same words, so that what an earlier attempt
   * registered is taken up; another where that was closed since.
   */
  async takenUp(words: string): Promise<{ readonly id: string; readonly isNew: boolean }> {
    for (let nth = 0; ; nth += 1) {
      const id = newSubjectId('installation', 'unit', nth === 0 ? words : `${words} ${nth}`);
      const { state, version } = await this.standpoint(`unit/${id}`);
      if ((state as UnitState | undefined)?.closedOn === undefined) return { id, isNew: version < 0 };
    }
  }

  /** @param alsoWrite what else counts from the moment that somebody administers, and not before */
  async registerAdministrator(
    {
      token,
      administrator,
    }: Pick<FirstStart, 'token'> & {
      readonly administrator: Omit<FirstStart['administrator'], 'password'>;
    },
    body: string,
    passwordHash: string,
    alsoWrite: (tx: Transaction, now: Date) => Promise<void> = () => Promise.resolve(),
  ) {
    const { username, name, post } = administrator;
    const person = newSubjectId('installation', 'person', undefined);
    await this.record('person', person, 'PersonRegistered', { name, post }, { ifMatch: -1 });
    const grant = { role: 'administrator', unit: body, body, reason: REASON };
    await this.record('person', person, 'RoleGranted', grant, {
      ifMatch: 0,
      alsoWrite: async (tx) => {
        const now = this.world.clock.machine();
        await useUp(tx, token, now);
        await createAccount(tx, { person, username, passwordHash }, now);
        await alsoWrite(tx, now);
      },
    });
    return person;
  }

  private async versionOf(subject: string): Promise<number> {
    return (await this.standpoint(subject)).version;
  }

  private standpoint(subject: string): Promise<Standpoint> {
    const { road, database } = this.world;
    return road.states.read(database.read, subject);
  }

  async record(
    kind: string,
    id: string,
    type: string,
    payload: RoadRequest['request']['payload'],
    rest: Pick<RoadRequest, 'ifMatch' | 'alsoWrite'>,
  ): Promise<void> {
    await this.world.road.record({ kind, id, actor: 'installation', request: { type, payload }, ...rest });
  }
}
