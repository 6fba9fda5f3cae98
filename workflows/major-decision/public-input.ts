/** Step one: public input (公众参与, articles 14–18). */
import { z } from 'zod';
import {
  aboutPayload,
  countedFrom,
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
import type { Context } from './context.js';

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
    companions: { shorteningReasonInNotice: { presenceOf: 'shorteningReason' } },
  },
  ConsultationClosed: {
    title: { zh: '征求意见期满', en: 'Open call closed' },
    payload: z.strictObject({ consultation: opaqueId }),
    asks: { consultation: (_, context) => (context as Context).publicInput.openCall?.consultation },
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
    asks: { consultation: (_, context) => (context as Context).publicInput.openCall?.consultation },
  },
} as const satisfies Record<string, EventDefinition>;

type Acts = typeof publicInputActs;
type Opened = z.infer<Acts['ConsultationOpened']['payload']> & { shorteningReasonInNotice: boolean };
type Held = z.infer<Acts['PublicInputHeld']['payload']>;
type Announced = z.infer<Acts['HearingAnnounced']['payload']>;
type Heard = z.infer<Acts['HearingHeld']['payload']>;
type Reported = z.infer<Acts['PublicInputReported']['payload']>;

const noticeBeforeDeadline = aboutPayload<Opened, Context>({
  id: 'notice-before-deadline',
  rules: ['GUARD-03'],
  strength: 'house',
  title: { zh: '公告早于截止日', en: 'The notice is older than its own deadline' },
  fields: ['deadline'],
  test: (_, act) =>
    countedFrom(act) < act.payload.deadline
      ? met
      : unmet({
          found: {
            zh: `发布 ${countedFrom(act)}，截止 ${act.payload.deadline}`,
            en: `published ${countedFrom(act)}, deadline ${act.payload.deadline}`,
          },
          needed: { zh: '截止日晚于发布日', en: 'a deadline after publication' },
          remedy: { zh: '重新确定截止日后发布。', en: 'Set a later deadline.' },
          whoCanSupply: ['proposer'],
        }),
});

const openCallThirtyDays = aboutPayload<Opened, Context>({
  id: 'open-call-thirty-days',
  rules: ['D713-015-a', 'D713-015-b'],
  strength: 'binding',
  title: { zh: '公开征求意见一般不少于30日', en: 'An open call runs 30 days as a rule' },
  fields: ['deadline', 'shorteningReason'],
  test: (context, act) => {
    const days = context.ruleSet?.parameters.openCallDays ?? 30;
    const published = countedFrom(act);
    const earliest = act.days.addDays(published, days);
    if (act.payload.deadline >= earliest || act.payload.shorteningReasonInNotice) return met;
    return unmet({
      found: {
        zh: `${published} 发布，${act.payload.deadline} 截止，共 ${act.days.daysBetween(published, act.payload.deadline)} 日`,
        en: `published ${published}, deadline ${act.payload.deadline}: ${act.days.daysBetween(published, act.payload.deadline)} days`,
      },
      needed: {
        zh: `不少于 ${days} 日，或在公告中说明缩短理由`,
        en: `${days} days, or the reason for less in the notice itself`,
      },
      remedy: { zh: `截止日改为 ${earliest} 或以后。`, en: `Set the deadline to ${earliest} or later.` },
      earliestOn: earliest,
      whoCanSupply: ['proposer'],
    });
  },
});

const noticeOfCurrentDraft = aboutPayload<Opened, Context>({
  id: 'notice-of-current-draft',
  rules: ['D713-015-c'],
  strength: 'binding',
  title: { zh: '公布的是现行草案', en: 'The notice publishes the present draft' },
  fields: ['bundleDigest'],
  test: (context, { payload }) =>
    payload.bundleDigest === context.draft?.bundle
      ? met
      : unmet({
          found: {
            zh: `公告所附 ${payload.bundleDigest.slice(0, 12)}`,
            en: `the notice holds ${payload.bundleDigest.slice(0, 12)}`,
          },
          needed: {
            zh: `第 ${context.draft?.edition ?? 0} 版 ${context.draft?.bundle.slice(0, 12) ?? ''}`,
            en: `edition ${context.draft?.edition ?? 0}, ${context.draft?.bundle.slice(0, 12) ?? ''}`,
          },
          remedy: { zh: '公布现行草案。', en: 'Publish the present draft.' },
          whoCanSupply: ['proposer'],
        }),
});

const openCallOver: Requirement<Context> = {
  id: 'open-call-over',
  rules: ['D713-015-a'],
  strength: 'binding',
  title: { zh: '征求意见期限届满', en: 'The period for comments is over' },
  test: (context, act) => {
    const deadline = context.publicInput.openCall?.deadline;
    if (deadline !== undefined && act.date > deadline) return met;
    const earliest = deadline === undefined ? undefined : act.days.addDays(deadline, 1);
    return unmet({
      found: {
        zh: `今天 ${act.date}，截止日 ${deadline ?? '未定'}`,
        en: `today ${act.date}, deadline ${deadline ?? 'none'}`,
      },
      needed: { zh: '截止日当天结束之后', en: 'the end of the last day' },
      remedy: { zh: `${earliest ?? ''} 起可以办理。`, en: `Possible from ${earliest ?? ''}.` },
      ...(earliest ? { earliestOn: earliest } : {}),
    });
  },
};

