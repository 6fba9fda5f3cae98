/** Hearings (听证, articles 16, 17). */
import { aboutPayload, met, unmet, valueOf, type LocalDate, type Requirement } from '../vocabulary.js';
import { quoted } from '../words.js';
import { anyTimeActs } from './any-time.js';
import type { Context } from './context.js';
import { publicInputActs, type Announced, type Heard, type Reported } from './public-input.js';
import { counted, fraction } from '../wording.js';

const IRREGULARITY = quoted(anyTimeActs.IrregularityRecorded.title);

const ANNOUNCED = quoted(publicInputActs.HearingAnnounced.title);
const DELIVERED = quoted(publicInputActs.HearingPapersDelivered.title);

const hearingSelection = aboutPayload<Announced, Context>({
  id: 'hearing-selection-published',
  rules: ['D713-016-c'],
  strength: 'binding',
  title: { zh: '遴选办法公布，各方有代表', en: 'Selection published, every side represented' },
  fields: ['participantsSelected', 'selectionMethodPublished', 'everySideRepresented'],
  test: (_, { payload }) => {
    if (!payload.participantsSelected || (payload.selectionMethodPublished && payload.everySideRepresented))
      return met;
    return unmet({
      found: {
        zh: payload.selectionMethodPublished ? '有一方没有代表' : '遴选办法没有公布',
        en: payload.selectionMethodPublished ? 'a side has nobody' : 'the method is not published',
      },
      needed: {
        zh: '先公布遴选办法，各方都有代表',
        en: 'the method published first, and every side represented',
      },
      remedy: { zh: '公布后再公告听证会。', en: 'Publish it, then announce the hearing.' },
      whoCanSupply: ['proposer'],
    });
  },
});

const hearingParticipants = aboutPayload<Announced, Context>({
  id: 'hearing-participants',
  rules: [],
  strength: 'local-option',
  parameters: ['hearingParticipantsAtLeast', 'hearingParticipantsOdd'],
  title: { zh: '听证参加人数符合规定', en: 'As many participants as the rules ask for' },
  fields: ['participants'],
  test: (context, { payload: { participants } }) => {
    const least = valueOf(context, 'hearingParticipantsAtLeast');
    const odd = valueOf(context, 'hearingParticipantsOdd');
    if (participants >= least && (!odd || participants % 2 === 1)) return met;
    return unmet({
      found: { zh: `${participants} 人`, en: counted(participants, 'participant') },
      needed: {
        zh: `${least > 0 ? `不少于 ${least} 人` : ''}${least > 0 && odd ? '，' : ''}${odd ? '单数' : ''}`,
        en: [least > 0 ? `at least ${least}` : '', odd ? 'an odd number' : ''].filter(Boolean).join(', '),
      },
      remedy: { zh: '调整参加人数后公告。', en: 'Change the number, then announce.' },
      whoCanSupply: ['proposer'],
    });
  },
});

const hearingPostponed = aboutPayload<Announced, Context>({
  id: 'hearing-postponed-within-limit',
  rules: [],
  strength: 'local-option',
  parameters: ['hearingPostponedAtMostDays'],
  title: { zh: '听证会延期不超过上限并说明理由', en: 'Put off within the limit, and explained' },
  fields: ['hearingOn', 'postponementReason'],
  test: (context, { payload, days }) => {
    const most = valueOf(context, 'hearingPostponedAtMostDays');
    const first = context.publicInput.hearing?.firstFor;
    if (most === null || first === undefined || payload.hearingOn <= first) return met;
    const latest = days.addDays(first, most);
    if (payload.hearingOn <= latest && payload.postponementExplained) return met;
    return unmet({
      found: {
        zh: `原定 ${first}，改为 ${payload.hearingOn}，${payload.postponementExplained ? '已' : '未'}说明理由`,
        en: `announced for ${first}, now ${payload.hearingOn}, ${payload.postponementExplained ? 'with' : 'without'} a reason`,
      },
      needed: {
        zh: `最迟 ${latest}，公告中说明理由`,
        en: `${latest} at the latest, with the reason in the notice`,
      },
      remedy: { zh: '提前日期，写明延期理由。', en: 'Choose an earlier day and state the reason.' },
      latestOn: latest,
      whoCanSupply: ['proposer'],
    });
  },
});

