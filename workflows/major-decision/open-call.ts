/** The open call for comments (公开征求意见, article 15): thirty days belong to it and to nothing else. */
import {
  aboutPayload,
  countedFrom,
  met,
  unmet,
  valueOf,
  type Act,
  type LocalDate,
  type Requirement,
} from '../vocabulary.js';
import type { Context } from './context.js';
import type { Closed, Opened } from './public-input.js';
import { counted } from '../wording.js';

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

/** The last day of a call of the full length that is published on that day; where a place rolls over, a working day. */
export function fullCallUntil(
  context: Pick<Context, 'ruleSet'>,
  published: LocalDate,
  days: Act['days'],
): { date: LocalDate; provisional: boolean } {
  const last = days.addDays(published, valueOf(context, 'openCallDays'));
  return valueOf(context, 'rollOver') ? days.firstWorkingDayFrom(last) : { date: last, provisional: false };
}

const openCallThirtyDays = aboutPayload<Opened, Context>({
  id: 'open-call-thirty-days',
  rules: ['D713-015-a', 'D713-015-b'],
  parameters: ['openCallDays', 'rollOver'],
  strength: 'binding',
  title: { zh: '公开征求意见一般不少于30日', en: 'An open call runs 30 days as a rule' },
  fields: ['deadline', 'shorteningReason'],
  test: (context, act) => {
    const least = valueOf(context, 'openCallDays');
    const published = countedFrom(act);
    const earliest = fullCallUntil(context, published, act.days);
    if (act.payload.deadline >= earliest.date || act.payload.shorteningReasonInNotice) return met;
    return unmet({
      found: {
        zh: `${published} 发布，${act.payload.deadline} 截止，共 ${act.days.daysBetween(published, act.payload.deadline)} 日`,
        en: `published ${published}, deadline ${act.payload.deadline}: ${counted(act.days.daysBetween(published, act.payload.deadline), 'day')}`,
      },
      needed: {
        zh: `不少于 ${least} 日，或在公告中说明缩短理由`,
        en: `${least} days, or the reason for less in the notice itself`,
      },
      remedy: {
        zh: `截止日改为 ${earliest.date} 或以后。`,
        en: `Set the deadline to ${earliest.date} or later.`,
      },
      earliestOn: earliest.date,
      ...(earliest.provisional ? { provisional: true } : {}),
      whoCanSupply: ['proposer'],
    });
  },
});

/** Where a law sets the period (spatial plans), urgency shortens nothing. */
const neverShortened = aboutPayload<Opened, Context>({
  id: 'open-call-never-shortened',
  rules: [],
  strength: 'local-option',
  parameters: ['openCallNeverShortened'],
  title: { zh: '此类事项的公告期限不得缩短', en: 'For this kind of matter the period is never shortened' },
  fields: ['deadline'],
  test: (context, act) => {
    const earliest = fullCallUntil(context, countedFrom(act), act.days);
    if (!valueOf(context, 'openCallNeverShortened') || act.payload.deadline >= earliest.date) return met;
    return unmet({
      found: {
        zh: `${countedFrom(act)} 发布，${act.payload.deadline} 截止`,
        en: `published ${countedFrom(act)}, deadline ${act.payload.deadline}`,
      },
      needed: {
        zh: `不少于 ${valueOf(context, 'openCallDays')} 日，情况紧急也不例外`,
        en: `${valueOf(context, 'openCallDays')} days, urgency or not`,
      },
      remedy: {
        zh: `截止日改为 ${earliest.date} 或以后。`,
        en: `Set the deadline to ${earliest.date} or later.`,
      },
      earliestOn: earliest.date,
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
            zh: `公告所附文本 ${payload.bundleDigest.slice(0, 12)}`,
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

/** The call named is the one that runs, and its last day is over: comments count until the end of that day. */
const openCallOver = aboutPayload<Closed, Context>({
  id: 'open-call-over',
  rules: ['D713-015-a'],
  strength: 'binding',
  title: { zh: '征求意见期限届满', en: 'The period for comments is over' },
  fields: ['consultation'],
  test: (context, act) => {
    const call = context.publicInput.openCall;
    const thisCall = call?.consultation === act.payload.consultation;
    if (call && thisCall && act.date > call.deadline) return met;
    const earliest = call && act.days.addDays(call.deadline, 1);
    return unmet({
      found: thisCall
        ? {
            zh: `今天 ${act.date}，截止日 ${call?.deadline}`,
            en: `today ${act.date}, last day ${call?.deadline}`,
          }
        : { zh: '不是正在进行的征求意见', en: 'not the call that runs' },
      needed: {
        zh: '正在进行的征求意见，截止日当天结束之后',
        en: 'the call that runs, after the end of its last day',
      },
      remedy: thisCall
        ? { zh: `${earliest ?? ''} 起可以办理。`, en: `Possible from ${earliest ?? ''}.` }
        : { zh: '请核对征求意见编号。', en: 'Check which call is meant.' },
      ...(earliest ? { earliestOn: earliest } : {}),
      whoCanSupply: ['proposer', 'office'],
    });
  },
});

/** Comments are one decision's: two decisions under one name would answer each other's. */
const callOfThisDecision = aboutPayload<Opened, Context>({
  id: 'call-of-this-decision',
  rules: [],
  strength: 'house',
  title: { zh: '征求意见编号属于本事项', en: "The consultation's name belongs to this decision" },
  fields: ['consultation'],
  test: (_, { facts, subject, payload }) =>
    facts.openCall === undefined || `decision/${facts.openCall.decision}` === subject
      ? met
      : unmet({
          found: {
            zh: `编号 ${payload.consultation} 已用于另一事项`,
            en: `the name ${payload.consultation} is another decision's`,
          },
          needed: { zh: '未使用过的编号', en: 'a name that is not in use' },
          remedy: { zh: '换一个编号后发布。', en: 'Choose another name and publish.' },
          whoCanSupply: ['proposer', 'office'],
        }),
});

/** A second call does not make the comments on the first one disappear. */
const earlierCommentsDisposed: Requirement<Context> = {
  id: 'earlier-comments-disposed',
  rules: ['D713-018-a'],
  strength: 'binding',
  title: { zh: '前次征求的意见已逐条处理', en: 'Comments on an earlier call have their dispositions' },
  test: (context, { facts }) => {
    const earlier = context.publicInput.openCall;
    const seen = facts.consultation;
    const disposed = seen?.consultation === earlier?.consultation && seen?.disposed === seen?.received;
    if (!earlier || disposed) return met;
    return unmet({
      found: {
        zh: `前次征求意见收到 ${seen?.received ?? 0}，已处理 ${seen?.disposed ?? 0}`,
        en: `on the earlier call ${seen?.received ?? 0} received, ${seen?.disposed ?? 0} disposed of`,
      },
      needed: { zh: '每条意见均有处理结果和理由', en: 'a disposition and a reason for each' },
      remedy: { zh: '逐条处理后再次公开征求意见。', en: 'Dispose of each, then open another call.' },
      whoCanSupply: ['proposer'],
    });
  },
};

export const openCallRules = [
  noticeBeforeDeadline,
  openCallThirtyDays,
  neverShortened,
  noticeOfCurrentDraft,
  callOfThisDecision,
  openCallOver,
  earlierCommentsDisposed,
];