const publicIsNotDepartments = aboutPayload<Held, Context>({
  id: 'public-is-not-departments',
  rules: ['D713-014-a', 'D713-025-c'],
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
            zh: '部门意见记入 UnitsConsulted；另行听取公众意见。',
            en: "Record departments' views as UnitsConsulted, and hear the public.",
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

const hearingSelection = aboutPayload<Announced, Context>({
  id: 'hearing-selection-published',
  rules: ['D713-016-c', 'D713-016-d'],
  strength: 'binding',
  title: {
    zh: '遴选办法公布，各方有代表，名单公布',
    en: 'Selection published, every side represented, list published',
  },
  fields: ['participantsSelected', 'selectionMethodPublished', 'everySideRepresented', 'listPublished'],
  test: (_, { payload }) => {
    const selectionFair =
      !payload.participantsSelected || (payload.selectionMethodPublished && payload.everySideRepresented);
    if (selectionFair && payload.listPublished) return met;
    return unmet({
      found: {
        zh: selectionFair ? '名单没有公布' : '遴选办法没有公布，或有一方没有代表',
        en: selectionFair ? 'the list is not published' : 'the method is not published, or a side has nobody',
      },
      needed: {
        zh: '先公布遴选办法，各方都有代表，并提前公布名单',
        en: 'the method published first, every side represented, the list published',
      },
      remedy: { zh: '公布后再公告听证会。', en: 'Publish them, then announce the hearing.' },
      whoCanSupply: ['proposer'],
    });
  },
});

const hearingPapersSevenDays = aboutPayload<Heard, Context>({
  id: 'hearing-papers-seven-days',
  rules: ['D713-016-a'],
  strength: 'binding',
  title: { zh: '听证材料提前7日送达', en: 'Hearing papers delivered 7 days before' },
  fields: ['heldOn'],
  test: (context, act) => {
    const days = context.ruleSet?.parameters.hearingPapersDays ?? 7;
    const delivered = context.publicInput.hearing?.papersOn;
    const earliest = delivered && act.days.addDays(delivered, days);
    if (earliest && act.payload.heldOn >= earliest) return met;
    return unmet({
      found: {
        zh: `材料送达 ${delivered ?? '无记录'}，听证 ${act.payload.heldOn}`,
        en: `papers delivered ${delivered ?? 'never'}, hearing ${act.payload.heldOn}`,
      },
      needed: { zh: `提前 ${days} 日`, en: `${days} days before` },
      remedy: { zh: '改期后重新公告。', en: 'Move the hearing and announce it again.' },
      ...(earliest ? { earliestOn: earliest } : {}),
      whoCanSupply: ['proposer'],
    });
  },
});

const hearingOrder = aboutPayload<Heard, Context>({
  id: 'hearing-in-order',
  rules: ['D713-017-a', 'D713-017-b'],
  strength: 'binding',
  title: { zh: '听证公开，依次进行，记录签字', en: 'The hearing was public, in order, its record signed' },
  fields: ['inPublic', 'presented', 'debated', 'confirmedAndSigned'],
  test: (_, { payload }) =>
    payload.inPublic && payload.presented && payload.debated && payload.confirmedAndSigned
      ? met
      : unmet({
          found: {
            zh: '有环节未进行、未公开或未签字',
            en: 'a part was left out, closed to the public, or unsigned',
          },
          needed: {
            zh: '公开：介绍；陈述、质证、辩论；确认签字',
            en: 'in public: presentation; statements, questions, debate; signing',
          },
          remedy: {
            zh: '重新举行；已发生的情况记为 IrregularityRecorded。',
            en: 'Hold it again; record what happened as IrregularityRecorded.',
          },
          whoCanSupply: ['proposer'],
        }),
});

const hearingWhereRequired: Requirement<Context> = {
  id: 'hearing-where-required',
  rules: ['D713-016-e'],
  strength: 'binding',
  title: { zh: '法定听证不得省略', en: 'A hearing that another law requires was held' },
  test: (context) => {
    const law = context.draft?.touches.hearingRequiredBy;
    if (!law || context.publicInput.hearing?.heldOn) return met;
    return unmet({
      found: { zh: '没有举行听证会', en: 'no hearing was held' },
      needed: { zh: `依${law}举行听证会`, en: `the hearing that ${law} requires` },
      remedy: { zh: '公告并举行听证会。', en: 'Announce and hold the hearing.' },
      whoCanSupply: ['proposer'],
    });
  },
};

const groupsHeard: Requirement<Context> = {
  id: 'groups-heard',
  rules: ['D713-014-c'],
  strength: 'binding',
  title: { zh: '听取特定群体意见', en: 'The groups concerned were heard' },
  test: (context) => {
    if (!context.draft?.touches.specificGroups || context.publicInput.groupsHeard) return met;
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
        zh: '以 PublicInputHeld 或听证会听取其意见（groupsHeard）。',
        en: 'Hear them by PublicInputHeld or a hearing (groupsHeard).',
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

export const publicInputRules = [
  noticeBeforeDeadline,
  openCallThirtyDays,
  noticeOfCurrentDraft,
  openCallOver,
  publicIsNotDepartments,
  heldAlready,
  hearingSelection,
  hearingPapersSevenDays,
  hearingOrder,
  hearingWhereRequired,
  groupsHeard,
  everyCommentDisposed,
];
