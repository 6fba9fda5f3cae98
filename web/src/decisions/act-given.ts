import type { Paper } from '../documents/upload';
import { wholePapersIn } from '../documents/whole-papers';
import type { Context } from '../../../workflows/major-decision/context';
import { PAPERS } from '../../../workflows/words';
import type { Choice, Given, Settled } from '../forms/given';
import { papersAskedFor } from '../meetings/papers-asked-for';
import { reviewAsksFor } from '../review/asked-for';
import type { Language } from '../words/words';
import type { Decision, PastEvent } from './decisions';
import { ofType, payloadOf } from '../desk/past';
import { rememberedOf } from './remembered';

type Remembered = ReturnType<typeof rememberedOf>;

/** Acts about another text than the present draft. */
const TEXT_OF: Readonly<Record<string, (known: Remembered) => string | null | undefined>> = {
  LegalityOpinionIssued: ({ review }) => review?.bundle,
  LegalAdviceGiven: ({ review }) => review?.bundle,
  OutcomeDecided: ({ meeting }) => meeting?.bundle,
  JointBodyDecided: ({ outcome, meeting }) => outcome?.bundle ?? meeting?.bundle,
  DecisionIssued: ({ outcome }) => outcome?.bundle,
};

/** What each report is, by the act that brings it: nobody is asked what the form says already. */
const REPORT_OF: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  PublicInputReported: { report: 'public-input-report' },
  ExpertReviewConcluded: { report: 'expert-report' },
  RiskAssessed: { report: 'risk-report' },
  LegalityOpinionIssued: { opinion: 'legality-opinion' },
  EvaluationReported: { report: 'evaluation-report' },
  ConsultationOpened: { explanation: 'draft-explanation' },
  HearingAnnounced: { explanation: 'draft-explanation' },
};
const KINDS_OF_PAPER = [...Object.keys(PAPERS), 'document'];

/** What the form of an act takes from the decision's state and history, so that nobody types it again. */
export function givenFor(
  type: string,
  decision: Decision,
  history: readonly PastEvent[],
  language: Language,
  /** A name for what the act opens, the same as long as its form is open. */
  fresh: string,
): Given {
  const known = rememberedOf(decision);
  return {
    event: type,
    settled: settledFor(type, known, fresh),
    suggested: suggestedFor(type, known, decision, history),
    choices: choicesFor(type, known, decision, history, language),
    papers: papersAtHand(history),
    paperKinds: {
      ...REPORT_OF[type],
      ...(type === 'LegalityReviewRequested' || type === 'MeetingBundleSubmitted'
        ? { papers: KINDS_OF_PAPER }
        : {}),
      bundle: ['draft', 'option', 'annex'],
    },
    kindsAsked: { bundle: ['draft'], ...kindsAskedFor(type, decision) },
    // The options are the papers of the bundle that are marked so: see `withOptions`.
    hidden: hiddenIn(type, known),
  };
}

function kindsAskedFor(type: string, decision: Decision): Record<string, readonly string[]> {
  if (type === 'LegalityReviewRequested') return { papers: reviewAsksFor(decision.rules?.parameters) };
  const known = rememberedOf(decision);
  return type === 'MeetingBundleSubmitted' && known.findings
    ? { papers: papersAskedFor(known as Context) }
    : {};
}

function hiddenIn(type: string, { draft }: Remembered): string[] {
  if (type === 'DraftSubmitted') return ['options', draft ? 'delayReason' : 'changes'];
  return type === 'OutcomeDecided' && !draft?.options.length ? ['option'] : [];
}