/** So many days between a published date and the hearing; what was never published has no such date. */
const daysBefore = (
  id: string,
  parameter: 'hearingNoticeDays' | 'hearingListDays' | 'hearingPapersDays',
  since: 'announcedOn' | 'listOn' | 'papersOn',
  rule: { rules: readonly string[]; strength: 'binding' | 'local-option' },
  title: { zh: string; en: string },
  what: { zh: string; en: string },
  /** What the national text leaves is “beforehand”: a day at least. */
  least = 0,
) =>
  aboutPayload<Heard, Context>({
    id,
    ...rule,
    parameters: [parameter],
    title,
    fields: ['heldOn'],
    test: (context, act) => {
      const missing = since === 'announcedOn' ? ANNOUNCED : DELIVERED;
      const days = Math.max(valueOf(context, parameter), least);
      const published = context.publicInput.hearing?.[since] ?? undefined;
      const earliest: LocalDate | undefined = published && act.days.addDays(published, days);
      if (days === 0 || (earliest && act.payload.heldOn >= earliest)) return met;
      return unmet({
        found: {
          zh: `${what.zh} ${published ?? '没有记录'}，听证 ${act.payload.heldOn}`,
          en: `${what.en} ${published ? `on ${published}` : '(no day on record)'}, hearing on ${act.payload.heldOn}`,
        },
        needed: { zh: `提前 ${days} 日`, en: days === 1 ? 'the day before' : `${days} days before` },
        remedy: published
          ? { zh: '改期后重新公告。', en: 'Move the hearing and announce it again.' }
          : {
              zh: `先办理${missing.zh}，再举行听证。`,
              en: `Add ${missing.en} first, then hold the hearing.`,
            },
        ...(earliest ? { earliestOn: earliest } : {}),
        whoCanSupply: ['proposer'],
      });
    },
  });

const hearingNoticed = daysBefore(
  'hearing-noticed',
  'hearingNoticeDays',
  'announcedOn',
  { rules: [], strength: 'local-option' },
  { zh: '听证会提前公告', en: 'The hearing was announced so many days before' },
  { zh: '公告', en: 'announced' },
);
const hearingList = daysBefore(
  'hearing-list-published',
  'hearingListDays',
  'listOn',
  { rules: ['D713-016-d'], strength: 'binding' },
  { zh: '听证参加人名单提前公布', en: 'The list of participants was published beforehand' },
  { zh: '名单公布', en: 'list published' },
  1,
);
const hearingPapersSevenDays = daysBefore(
  'hearing-papers-seven-days',
  'hearingPapersDays',
  'papersOn',
  { rules: ['D713-016-a'], strength: 'binding' },
  { zh: '听证材料提前7日送达', en: 'Hearing papers delivered 7 days before' },
  { zh: '材料送达', en: 'papers delivered' },
);

const hearingAsAnnounced = aboutPayload<Heard, Context>({
  id: 'hearing-as-announced',
  rules: ['D713-016-b'],
  strength: 'binding',
  title: { zh: '按公告的时间举行听证', en: 'The hearing was held on the day announced' },
  fields: ['heldOn'],
  test: (context, { payload }) => {
    const announced = context.publicInput.hearing?.announcedFor;
    if (announced === payload.heldOn) return met;
    return unmet({
      found: {
        zh: announced ? `举行 ${payload.heldOn}，公告 ${announced}` : `举行 ${payload.heldOn}，没有公告`,
        en: `held on ${payload.heldOn}, ${announced ? `announced for ${announced}` : 'never announced'}`,
      },
      needed: { zh: '听证前公布的日期', en: 'the day published beforehand' },
      remedy: {
        zh: `改期的重新公告；已举行的，办理${IRREGULARITY.zh}。`,
        en: `Announce another day again; record what happened as ${IRREGULARITY.en}.`,
      },
      ...(announced ? { earliestOn: announced } : {}),
      whoCanSupply: ['proposer', 'office'],
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
            zh: `重新举行；就已发生的情况办理${IRREGULARITY.zh}。`,
            en: `Hold it again; record what happened as ${IRREGULARITY.en}.`,
          },
          whoCanSupply: ['proposer'],
        }),
});

