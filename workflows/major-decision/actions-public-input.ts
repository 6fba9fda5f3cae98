/** What is remembered of public input. */
import { countedFrom, type LocalDate } from '../vocabulary.js';
import type { Context } from './context.js';
import { keep, ready, withDigest, withInput } from './remembering.js';

const withMode = (context: Context, mode: string) => [...new Set([...context.publicInput.modes, mode])];

export const publicInputActions = {
  keepOpenCall: keep((context, act, payload) =>
    withInput(context, {
      modes: withMode(context, 'open-call'),
      openCall: {
        consultation: payload['consultation'] as string,
        publishedOn: countedFrom(act),
        deadline: payload['deadline'] as LocalDate,
        shortened: payload['shorteningReasonInNotice'] === true,
      },
    }),
  ),
  keepRoundTablePapers: keep((context, act) => withInput(context, { roundTablePapersOn: countedFrom(act) })),
  keepPublicInput: keep((context, _, payload) =>
    withInput(context, {
      modes: withMode(context, payload['mode'] as string),
      groupsHeard: context.publicInput.groupsHeard || payload['groupsHeard'] === true,
      businessesHeard:
        context.publicInput.businessesHeard ||
        (payload['participants'] as { kind: string }[]).some(({ kind }) => kind === 'businesses'),
      records: withDigest(context.publicInput.records, payload['signedSheet']),
    }),
  ),
  /** Comments were taken to the end of the last day, so nothing was complete before the next. */
  keepClosing: keep((context, act) => {
    const deadline = context.publicInput.openCall?.deadline;
    return deadline === undefined ? {} : ready(context, act.days.addDays(deadline, 1));
  }),
  keepHearingNotice: keep((context, act, payload) => {
    const before = context.publicInput.hearing;
    const on = countedFrom(act);
    return withInput(context, {
      hearing: {
        announcedOn: on,
        papersOn: (payload['papers'] as unknown[]).length > 0 ? on : (before?.papersOn ?? null),
        listOn: payload['listPublished'] === true ? on : (before?.listOn ?? null),
        announcedFor: payload['hearingOn'] as LocalDate,
        firstFor: before?.heldOn
          ? (payload['hearingOn'] as LocalDate)
          : (before?.firstFor ?? (payload['hearingOn'] as LocalDate)),
        participants: payload['participants'] as number,
        heldOn: before?.heldOn ?? null,
        mostObjected: before?.mostObjected ?? false,
      },
    });
  }),
  keepHearingPapers: keep((context, act, payload) => {
    const { hearing } = context.publicInput;
    if (!hearing) return {};
    const on = countedFrom(act);
    return withInput(context, {
      hearing: {
        ...hearing,
        papersOn: (payload['papers'] as unknown[]).length > 0 ? on : hearing.papersOn,
        listOn: payload['listPublished'] === true ? on : hearing.listOn,
      },
    });
  }),
  keepHearing: keep((context, _, payload) =>
    withInput(context, {
      modes: withMode(context, 'hearing'),
      hearing: context.publicInput.hearing && {
        ...context.publicInput.hearing,
        heldOn: payload['heldOn'] as LocalDate,
        mostObjected: (payload['objecting'] as number) * 2 > (payload['attended'] as number),
      },
      groupsHeard: context.publicInput.groupsHeard || payload['groupsHeard'] === true,
      records: withDigest(context.publicInput.records, payload['record']),
    }),
  ),
  keepInputReport: keep((context, act) => ({
    ...ready(context, countedFrom(act)),
    ...withInput(context, {
      reportedOn: countedFrom(act),
      blanketReason: act.facts.consultation?.blanketReason === true,
    }),
  })),
};
