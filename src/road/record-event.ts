import type { Act, EventDefinition, Grant, PersonFacts } from '../../workflows/vocabulary.js';
import type { Calendars } from '../calendar/calendars.js';
import type { Json, JsonObject } from '../canonical/canonical-json.js';
import { digestOf } from '../canonical/digest.js';
import type { Clock } from '../clock.js';
import type { Database, Rows } from '../database/database.js';
import { dateInShanghai } from '../engine/civil-date.js';
import type { Taken } from '../engine/intake.js';
import type { Procedure, Remark, Unmet, Verdict } from '../engine/procedure.js';
import { noteNamings } from '../documents/namings.js';
import { joinPayload } from '../engine/disclosed-fields.js';
import { crashHere } from '../ledger/crash-points.js';
import { recall } from '../ledger/idempotency.js';
import type { Batch, EventDraft, Ledger, RecordedEvent, SubjectHead } from '../ledger/ledger.js';
import { VersionConflict } from '../ledger/refusals.js';
import type { ActRequest } from './act-request.js';
import { answerOf, remarksIn, type RoadAnswer } from './answer.js';
import { candidatesFor, ENTERS_FOR_OTHERS, subjectOf, type Candidates } from './candidates.js';
import type { FactReaders, Look } from './facts.js';
import { withNames, type NameReader } from './names.js';
import type { RoadRequest } from './road-request.js';
import {
  ActSignatureRefused,
  IfMatchMissing,
  NotCompetent,
  NotNow,
  PayloadRefused,
  RequirementUnmet,
  SubjectNotFound,
  UnknownEvent,
} from './refusals.js';
import type { Room, Standpoint } from './room.js';
import { refuseOtherKey, refuseUnsigned, standingKeys, type OpenedSignature } from './signing.js';
import { States } from './states.js';

/** For somebody without any role that would do: the competence requirement then says so. */
const NOBODY: Grant = { role: 'public', unit: '', body: '' };

/** What the road is paved with. */
export interface Pavement {
  readonly ledger: Ledger;
  readonly database: Database;
  readonly calendars: Calendars;
  readonly clock: Clock;
  readonly readers: FactReaders;
  readonly names: NameReader;
  /** Where refused attempts are noted; noting never throws. */
  readonly attempts?: { noteRefusal(asked: RoadRequest, refusal: unknown): Promise<void> };
}

/** The request that an Idempotency-Key stands for; undefined where there is none. */
function idempotencyOf({ actor, kind, id, idempotencyKey: key, request, beside }: RoadRequest) {
  if (key === undefined) return undefined;
  const whole = {
    subject: subjectOf(kind, id),
    request: request as Json,
    ...(beside !== undefined && { beside }),
  };
  return { actor, key, requestDigest: digestOf(whole) };
}

/**
 * The one road (design §1): every command on every subject, in this order. Whatever leaves it early is a Refusal;
 * what reaches the end is durable.
 */
export class Road {
  readonly states: States;

  constructor(
    private readonly pavement: Pavement,
    private readonly rooms: ReadonlyMap<string, Room>,
  ) {
    this.states = new States(rooms, pavement.calendars);
  }

  /**
   * @throws UnknownEvent PayloadRefused NotCompetent SubjectNotFound IfMatchMissing VersionConflict
   *   RequirementUnmet NotNow IdempotencyKeyReused LedgerUnavailable ReplayDisagrees
   */
  async record(asked: RoadRequest): Promise<RoadAnswer> {
    try {
      return await this.taken(asked);
    } catch (refusal) {
      await this.pavement.attempts?.noteRefusal(asked, refusal);
      throw refusal;
    }
  }

