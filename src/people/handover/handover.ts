import { z } from 'zod';
import { ROLES_NOT_DELEGATED } from '../../../workflows/delegation.js';
import { localDate, opaqueId, paper, text, words } from '../../../workflows/fields.js';
import type { LocalDate } from '../../../workflows/vocabulary.js';
import type { Clock } from '../../clock.js';
import type { Database } from '../../database/database.js';
import { dateInShanghai } from '../../engine/civil-date.js';
import type { ActRequest } from '../../road/act-request.js';
import type { RoadAnswer } from '../../road/answer.js';
import type { Road } from '../../road/record-event.js';
import type { RoadRequest } from '../../road/road-request.js';
import { newSubjectId } from '../../road/subject-id.js';
import type { Actor } from '../actor.js';
import { grantable, inForce, type PersonState } from '../person.js';
import { NothingToHandOver } from '../refusals.js';
import { openAffairs, type OpenAffairs } from './open-tasks.js';

const common = {
  to: opaqueId,
  body: opaqueId,
  /** Only these; without, all that may go to another. */
  roles: z.array(grantable).min(1).max(8).optional(),
  reason: text(1000),
};
/** Lent from and until which day (both included), in all matters of the body or in these. */
export const handoverForATime = z.strictObject({
  how: z.literal('for-a-time'),
  ...common,
  from: localDate,
  until: localDate,
  decisions: z.array(opaqueId).min(1).max(60).optional(),
  basis: words(500),
  document: paper.optional(),
});
/** The roles end with the one and begin with the other. */
export const handoverForGood = z.strictObject({ how: z.literal('for-good'), ...common });
export const anyHandover = z.discriminatedUnion('how', [handoverForATime, handoverForGood]);
type ForATime = z.infer<typeof handoverForATime>;
type ForGood = z.infer<typeof handoverForGood>;
export type HandoverAsked = ForATime | ForGood;

/** One event of a handover, as it was recorded or would be. */
export interface HandedOver {
  readonly subject: string;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly answer: RoadAnswer;
}

/** Hands what somebody has open to somebody else (工作交接): one act for whoever asks, one event for each thing. */
export class Handover {
  constructor(
    private readonly database: Database,
    private readonly road: Road,
    private readonly clock: Clock,
  ) {}

  open(person: string, body: string): Promise<OpenAffairs> {
    return openAffairs(this.database.read, this.road.states, person, body, this.today());
  }

  /**
   * All of it in one transaction, or nothing.
   * @param rehearsed true: every event is decided as it would be, and none is recorded
   * @throws NothingToHandOver; what the road refuses for any of the events
   */
  async perform(
    actor: Actor,
    person: string,
    asked: HandoverAsked,
    rehearsed: boolean,
  ): Promise<HandedOver[]> {
    const acts =
      asked.how === 'for-a-time'
        ? await this.lending(actor, person, asked)
        : await this.passingOn(person, asked);
    if (acts.length === 0) throw new NothingToHandOver(asked.body, asked.roles ?? []);
    const requests = acts.map(({ of, ...request }): RoadRequest => {
      return { kind: 'person', id: of, actor: actor.person, sender: actor.sender, request };
    });
    const answers = await this.road.recordAll(requests, rehearsed);
    return answers.flatMap((answer, at) => {
      const act = acts[at];
      return act ? [{ subject: `person/${act.of}`, type: act.type, payload: act.payload, answer }] : [];
    });
  }

  private async lending(actor: Actor, person: string, asked: ForATime): Promise<Planned[]> {
    const { how: _, roles, decisions, ...letter } = asked;
    const lent = roles ?? [
      ...new Set((await this.transferable(person, asked.body)).map((grant) => grant.role)),
    ];
    if (lent.length === 0) return [];
    return (decisions ?? [undefined]).map((decision) => ({
      of: person,
      type: 'DelegationGranted',
      payload: {
        // Sent again it is the same delegation, and `delegation-new` says that it stands.
        delegation: newSubjectId(actor.person, 'delegation', JSON.stringify([person, asked, decision])),
        ...letter,
        roles: lent,
        ...(decision !== undefined && { decision }),
      },
    }));
  }

  /** What the successor holds as long only ends with the predecessor; what would end earlier there is given anew. */
  private async passingOn(person: string, { to, body, roles, reason }: ForGood): Promise<Planned[]> {
    if (to === person) return [];
    const own = (await this.transferable(person, body)).filter(
      ({ role }) => roles?.some((one) => one === role) ?? true,
    );
    const held = await this.grantsOf(to);
    return own.flatMap(({ role, unit, until }): Planned[] => {
      const place = { role, unit, body, reason };
      const has = held.find((grant) => grant.role === role && grant.unit === unit && grant.body === body);
      const term = until === null ? {} : { until };
      const ends = (of: string) => ({ of, type: 'RoleEnded', payload: place });
      if (has && lasts(has.until, until)) return [ends(person)];
      const given = { of: to, type: 'RoleGranted', payload: { ...place, ...term } };
      return has ? [ends(to), given, ends(person)] : [given, ends(person)];
    });
  }

  /** Seats, experts, oversight and administration are given by appointment, not passed on. */
  private async transferable(person: string, body: string) {
    return (await this.grantsOf(person)).filter(
      (grant) => grant.body === body && ROLES_NOT_DELEGATED[grant.role] === undefined,
    );
  }

  private async grantsOf(person: string): Promise<PersonState['grants']> {
    const { state } = await this.road.states.read(this.database.read, `person/${person}`);
    const { grants = [] } = (state ?? {}) as Partial<PersonState>;
    return grants.filter((grant) => inForce(grant, this.today()));
  }

  private today(): string {
    return dateInShanghai(this.clock.legal().toISOString());
  }
}

/** Whether a grant until the one day is there until the other; null: open. */
const lasts = (held: LocalDate | null, until: LocalDate | null): boolean =>
  held === null || (until !== null && held >= until);

interface Planned extends Pick<ActRequest, 'type' | 'payload'> {
  readonly of: string;
}
