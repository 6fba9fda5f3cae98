/** Step one: public input (公众参与, articles 14–18). */
import { z } from 'zod';
import { localDate, opaqueId, paper, sha256, text, words } from '../fields.js';
import { aboutPayload, met, unmet, valueOf, type EventDefinition } from '../vocabulary.js';
import { quoted } from '../words.js';
import type { Context } from './context.js';
import { draftActs } from './draft.js';

const ofTheOpenCall = (_: unknown, context: unknown) =>
  (context as Context).publicInput.openCall?.consultation;

export const publicInputActs = {
  ConsultationOpened: {
    title: { zh: '公开征求意见', en: 'Open call for comments published' },
    payload: z.strictObject({
      consultation: opaqueId,
      /** Comments are taken until the end of this day. */
      deadline: localDate,
      bundleDigest: sha256,
      explanation: paper,
      channels: z
        .array(z.enum(['website', 'new-media', 'newspaper', 'broadcast', 'notice-board']))
        .min(1)
        .max(5),
      howToComment: text(1000),
      /** Stands in the notice itself; a reason given afterwards does not count. */
      shorteningReason: text(1000).optional(),
    }),
    asks: {
      consultation: ofTheOpenCall,
      openCall: (payload) => payload?.['consultation'] as string | undefined,
    },
    companions: { shorteningReasonInNotice: { presenceOf: 'shorteningReason' } },
  },
  ConsultationClosed: {
    title: { zh: '征求意见期满', en: 'Open call closed' },
    payload: z.strictObject({ consultation: opaqueId }),
    asks: { consultation: ofTheOpenCall },
  },
  RoundTableConvened: {
    title: { zh: '通知座谈会', en: 'Round table convened' },
    payload: z.strictObject({ plannedOn: localDate, papers: z.array(paper).min(1).max(30) }),
  },
  PublicInputHeld: {
    title: { zh: '以其他方式听取意见', en: 'Public input taken in another way' },
    payload: z.strictObject({
      mode: z.enum(['round-table', 'field-visit', 'written', 'questionnaire', 'poll']),
      heldOn: localDate,
      /** Who was heard: a department's reply never counts as the public's. */
      participants: z
        .array(
          z.strictObject({
            kind: z.enum(['residents', 'businesses', 'organisations', 'deputies', 'departments']),
            count: z.int().min(1).max(1_000_000),
          }),
        )
        .min(1)
        .max(10),
      groupsHeard: z.boolean(),
      signedSheet: paper,
      summary: words(),
    }),
  },
  HearingAnnounced: {
    title: { zh: '公告听证会', en: 'Hearing announced' },
    payload: z.strictObject({
      hearingOn: localDate,
      place: text(300),
      explanation: paper,
      /** Papers delivered to the participants with this announcement, where they are. */
      papers: z.array(paper).max(30),
      /** How many take part, those who were selected among them. */
      participants: z.int().min(1).max(999),
      participantsSelected: z.boolean(),
      selectionMethodPublished: z.boolean(),
      everySideRepresented: z.boolean(),
      listPublished: z.boolean(),
      /** Where it was announced for another day before: why it is put off, in the notice itself. */
      postponementReason: text(1000).optional(),
    }),
    companions: { postponementExplained: { presenceOf: 'postponementReason' } },
  },
  HearingPapersDelivered: {
    title: { zh: '送达听证材料、公布名单', en: 'Hearing papers delivered, list published' },
    payload: z.strictObject({ papers: z.array(paper).max(30), listPublished: z.boolean() }),
  },
  HearingHeld: {
    title: { zh: '举行听证会', en: 'Hearing held' },
    payload: z.strictObject({
      heldOn: localDate,
      inPublic: z.boolean(),
      presented: z.boolean(),
      debated: z.boolean(),
      confirmedAndSigned: z.boolean(),
      /** How many participants came, how many of them object, how many would not sign (noted in the record). */
      attended: z.int().min(0).max(999),
      objecting: z.int().min(0).max(999),
      refusedToSign: z.int().min(0).max(999).optional(),
      moderator: opaqueId,
      groupsHeard: z.boolean(),
      record: paper,
    }),
    asks: { persons: ({ moderator }) => [moderator as string] },
  },
  PublicInputReported: {
    title: { zh: '公众意见归纳与采纳情况', en: 'Public input reported' },
    payload: z.strictObject({
      received: z.int().min(0),
      adopted: z.int().min(0),
      partly: z.int().min(0),
      notAdopted: z.int().min(0),
      /** How many of the comments object to the draft as a whole. */
      objecting: z.int().min(0).optional(),
      hearingRequests: z
        .strictObject({
          received: z.int().min(0),
          granted: z.int().min(0),
          refusedWithReason: z.int().min(0),
        })
        .optional(),
      report: paper,
      /** Where the report itself was published. */
      publishedOn: localDate.optional(),
      hearingReport: paper.optional(),
      /** How the matter was argued further after a hearing at which most objected. */
      furtherArgument: paper.optional(),
      /** What participants of the hearing were told in writing, and where it was published. */
      feedback: paper.optional(),
    }),
    asks: { consultation: ofTheOpenCall },
  },
} as const satisfies Record<string, EventDefinition>;

