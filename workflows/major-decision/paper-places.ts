/** Each report belongs to its own step: one that is filed elsewhere is noticed at once (case R18). */
import { aboutPayload, met, unmet } from '../vocabulary.js';
import { PAPERS, quoted, wordFor } from '../words.js';
import type { Context } from './context.js';

/** Kinds of report, each with the act that brings it. */
const PLACES: Readonly<Record<string, string>> = {
  'public-input-report': 'PublicInputReported',
  'expert-report': 'ExpertReviewConcluded',
  'risk-report': 'RiskAssessed',
  'legality-opinion': 'LegalityOpinionIssued',
  'evaluation-report': 'EvaluationReported',
};

interface Filed {
  readonly report?: { readonly kind: string };
  readonly opinion?: { readonly kind: string };
}

const paperInItsPlace = aboutPayload<Filed, Context>({
  id: 'paper-in-its-place',
  rules: ['GUARD-06'],
  strength: 'house',
  title: { zh: '材料归入对应环节', en: 'Each paper is filed with its own step' },
  fields: ['report', 'opinion'],
  test: (_, { type, payload }) => {
    const kind = (payload.report ?? payload.opinion)?.kind ?? '';
    if ((PLACES[kind] ?? type) === type) return met;
    const filed = quoted(wordFor(PAPERS, kind));
    return unmet({
      found: { zh: `所附为${filed.zh}`, en: `attached: ${filed.en}` },
      needed: { zh: '本环节自己的材料', en: 'the paper of this very step' },
      remedy: { zh: '核对材料，归入对应环节。', en: 'Check the paper, and file it with its own step.' },
      whoCanSupply: ['proposer', 'office'],
    });
  },
});

export const paperPlaceRules = [paperInItsPlace];
