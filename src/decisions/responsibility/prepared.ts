import { workingDaysBetween } from '../../../workflows/major-decision/review-time.js';
import {
  ASSESSMENT_RESULTS,
  EXPERT_VERDICTS,
  INTERESTS,
  REVIEW_ANSWERS,
  REVIEW_OUTCOMES,
  RISK_LEVELS,
} from '../../../workflows/words.js';
import type { EntryOf, Word } from './answer.js';
import {
  ifSaid,
  isSaid,
  listed,
  of,
  remembered,
  said,
  stepCalled,
  worded,
  type Done,
  type Past,
} from './past.js';

/** What stands before the meeting: who drafted, who found what, who reviewed, advised and assessed. */

export const drafts = (past: Past): EntryOf<'drafts'>[] =>
  of(past, 'DraftSubmitted').map((done) => ({
    act: done.shown,
    edition: Number(done.said['edition']),
    bundle: said(done, 'bundleDigest') ?? '',
    drafters: listed(done, 'drafters').map(past.cast.person),
  }));

export function findings(past: Past): EntryOf<'findings'>[] {
  const opinions = of(past, 'LegalityOpinionIssued');
  return of(past, 'StepFindingRecorded').map((done) => {
    const step = said(done, 'step') ?? '';
    const applies = isSaid(done, 'required');
    return {
      act: done.shown,
      step: stepCalled(past, step),
      applies,
      ...ifSaid({ reason: said(done, 'reason'), legalBasis: said(done, 'legalBasis') }),
      reviewedBy: opinions
        .filter(({ shown }) => !applies && shown.version > done.shown.version)
        .filter((opinion) => listed(opinion, 'exemptionsReviewed').includes(step))
        .map(({ shown }) => shown),
    };
  });
}

export const reviews = (past: Past): EntryOf<'reviews'>[] =>
  of(past, 'LegalityOpinionIssued').map((done) => {
    const answer = (name: string) => worded(REVIEW_ANSWERS, said(done, name) ?? '');
    const missing = said(done, 'missingStep');
    return {
      act: done.shown,
      outcome: worded(REVIEW_OUTCOMES, said(done, 'outcome') ?? ''),
      answers: { power: answer('power'), procedure: answer('procedure'), content: answer('content') },
      bundle: said(done, 'bundleDigest') ?? '',
      ...timeOf(done),
      ...ifSaid({
        missingStep: missing === undefined ? undefined : stepCalled(past, missing),
        powerBecause: said(done, 'powerBecause'),
        procedureBecause: said(done, 'procedureBecause'),
        contentBecause: said(done, 'contentBecause'),
        timeSufficedBecause: said(done, 'timeSufficedBecause'),
        noCounselBecause: said(done, 'noCounselBecause'),
        legalRisk: said(done, 'legalRisk'),
      }),
    };
  });

/** From the complete submission to the opinion, in working days. */
function timeOf(done: Done): Pick<EntryOf<'reviews'>, 'submittedOn' | 'workingDays' | 'returned'> {
  const {
    requestedOn,
    pausedWorkingDays = 0,
    returned = 0,
  } = remembered(done).review ?? { requestedOn: null };
  if (requestedOn === null) return { returned };
  const workingDays = workingDaysBetween(done.days, requestedOn, done.date) - pausedWorkingDays;
  return { submittedOn: requestedOn, workingDays: Math.max(0, workingDays), returned };
}

export const conformity = (past: Past): EntryOf<'conformity'>[] =>
  of(past, 'ConformityConfirmed', 'ConformityDenied').map((done) => ({
    act: done.shown,
    from: said(done, 'from') ?? '',
    to: said(done, 'to') ?? '',
    confirmed: done.type === 'ConformityConfirmed',
    ...ifSaid({ kind: said(done, 'kind'), remark: said(done, 'remark') }),
  }));

export const counsel = (past: Past): EntryOf<'counsel'>[] =>
  of(past, 'LegalAdviceGiven').map((done) => ({
    act: done.shown,
    position: worded(REVIEW_OUTCOMES, said(done, 'position') ?? ''),
    bundle: said(done, 'bundleDigest') ?? '',
  }));

export function experts(past: Past): EntryOf<'experts'>[] {
  const invitations = of(past, 'ExpertInvited');
  const spoken = of(past, 'ExpertDeclared', 'ExpertOpinionGiven');
  const ids = [...invitations.map((done) => said(done, 'expert') ?? ''), ...spoken.map(({ by }) => by)];
  return [...new Set(ids)].map((id) => {
    const own = spoken.filter(({ by }) => by === id);
    const invited = invitations.findLast((done) => said(done, 'expert') === id);
    const declared = own.findLast(({ type }) => type === 'ExpertDeclared');
    return {
      person: past.cast.person(id),
      ...ifSaid({
        invited: invited?.shown,
        field: invited && said(invited, 'field'),
        declared: declared?.shown,
      }),
      ofCompetentDepartment: invited !== undefined && isSaid(invited, 'ofCompetentDepartment'),
      interest: interestIn(declared),
      opinions: own
        .filter(({ type }) => type === 'ExpertOpinionGiven')
        .map((done) => ({
          act: done.shown,
          verdict: worded(EXPERT_VERDICTS, said(done, 'verdict') ?? ''),
          signed: isSaid(done, 'signed'),
          bundle: said(done, 'bundleDigest') ?? '',
        })),
    };
  });
}

function interestIn(declared: Done | undefined): Word {
  if (!declared) return worded(INTERESTS, 'not-declared');
  return worded(INTERESTS, isSaid(declared, 'directInterest') ? 'direct' : 'none');
}

export const assessments = (past: Past): EntryOf<'assessments'>[] =>
  of(past, 'RiskAssessed', 'AssessmentRecorded').map((done) => {
    const unit = said(done, 'by');
    return {
      act: done.shown,
      ...(done.type === 'RiskAssessed'
        ? {
            kind: stepCalled(past, 'risk-assessment'),
            result: worded(RISK_LEVELS, said(done, 'level') ?? ''),
          }
        : {
            kind: assessmentCalled(done),
            result: worded(ASSESSMENT_RESULTS, isSaid(done, 'passed') ? 'passed' : 'not-passed'),
          }),
      ...ifSaid({ unit: unit === undefined ? undefined : past.cast.unit(unit) }),
      writtenBy: listed(done, 'writtenBy').map(past.cast.person),
      reviewedBy: listed(done, 'reviewedBy').map(past.cast.person),
    };
  });

/** As the rules of this decision call it. */
function assessmentCalled(done: Done): Word {
  const code = said(done, 'kind') ?? '';
  const asked = remembered(done).ruleSet?.assessments.find(({ kind }) => kind === code);
  return { code, ...(asked?.title ?? { zh: code, en: code }) };
}