function settledFor(type: string, known: Remembered, fresh: string): Record<string, Settled> {
  const settled: Record<string, Settled> = {};
  const { draft, review } = known;
  const about = TEXT_OF[type]?.(known) ?? draft?.bundle;
  const textOf = (digest: string): Settled => ({
    value: digest,
    digest,
    said:
      digest === draft?.bundle
        ? { zh: `草案第 ${draft.edition} 稿`, en: `Edition ${draft.edition} of the draft` }
        : { zh: '此前的一稿', en: 'An earlier edition' },
  });
  if (about) settled['bundleDigest'] = textOf(about);
  // Where the opinion asked for changes nothing is cleared yet: what conforms to it is measured against the text reviewed.
  const reviewed = review?.clearedBundle ?? review?.bundle;
  if (type.startsWith('Conformity') && reviewed && draft) {
    settled['from'] = textOf(reviewed);
    settled['to'] = textOf(draft.bundle);
  }
  if (type === 'DraftSubmitted') {
    const edition = (draft?.edition ?? 0) + 1;
    settled['edition'] = { value: edition, said: { zh: `第 ${edition} 稿`, en: `Edition ${edition}` } };
  }
  if (type === 'ConsultationOpened')
    settled['consultation'] = {
      value: fresh,
      said: { zh: '提交时自动编号', en: 'Numbered when it is submitted' },
    };
  const call = known.publicInput?.openCall?.consultation;
  if (type === 'ConsultationClosed' && call)
    settled['consultation'] = {
      value: call,
      said: { zh: '本事项的公开征求意见', en: 'The open call of this matter' },
    };
  return settled;
}

function suggestedFor(
  type: string,
  known: Remembered,
  decision: Decision,
  history: readonly PastEvent[],
): Record<string, unknown> {
  const { draft, leadUnit, units } = known;
  switch (type) {
    case 'ExecutionAdviceAnswered': {
      const [only, ...others] = unansweredAdvice(history);
      return only && others.length === 0 ? { advice: only.version } : {};
    }
    case 'DraftSubmitted':
      return draft ? { drafters: draft.drafters, touches: draft.touches } : {};
    case 'ProcedureStarted':
      return { ...(leadUnit && { leadUnit }), ...(units?.length && { units }) };
    // What the unit has proposed itself; whoever studies what another proposed finds words of their own.
    case 'ProposalStudied': {
      const { proposedBy, necessity, feasibility } = (history.find(
        (event) => event.type === 'DecisionProposed',
      )?.payload ?? {}) as Readonly<Record<string, unknown>>;
      return proposedBy === 'department' ? { necessity, feasibility } : {};
    }
    case 'LegalityReviewRequested':
    case 'MeetingBundleSubmitted':
      return { papers: onRecordOf(kindsAskedFor(type, decision)['papers'] ?? [], history) };
    case 'UnitsConsulted':
      return draft ? { units: draft.touches['units'] } : {};
    case 'HearingHeld':
      return { heldOn: known.publicInput?.hearing?.announcedFor };
    case 'RecordCorrected':
      return { reopens: 'none' };
    case 'AssessmentBegun':
    case 'AssessmentRecorded': {
      const only = decision.rules?.assessments;
      return only?.length === 1 ? { kind: only[0]?.kind } : {};
    }
    default:
      return {};
  }
}

function choicesFor(
  type: string,
  known: Remembered,
  decision: Decision,
  history: readonly PastEvent[],
  language: Language,
): Record<string, readonly Choice[]> {
  const choices: Record<string, readonly Choice[]> = {
    matters: MATTERS.map(([value, said]) => ({ value, label: said[language] })),
  };
  if (known.draft?.options.length)
    choices['option'] = known.draft.options.map((id, n) => ({
      value: id,
      label: optionName(id, n, history, language),
    }));
  const { rules } = decision;
  if (rules && type.startsWith('Assessment'))
    choices['kind'] = rules.assessments.map(({ kind, title }) => ({ value: kind, label: title[language] }));
  if (rules && type === 'DepartureRecorded')
    choices['requirement'] = rules.givesWay.departures.map(({ requirement, title }) => ({
      value: requirement,
      label: title[language],
    }));
  const numbered = (of: string) =>
    history
      .filter((event) => event.type === of)
      .map((event) => ({ value: event.version, label: shortly(event, language) }));
  if (type === 'CorrectionDone') choices['order'] = numbered('CorrectionOrdered');
  if (type === 'ExecutionAdviceAnswered')
    choices['advice'] = unansweredAdvice(history).map((event) => ({
      value: event.version,
      label: shortly(event, language),
    }));
  if (type === 'ExecutionOpinionAnswered') choices['opinion'] = numbered('ExecutionOpinionReceived');
  const measures = history.findLast((event) => event.type === 'RiskAssessed')?.payload as
    { measures?: { measure?: unknown }[] } | undefined;
  if (type === 'ExecutionReported' && measures?.measures)
    choices['measuresDone'] = measures.measures.map(({ measure }, n) => ({
      value: n,
      label: typeof measure === 'string' ? measure : String(n + 1),
    }));
  return choices;
}

