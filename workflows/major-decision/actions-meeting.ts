/** What is remembered of the meeting and its outcome. */
import { countedFrom, personOf } from '../vocabulary.js';
import type { Context, Stance } from './context.js';
import { keep } from './remembering.js';

/** Who spoke is heard on that text at that meeting; who withdrew has withdrawn from the matter. */
const discussionAt = (context: Context, meeting: string, bundle: string): Context['meeting'] => {
  const same = context.meeting.meeting === meeting;
  return {
    bundleSubmittedOn: context.meeting.bundleSubmittedOn,
    meeting,
    bundle,
    spoke: same && context.meeting.bundle === bundle ? context.meeting.spoke : {},
    recused: same ? context.meeting.recused : [],
  };
};
/** Risks were judged controllable for the text that was on the table, and for no other. */
const riskOf = ({ risk, meeting }: Context, bundle: string): Context['risk'] =>
  risk?.judged === 'controllable' && meeting.bundle !== bundle ? { ...risk, judged: 'not-yet' } : risk;
export const meetingActions = {
  keepMeetingBundle: keep((context, act) => ({
    meeting: { ...context.meeting, bundleSubmittedOn: countedFrom(act) },
  })),
  keepTabling: keep((context, _, payload) => ({
    meeting: discussionAt(context, payload['meeting'] as string, payload['bundleDigest'] as string),
    risk: riskOf(context, payload['bundleDigest'] as string),
  })),
  keepRecusal: keep((context, act) => ({
    meeting: { ...context.meeting, recused: [...new Set([...context.meeting.recused, personOf(act)])] },
  })),
  keepSpeech: keep((context, act, payload) => ({
    meeting: {
      ...context.meeting,
      spoke: { ...context.meeting.spoke, [personOf(act)]: payload['stance'] as Stance },
    },
  })),
  keepNothing: keep(() => ({})),
  keepOutcome: keep((context, act, payload) => ({
    outcome: {
      is: payload['outcome'] as string,
      bundle: payload['bundleDigest'] as string,
      option: (payload['option'] as string | undefined) ?? null,
      edited:
        payload['outcome'] === 'passed-with-edits'
          ? ((payload['editedText'] as { sha256: string } | undefined)?.sha256 ?? null)
          : null,
      on: act.facts.meeting?.openedOn ?? act.date,
      dissenting: Object.keys(context.meeting.spoke).filter(
        (person) => context.meeting.spoke[person] === 'disagree',
      ),
    },
  })),
  keepIssue: keep((_, act, payload) => ({
    issue: { number: payload['number'] as string, on: countedFrom(act) },
  })),
};
