/** What the procedure remembers of each act. Every action reads clear fields only. */
import { assign } from 'xstate';
import { countedFrom, personOf, type Act, type LocalDate } from '../vocabulary.js';
import {
  nothingYet,
  type Context,
  type Expert,
  type FindableStep,
  type Stance,
  type Touches,
} from './context.js';

/** The machine's event: the ledger's event type, and the act. */
export interface ProcedureEvent {
  readonly type: string;
  readonly act: Act<Readonly<Record<string, unknown>>>;
}

type Remembered = Partial<Context>;
const keep = (
  remember: (
    context: Context,
    act: ProcedureEvent['act'],
    payload: Readonly<Record<string, unknown>>,
  ) => Remembered,
) =>
  assign<Context, ProcedureEvent, undefined, ProcedureEvent, never>(({ context, event }) => ({
    ...remember(context, event.act, event.act.payload ?? {}),
  }));

const withReview = (context: Context, change: Partial<Context['review']>): Remembered => ({
  review: { ...context.review, ...change },
});
const withInput = (context: Context, change: Partial<Context['publicInput']>): Remembered => ({
  publicInput: { ...context.publicInput, ...change },
});
/** The review has to be asked for again; how often a bundle came back is remembered. */
const reviewVoided = (context: Context, act: ProcedureEvent['act']): Remembered => ({
  ...ready(context, countedFrom(act)),
  review: { ...nothingYet.review, returned: context.review.returned, outcome: context.review.outcome },
});
const later = (one: LocalDate, other: LocalDate | null): LocalDate =>
  other !== null && other > one ? other : one;
/** Some of what the review looks at came in on this day. */
const ready = (context: Context, on: LocalDate): Remembered => ({
  readyOn: later(on, context.readyOn),
});
/** Who spoke is heard on that text at that meeting; who withdrew has withdrawn from the matter. */
const discussionAt = (context: Context, meeting: string, bundle: string): Context['meeting'] => {
  const same = context.meeting.meeting === meeting;
  return {
    meeting,
    bundle,
    spoke: same && context.meeting.bundle === bundle ? context.meeting.spoke : {},
    recused: same ? context.meeting.recused : [],
  };
};
/** Risks were judged controllable for the text that was on the table, and for no other. */
const riskOf = ({ risk, meeting }: Context, bundle: string): Context['risk'] =>
  risk?.judged === 'controllable' && meeting.bundle !== bundle ? { ...risk, judged: 'not-yet' } : risk;
const withMode = (context: Context, mode: string) => [...new Set([...context.publicInput.modes, mode])];

