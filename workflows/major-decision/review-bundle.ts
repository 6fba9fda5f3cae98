/** What is sent to the legality review, and what comes back (article 26). */
import { aboutPayload, met, unmet, valueOf, type Requirement } from '../vocabulary.js';
import { PAPERS, wordsFor } from '../words.js';
import type { Context } from './context.js';
import type { Extended, Requested } from './legality-review.js';
import { counted, short } from '../wording.js';

/** Papers of article 26 that travel with the bundle to the review. */
export const REVIEW_PAPERS = ['legal-basis', 'procedure-account'] as const;

const bundleIsCurrent = aboutPayload<{ bundleDigest: string }, Context>({
  id: 'bundle-is-current',
  rules: ['D713-025-a', 'D713-026-a', 'TOWN-01'],
  strength: 'binding',
  title: { zh: '所指文本为现行版本', en: 'The text named is the present edition' },
  fields: ['bundleDigest'],
  test: (context, { payload }) =>
    payload.bundleDigest === context.draft?.bundle
      ? met
      : unmet({
          found: {
            zh: `所指文本 ${short(payload.bundleDigest)}`,
            en: `text named: ${short(payload.bundleDigest)}`,
          },
          needed: {
            zh: `第 ${context.draft?.edition ?? 0} 版 ${short(context.draft?.bundle)}`,
            en: `edition ${context.draft?.edition ?? 0}, ${short(context.draft?.bundle)}`,
          },
          remedy: {
            zh: '以现行版本重新提交。',
            en: 'Submit again with the present edition.',
          },
          whoCanSupply: ['proposer'],
        }),
});

const missingUnmet = (missing: readonly string[], needed: { zh: string; en: string }) =>
  unmet({
    found: {
      zh: `缺：${wordsFor(PAPERS, missing).zh}`,
      en: `missing: ${wordsFor(PAPERS, missing).en}`,
    },
    needed,
    remedy: { zh: '补齐材料后送审。', en: 'Complete the bundle.' },
    whoCanSupply: ['proposer'],
  });

const reviewBundleComplete = aboutPayload<Requested, Context>({
  id: 'review-bundle-complete',
  rules: ['D713-026-a', 'D713-026-b', 'TOWN-01'],
  strength: 'binding',
  title: { zh: '送审材料齐备', en: 'The review bundle is complete' },
  fields: ['papers'],
  test: (_, { payload }) => {
    const missing = REVIEW_PAPERS.filter((kind) => !payload.papers.some((one) => one.kind === kind));
    return missing.length === 0
      ? met
      : missingUnmet(missing, {
          zh: '草案、法律依据、履行程序说明',
          en: 'draft, legal basis, account of the procedures done',
        });
  },
});

/** What some places ask the proposing unit to do before it sends the draft on. */
const ownUnit = (
  id: string,
  parameter: 'unitLegalityPreReview' | 'unitDiscussion',
  kind: string,
  title: { zh: string; en: string },
): Requirement<Context> =>
  aboutPayload<Requested, Context>({
    id,
    rules: [],
    strength: 'local-option',
    parameters: [parameter],
    title,
    fields: ['papers'],
    test: (context, { payload }) =>
      !valueOf(context, parameter) || payload.papers.some((one) => one.kind === kind)
        ? met
        : missingUnmet([kind], title),
  });

const unitPreReview = ownUnit('unit-pre-review', 'unitLegalityPreReview', 'unit-pre-review', {
  zh: '承办单位的合法性初审意见',
  en: "the proposing unit's own legality pre-review",
});
const unitDiscussion = ownUnit('unit-discussion', 'unitDiscussion', 'unit-discussion-minutes', {
  zh: '承办单位集体讨论的记录',
  en: "the record of the proposing unit's own discussion",
});

const extensionWithinLimit = aboutPayload<Extended, Context>({
  id: 'extension-within-limit',
  rules: [],
  strength: 'local-option',
  parameters: ['legalityReviewExtensionWorkingDays'],
  title: { zh: '审查延长一次，不超过规定时间', en: 'The review is extended once, within the limit' },
  fields: ['workingDays'],
  test: (context, { payload }) => {
    const most = valueOf(context, 'legalityReviewExtensionWorkingDays');
    if (most === null || (payload.workingDays <= most && context.review.extendedTo === null)) return met;
    return unmet({
      found: context.review.extendedTo
        ? {
            zh: `已延长至 ${context.review.extendedTo}`,
            en: `extended to ${context.review.extendedTo} already`,
          }
        : { zh: `延长 ${payload.workingDays} 个工作日`, en: counted(payload.workingDays, 'working day') },
      needed: { zh: `一次，不超过 ${most} 个工作日`, en: `once, at most ${most} working days` },
      remedy: { zh: '在规定时间内出具意见。', en: 'Give the opinion in time.' },
      whoCanSupply: ['legality-reviewer'],
    });
  },
});

export const reviewBundleRules = [
  bundleIsCurrent,
  reviewBundleComplete,
  unitPreReview,
  unitDiscussion,
  extensionWithinLimit,
];