  private async taken(asked: RoadRequest): Promise<RoadAnswer> {
    const { ledger, database, clock } = this.pavement;
    const subject = subjectOf(asked.kind, asked.id);
    const room = this.states.roomOf(subject);
    const standpoint = await this.states.read(database.read, subject);
    const { procedure } = standpoint.loaded;
    const definition = this.known(procedure, asked.request.type);
    const taken = asked.payloadThen ? undefined : this.take(procedure, asked.request);
    const person = await this.person(asked.actor);
    const early = (): void => {
      this.refuseIncompetent(procedure, asked.request, person, undefined);
      this.refuseUnknownSubject(room, standpoint, asked, person, definition);
      if (asked.ifMatch === undefined && !definition.adds) throw new IfMatchMissing(asked.request.type);
    };
    const idempotency = idempotencyOf(asked);
    // Whoever repeats what was answered gets that answer, though meanwhile it may not be theirs to ask for any more.
    const again = idempotency && (await recall(database.read, idempotency, clock.machine())) !== undefined;
    if (!again) {
      early();
      await this.admit(asked, procedure, definition);
    }
    const signature = again ? undefined : await this.opened(asked);
    const appended = await ledger.append({
      subject,
      // What was signed answers one version, whatever else the act may be added to.
      expectedVersion: asked.ifMatch ?? signature?.version,
      idempotency,
      decide: async (head, batch) => {
        // The answer was forgotten between the two looks: this is a request like any other.
        if (again) {
          early();
          await this.admit(asked, procedure, definition);
        }
        const { draft } = await this.decide(asked, taken, room, head, batch, {
          signature: signature ?? (again ? await this.opened(asked) : undefined),
        });
        return draft;
      },
    });
    crashHere('before-answer');
    return {
      body: appended.answer,
      version: appended.event.version,
      repeated: appended.repeated,
      receipt: appended.receipt,
    };
  }

  /**
   * What this person might do about this subject, judged without a payload.
   * @param look how subjects stand, for whoever asks of many at one moment and has looked already
   */
  async explain(
    kind: string,
    id: string,
    actor: string,
    type: string,
    look: Look = (other) => this.states.read(this.pavement.database.read, other),
  ) {
    const subject = subjectOf(kind, id);
    const { database } = this.pavement;
    const standpoint = await look(subject);
    const act = await candidatesFor(
      this.pavement,
      this.states.roomOf(subject),
      standpoint,
      { kind, id, actor, request: { type, payload: {} } },
      undefined,
      {
        rows: database.read,
        look,
        time: this.pavement.clock.legal().toISOString(),
        roomOf: this.states.roomOf.bind(this.states),
      },
    );
    const roles = act.candidates.length > 0 ? act.candidates : [NOBODY];
    const best = roles.map((grant) => standpoint.loaded.procedure.explain(standpoint.state, act.as(grant)));
    const { available, standings } = best.find((one) => one.standings.every(({ is }) => is !== 'unmet')) ??
      best[0] ?? { available: false, standings: [] };
    return { available, standings: await this.named(database.read, actor, standings) };
  }

  /** What is to be signed of an act that would be accepted now, and by which keys. @throws as `record` does */
  async statementOf(asked: RoadRequest, salt: (pointer: string) => Buffer) {
    const { ledger, database, clock } = this.pavement;
    const subject = subjectOf(asked.kind, asked.id);
    const room = this.states.roomOf(subject);
    const standpoint = await this.states.read(database.read, subject);
    const definition = this.known(standpoint.loaded.procedure, asked.request.type);
    const taken = asked.payloadThen ? undefined : this.take(standpoint.loaded.procedure, asked.request);
    const person = await this.person(asked.actor);
    this.refuseIncompetent(standpoint.loaded.procedure, asked.request, person, undefined);
    this.refuseUnknownSubject(room, standpoint, asked, person, definition);
    await this.admit(asked, standpoint.loaded.procedure, definition);
    const head = await ledger.headOf(subject);
    if (asked.ifMatch !== undefined && asked.ifMatch !== head.version)
      throw new VersionConflict(subject, asked.ifMatch, head.version);
    const now = {
      tx: database.read,
      time: clock.legal().toISOString(),
      staged: new Map<string, unknown>(),
      head: (other: string) => ledger.headOf(other),
    };
    const { draft, look } = await this.decide(asked, taken, room, head, now, 'to-be-signed');
    return {
      statement: ledger.statementOf(draft, subject, head, salt),
      version: head.version,
      keys: await standingKeys(look, asked.actor),
    };
  }

