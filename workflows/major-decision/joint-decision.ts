/** A joint decision (联合决策): each body decides in a meeting of its own, all of them on the same text (article 30). */
import { z } from 'zod';
import { opaqueId, paper, sha256 } from '../fields.js';
import {
  aboutPayload,
  met,
  unitNamed,
  unmet,
  type EventDefinition,
  type Requirement,
} from '../vocabulary.js';
import { MEETING_STATES, quoted, wordFor } from '../words.js';
import type { Context } from './context.js';
import { editedAs, short } from '../wording.js';

export const jointActs = {
  JointBodyDecided: {
    title: { zh: '联合决策的机关作出决定', en: 'Other body of a joint decision decided' },
    payload: z.strictObject({
      body: opaqueId,
      /** That body's own meeting. */
      meeting: opaqueId,
      outcome: z.enum(['passed', 'passed-with-edits', 'substantive-change', 'rejected']),
      bundleDigest: sha256,
      /** The text as edited, where it passed with general edits. */
      editedText: z.strictObject({ sha256 }).optional(),
      minutes: paper,
    }),
    binding: true,
    asks: { meeting: (payload) => payload?.['meeting'] as string | undefined },
  },
} as const satisfies Record<string, EventDefinition>;

type Joint = z.infer<(typeof jointActs)['JointBodyDecided']['payload']>;
const JOINT_BODY_DECIDED = quoted(jointActs.JointBodyDecided.title);

const jointMeetingHeld = aboutPayload<Joint, Context>({
  id: 'joint-body-met',
  rules: ['D713-030-a', 'ORG-006'],
  strength: 'binding',
  title: {
    zh: '由联合决策的机关自己的会议讨论决定',
    en: 'Decided by a meeting of that other body',
  },
  fields: ['body', 'meeting'],
  test: (context, { payload: { body }, facts: { meeting } }) => {
    const joins = context.jointBodies.includes(body);
    const held = meeting?.status === 'open' || meeting?.status === 'closed';
    if (joins && held && meeting.body === body) return met;
    const state = meeting ? wordFor(MEETING_STATES, meeting.status) : undefined;
    const own = meeting?.body === body;
    return unmet({
      found: joins
        ? {
            zh: state ? `${own ? '' : '另一机关的会议，'}${state.zh}` : '没有该会议',
            en: state ? `a meeting${own ? '' : ' of another body'}, ${state.en}` : 'no such meeting',
          }
        : {
            zh: `${unitNamed(body)}不在联合决策的机关之列`,
            en: `${unitNamed(body)} does not take part in this decision`,
          },
      needed: {
        zh: '联合决策的机关已经召开的会议',
        en: 'a meeting, open or over, of a body that takes part in the decision',
      },
      remedy: {
        zh: '请该机关召集会议集体讨论，会签、传阅不能代替。',
        en: 'Have that body meet; circulation and countersigning are no meeting.',
      },
      whoCanSupply: ['secretary'],
    });
  },
});

/** The text decided here: as tabled, and as edited where it passed with edits. */
const decidedText = ({ outcome }: Context) => ({
  bundle: outcome?.bundle ?? null,
  edited: outcome?.edited ?? null,
});

const sameTextDecided = aboutPayload<Joint, Context>({
  id: 'joint-text-is-the-same',
  rules: ['D713-030-a', 'ORG-006'],
  strength: 'binding',
  title: { zh: '各机关决定的是同一文本', en: 'All bodies decide the same text' },
  fields: ['bundleDigest', 'editedText'],
  test: (context, { payload }) => {
    const { bundle, edited } = decidedText(context);
    const theirs = payload.editedText?.sha256 ?? null;
    if (payload.bundleDigest === bundle && theirs === edited) return met;
    return unmet({
      found: {
        zh: `该机关决定的文本 ${short(payload.bundleDigest)}，${editedAs(theirs).zh}`,
        en: `that body decided ${short(payload.bundleDigest)}, ${editedAs(theirs).en}`,
      },
      needed: {
        zh: `本机关决定的文本 ${short(bundle)}，${editedAs(edited).zh}`,
        en: `the text decided here, ${short(bundle)}, ${editedAs(edited).en}`,
      },
      remedy: {
        zh: '请该机关就同一文本讨论决定；需要修改的，各机关重新讨论。',
        en: 'Have that body decide this very text; where it has to change, all decide again.',
      },
      whoCanSupply: ['office', 'secretary'],
    });
  },
});

const jointBodiesDecided: Requirement<Context> = {
  id: 'joint-bodies-decided',
  rules: ['D713-030-a', 'ORG-006'],
  strength: 'binding',
  title: {
    zh: '联合决策的各机关均已就同一文本作出决定',
    en: 'Every body of a joint decision has decided the same text',
  },
  test: (context) => {
    const { bundle, edited } = decidedText(context);
    const waiting = context.jointBodies.filter((body) => {
      const theirs = context.after.joint[body];
      return theirs?.bundle !== bundle || theirs.edited !== edited;
    });
    if (waiting.length === 0) return met;
    return unmet({
      found: {
        zh: `尚未就该文本作出决定：${waiting.map(unitNamed).join('、')}`,
        en: `still to decide this text: ${waiting.map(unitNamed).join(', ')}`,
      },
      needed: { zh: '每一机关会议通过同一文本', en: 'the same text passed by a meeting of each body' },
      remedy: {
        zh: `该机关开会决定后，办理${JOINT_BODY_DECIDED.zh}。`,
        en: `When that body has met and decided, add ${JOINT_BODY_DECIDED.en}.`,
      },
      whoCanSupply: ['office', 'secretary'],
    });
  },
};

export const jointRules = [jointMeetingHeld, sameTextDecided, jointBodiesDecided];
