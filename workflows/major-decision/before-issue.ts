/** Before issue: Party committee and Congress (articles 8, 31), and the minutes of the meeting (article 30). */
import { z } from 'zod';
import { paper, words } from '../fields.js';
import { met, unmet, valueOf, type EventDefinition, type Requirement } from '../vocabulary.js';
import { quoted } from '../words.js';
import type { Context } from './context.js';

export const beforeIssueActs = {
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
  MinutesIssued: {
    title: { zh: '签发会议纪要', en: 'Minutes of the meeting issued' },
    payload: z.strictObject({ number: z.string().min(1).max(100).optional(), minutes: paper }),
    binding: true,
  },
} as const satisfies Record<string, EventDefinition>;

const MINUTES_ISSUED = quoted(beforeIssueActs.MinutesIssued.title);

const minutesIssued: Requirement<Context> = {
  id: 'minutes-issued',
  rules: [],
  strength: 'local-option',
  parameters: ['minutesIssuedByHead'],
  title: { zh: '会议纪要已由行政首长签发', en: 'The head has issued the minutes' },
  test: (context) =>
    !valueOf(context, 'minutesIssuedByHead') || context.after.minutesOn !== null
      ? met
      : unmet({
          found: {
            zh: '作出决定的会议，纪要尚未签发',
            en: 'the minutes of the deciding meeting are not issued yet',
          },
          needed: { zh: '行政首长签发的会议纪要', en: 'minutes issued by the head' },
          remedy: {
            zh: `先由行政首长办理${MINUTES_ISSUED.zh}。`,
            en: `Have the head add ${MINUTES_ISSUED.en} first.`,
          },
          whoCanSupply: ['head'],
        }),
};

export const beforeIssueRules = [minutesIssued];
