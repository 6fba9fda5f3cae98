import { expect } from 'vitest';
import type { AnyMachineSnapshot } from 'xstate';
import type { Context } from '../workflows/major-decision/context.js';
import { majorDecision } from '../workflows/major-decision/workflow.js';
import type {
  CatalogueFacts,
  CorrectionFacts,
  DecisionFacts,
  Instrument,
} from '../workflows/other-subjects.js';
import type {
  ConsultationFacts,
  Evidence,
  Facts,
  LocalDate,
  MeetingFacts,
  PersonFacts,
  Role,
  RuleSet,
  Source,
} from '../workflows/vocabulary.js';
import type { Parameters } from '../workflows/parameters.js';
import type { JsonObject } from '../src/canonical/canonical-json.js';
import { sha256Hex } from '../src/canonical/digest.js';
import { actOf, replay, type RecordedAct } from '../src/engine/fold.js';
import { documentsNamedIn } from '../src/engine/papers.js';
import type { Remark, Unmet, Verdict } from '../src/engine/procedure.js';
import { workflowFrom } from '../src/engine/workflow.js';
import type { Level } from '../src/jurisdictions/levels.js';
import { ruleSetFor, type Where } from '../src/jurisdictions/rule-sets.js';
import { CAST, stranger } from './cast.js';
import { chinaDigest, days } from './china-calendar.js';

export const procedure = workflowFrom(majorDecision);
const calendars = () => days;

/** A day on which every place that is shipped has its rules in force. */
const RULES_OF = '2026-06-01';

/** How an act is done, where it is not done plainly by the person in person. */
export interface How {
  readonly by?: string;
  readonly role?: Role;
  readonly unit?: string;
  readonly onBehalfOf?: string;
  readonly instrument?: Instrument;
  readonly evidenced?: Evidence;
  readonly claimed?: LocalDate;
  /** Facts that the story's world would not tell. */
  readonly facts?: Partial<Facts>;
}

/** The procedure refused an act. */
export class Refused extends Error {
  constructor(
    readonly type: string,
    readonly verdict: Exclude<Verdict<AnyMachineSnapshot>, { is: 'accepted' }>,
  ) {
    super(
      verdict.is === 'not-now'
        ? `${type}: not now; possible: ${verdict.possible.join(', ')}`
        : `${type}: ${verdict.unmet.map(({ requirement, found }) => `${requirement} (${found.en})`).join('; ')}`,
    );
  }
}

/** A payload that does not fit its event's schema. */
export class Misfits extends Error {}

/**
 * One decision and the world around it: the real procedure, the real calendar, and facts made by the story the
 * way the road gathers them.
 */
export class Story {
  today: LocalDate = '2025-03-28';
  state: AnyMachineSnapshot | undefined;
  readonly history: RecordedAct[] = [];
  /** Requirements that the last accepted act was asked, all of them met. */
  met: readonly string[] = [];
  /** What the last accepted act did not meet and was let pass. */
  remarks: readonly Remark[] = [];
  readonly persons = new Map<string, PersonFacts>(CAST);
  readonly meetings = new Map<string, MeetingFacts>();
  readonly consultations = new Map<string, ConsultationFacts>();
  /** Digests that nobody uploaded. */
  readonly missing = new Set<string>();
  readonly decisions = new Map<string, DecisionFacts>();
  catalogue: CatalogueFacts | undefined;
  /** What a correction would be told of the event that it corrects. */
  correction: CorrectionFacts | undefined;
  ruleSet: RuleSet;
  calendar = chinaDigest;
  /** What the installation has noticed last. */
  noticedCalendar = chinaDigest;

  constructor(level: Level, where: Where = {}) {
    // Rules of a place are fixed as they stand now, whatever day the story is set on.
    this.ruleSet = ruleSetFor(level, where.jurisdiction ? RULES_OF : this.today, where);
  }

