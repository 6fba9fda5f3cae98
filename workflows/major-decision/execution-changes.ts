/**
 * Changes of the execution (article 37): none outside the procedure; in urgency the head may suspend first; a major
 * adjustment takes a decision of its own.
 */
import { z } from 'zod';
import { opaqueId, sha256, words } from '../fields.js';
import type { DecisionFacts } from '../other-subjects.js';
import {
  aboutPayload,
  met,
  rolesIn,
  unmet,
  valueOf,
  type EventDefinition,
  type Text,
} from '../vocabulary.js';
import { quoted } from '../words.js';
import type { Context } from './context.js';
import { proposalActs } from './proposal.js';

export const successorNamed = (payload: Readonly<Record<string, unknown>>) =>
  payload['successor'] === undefined ? [] : [payload['successor'] as string];
/** The meeting that decided it, and the minute of what it decided. */
const decidedAt = { meeting: opaqueId.optional(), minute: z.strictObject({ sha256 }).optional() };
const ofThatMeeting = {
  meeting: (payload: Readonly<Record<string, unknown>> | undefined) =>
    payload?.['meeting'] as string | undefined,
};

export const changeActs = {
  ExecutionSuspended: {
    title: { zh: '中止执行', en: 'Execution suspended' },
    payload: z.strictObject({ urgent: z.boolean(), reason: words(), ...decidedAt }),
    binding: true,
    asks: ofThatMeeting,
  },
  ExecutionResumed: {
    title: { zh: '恢复执行', en: 'Execution resumed' },
    payload: z.strictObject({ reason: words(), ...decidedAt }),
    binding: true,
  },
  AdjustmentProposed: {
    title: { zh: '提出调整', en: 'Adjustment proposed' },
    payload: z.strictObject({
      extent: z.enum(['minor', 'major']),
      what: words(),
      /** The matter that decides a major adjustment. */
      successor: opaqueId.optional(),
      ...decidedAt,
    }),
    asks: { ...ofThatMeeting, decisions: successorNamed },
  },
} as const satisfies Record<string, EventDefinition>;

type Acts = typeof changeActs;
type Suspended = z.infer<Acts['ExecutionSuspended']['payload']>;
type Adjusted = z.infer<Acts['AdjustmentProposed']['payload']>;
const PROPOSED = quoted(proposalActs.DecisionProposed.title);

const suspendedByProcedure = aboutPayload<Suspended, Context>({
  id: 'suspended-by-procedure',
  rules: ['D713-037-a', 'D713-037-b'],
  strength: 'binding',
  title: {
    zh: '中止执行经集体决定，紧急时由行政首长先行决定',
    en: 'Suspended by a decision of the body, or by the head in urgency',
  },
  fields: ['urgent', 'minute'],
  test: (context, act) => {
    const { urgent, minute } = act.payload;
    const head = rolesIn(act, context.body).includes('head');
    if (minute || (urgent && head)) return met;
    return unmet({
      found: urgent
        ? { zh: '情况紧急，但不是行政首长的决定', en: 'urgent, but not decided by the head' }
        : {
            zh: '情况并不紧急，没有集体决定的纪要',
            en: 'not urgent, and no minute of a decision of the body',
          },
      needed: {
        zh: '集体决定的纪要；情况紧急的，行政首长的决定',
        en: "the minute of the body's decision; in urgency, the head's own decision",
      },
      remedy: {
        zh: '上会讨论后附纪要；紧急的，由行政首长办理。',
        en: 'Have a meeting decide and add its minute; in urgency let the head do it.',
      },
      whoCanSupply: ['head', 'secretary'],
    });
  },
});

interface Change {
  readonly urgent?: boolean;
  readonly extent?: 'minor' | 'major';
}

/** A local option. A major adjustment and a stop have a decision of their own, and that has its meeting. */
const changeAtAMeeting = aboutPayload<Change, Context>({
  id: 'change-decided-at-a-meeting',
  rules: [],
  strength: 'local-option',
  parameters: ['executionChangesByMeeting'],
  title: { zh: '调整、中止由会议集体讨论决定', en: 'A meeting decides to adjust or suspend' },
  fields: ['urgent', 'extent', 'meeting'],
  test: (context, { payload: { urgent, extent }, facts: { meeting } }) => {
    const asked = valueOf(context, 'executionChangesByMeeting') && !urgent && extent !== 'major';
    const held = meeting?.status === 'open' || meeting?.status === 'closed';
    if (!asked || (held && meeting.body === context.body)) return met;
    return unmet({
      found: meeting
        ? {
            zh: '所指会议尚未召开，或者属于另一机关',
            en: 'the meeting named has not been held, or is of another body',
          }
        : { zh: '没有作出决定的会议', en: 'no meeting is named that decided it' },
      needed: { zh: '本机关已经召开的会议', en: 'a meeting of this body, open or over' },
      remedy: { zh: '提请会议讨论决定，写明是哪次会议。', en: 'Put it to a meeting, and name the meeting.' },
      whoCanSupply: ['secretary', 'head'],
    });
  },
});

/** The matter named adjusts this very decision, and is one of this body. */
export const adjusts = (other: DecisionFacts | undefined, context: Context, subject: string): boolean =>
  other?.body === context.body &&
  other.arisesFrom?.as === 'adjustment' &&
  `decision/${other.arisesFrom.decision}` === subject;

export const wrongMatter = (other: DecisionFacts | undefined, named: boolean): Text => {
  if (!named) return { zh: '没有写明作出决定的事项', en: 'no matter is named that decides it' };
  return other
    ? {
        zh: '该事项属于另一机关，或者没有写明是对本决策的调整',
        en: 'that matter is of another body, or does not say that it adjusts this decision',
      }
    : { zh: '没有该事项', en: 'there is no such matter' };
};

const majorByADecision = aboutPayload<Adjusted, Context>({
  id: 'major-adjustment-by-a-decision',
  rules: ['D713-037-c'],
  strength: 'binding',
  title: { zh: '重大调整重新履行决策程序', en: 'A major adjustment goes through the procedure again' },
  fields: ['extent', 'successor'],
  test: (context, { payload, facts, subject }) => {
    const { successor } = payload;
    const other = successor === undefined ? undefined : facts.decisions?.[successor];
    if (payload.extent === 'minor' || adjusts(other, context, subject)) return met;
    return unmet({
      found: wrongMatter(other, successor !== undefined),
      needed: {
        zh: '本机关就这一调整提出的新事项',
        en: 'a new matter of this body, proposed for this adjustment',
      },
      remedy: {
        zh: `先就调整办理${PROPOSED.zh}，写明是对本决策的调整。`,
        en: `Add ${PROPOSED.en} for it first, naming this decision as what it adjusts.`,
      },
      whoCanSupply: ['proposer', 'office'],
    });
  },
});

export const changeRules = [suspendedByProcedure, changeAtAMeeting, majorByADecision];
