import type { Act, EventDefinition, Grant, PersonFacts } from '../../workflows/vocabulary.js';
import type { Calendars } from '../calendar/calendars.js';
import type { Json, JsonObject } from '../canonical/canonical-json.js';
import type { Clock } from '../clock.js';
import type { Database, Rows } from '../database/database.js';
import { dateInShanghai } from '../engine/civil-date.js';
import { explainedBySides, stoodInAfter, unmetBySides } from '../engine/delegated.js';
import type { Taken } from '../engine/intake.js';
import type { Procedure } from '../engine/procedure.js';
import { noteNamings } from '../documents/namings.js';
import { joinPayload } from '../engine/disclosed-fields.js';
import { crashHere } from '../ledger/crash-points.js';
import { recall } from '../ledger/idempotency.js';
import type {
  AppendCommand,
  Appended,
  Batch,
  EventDraft,
  Idempotency,
  Ledger,
  Once,
  RecordedEvent,
  SubjectHead,
} from '../ledger/ledger.js';
import { VersionConflict } from '../ledger/refusals.js';
import type { ActRequest } from './act-request.js';
import { answerOf, remarksIn, type RoadAnswer } from './answer.js';
import { candidatesFor, ENTERS_FOR_OTHERS, subjectOf } from './candidates.js';
import { refuseIncompetent, refuseUnknownSubject } from './early.js';
import type { FactReaders, Look } from './facts.js';
import { faultsTold } from './faults-told.js';
import { idempotencyOf } from './idempotent.js';
import { refusalOf, verdictOn } from './judging.js';
import { withNames, type NameReader } from './names.js';
import { refuseNotDelegated } from './not-delegated.js';
import type { RoadRequest } from './road-request.js';
import {
  ActSignatureRefused,
  IfMatchMissing,
  NotNow,
  PayloadRefused,
  RequirementUnmet,
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

const answered = ({ answer, event, repeated, receipt }: Appended): RoadAnswer => ({
  body: answer,
  version: event.version,
  repeated,
  receipt,
});

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
      const appended = await this.pavement.ledger.append(await this.prepared(asked));
      crashHere('before-answer');
      return answered(appended);
    } catch (refusal) {
      await this.pavement.attempts?.noteRefusal(asked, refusal);
      throw refusal;
    }
  }

  /**
   * Several commands, each down the whole road and seen by the ones after it; all are recorded in one transaction, or
   * none is. A key stands for all of them: what was recorded under it before is answered as one.
   * @param how rehearsed: told as it would be, and then none is; or once, under a key
   * @throws as `record` does, for the first that is refused
   */
  async recordAll(all: readonly RoadRequest[], how?: 'rehearsed' | Once): Promise<RoadAnswer[]> {
    let at = 0;
    try {
      const commands: AppendCommand[] = [];
      for (const asked of all) {
        const command = await this.prepared(asked);
        const decide: AppendCommand['decide'] = (...seen) => {
          at = commands.indexOf(watched);
          return command.decide(...seen);
        };
        const watched = { ...command, decide };
        at = commands.push(watched);
      }
      const { ledger } = this.pavement;
      const appended = await (how === 'rehearsed'
        ? ledger.rehearseAll(commands)
        : ledger.appendAll(commands, how));
      return appended.map(answered);
    } catch (refusal) {
      const asked = all[Math.min(at, all.length - 1)];
      if (asked && how !== 'rehearsed') await this.pavement.attempts?.noteRefusal(asked, refusal);
      throw refusal;
    }
  }

  /** What was answered under this key before; undefined where it is new. @throws IdempotencyKeyReused */
  async recalled(idempotency: Idempotency): Promise<Json | undefined> {
    const { database, clock } = this.pavement;
    return (await recall(database.read, idempotency, clock.machine()))?.answer;
  }

  /** Everything before the ledger's head row. */
  private async prepared(asked: RoadRequest): Promise<AppendCommand> {
    const { database } = this.pavement;
    const subject = subjectOf(asked.kind, asked.id);
    const room = this.states.roomOf(subject);
    const standpoint = await this.states.read(database.read, subject);
    const { procedure } = standpoint.loaded;
    const definition = this.known(procedure, asked.request.type);
    const taken = asked.payloadThen ? undefined : this.take(procedure, asked.request);
    const person = await this.person(asked.actor);
    const early = (): void => {
      refuseIncompetent(procedure, asked.request, person);
      refuseUnknownSubject(room, standpoint, asked, person, definition);
      if (asked.ifMatch === undefined && !definition.adds) throw new IfMatchMissing(asked.request.type);
    };
    const idempotency = idempotencyOf(asked);
    // Whoever repeats what was answered gets that answer, though meanwhile it may not be theirs to ask for any more.
    const again = idempotency && (await this.recalled(idempotency)) !== undefined;
    if (!again) {
      early();
      await this.admit(asked, procedure, definition);
    }
    const signature = again ? undefined : await this.opened(asked);
    return {
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
    };
  }

  /**
   * What this person might do about this subject, judged without a payload.
   * @param look how subjects stand, for whoever asks of many at one moment and has looked already
   * @param delegatedBy for whom it would be done; not available where no delegation in force lends it
   */
  async explain(
    kind: string,
    id: string,
    actor: string,
    type: string,
    look: Look = (other) => this.states.read(this.pavement.database.read, other),
    delegatedBy?: string,
  ) {
    const subject = subjectOf(kind, id);
    const { database } = this.pavement;
    const standpoint = await look(subject);
    const act = await candidatesFor(
      this.pavement,
      this.states.roomOf(subject),
      standpoint,
      { kind, id, actor, request: { type, payload: {}, delegatedBy } },
      undefined,
      {
        rows: database.read,
        look,
        time: this.pavement.clock.legal().toISOString(),
        roomOf: this.states.roomOf.bind(this.states),
      },
    );
    if (delegatedBy !== undefined && act.as(NOBODY).facts.delegation === undefined)
      return { available: false, standings: [] };
    const roles = act.candidates.length > 0 ? act.candidates : [NOBODY];
    // Nobody who stood in for another is told that the other may.
    const { loaded, state, stoodIn } = standpoint;
    const best = roles.map((grant) => explainedBySides(loaded.procedure, state, act.as(grant), stoodIn));
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
    refuseIncompetent(standpoint.loaded.procedure, asked.request, person);
    refuseUnknownSubject(room, standpoint, asked, person, definition);
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
    if (taken?.is !== 'taken')
      throw new PayloadRefused(type, faultsTold(taken?.faults ?? [], procedure.events[type], payload));
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
    refuseNotDelegated(asked, act.as(NOBODY).facts);
    const { verdict, grant } = verdictOn(before.loaded.procedure, before.state, act, asked.request);
    if (verdict.is === 'refused')
      throw refusalOf(
        before.loaded.procedure,
        asked.request,
        act,
        await this.named(batch.tx, asked.actor, verdict.unmet),
      );
    if (verdict.is === 'not-now') {
      const missing = (await room.missingFor?.(before, asked.request.type, dateInShanghai(batch.time))) ?? [];
      throw new NotNow(asked.request.type, missing, verdict.possible);
    }
    const done = act.as(grant);
    const apart = unmetBySides(before.loaded.procedure, before.state, done, before.stoodIn);
    if (apart.length > 0)
      throw new RequirementUnmet(asked.request.type, await this.named(batch.tx, asked.actor, apart));
    const after: Standpoint = {
      version: before.version + 1,
      state: verdict.state,
      loaded: before.loaded,
      stoodIn: stoodInAfter(before.stoodIn, done),
    };
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
    const view = after.loaded.procedure.view(after.state);
    const shown = (await room.shownTo?.(view, done.facts.actor, look)) ?? view;
    const answer = (event: RecordedEvent) => answerOf(event, shown, remarks);
    const draft = this.draft(asked, taken, room, done, after, answer, signature);
    return { draft, look };
  }

  private draft(
    asked: RoadRequest,
    taken: Taken,
    room: Room,
    act: Act,
    after: Standpoint,
    answer: EventDraft['answer'],
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
      answer,
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