  /** As if a place or a matter said so, by this rule; for what is fixed at the start, said before it. */
  under(
    parameters: Partial<Parameters>,
    rule = 'SH35-011',
    strength: Source['strength'] = 'local-option',
  ): this {
    const sources = Object.fromEntries(
      Object.keys(parameters).map((name) => [name, { rule, jurisdiction: 'somewhere', strength }]),
    );
    this.ruleSet = {
      ...this.ruleSet,
      parameters: { ...this.ruleSet.parameters, ...parameters },
      sources: { ...this.ruleSet.sources, ...sources },
    };
    return this;
  }

  on(date: LocalDate): this {
    this.today = date;
    return this;
  }

  /** What the procedure remembers. */
  get memory(): Context {
    if (!this.state) throw new Error('nothing has happened yet');
    return this.state.context as Context;
  }

  get value(): unknown {
    return this.state?.value;
  }

  get steps(): Readonly<Record<string, string>> {
    return this.state ? majorDecision.stepsOf(this.state) : {};
  }

  /** What the procedure says to an act; the state stays as it is. @throws Misfits */
  asks(type: string, payload: JsonObject, how: How = {}): Verdict<AnyMachineSnapshot> {
    return procedure.decide(
      this.state,
      actOf(this.recorded(type, this.clear(type, payload), how), calendars),
    );
  }

  /** How everything stands for an act without its payload. */
  explains(type: string, how: How = {}) {
    const { payload: _, ...act } = actOf(this.recorded(type, undefined, how), calendars);
    return procedure.explain(this.state, act);
  }

  /** @throws Refused @throws Misfits */
  records(type: string, payload: JsonObject, how: How = {}): this {
    const recorded = this.recorded(type, this.clear(type, payload), how);
    const verdict = procedure.decide(this.state, actOf(recorded, calendars));
    if (verdict.is !== 'accepted') throw new Refused(type, verdict);
    this.state = verdict.state;
    this.met = verdict.requirements;
    this.remarks = verdict.remarks;
    this.history.push({ ...recorded, statehash: this.hash });
    return this;
  }

  get hash(): string {
    if (!this.state || !procedure.stateHash) throw new Error('nothing has happened yet');
    return procedure.stateHash(this.state);
  }

  /** The state hash of everything accepted so far, folded again from nothing. */
  replayed(): string {
    const state = replay(procedure, this.history, calendars);
    if (!state || !procedure.stateHash) throw new Error('nothing to replay');
    return procedure.stateHash(state);
  }

  planned() {
    return majorDecision.planOf(procedure.context(this.state), this.today, days);
  }

  /** The clear part of a payload, companions included. */
  clear(type: string, payload: JsonObject): JsonObject {
    const taken = procedure.intake(type)?.take(payload);
    if (taken?.is !== 'taken')
      throw new Misfits(`${type}: ${JSON.stringify(taken?.faults ?? 'no such event')}`);
    return taken.clear;
  }

  private recorded(type: string, payload: JsonObject | undefined, how: How): RecordedAct {
    const actor = how.by ?? this.whoCan(type);
    const grant = this.personFacts(actor).grants.find(({ role }) =>
      how.role ? role === how.role : how.onBehalfOf !== undefined || procedure.rolesFor(type).includes(role),
    );
    const recorded = {
      subject: 'decision/story',
      type,
      time: `${this.today}T02:00:00.000Z`,
      actor,
      actorrole: how.role ?? grant?.role ?? 'public',
      actorunit: how.unit ?? grant?.unit ?? 'nowhere',
      ...(how.onBehalfOf === undefined ? {} : { onbehalf: how.onBehalfOf }),
      ...(how.claimed === undefined ? {} : { claimed: how.claimed }),
    };
    return {
      ...recorded,
      data: {
        version: this.history.length,
        payload: payload as JsonObject,
        facts: this.facts(type, actor, payload, how),
        ...(how.evidenced === undefined ? {} : { evidenced: how.evidenced }),
        ...(how.instrument === undefined ? {} : { instrument: how.instrument }),
      },
    };
  }

