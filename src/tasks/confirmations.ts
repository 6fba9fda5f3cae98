import { ROLES, type Role, type Text } from '../../workflows/vocabulary.js';
import type { Database } from '../database/database.js';
import { waitingReadings } from '../emergency-reading/read-readings.js';
import { CONFIRMERS } from '../emergency-reading/reading.js';
import { confirmationOf as removalConfirmed } from '../installation/erasure-desk.js';
import type { InstallationState } from '../installation/installation.js';
import { REMOVERS } from '../installation/removals.js';
import { proposalsFor } from '../installation/shown.js';
import { administeredBy, type Actor } from '../people/actor.js';
import { isUppermost } from '../people/answers-for.js';
import { namesAndPosts, namesFor, namesOfUnits } from '../people/directory.js';
import { OpenRoleProposals } from '../people/open-role-proposals.js';
import { confirmationOf as roleConfirmed } from '../people/role-proposals.js';
import { dateInShanghai } from '../engine/civil-date.js';
import type { Clock } from '../clock.js';
import type { Look } from '../road/facts.js';
import type { Road } from '../road/record-event.js';
import type { RoadRequest } from '../road/road-request.js';
import { wouldRecord } from '../road/would-record.js';
import type { Confirmation } from './answers.js';

/** More than these are not shown at once: the pages where it is done list them all. */
const MOST = 50;

/** Something that one person asked for, and the act by which another would confirm it. */
interface Waiting {
  readonly request: RoadRequest;
  readonly id: string;
  readonly by: string;
  readonly about: Text;
}

/**
 * What others have proposed and only a second person can let happen: roles, emergency readings, erasures and removals,
 * the separation of administrators. Whether this person may confirm it is asked of the road itself, with the very act
 * that would do it: its requirements stand nowhere else.
 */
export class Confirmations {
  private readonly roles: OpenRoleProposals;

  constructor(
    private readonly database: Database,
    private readonly road: Road,
    private readonly clock: Clock,
  ) {
    this.roles = new OpenRoleProposals(database.read);
  }

  /** @throws ReplayDisagrees where a subject of them is altered: it is not left out in silence */
  async of(actor: Actor): Promise<Confirmation[]> {
    const { read } = this.database;
    const look: Look = (subject) => this.road.states.read(read, subject);
    const waiting = [
      ...(await this.rolesFor(actor, look)),
      ...(await this.readingsFor(actor)),
      ...(await this.removalsFor(actor, look)),
      ...(await this.separationFor(actor, look)),
    ];
    const open: Waiting[] = [];
    for (const one of waiting)
      if (open.length < MOST && (await wouldRecord(this.road, one.request))) open.push(one);
    const on = dateInShanghai(this.clock.legal().toISOString());
    const people = [...new Set(open.map(({ by }) => by))];
    const names = await namesFor(read, { reader: actor.person, on, people, units: [] });
    return open.map(({ request: { kind, id, request }, by, about, id: proposal }) => ({
      act: request.type,
      actTitle: this.titleOf(kind, request.type),
      subject: kind === 'installation' ? kind : `${kind}/${id}`,
      id: proposal,
      about,
      by: { person: by, name: names.people.get(by) ?? '' },
    }));
  }

  private async rolesFor(actor: Actor, look: Look): Promise<Waiting[]> {
    const { read } = this.database;
    const own = administeredBy(actor);
    const open = own.length === 0 ? [] : await this.roles.in(own, look);
    const people = await namesAndPosts(
      read,
      open.map(({ person }) => person),
    );
    const units = await namesOfUnits(read, [...new Set(open.map(({ proposal }) => proposal.unit))]);
    return open.map(({ person, id, proposal }) => {
      const who = people.get(person)?.name ?? person;
      const unit = units.get(proposal.unit) ?? proposal.unit;
      const role = ROLES[proposal.role as Role];
      return {
        request: { kind: 'person', id: person, actor: actor.person, request: roleConfirmed(id, proposal) },
        id,
        by: proposal.by,
        about: { zh: `${who}：${role.zh}（${unit}）`, en: `${who}: ${role.en} (${unit})` },
      };
    });
  }

  private async readingsFor({ person, grants }: Actor): Promise<Waiting[]> {
    const bodies = grants.filter(({ role }) => CONFIRMERS.includes(role)).map(({ body }) => body);
    const asked = await waitingReadings(this.database.read, [...new Set(bodies)]);
    return asked.map(({ id, reader, name, hours }) => ({
      request: {
        kind: 'reading',
        id,
        actor: person,
        request: { type: 'ReadingConfirmed', payload: {} },
      },
      id,
      by: reader,
      about: {
        zh: `${name}申请查阅一件决策事项 ${hours} 小时`,
        en: `${name} asks to read a decision, hours: ${hours}`,
      },
    }));
  }

  private async removalsFor(actor: Actor, look: Look): Promise<Waiting[]> {
    if (!actor.grants.some(({ role }) => REMOVERS.includes(role))) return [];
    const { proposals = {} } = ((await look('installation')).state ?? {}) as Partial<InstallationState>;
    const own = await proposalsFor(actor, proposals, look, REMOVERS);
    return Object.entries(own).map(([id, proposal]) => {
      const reference = 'order' in proposal.asked ? proposal.asked.order : proposal.asked.request;
      const request = removalConfirmed(proposal, actor.person);
      return {
        request: { kind: 'installation', id: '', actor: actor.person, request },
        id,
        by: proposal.by,
        about: { zh: reference, en: reference },
      };
    });
  }

  private async separationFor(actor: Actor, look: Look): Promise<Waiting[]> {
    const { separation } = ((await look('installation')).state ?? {}) as Partial<InstallationState>;
    const waiting = separation?.waiting;
    if (!waiting || !(await isUppermost(this.database.read, actor))) return [];
    const request = { type: 'SeparationConfirmed', payload: { proposal: waiting.proposal } };
    return [
      {
        request: { kind: 'installation', id: '', actor: actor.person, request },
        id: waiting.proposal,
        by: waiting.by,
        about: waiting.on
          ? { zh: '管理员三员分设', en: 'administration divided in three' }
          : { zh: '取消三员分设', en: 'administration no longer divided' },
      },
    ];
  }

  private titleOf(kind: string, type: string): Text {
    const { procedure } = this.road.states
      .roomOf(kind === 'installation' ? kind : `${kind}/`)
      .procedureFor(undefined);
    return procedure.events[type]?.title ?? { zh: type, en: type };
  }
}
