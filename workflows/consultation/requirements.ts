/** When a comment counts, and what its answer needs. */
import type { OpenCallFacts } from '../other-subjects.js';
import {
  aboutPayload,
  countedFrom,
  met,
  unmet,
  unitNamed,
  type Act,
  type Requirement,
  type Text,
} from '../vocabulary.js';
import type { Consultation, Disposed } from './consultation.js';
import { isMarked } from './marks.js';

const LATE: Text = {
  zh: '期限内寄达的书面意见，由承办单位凭收件日期佐证录入；期满后可依第三十五条提出意见建议。',
  en: 'A letter that arrived in time is entered by the proposing unit with evidence of that date; afterwards article 35 lets anybody write in.',
};

const withinTheOpenCall: Requirement<Consultation> = {
  id: 'within-the-open-call',
  rules: ['D713-015-c'],
  strength: 'binding',
  title: { zh: '在公告的期限内', en: 'Within the period that the notice gives' },
  test: (_, act) => {
    const call = act.facts.openCall;
    const day = countedFrom(act);
    if (call?.current && call.openedOn <= day && day <= call.deadline) return met;
    return unmet({
      found: call ? foundOf(call, day) : { zh: '没有发布过这一公告', en: 'no such call was published' },
      needed: call
        ? {
            zh: `${call.openedOn} 至 ${call.deadline}（含当日）`,
            en: `${call.openedOn} to ${call.deadline}, both included`,
          }
        : { zh: '已发布的征求意见公告', en: 'a call for comments that was published' },
      remedy: call ? LATE : { zh: '核对征求意见的编号。', en: 'Check which call is meant.' },
      ...(call?.current ? { latestOn: call.deadline } : {}),
      whoCanSupply: ['proposer', 'office'],
    });
  },
};

function foundOf(call: OpenCallFacts, day: string): Text {
  return call.current
    ? { zh: `意见日期 ${day}，截止日 ${call.deadline}`, en: `comment of ${day}, last day ${call.deadline}` }
    : { zh: '该公告已被新的公告取代', en: 'a newer call has taken its place' };
}

/** On paper or by telephone: whoever enters it works for the body that asked. */
const enteredByTheDecidingBody: Requirement<Consultation> = {
  id: 'entered-by-the-deciding-body',
  rules: [],
  strength: 'house',
  title: { zh: '书面意见由决策机关录入', en: 'A comment on paper is entered by the deciding body' },
  test: (_, act) => {
    const body = act.facts.openCall?.body;
    if (act.onBehalf === undefined || actsFor(act, body)) return met;
    return unmet({
      found: { zh: '录入人不属于征求意见的机关', en: 'entered by somebody of another body' },
      needed: {
        zh: `${body ? unitNamed(body) : '决策机关'}的工作人员`,
        en: `somebody who acts for ${body ? unitNamed(body) : 'the deciding body'}`,
      },
      remedy: {
        zh: '请由该机关录入，或请本人在网上提交。',
        en: 'Have that body enter it, or let the writer use the portal.',
      },
      whoCanSupply: ['proposer', 'office', 'secretary'],
    });
  },
};

const actsFor = ({ facts, actorRole, actorUnit }: Act, body: string | undefined): boolean =>
  facts.actor.grants.some(
    (grant) => grant.body === body && grant.role === actorRole && grant.unit === actorUnit,
  );

const commentWasReceived = aboutPayload<Disposed, Consultation>({
  id: 'comment-was-received',
  rules: ['D713-018-a'],
  strength: 'binding',
  title: { zh: '处理的是收到的意见', en: 'What is disposed of was received' },
  fields: ['comment'],
  test: ({ received }, { payload }) =>
    payload.comment <= received
      ? met
      : unmet({
          found: {
            zh: `第 ${payload.comment} 号，共收到 ${received} 条`,
            en: `number ${payload.comment} of ${received}`,
          },
          needed: { zh: '已收到的意见的序号', en: 'the number of a comment that was received' },
          remedy: { zh: '请核对序号。', en: 'Check the number.' },
          whoCanSupply: ['proposer'],
        }),
});

const disposedOfOnce = aboutPayload<Disposed, Consultation>({
  id: 'disposed-of-once',
  rules: ['GUARD-01'],
  strength: 'house',
  title: { zh: '每条意见处理一次', en: 'Each comment is disposed of once' },
  fields: ['comment'],
  test: ({ answered }, { payload }) =>
    isMarked(answered, payload.comment)
      ? unmet({
          found: {
            zh: `第 ${payload.comment} 号已经处理`,
            en: `number ${payload.comment} has its disposition`,
          },
          needed: { zh: '尚未处理的意见', en: 'a comment that has none yet' },
          remedy: {
            zh: '处理结果已告知本人，不再改动；有误的另行更正。',
            en: 'The writer has been told; it stays. A mistake is corrected beside it.',
          },
          whoCanSupply: ['proposer'],
        })
      : met,
});

export const consultationRequirements: readonly Requirement<Consultation>[] = [
  withinTheOpenCall,
  enteredByTheDecidingBody,
  commentWasReceived,
  disposedOfOnce,
];
