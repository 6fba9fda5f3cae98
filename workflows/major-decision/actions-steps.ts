/** What is remembered of experts, risks and other assessments. */
import { countedFrom, personOf, type Act } from '../vocabulary.js';
import type { Context, Expert } from './context.js';
import { keep, ready, withAssessor, withDigest } from './remembering.js';
import { unitsIn } from './units-in.js';

/** Where whoever assessed works, also when somebody else enters it from paper (article 36 looks at the unit). */
const unitOf = (context: Context, act: Act): string => unitsIn(act, context.body)[0] ?? act.actorUnit;
type Measure = NonNullable<Context['risk']>['measures'][number];

export const stepActions = {
  /** A text that differs in substance is another text: what was said of the old one has to be said again. */
  voidAssessments: keep((context) => ({
    assessments: Object.fromEntries(
      Object.entries(context.assessments).map(([kind, { begunOn }]) => [kind, { begunOn, result: null }]),
    ),
  })),
  keepInvitation: keep((context, _, payload) => ({
    experts: {
      ...context.experts,
      [payload['expert'] as string]: context.experts[payload['expert'] as string] ?? {
        declared: 'not-yet' as const,
        ofDepartment: payload['ofCompetentDepartment'] === true,
        opinionOn: null,
        verdict: null,
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
    const given = {
      opinionOn: payload['bundleDigest'] as string,
      verdict: payload['verdict'] as Expert['verdict'],
      signed: payload['signed'] === true,
    };
    if (!expert) return {};
    return {
      experts: { ...context.experts, [personOf(act)]: { ...expert, ...given } },
      expertRecords: withDigest(context.expertRecords, payload['opinion']),
    };
  }),
  keepExpertReport: keep((context, act, payload) => ({
    ...ready(context, countedFrom(act)),
    expertRecords: withDigest(context.expertRecords, payload['report']),
  })),
  keepRisk: keep((context, act, payload) => ({
    ...ready(context, countedFrom(act)),
    risk: {
      level: payload['level'] as string,
      assessed: payload['bundleDigest'] as string,
      report: (payload['report'] as { sha256: string }).sha256,
      measures: ((payload['measures'] as Measure[] | undefined) ?? []).map(({ owner, by }) => ({
        owner,
        by,
      })),
      judged: 'not-yet' as const,
    },
    assessors: withAssessor(context, personOf(act), unitOf(context, act)),
  })),
  /** Risks that the body cannot control have to be assessed, whatever was found about them before. */
  keepRiskJudgement: keep((context, act, payload) => {
    const risk = context.risk ?? { level: 'unassessed', assessed: null, report: null, measures: [] };
    if (payload['controllable'] === true) return { risk: { ...risk, judged: 'controllable' as const } };
    return {
      risk: { ...risk, judged: 'not-controllable' as const },
      findings: {
        ...context.findings,
        'risk-assessment': { required: true, by: personOf(act), contested: false, basis: '' },
      },
    };
  }),
  keepAssessmentBegun: keep((context, act, payload) => ({
    assessments: {
      ...context.assessments,
      [payload['kind'] as string]: { begunOn: countedFrom(act), result: null },
    },
  })),
  /** The last result of a kind is the one that counts. */
  keepAssessment: keep((context, act, payload) => {
    const kind = payload['kind'] as string;
    return {
      ...ready(context, countedFrom(act)),
      assessments: {
        ...context.assessments,
        [kind]: {
          begunOn: context.assessments[kind]?.begunOn ?? null,
          result: payload['passed'] === true ? ('passed' as const) : ('not-passed' as const),
        },
      },
      assessors: withAssessor(
        context,
        personOf(act),
        (payload['by'] as string | undefined) ?? unitOf(context, act),
      ),
    };
  }),
};