/** Legal advice on the execution of which nobody has said yet what was heeded. */
export function unansweredAdvice(history: readonly PastEvent[]): PastEvent[] {
  const answered = ofType(history, 'ExecutionAdviceAnswered').map((event) => payloadOf(event)['advice']);
  return ofType(history, 'ExecutionAdviceGiven').filter(({ version }) => !answered.includes(version));
}

/** Fields that have procedures of their own (`workflows/matters/`). */
const MATTERS: readonly (readonly [string, Readonly<{ zh: string; en: string }>])[] = [
  ['expropriation', { zh: '土地征收', en: 'Expropriation of land' }],
  ['prices', { zh: '公用事业等政府定价', en: 'Prices of public utilities and the like' }],
  ['spatial-plan', { zh: '城乡规划', en: 'Spatial plans' }],
  [
    'special-plan-eia',
    { zh: '须作环境影响评价的专项规划', en: 'Special plans with an environmental impact assessment' },
  ],
];

function optionName(id: string, n: number, history: readonly PastEvent[], language: Language): string {
  const draft = history.findLast((event) => event.type === 'DraftSubmitted')?.payload as
    { options?: { id: string; sha256: string }[]; bundle?: { sha256: string; name?: unknown }[] } | undefined;
  const digest = draft?.options?.find((one) => one.id === id)?.sha256;
  const name = draft?.bundle?.find(({ sha256 }) => sha256 === digest)?.name;
  const number = language === 'zh' ? `方案 ${n + 1}` : `Option ${n + 1}`;
  return typeof name === 'string' ? `${number} · ${name}` : number;
}

function shortly({ title, date, payload }: PastEvent, language: Language): string {
  const { words, what, question } = (payload ?? {}) as Readonly<Record<string, unknown>>;
  const said = [words, what, question].find((one) => typeof one === 'string') ?? title[language];
  return `${date} ${said.slice(0, 40)}`;
}

/** Of each kind the paper that came last: the opinion, the reports, what went with an earlier request. */
function onRecordOf(kinds: readonly string[], history: readonly PastEvent[]): Paper[] {
  const papers = papersAtHand(history);
  return kinds.flatMap((wanted) => {
    const found = papers.find(({ kind }) => kind === wanted);
    return found ? [{ kind: wanted, ...theFileOf(found) }] : [];
  });
}

const theFileOf = ({ name, mediaType, size, sha256 }: Paper) => ({ name, mediaType, size, sha256 });

/** Every paper that an act of the matter brought, the latest first, each once. */
function papersAtHand(history: readonly PastEvent[]): Paper[] {
  return wholePapersIn(history.map(({ payload }) => payload).toReversed());
}

/** The options of a draft are the papers of its bundle that are marked so, numbered as they stand. */
export function withOptions(type: string, payload: Record<string, unknown>): Record<string, unknown> {
  if (type !== 'DraftSubmitted') return payload;
  const bundle = (payload['bundle'] ?? []) as readonly Paper[];
  const options = bundle.filter(({ role }) => role === 'option');
  if (options.length === 0) return payload;
  return { ...payload, options: options.map(({ sha256 }, n) => ({ id: `option-${n + 1}`, sha256 })) };
}