  private async opened({ kind, id, request, sender }: RoadRequest): Promise<OpenedSignature | undefined> {
    if (request.signature === undefined) return undefined;
    if (!sender?.openSignature) throw new ActSignatureRefused('no-key');
    return sender.openSignature(subjectOf(kind, id), request.signature);
  }

  private known(procedure: Procedure, type: string): EventDefinition {
    const definition = Object.hasOwn(procedure.events, type) ? procedure.events[type] : undefined;
    if (!definition) throw new UnknownEvent(type, Object.keys(procedure.events));
    return definition;
  }

  private take(procedure: Procedure, { type, payload }: ActRequest): Taken {
    const taken = procedure.intake(type)?.take(payload as JsonObject);
    if (taken?.is !== 'taken') throw new PayloadRefused(type, taken?.faults ?? []);
    return taken;
  }

  /** As `take`, of what is worked out only now. */
  private async takeThen({ request, payloadThen }: RoadRequest, before: Standpoint, rows: Rows) {
    const payload = (await payloadThen?.(rows, before)) ?? {};
    return this.take(before.loaded.procedure, { ...request, payload });
  }

  /** Whether whoever sends it has signed in well enough for such an act. */
  private async admit(
    { kind, request, sender }: RoadRequest,
    procedure: Procedure,
    { binding }: EventDefinition,
  ): Promise<void> {
    const roles = request.onBehalfOf === undefined ? procedure.rolesFor(request.type) : ENTERS_FOR_OTHERS;
    await sender?.admit({ kind, type: request.type, binding: binding === true, roles });
  }

  /** The early answer: nobody in any state could do this with these roles. The requirement is asked again in 5. */
  private refuseIncompetent(
    procedure: Procedure,
    request: ActRequest,
    person: PersonFacts,
    body: string | undefined,
  ): void {
    const needed = procedure.rolesFor(request.type);
    const held = person.grants
      .filter((grant) => body === undefined || grant.body === body)
      .map(({ role }) => role);
    const enough = request.onBehalfOf === undefined ? needed : ENTERS_FOR_OTHERS;
    if (held.some((role) => enough.includes(role))) return;
    throw new NotCompetent(request.type, procedure.rulesFor(request.type), needed, [...new Set(held)]);
  }

  private refuseUnknownSubject(
    room: Room,
    standpoint: Standpoint,
    asked: RoadRequest,
    person: PersonFacts,
    { adds }: EventDefinition,
  ): void {
    // Only a command that expects nothing there opens a subject. Whoever names a version, or should, is told the same
    // of what is not there as of what is not theirs.
    const expectsNothing = asked.ifMatch === -1 || (asked.ifMatch === undefined && adds === true);
    const opens = expectsNothing && asked.request.type === standpoint.loaded.procedure.first;
    if (standpoint.version < 0 && !opens) throw new SubjectNotFound();
    if (standpoint.version >= 0 && !room.mayAccess(person, standpoint.state)) throw new SubjectNotFound();
  }

  /** Under the ledger's head row: state, facts, verdict, leaf. */
  private async decide(
    asked: RoadRequest,
    earlier: Taken | undefined,
    room: Room,
    head: SubjectHead,
    batch: Omit<Batch, 'tx'> & { readonly tx: Rows },
    signing: 'to-be-signed' | { readonly signature: OpenedSignature | undefined },
  ): Promise<{ readonly draft: EventDraft; readonly look: (subject: string) => Promise<Standpoint> }> {
    const subject = subjectOf(asked.kind, asked.id);
    const before = await this.states.at(batch.tx, subject, head, batch.staged);
    const look = async (other: string) =>
      this.states.at(batch.tx, other, await batch.head(other), batch.staged);
    const taken = earlier ?? (await this.takeThen(asked, before, batch.tx));
    const act = await candidatesFor(this.pavement, room, before, asked, taken, {
      rows: batch.tx,
      look,
      time: batch.time,
      roomOf: this.states.roomOf.bind(this.states),
    });
    const { verdict, grant } = this.verdict(before.loaded.procedure, before.state, act, asked.request);
    if (verdict.is === 'refused')
      throw this.refusal(
        before.loaded.procedure,
        asked.request,
        act,
        await this.named(batch.tx, asked.actor, verdict.unmet),
      );
    if (verdict.is === 'not-now') {
      const missing = (await room.missingFor?.(before, asked.request.type, dateInShanghai(batch.time))) ?? [];
      throw new NotNow(asked.request.type, missing, verdict.possible);
    }
    const after: Standpoint = { version: before.version + 1, state: verdict.state, loaded: before.loaded };
    const remarks = await this.named(batch.tx, asked.actor, remarksIn(verdict));
    const signature = signing === 'to-be-signed' ? undefined : signing.signature;
    if (signing !== 'to-be-signed') {
      const body = room.bodyOf(before.state, taken.clear);
      const about = {
        kind: asked.kind,
        actor: asked.actor,
        type: asked.request.type,
        payload: taken.clear,
        body,
      };
      await (signature ? refuseOtherKey(look, signature, about) : refuseUnsigned(look, about));
    }
    const draft = this.draft(asked, taken, room, act.as(grant), after, remarks, signature);
    return { draft, look };
  }

