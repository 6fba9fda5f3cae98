/** What the procedure remembers of each act. Every action reads clear fields only. */
import { assign } from 'xstate';
import { countedFrom, personOf, type Act, type LocalDate } from '../vocabulary.js';
import type { Context, Stance, Touches } from './context.js';

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
const withMode = (context: Context, mode: string) => [...new Set([...context.publicInput.modes, mode])];

export const actions = {
  keepProposal: keep((_, act, payload) => ({ body: payload['body'] as string, proposedBy: personOf(act) })),
  keepScreening: keep((_, __, payload) => ({
    kind: (payload['kind'] as Context['kind'] | undefined) ?? null,
  })),
  keepStart: keep((_, act, payload) => ({
    leadUnit: payload['leadUnit'] as string,
    planned: (payload['plannedMeeting'] as Context['planned'] | undefined) ?? null,
    calendar: act.facts.calendar,
    ruleSet: act.facts.ruleSet ?? null,
  })),
  keepDraft: keep((context, act, payload) => {
    const drafters = [...new Set([...(payload['drafters'] as string[]), personOf(act)])];
    return {
      draft: {
        edition: payload['edition'] as number,
        bundle: payload['bundleDigest'] as string,
        drafters,
        touches: payload['touches'] as Touches,
      },
      drafters: [...new Set([...context.drafters, ...drafters])],
    };
  }),
  keepConsultedUnits: keep((context, _, payload) => ({
    unitsConsulted: [...new Set([...context.unitsConsulted, ...(payload['units'] as string[])])],
  })),
  keepFinding: keep((context, act, payload) => ({
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
  keepHearingNotice: keep((context, act) =>
    withInput(context, { hearing: { papersOn: countedFrom(act), heldOn: null } }),
  ),
  keepHearing: keep((context, _, payload) =>
    withInput(context, {
      modes: withMode(context, 'hearing'),
      hearing: {
        papersOn: context.publicInput.hearing?.papersOn ?? (payload['heldOn'] as string),
        heldOn: payload['heldOn'] as string,
      },
      groupsHeard: context.publicInput.groupsHeard || payload['groupsHeard'] === true,
    }),
  ),
  keepInvitation: keep((context, _, payload) => ({
    experts: {
      ...context.experts,
      [payload['expert'] as string]: { declared: 'not-yet' as const, opinionOn: null, signed: false },
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
  keepRisk: keep((_, __, payload) => ({
    risk: { level: payload['level'] as string, judged: 'not-yet' as const },
  })),
  keepRiskJudgement: keep((context, _, payload) => {
    const judged =
      payload['controllable'] === true ? ('controllable' as const) : ('not-controllable' as const);
    return { risk: { level: context.risk?.level ?? 'unassessed', judged } };
  }),
  keepAssessment: keep((context, _, payload) =>
    payload['passed'] === true
      ? { assessments: [...new Set([...context.assessments, payload['kind'] as string])] }
      : {},
  ),
  keepReviewRequest: keep((context, act, payload) =>
    withReview(context, {
      requestedOn: countedFrom(act),
      bundle: payload['bundleDigest'] as string,
      advised: false,
      clearedBundle: null,
      outcome: null,
      timeSufficed: false,
    }),
  ),
  keepReturnedBundle: keep((context) =>
    withReview(context, { requestedOn: null, bundle: null, returned: context.review.returned + 1 }),
  ),
  keepLegalAdvice: keep((context) => withReview(context, { advised: true })),
  keepOpinion: keep((context, _, payload) => {
    const clears = payload['outcome'] === 'lawful' || payload['outcome'] === 'exploratory';
    return withReview(context, {
      outcome: payload['outcome'] as string,
      clearedBundle: clears ? (payload['bundleDigest'] as string) : null,
      timeSufficed: payload['timeSufficed'] === true,
    });
  }),
  keepConformity: keep((context, _, payload) =>
    withReview(context, { clearedBundle: payload['to'] as string }),
  ),
  keepTabling: keep((_, __, payload) => ({
    meeting: {
      meeting: payload['meeting'] as string,
      bundle: payload['bundleDigest'] as string,
      spoke: {},
      recused: [],
    },
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
      on: act.facts.meeting?.openedOn ?? act.date,
      dissenting: Object.keys(context.meeting.spoke).filter(
        (person) => context.meeting.spoke[person] === 'disagree',
      ),
    },
  })),
  keepIssue: keep((_, act, payload) => ({
    issue: { number: payload['number'] as string, on: countedFrom(act) },
  })),
  keepIrregularity: keep((context) => ({ irregularities: context.irregularities + 1 })),
  keepDeparture: keep((context, _, payload) => ({
    departures: [...new Set([...context.departures, payload['requirement'] as string])],
  })),
};
