/** Step one: public input (公众参与, articles 14–18). */
import { z } from 'zod';
import {
  aboutPayload,
  localDate,
  met,
  opaqueId,
  paper,
  sha256,
  text,
  unmet,
  words,
  type EventDefinition,
  type Requirement,
} from '../vocabulary.js';
import { quoted } from '../words.js';
import { exemptedSteps, type Context } from './context.js';
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
      /** Papers delivered to the participants with this announcement. */
      papers: z.array(paper).min(1).max(30),
      participantsSelected: z.boolean(),
      selectionMethodPublished: z.boolean(),
      everySideRepresented: z.boolean(),
      listPublished: z.boolean(),
    }),
  },
  HearingHeld: {
    title: { zh: '举行听证会', en: 'Hearing held' },
    payload: z.strictObject({
      heldOn: localDate,
      inPublic: z.boolean(),
      presented: z.boolean(),
      debated: z.boolean(),
      confirmedAndSigned: z.boolean(),
      groupsHeard: z.boolean(),
      record: paper,
    }),
  },
  PublicInputReported: {
    title: { zh: '公众意见归纳与采纳情况', en: 'Public input reported' },
    payload: z.strictObject({
      received: z.int().min(0),
      adopted: z.int().min(0),
      partly: z.int().min(0),
      notAdopted: z.int().min(0),
      report: paper,
    }),
    asks: { consultation: ofTheOpenCall },
  },
} as const satisfies Record<string, EventDefinition>;

type Payload<Type extends keyof typeof publicInputActs> = z.infer<(typeof publicInputActs)[Type]['payload']>;
export type Opened = Payload<'ConsultationOpened'> & { shorteningReasonInNotice: boolean };
export type Closed = Payload<'ConsultationClosed'>;
export type Announced = Payload<'HearingAnnounced'>;
export type Heard = Payload<'HearingHeld'>;
type Held = Payload<'PublicInputHeld'>;
type Reported = Payload<'PublicInputReported'>;

const CONSULTATION = quoted(draftActs.UnitsConsulted.title);
const HELD = quoted(publicInputActs.PublicInputHeld.title);
const HEARING = quoted(publicInputActs.HearingHeld.title);

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
        }),
});

const groupsHeard: Requirement<Context> = {
  id: 'groups-heard',
  rules: ['D713-014-c'],
  strength: 'binding',
  title: { zh: '听取特定群体意见', en: 'The groups concerned were heard' },
  test: (context) => {
    const barred = exemptedSteps(context).includes('public-input');
    if (!context.draft?.touches.specificGroups || context.publicInput.groupsHeard || barred) return met;
    return unmet({
      found: {
        zh: '涉及特定群体，未记录与其沟通',
        en: "a group's interests are touched, and nobody heard it",
      },
      needed: {
        zh: '与人民团体、社会组织、群众代表沟通协商',
        en: 'bodies and representatives of the group heard',
      },
      remedy: {
        zh: `听取其意见，并在${HELD.zh}或${HEARING.zh}中注明。`,
        en: `Hear them, and say so in ${HELD.en} or ${HEARING.en}.`,
      },
      whoCanSupply: ['proposer'],
    });
  },
};

const everyCommentDisposed = aboutPayload<Reported, Context>({
  id: 'every-comment-disposed',
  rules: ['D713-018-a'],
  strength: 'binding',
  title: { zh: '意见逐条处理', en: 'Every comment has a disposition' },
  fields: ['received', 'adopted', 'partly', 'notAdopted'],
  test: (context, { payload, facts }) => {
    const sum = payload.adopted + payload.partly + payload.notAdopted;
    const seen = facts.consultation;
    const openCall = context.publicInput.openCall;
    const counted =
      !openCall ||
      (seen?.consultation === openCall.consultation &&
        seen.disposed === seen.received &&
        payload.received >= seen.received);
    if (sum === payload.received && counted) return met;
    return unmet({
      found: {
        zh: `收到 ${payload.received}，已处理 ${sum}；征求意见系统内收到 ${seen?.received ?? 0}，已处理 ${seen?.disposed ?? 0}`,
        en: `${payload.received} received, ${sum} disposed of; in the consultation ${seen?.received ?? 0} received, ${seen?.disposed ?? 0} disposed of`,
      },
      needed: { zh: '每条意见均有处理结果和理由', en: 'a disposition and a reason for each' },
      remedy: { zh: '逐条处理后再报告。', en: 'Dispose of each, then report.' },
      whoCanSupply: ['proposer'],
    });
  },
});

export const publicInputRules = [publicIsNotDepartments, heldAlready, groupsHeard, everyCommentDisposed];