  private whoCan(type: string): string {
    const roles = procedure.rolesFor(type);
    for (const role of roles)
      for (const [id, { grants }] of this.persons) if (grants.some((grant) => grant.role === role)) return id;
    return 'citizen';
  }

  private decisionFacts(ids: readonly string[]): Record<string, DecisionFacts> {
    return Object.fromEntries(
      ids.flatMap((id) => {
        const known = this.decisions.get(id);
        return known ? [[id, known]] : [];
      }),
    );
  }

  private personFacts(id: string): PersonFacts {
    return this.persons.get(id) ?? stranger(id);
  }

  private facts(type: string, actor: string, payload: JsonObject | undefined, how: How): Facts {
    const asks = procedure.events[type]?.asks;
    const context = procedure.context(this.state);
    const named = [
      ...(payload ? (asks?.persons?.(payload, context) ?? []) : []),
      ...(how.evidenced ? [how.evidenced.checkedBy] : []),
    ];
    const { evidenced, instrument } = how;
    const digests = documentsNamedIn({
      payload,
      ...(evidenced ? { evidenced } : {}),
      ...(instrument ? { instrument } : {}),
    });
    const meeting = this.meetings.get(asks?.meeting?.(payload, context) ?? '');
    const consultation = this.consultations.get(asks?.consultation?.(payload, context) ?? '');
    return {
      calendar: this.calendar,
      actor: this.personFacts(actor),
      ...(how.onBehalfOf === undefined ? {} : { principal: this.personFacts(how.onBehalfOf) }),
      ...(named.length === 0
        ? {}
        : { persons: Object.fromEntries(named.map((id) => [id, this.personFacts(id)])) }),
      documents: digests.filter((digest) => !this.missing.has(digest)),
      ...(meeting ? { meeting } : {}),
      ...(consultation ? { consultation } : {}),
      ...(asks?.ruleSet?.(payload, context) ? { ruleSet: this.ruleSet } : {}),
      ...(this.catalogue && asks?.catalogue?.(payload, context) ? { catalogue: this.catalogue } : {}),
      ...(payload && asks?.decisions ? { decisions: this.decisionFacts(asks.decisions(payload)) } : {}),
      ...(asks?.correction && this.correction ? { correction: this.correction } : {}),
      ...(asks?.noticedCalendar ? { noticedCalendar: this.noticedCalendar } : {}),
      ...how.facts,
    };
  }
}

/** A paper of this kind; the same words make the same digest. */
export const paper = (kind: string, words = kind): JsonObject => ({
  kind,
  name: `${kind}.pdf`,
  mediaType: 'application/pdf',
  size: words.length,
  sha256: sha256Hex(words),
});

/** What is unmet when this is tried; the state must stay as it was. */
export function unmetWhen(story: Story, tries: () => unknown): readonly Unmet[] {
  const before = story.state;
  const events = story.history.length;
  try {
    tries();
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    expect(story.state).toBe(before);
    expect(story.history).toHaveLength(events);
    return refused.verdict.is === 'refused' ? refused.verdict.unmet : [];
  }
  throw new Error('It was accepted.');
}

/** The one unmet requirement of this id, and nothing else unmet. */
export function onlyUnmet(story: Story, requirement: string, tries: () => unknown): Unmet {
  const unmet = unmetWhen(story, tries);
  expect(unmet.map((one) => one.requirement)).toEqual([requirement]);
  return unmet[0] as Unmet;
}

/** It cannot happen in this state at all. */
export function notNow(story: Story, tries: () => unknown): readonly string[] {
  const before = story.state;
  try {
    tries();
  } catch (refused) {
    if (!(refused instanceof Refused) || refused.verdict.is !== 'not-now') throw refused;
    expect(story.state).toBe(before);
    return refused.verdict.possible;
  }
  throw new Error('It was accepted.');
}