const hearingAttended = aboutPayload<Heard, Context>({
  id: 'hearing-attended',
  rules: [],
  strength: 'local-option',
  parameters: ['hearingAttendance'],
  title: { zh: '听证参加人出席达到比例', en: 'Enough of the participants attended' },
  fields: ['attended'],
  test: (context, { payload: { attended } }) => {
    const least = valueOf(context, 'hearingAttendance');
    const [part, whole] = least;
    const called = context.publicInput.hearing?.participants ?? 0;
    if (attended * whole >= called * part) return met;
    return unmet({
      found: { zh: `应到 ${called} 人，实到 ${attended} 人`, en: `${attended} of ${called} attended` },
      needed: { zh: `${fraction(least).zh}以上出席方可举行`, en: `at least ${fraction(least).en} attend` },
      remedy: {
        zh: `延期并公告理由；已举行的，办理${IRREGULARITY.zh}。`,
        en: `Put it off with a reason; record what happened as ${IRREGULARITY.en}.`,
      },
      whoCanSupply: ['proposer'],
    });
  },
});

/** Drafters have a stake in the draft, and so has the unit that they work for. */
const moderatorIndependent = aboutPayload<Heard, Context>({
  id: 'hearing-moderator-independent',
  rules: [],
  strength: 'local-option',
  parameters: ['hearingModeratorIndependent'],
  title: { zh: '起草人、利害关系人不主持听证', en: 'Neither a drafter nor an interested person moderates' },
  fields: ['moderator'],
  test: (context, { payload: { moderator }, facts }) => {
    const known = facts.persons?.[moderator];
    const stake =
      context.drafters.includes(moderator) ||
      (known?.grants.some(({ unit }) => context.units.includes(unit)) ?? false);
    if (!valueOf(context, 'hearingModeratorIndependent') || !stake) return met;
    return unmet({
      found: {
        zh: '主持人起草了草案，或属于承办单位',
        en: 'the moderator drafted, or belongs to a responsible unit',
      },
      needed: { zh: '未参与起草、无利害关系的主持人', en: 'a moderator who is neither' },
      remedy: {
        zh: `另行安排听证；已举行的，办理${IRREGULARITY.zh}。`,
        en: `Hold it again; record what happened as ${IRREGULARITY.en}.`,
      },
      whoCanSupply: ['proposer', 'office'],
    });
  },
});

const hearingWhereRequired: Requirement<Context> = {
  id: 'hearing-where-required',
  rules: ['D713-016-e'],
  strength: 'binding',
  parameters: ['hearingRequired'],
  title: { zh: '法定听证不得省略', en: 'A hearing that another law requires was held' },
  test: (context) => {
    const law = context.draft?.touches.hearingRequiredBy;
    const required = law ?? (valueOf(context, 'hearingRequired') ? '' : null);
    if (required === null || context.publicInput.hearing?.heldOn) return met;
    return unmet({
      found: { zh: '没有举行听证会', en: 'no hearing was held' },
      needed: law
        ? { zh: `依${law}举行听证会`, en: `the hearing that ${law} requires` }
        : { zh: '此类事项依法举行的听证会', en: 'the hearing that the law requires for this kind of matter' },
      remedy: { zh: '公告并举行听证会。', en: 'Announce and hold the hearing.' },
      whoCanSupply: ['proposer'],
    });
  },
};

const hearingWhereMostObject = aboutPayload<Reported, Context>({
  id: 'hearing-where-most-object',
  rules: [],
  strength: 'local-option',
  parameters: ['hearingIfMajorityObjects'],
  title: { zh: '多数反对的举行听证', en: 'A hearing where most object' },
  fields: ['received', 'objecting'],
  test: (context, { payload }) => {
    if (!valueOf(context, 'hearingIfMajorityObjects') || context.publicInput.hearing?.heldOn) return met;
    if (payload.objecting !== undefined && payload.objecting * 2 <= payload.received) return met;
    return unmet({
      found:
        payload.objecting === undefined
          ? { zh: '没有写明反对意见数', en: 'how many object is not stated' }
          : {
              zh: `收到 ${payload.received}，反对 ${payload.objecting}，没有举行听证会`,
              en: `${payload.objecting} of ${payload.received} object, and no hearing was held`,
            },
      needed: { zh: '写明反对意见数；多数反对的举行听证会', en: 'how many object; a hearing where most do' },
      remedy: {
        zh: '填写反对意见数，或者公告并举行听证会。',
        en: 'State the number, or announce and hold the hearing.',
      },
      whoCanSupply: ['proposer'],
    });
  },
});

export const hearingRules = [
  hearingSelection,
  hearingParticipants,
  hearingPostponed,
  hearingNoticed,
  hearingList,
  hearingPapersSevenDays,
  hearingAsAnnounced,
  hearingOrder,
  hearingAttended,
  moderatorIndependent,
  hearingWhereRequired,
  hearingWhereMostObject,
];
