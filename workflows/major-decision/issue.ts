/** Issue (印发, article 30): the text decided, signed by its signer, numbered and sealed. */
import { z } from 'zod';
import { opaqueId, paper, sha256 } from '../fields.js';
import { aboutPayload, met, personNamed, personOf, unmet, type EventDefinition } from '../vocabulary.js';
import type { Context } from './context.js';
import { counted, editedAs, short } from '../wording.js';

export const issueActs = {
  DecisionIssued: {
    title: { zh: '印发决策', en: 'Decision issued' },
    payload: z.strictObject({
      number: z.string().min(1).max(100),
      signer: opaqueId,
      sealed: z.literal(true),
      /** Signed electronically: the four conditions of a reliable signature, as the signer's provider states them. */
      electronicSignature: z
        .strictObject({
          ownKey: z.boolean(),
          soleControl: z.boolean(),
          signatureChangesShow: z.boolean(),
          textChangesShow: z.boolean(),
        })
        .optional(),
      bundleDigest: sha256,
      /** The text as edited and signed by the head, where it passed with general edits. */
      editedText: z.strictObject({ sha256 }).optional(),
      finalEdition: paper,
    }),
    binding: true,
  },
} as const satisfies Record<string, EventDefinition>;

type Issued = z.infer<(typeof issueActs)['DecisionIssued']['payload']>;

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
        zh: `印发文本 ${short(bundleDigest)}，${editedAs(editedText?.sha256).zh}，签发人 ${personNamed(signer)}`,
        en: `text ${short(bundleDigest)}, ${editedAs(editedText?.sha256).en}, signer ${personNamed(signer)}`,
      },
      needed: {
        zh: `决定文本 ${short(bundle)}，${editedAs(edited).zh}，由签发人本人办理`,
        en: `the text decided, ${short(bundle)}, ${editedAs(edited).en}, by the signer`,
      },
      remedy: { zh: '由签发人就决定文本签发。', en: 'Let the signer issue the text decided.' },
      whoCanSupply: ['head'],
    });
  },
});

/** Electronic Signatures Law, article 13. The program takes the statement down; it checks no certificate. */
const electronicSignatureReliable = aboutPayload<Issued, Context>({
  id: 'electronic-signature-reliable',
  rules: ['ESIG-013'],
  strength: 'binding',
  title: { zh: '电子签名符合可靠的四项条件', en: 'An electronic signature meets the four conditions' },
  fields: ['electronicSignature'],
  test: (_, { payload: { electronicSignature } }) => {
    const lacking = Object.values(electronicSignature ?? {}).filter((kept) => !kept).length;
    if (lacking === 0) return met;
    return unmet({
      found: {
        zh: `四项条件中有 ${lacking} 项不符合`,
        en: `${counted(lacking, 'condition')} of the four not met`,
      },
      needed: {
        zh: '签名数据专有、签署时由本人控制、签名和文本的任何改动都能发现',
        en: "the signer's own key, under sole control, with every later change of signature or text showing",
      },
      remedy: {
        zh: '改用可靠的电子签名，或者在纸质文本上签字盖章。',
        en: 'Use a reliable electronic signature, or sign and seal on paper.',
      },
      whoCanSupply: ['head'],
    });
  },
});

export const issueRules = [decidedTextIsIssued, electronicSignatureReliable];
