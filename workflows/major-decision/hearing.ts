/** Hearings (听证, articles 16, 17). */
import { aboutPayload, met, unmet, type Requirement } from '../vocabulary.js';
import { quoted } from '../words.js';
import { anyTimeActs } from './any-time.js';
import type { Context } from './context.js';
import type { Announced, Heard } from './public-input.js';

const IRREGULARITY = quoted(anyTimeActs.IrregularityRecorded.title);

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
        zh: `举行 ${payload.heldOn}，公告 ${announced ?? '无'}`,
        en: `held on ${payload.heldOn}, announced for ${announced ?? 'no day'}`,
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

export const hearingRules = [
  hearingSelection,
  hearingPapersSevenDays,
  hearingAsAnnounced,
  hearingOrder,
  hearingWhereRequired,
];
