/** Before issue and after it (articles 8, 31–34). */
import { z } from 'zod';
import {
  aboutPayload,
  met,
  opaqueId,
  paper,
  personNamed,
  personOf,
  sha256,
  text,
  unmet,
  words,
  type EventDefinition,
} from '../vocabulary.js';
import type { Context } from './context.js';

export const afterActs = {
  PartyCommitteeAsked: {
    title: { zh: '向同级党委请示报告', en: 'Party committee asked or told' },
    payload: z.strictObject({
      kind: z.enum(['request', 'report', 'not-required']),
      reason: words(),
      document: paper.optional(),
    }),
  },
  PartyCommitteeAnswered: {
    title: { zh: '党委答复', en: 'Party committee answered' },
    payload: z.strictObject({ answer: z.enum(['agreed', 'amend', 'refused']), document: paper }),
  },
  CongressMatterFound: {
    title: { zh: '认定是否属于人大决定或报告事项', en: "Finding on the People's Congress" },
    payload: z.strictObject({ matter: z.enum(['none', 'report', 'decide']), reason: words() }),
  },
  CongressReported: {
    title: { zh: '已向人大报告', en: "People's Congress told" },
    payload: z.strictObject({ document: paper }),
  },
  CongressResolved: {
    title: { zh: '人大作出决定', en: "People's Congress resolved" },
    payload: z.strictObject({ approved: z.boolean(), document: paper }),
  },
  DecisionIssued: {
    title: { zh: '印发决策', en: 'Decision issued' },
    payload: z.strictObject({
      number: z.string().min(1).max(100),
      signer: opaqueId,
      sealed: z.literal(true),
      bundleDigest: sha256,
      /** The text as edited and signed by the head, where it passed with general edits. */
      editedText: z.strictObject({ sha256 }).optional(),
      finalEdition: paper,
    }),
    binding: true,
  },
  DecisionPublished: {
    title: { zh: '公布决策', en: 'Decision published' },
    payload: z.strictObject({
      channels: z
        .array(z.enum(['gazette', 'website', 'newspaper']))
        .min(1)
        .max(3),
      explainsAdoption: z.boolean(),
      explanation: text().optional(),
    }),
    binding: true,
  },
  PublicationWithheld: {
    title: { zh: '依法不予公布', en: 'Publication withheld as the law requires' },
    payload: z.strictObject({ legalBasis: z.string().min(1).max(300), reason: words() }),
  },
  DecisionArchived: {
    title: { zh: '归档', en: 'Decision archived' },
    payload: z.strictObject({ fileNumber: z.string().min(1).max(100), inventory: paper }),
  },
  ExecutionAssigned: {
    title: { zh: '明确执行单位', en: 'Execution assigned' },
    payload: z.strictObject({ units: z.array(opaqueId).min(1).max(20) }),
  },
  ExecutionReported: {
    title: { zh: '报告执行情况', en: 'Execution reported' },
    payload: z.strictObject({
      report: paper,
      problem: z.enum(['none', 'problem', 'major-change', 'force-majeure']),
      words: words(),
    }),
    adds: true,
  },
} as const satisfies Record<string, EventDefinition>;

interface Issued {
  readonly bundleDigest: string;
  readonly signer: string;
  readonly editedText?: { readonly sha256: string };
}
const short = (digest: string | null | undefined) => digest?.slice(0, 12) ?? '—';

const decidedTextIsIssued = aboutPayload<Issued, Context>({
  id: 'decided-text-is-issued',
  rules: ['D713-030-e', 'ORG-006'],
  strength: 'binding',
  title: {
    zh: '印发的是决定的文本，由首长签发',
    en: 'What is issued is what was decided, signed by the signer',
  },
  fields: ['bundleDigest', 'editedText', 'signer'],
  test: (context, act) => {
    const { bundleDigest, signer, editedText } = act.payload;
    const { bundle, edited } = context.outcome ?? { bundle: null, edited: null };
    const decided = bundleDigest === bundle && (editedText?.sha256 ?? null) === edited;
    if (decided && signer === personOf(act)) return met;
    return unmet({
      found: {
        zh: `印发文本 ${short(bundleDigest)}，修改稿 ${short(editedText?.sha256)}，签发人 ${personNamed(signer)}`,
        en: `text ${short(bundleDigest)}, as edited ${short(editedText?.sha256)}, signer ${personNamed(signer)}`,
      },
      needed: {
        zh: `决定文本 ${short(bundle)}，修改稿 ${short(edited)}，由签发人本人办理`,
        en: `the text decided, ${short(bundle)}, as edited ${short(edited)}, by the signer`,
      },
      remedy: { zh: '由签发人就决定文本签发。', en: 'Let the signer issue the text decided.' },
      whoCanSupply: ['head'],
    });
  },
});

export const afterRules = [decidedTextIsIssued];
