import { z } from 'zod';
import { ROLES_NOT_DELEGATED } from '../../../workflows/delegation.js';
import { localDate, opaqueId, paper, text, words } from '../../../workflows/fields.js';
import type { LocalDate } from '../../../workflows/vocabulary.js';
import type { Json, JsonObject } from '../../canonical/canonical-json.js';
import { digestOf } from '../../canonical/digest.js';
import type { Clock } from '../../clock.js';
import type { Database } from '../../database/database.js';
import { dateInShanghai } from '../../engine/civil-date.js';
import type { RecordedEvent } from '../../ledger/ledger.js';
import type { ActRequest } from '../../road/act-request.js';
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
export type HandedOver = {
  readonly subject: string;
  readonly type: string;
  readonly payload: JsonObject;
  readonly version: number;
  /** Absent where it was only tried. */
  readonly id?: string;
};

const idIn = (body: Json): string => (body as { readonly event: { readonly id: string } }).event.id;

const told = ({ of, type, payload }: Planned, version: number, id?: string): HandedOver => ({
  subject: `person/${of}`,
  type,
  payload: payload as JsonObject,
  version,
  ...(id !== undefined && { id }),
});

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
   * @param how rehearsed: every event is decided as it would be, and none is recorded; or the request's Idempotency-Key:
   *   what was recorded under it is told again
   * @throws NothingToHandOver; IdempotencyKeyReused; what the road refuses for any of the events
   */
  async perform(
    actor: Actor,
    person: string,
    asked: HandoverAsked,
    how: 'rehearsed' | { readonly key: string | undefined },
  ): Promise<readonly HandedOver[]> {
    const acts =
      asked.how === 'for-a-time'
        ? await this.lending(actor, person, asked)
        : await this.passingOn(person, asked);
    const once =
      how === 'rehearsed' || how.key === undefined
        ? undefined
        : {
            idempotency: {
              actor: actor.person,
              key: how.key,
              requestDigest: digestOf({ handoverOf: person, asked: asked as Json }),
            },
            answer: (events: readonly RecordedEvent[]) =>
              events.flatMap(({ id, version }, at) => (acts[at] ? [told(acts[at], version, id)] : [])),
          };
    // After what is to be done was read: what had been done by then has left nothing of it, and is found here.
    const before = once && (await this.road.recalled(once.idempotency));
    if (before !== undefined) return before as HandedOver[];
    if (acts.length === 0) throw new NothingToHandOver(asked.body, asked.roles ?? []);
    const requests = acts.map(({ of, ...request }): RoadRequest => {
      return { kind: 'person', id: of, actor: actor.person, sender: actor.sender, request };
    });
    const answers = await this.road.recordAll(requests, how === 'rehearsed' ? how : once);
    const [first] = answers;
    if (first?.repeated) return first.body as HandedOver[];
    return answers.flatMap(({ body, version }, at) => {
      const act = acts[at];
      return act ? [told(act, version, how === 'rehearsed' ? undefined : idIn(body))] : [];
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