type Payload<Type extends keyof typeof publicInputActs> = z.infer<(typeof publicInputActs)[Type]['payload']>;
export type Opened = Payload<'ConsultationOpened'> & { shorteningReasonInNotice: boolean };
export type Closed = Payload<'ConsultationClosed'>;
export type Announced = Payload<'HearingAnnounced'> & { postponementExplained: boolean };
export type Heard = Payload<'HearingHeld'>;
export type Held = Payload<'PublicInputHeld'>;
export type Reported = Payload<'PublicInputReported'>;

const CONSULTATION = quoted(draftActs.UnitsConsulted.title);
const CONVENED = quoted(publicInputActs.RoundTableConvened.title);

const publicIsNotDepartments = aboutPayload<Held, Context>({
  id: 'public-is-not-departments',
  rules: ['D713-014-a'],
  strength: 'binding',
  title: { zh: '听取的是公众意见', en: 'It is the public that was heard' },
  fields: ['participants'],
  test: (_, { payload }) =>
    payload.participants.some(({ kind }) => kind !== 'departments')
      ? met
      : unmet({
          found: { zh: '参加人只有部门', en: 'only departments took part' },
          needed: {
            zh: '公众、企业、社会组织或代表',
            en: 'residents, businesses, organisations or deputies',
          },
          remedy: {
            zh: `部门意见记入${CONSULTATION.zh}；另行听取公众意见。`,
            en: `Record what departments say as ${CONSULTATION.en}, and hear the public.`,
          },
          whoCanSupply: ['proposer'],
        }),
});

const heldAlready = aboutPayload<Held | Heard, Context>({
  id: 'held-already',
  rules: ['ARCH-DATE'],
  strength: 'house',
  title: { zh: '只记录已举行的活动', en: 'Only what was held is recorded' },
  fields: ['heldOn'],
  test: (_, act) =>
    act.payload.heldOn <= act.date
      ? met
      : unmet({
          found: {
            zh: `举行日期 ${act.payload.heldOn}，今天 ${act.date}`,
            en: `held on ${act.payload.heldOn}, today is ${act.date}`,
          },
          needed: { zh: '不晚于今天', en: 'a date not after today' },
          remedy: { zh: '举行后再记录。', en: 'Record it when it has been held.' },
          earliestOn: act.payload.heldOn,
          whoCanSupply: ['proposer', 'office'],
        }),
});

const roundTablePapers = aboutPayload<Held, Context>({
  id: 'round-table-papers',
  rules: [],
  strength: 'local-option',
  parameters: ['roundTablePapersDays'],
  title: { zh: '座谈会材料提前送达', en: 'Papers of the round table delivered beforehand' },
  fields: ['mode', 'heldOn'],
  test: (context, { payload, days }) => {
    const least = valueOf(context, 'roundTablePapersDays');
    if (payload.mode !== 'round-table' || least === 0) return met;
    const delivered = context.publicInput.roundTablePapersOn;
    const earliest = delivered && days.addDays(delivered, least);
    if (earliest && payload.heldOn >= earliest) return met;
    return unmet({
      found: {
        zh: `材料送达${delivered ? ` ${delivered}` : '没有记录'}，座谈会 ${payload.heldOn}`,
        en: `papers delivered ${delivered ? `on ${delivered}` : '(no day on record)'}, round table on ${payload.heldOn}`,
      },
      needed: { zh: `提前 ${least} 日送达草案和说明`, en: `draft and explanation ${least} days before` },
      remedy: {
        zh: `先办理${CONVENED.zh}，满 ${least} 日后座谈。`,
        en: `Add ${CONVENED.en}, and meet ${least} days later.`,
      },
      ...(earliest ? { earliestOn: earliest } : {}),
      whoCanSupply: ['proposer'],
    });
  },
});

export const publicInputRules = [publicIsNotDepartments, heldAlready, roundTablePapers];
