import type { Instrument } from '../workflows/other-subjects.js';
import type { Evidence, Facts, Grant, LocalDate, PersonFacts, Role } from '../workflows/vocabulary.js';
import type { JsonObject } from '../src/canonical/canonical-json.js';
import { actOf, replay, type RecordedAct } from '../src/engine/fold.js';
import { documentsNamedIn } from '../src/engine/papers.js';
import type { Procedure, Verdict } from '../src/engine/procedure.js';
import { chinaDigest, days } from './china-calendar.js';

export const OUR_BODY = 'hengxi';

/** Somebody with these roles in one body. */
export function personWith(person: string, roles: readonly Role[], body = OUR_BODY): PersonFacts {
  const grants = roles.map((role): Grant => ({ role, unit: `${body}-office`, body }));
  return { person, position: 3, standing: 'good', grants };
}

/** How an act is done, where that is not: by this person, today, in person. */
export interface Doing {
  readonly on?: LocalDate;
  readonly role?: Role;
  readonly onBehalfOf?: PersonFacts;
  readonly evidenced?: Evidence | undefined;
  readonly instrument?: Instrument;
  readonly facts?: Partial<Facts>;
}

/** The life of one simple subject, on the procedure that the server runs and the real calendar. */
export class SubjectLife<State> {
  state: State | undefined;
  readonly history: RecordedAct[] = [];

  constructor(
    private readonly procedure: Procedure<State>,
    private readonly subject: string,
    private readonly today: LocalDate,
  ) {}

  /** What the procedure says; when it accepts, that is what happened. @throws Error for a payload that does not fit */
  does(who: PersonFacts, type: string, payload: JsonObject, doing: Doing = {}): Verdict<State> {
    const recorded = this.recorded(who, type, payload, doing);
    const verdict = this.procedure.decide(
      this.state,
      actOf(recorded, () => days),
    );
    if (verdict.is === 'accepted') {
      this.state = verdict.state;
      this.history.push(recorded);
    }
    return verdict;
  }

  /** Ids of the requirements that stood in the way; `not-now` where the act had no place at all. */
  refuses(who: PersonFacts, type: string, payload: JsonObject, doing: Doing = {}): readonly string[] {
    const verdict = this.does(who, type, payload, doing);
    if (verdict.is === 'accepted') throw new Error(`${type} was accepted.`);
    return verdict.is === 'not-now' ? ['not-now'] : verdict.unmet.map(({ requirement }) => requirement);
  }

  accepts(who: PersonFacts, type: string, payload: JsonObject, doing: Doing = {}): this {
    const verdict = this.does(who, type, payload, doing);
    if (verdict.is !== 'accepted')
      throw new Error(
        `${type}: ${verdict.is === 'not-now' ? 'not now' : verdict.unmet.map(({ requirement }) => requirement).join(', ')}`,
      );
    return this;
  }

  /** The state, folded again from nothing. */
  replayed(history: readonly RecordedAct[] = this.history): State | undefined {
    return replay(this.procedure, history, () => days);
  }

  private recorded(who: PersonFacts, type: string, payload: JsonObject, doing: Doing): RecordedAct {
    const taken = this.procedure.intake(type)?.take(payload);
    if (taken?.is !== 'taken') throw new Error(`${type} does not fit: ${JSON.stringify(taken?.faults)}`);
    const needed = this.procedure.rolesFor(type);
    const grant = who.grants.find(({ role }) =>
      doing.role ? role === doing.role : doing.onBehalfOf !== undefined || needed.includes(role),
    );
    const { evidenced, instrument, onBehalfOf } = doing;
    const documents = documentsNamedIn({ payload: taken.clear, evidenced, instrument });
    const facts: Facts = {
      calendar: chinaDigest,
      actor: who,
      ...(onBehalfOf ? { principal: onBehalfOf } : {}),
      ...(documents.length > 0 ? { documents } : {}),
      ...doing.facts,
    };
    return {
      subject: this.subject,
      type,
      time: `${doing.on ?? this.today}T02:00:00.000Z`,
      actor: who.person,
      actorrole: grant?.role ?? 'public',
      actorunit: grant?.unit ?? '',
      ...(onBehalfOf ? { onbehalf: onBehalfOf.person } : {}),
      data: {
        payload: taken.clear,
        facts,
        version: this.history.length,
        ...(evidenced ? { evidenced } : {}),
        ...(instrument ? { instrument } : {}),
      },
    };
  }
}
