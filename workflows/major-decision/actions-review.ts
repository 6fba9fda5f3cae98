/** What is remembered of the legality review. */
import { countedFrom, valueOf } from '../vocabulary.js';
import { afterVoid } from './context-after.js';
import type { Expert, FindableStep } from './context.js';
import { keep, later, ready, reviewVoided, withInput, withReview } from './remembering.js';
import { workingDaysBetween } from './review-time.js';

export const reviewActions = {
  /** A supplement starts the clock anew, or stops it where a place says so and nothing else has changed since. */
  keepReviewRequest: keep((context, act, payload) => {
    const { firstRequestedOn, returnedOn, pausedWorkingDays } = context.review;
    const on = countedFrom(act);
    const stopped =
      valueOf(context, 'supplementStopsClock') &&
      firstRequestedOn !== null &&
      returnedOn !== null &&
      (context.readyOn ?? '') <= firstRequestedOn;
    return withReview(context, {
      requestedOn: stopped ? firstRequestedOn : later(on, context.readyOn),
      firstRequestedOn: stopped ? firstRequestedOn : later(on, context.readyOn),
      pausedWorkingDays: stopped ? pausedWorkingDays + workingDaysBetween(act.days, returnedOn, on) : 0,
      returnedOn: null,
      bundle: payload['bundleDigest'] as string,
      advice: null,
      extendedTo: null,
      clearedBundle: null,
      outcome: null,
      timeSufficed: false,
    });
  }),
  /** What came back was not complete, so no later request is complete before that day, unless the clock only stops. */
  keepReturnedBundle: keep((context, act) => ({
    ...(valueOf(context, 'supplementStopsClock') ? {} : ready(context, countedFrom(act))),
    ...withReview(context, {
      requestedOn: null,
      bundle: null,
      returnedOn: countedFrom(act),
      returned: context.review.returned + 1,
    }),
  })),
  keepExtension: keep((context, act, payload) => {
    const { requestedOn, pausedWorkingDays } = context.review;
    if (requestedOn === null) return {};
    const longest = valueOf(context, 'legalityReviewMaxWorkingDays') ?? 0;
    const total = longest + pausedWorkingDays + (payload['workingDays'] as number);
    return withReview(context, { extendedTo: act.days.workingDaysAfter(requestedOn, total).date });
  }),
  keepLegalAdvice: keep((context, _, payload) =>
    withReview(context, { advice: payload['position'] as string }),
  ),
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
    const step = (payload['missingStep'] ?? payload['reopens']) as FindableStep;
    const { [step]: _gone, ...findings } = context.findings;
    if (step === 'public-input') return { findings, ...withInput(context, { reportedOn: null }) };
    if (step !== 'expert-review') return { findings };
    const experts = Object.entries(context.experts).map(([person, expert]): [string, Expert] => [
      person,
      { ...expert, opinionOn: null, verdict: null, signed: false },
    ]);
    return { findings, experts: Object.fromEntries(experts) };
  }),
  voidReview: keep((context, act) => reviewVoided(context, act)),
  voidOutcome: keep(({ after }) => ({ outcome: null, issue: null, after: afterVoid(after) })),
  /** The discussion begins anew: who spoke has not spoken yet. */
  voidDiscussion: keep((context) => ({ meeting: { ...context.meeting, spoke: {} } })),
  keepConformity: keep((context, _, payload) =>
    withReview(context, { clearedBundle: payload['to'] as string }),
  ),
};