export const actions = {
  keepProposal: keep((_, act, payload) => ({ body: payload['body'] as string, proposedBy: personOf(act) })),
  keepScreening: keep((_, __, payload) => ({
    kind: (payload['kind'] as Context['kind'] | undefined) ?? null,
  })),
  keepStart: keep((_, act, payload) => ({
    leadUnit: payload['leadUnit'] as string,
    units: payload['units'] as string[],
    planned: (payload['plannedMeeting'] as Context['planned'] | undefined) ?? null,
    calendar: act.facts.calendar,
    ruleSet: act.facts.ruleSet ?? null,
  })),
  keepDraft: keep((context, act, payload) => {
    const drafters = [...new Set([...(payload['drafters'] as string[]), personOf(act)])];
    return {
      ...ready(context, countedFrom(act)),
      draft: {
        edition: payload['edition'] as number,
        bundle: payload['bundleDigest'] as string,
        drafters,
        touches: payload['touches'] as Touches,
      },
      drafters: [...new Set([...context.drafters, ...drafters])],
    };
  }),
  keepConsultedUnits: keep((context, act, payload) => ({
    ...ready(context, countedFrom(act)),
    unitsConsulted: [...new Set([...context.unitsConsulted, ...(payload['units'] as string[])])],
  })),
  keepFinding: keep((context, act, payload) => ({
    ...ready(context, countedFrom(act)),
    findings: {
      ...context.findings,
      [payload['step'] as string]: { required: payload['required'] as boolean, by: personOf(act) },
    },
  })),
  keepOpenCall: keep((context, act, payload) =>
    withInput(context, {
      modes: withMode(context, 'open-call'),
      openCall: {
        consultation: payload['consultation'] as string,
        publishedOn: countedFrom(act),
        deadline: payload['deadline'] as LocalDate,
      },
    }),
  ),
  keepPublicInput: keep((context, _, payload) =>
    withInput(context, {
      modes: withMode(context, payload['mode'] as string),
      groupsHeard: context.publicInput.groupsHeard || payload['groupsHeard'] === true,
    }),
  ),
  /** Comments were taken to the end of the last day, so nothing was complete before the next. */
  keepClosing: keep((context, act) => {
    const deadline = context.publicInput.openCall?.deadline;
    return deadline === undefined ? {} : ready(context, act.days.addDays(deadline, 1));
  }),
  keepHearingNotice: keep((context, act, payload) =>
    withInput(context, {
      hearing: {
        papersOn: countedFrom(act),
        announcedFor: payload['hearingOn'] as LocalDate,
        heldOn: context.publicInput.hearing?.heldOn ?? null,
      },
    }),
  ),
  keepHearing: keep((context, _, payload) =>
    withInput(context, {
      modes: withMode(context, 'hearing'),
      hearing: context.publicInput.hearing && {
        ...context.publicInput.hearing,
        heldOn: payload['heldOn'] as LocalDate,
      },
      groupsHeard: context.publicInput.groupsHeard || payload['groupsHeard'] === true,
    }),
  ),
  keepInvitation: keep((context, _, payload) => ({
    experts: {
      ...context.experts,
      [payload['expert'] as string]: context.experts[payload['expert'] as string] ?? {
        declared: 'not-yet' as const,
        opinionOn: null,
        signed: false,
      },
    },
  })),
  keepDeclaration: keep((context, act, payload) => {
    const declared =
      payload['directInterest'] === true ? ('interest' as const) : ('free-of-interest' as const);
    const expert = context.experts[personOf(act)];
    return expert ? { experts: { ...context.experts, [personOf(act)]: { ...expert, declared } } } : {};
  }),
  keepExpertOpinion: keep((context, act, payload) => {
    const expert = context.experts[personOf(act)];
    const given = { opinionOn: payload['bundleDigest'] as string, signed: payload['signed'] === true };
    return expert ? { experts: { ...context.experts, [personOf(act)]: { ...expert, ...given } } } : {};
  }),
  keepStepDone: keep((context, act) => ready(context, countedFrom(act))),
  keepRisk: keep((context, act, payload) => ({
    ...ready(context, countedFrom(act)),
    risk: {
      level: payload['level'] as string,
      assessed: payload['bundleDigest'] as string,
      report: (payload['report'] as { sha256: string }).sha256,
      judged: 'not-yet' as const,
    },
  })),
  /** Risks that the body cannot control have to be assessed, whatever was found about them before. */
  keepRiskJudgement: keep((context, act, payload) => {
    const risk = context.risk ?? { level: 'unassessed', assessed: null, report: null };
    if (payload['controllable'] === true) return { risk: { ...risk, judged: 'controllable' as const } };
    return {
      risk: { ...risk, judged: 'not-controllable' as const },
      findings: { ...context.findings, 'risk-assessment': { required: true, by: personOf(act) } },
    };
  }),
  /** The last result of a kind is the one that counts. */
  keepAssessment: keep((context, act, payload) => {
    const others = context.assessments.filter((kind) => kind !== payload['kind']);
    return {
      ...ready(context, countedFrom(act)),
      assessments: payload['passed'] === true ? [...others, payload['kind'] as string] : others,
    };
  }),
  keepReviewRequest: keep((context, act, payload) =>
    withReview(context, {
      requestedOn: later(countedFrom(act), context.readyOn),
      bundle: payload['bundleDigest'] as string,
      advised: false,
      clearedBundle: null,
      outcome: null,
      timeSufficed: false,
    }),
  ),
  /** What came back was not complete, so no later request is complete before that day. */
  keepReturnedBundle: keep((context, act) => ({
    ...ready(context, countedFrom(act)),
    ...withReview(context, { requestedOn: null, bundle: null, returned: context.review.returned + 1 }),
  })),
  keepLegalAdvice: keep((context) => withReview(context, { advised: true })),
  keepOpinion: keep((context, _, payload) => {
    const clears = payload['outcome'] === 'lawful' || payload['outcome'] === 'exploratory';
    return withReview(context, {
      outcome: payload['outcome'] as string,
      clearedBundle: clears ? (payload['bundleDigest'] as string) : null,
      timeSufficed: payload['timeSufficed'] === true,
    });
  }),
  /** The step that the reviewer misses is open again: an earlier finding, or earlier opinions, count no more. */
  reopenMissingStep: keep((context, _, payload) => {
    const { [payload['missingStep'] as FindableStep]: _gone, ...findings } = context.findings;
    if (payload['missingStep'] !== 'expert-review') return { findings };
    const experts = Object.entries(context.experts).map(([person, expert]): [string, Expert] => [
      person,
      { ...expert, opinionOn: null, signed: false },
    ]);
    return { findings, experts: Object.fromEntries(experts) };
  }),
  voidReview: keep((context, act) => reviewVoided(context, act)),
  voidOutcome: keep(() => ({ outcome: null })),
  keepConformity: keep((context, _, payload) =>
    withReview(context, { clearedBundle: payload['to'] as string }),
  ),
  keepTabling: keep((context, _, payload) => ({
    meeting: discussionAt(context, payload['meeting'] as string, payload['bundleDigest'] as string),
    risk: riskOf(context, payload['bundleDigest'] as string),
  })),
  keepRecusal: keep((context, act) => ({
    meeting: { ...context.meeting, recused: [...new Set([...context.meeting.recused, personOf(act)])] },
  })),
  keepSpeech: keep((context, act, payload) => ({
    meeting: {
      ...context.meeting,
      spoke: { ...context.meeting.spoke, [personOf(act)]: payload['stance'] as Stance },
    },
  })),
  keepNothing: keep(() => ({})),
  keepOutcome: keep((context, act, payload) => ({
    outcome: {
      is: payload['outcome'] as string,
      bundle: payload['bundleDigest'] as string,
      edited:
        payload['outcome'] === 'passed-with-edits'
          ? ((payload['editedText'] as { sha256: string } | undefined)?.sha256 ?? null)
          : null,
      on: act.facts.meeting?.openedOn ?? act.date,
      dissenting: Object.keys(context.meeting.spoke).filter(
        (person) => context.meeting.spoke[person] === 'disagree',
      ),
    },
  })),
  keepIssue: keep((_, act, payload) => ({
    issue: { number: payload['number'] as string, on: countedFrom(act) },
  })),
  keepCalendar: keep((_, __, payload) => ({
    calendar: payload['calendar'] as string,
  })),
  keepIrregularity: keep((context) => ({ irregularities: context.irregularities + 1 })),
  keepDeparture: keep((context, _, payload) => ({
    departures: [...new Set([...context.departures, payload['requirement'] as string])],
  })),
};