  /** The act as each of the roles that would do, the first accepted one wins. */
  private verdict(
    procedure: Procedure,
    state: unknown,
    act: Candidates,
    request: ActRequest,
  ): { verdict: Verdict<unknown>; grant: Grant } {
    let first: { verdict: Verdict<unknown>; grant: Grant } | undefined;
    for (const grant of act.candidates) {
      const verdict = procedure.decide(state, act.as(grant));
      if (verdict.is === 'accepted') return { verdict, grant };
      first ??= { verdict, grant };
    }
    if (first) return first;
    throw new NotCompetent(
      request.type,
      procedure.rulesFor(request.type),
      procedure.rolesFor(request.type),
      act.held,
    );
  }

  private refusal(
    procedure: Procedure,
    request: ActRequest,
    act: Candidates,
    unmet: readonly Unmet[],
  ): Error {
    const onlyCompetence = unmet.every(({ requirement }) => requirement === 'competent');
    if (onlyCompetence)
      return new NotCompetent(
        request.type,
        unmet.flatMap(({ rules }) => rules),
        procedure.rolesFor(request.type),
        act.held,
      );
    return new RequirementUnmet(request.type, unmet);
  }

  private draft(
    asked: RoadRequest,
    taken: Taken,
    room: Room,
    act: Act,
    after: Standpoint,
    remarks: readonly Remark[],
    signature: OpenedSignature | undefined,
  ): EventDraft {
    const { request } = asked;
    const { procedure, hash } = after.loaded;
    const payload = joinPayload(taken.clear, taken.disclosures);
    return {
      type: request.type,
      actor: act.actor,
      actorrole: act.actorRole,
      actorunit: act.actorUnit,
      onbehalf: request.onBehalfOf,
      claimed: request.claimed,
      payload: taken.clear,
      facts: JSON.parse(JSON.stringify(act.facts)) as JsonObject,
      instrument: request.instrument,
      evidenced: request.evidenced,
      disclosures: taken.disclosures,
      signature,
      workflowhash: hash,
      statehash: procedure.stateHash?.(after.state),
      binding: procedure.events[request.type]?.binding === true,
      stage: after,
      project: async (tx, event) => {
        await room.project?.(tx, { event, state: after.state, payload });
        await noteNamings(tx, event.subject, act.facts.documents ?? []);
        await asked.alsoWrite?.(tx, event);
        await signature?.spend(tx);
      },
      committed: (event: RecordedEvent) => this.states.keep(event.subject, after),
      answer: (event) => answerOf(event, procedure.view(after.state), remarks),
    };
  }

  /** What is told to this person, with the names that this person may know. */
  private named<T extends object>(rows: Rows, reader: string, told: readonly T[]): Promise<T[]> {
    const { names, clock } = this.pavement;
    const on = dateInShanghai(clock.legal().toISOString());
    return withNames(told, (people, units) => names(rows, { reader, on, people, units }));
  }

  private async person(id: string): Promise<PersonFacts> {
    const { database, readers, clock } = this.pavement;
    const standpoint = await this.states.read(database.read, `person/${id}`);
    return readers.person(id, standpoint, dateInShanghai(clock.legal().toISOString()));
  }
}
