/** What the report on public input has to show before the step is done (articles 14, 16, 18, and what places add). */
import { aboutPayload, met, unmet, valueOf, type Requirement } from '../vocabulary.js';
import { quoted } from '../words.js';
import { exemptedSteps, type Context } from './context.js';
import { publicInputActs, type Reported } from './public-input.js';
import { counted } from '../wording.js';

const HELD = quoted(publicInputActs.PublicInputHeld.title);
const HEARING = quoted(publicInputActs.HearingHeld.title);

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

const businessesHeard: Requirement<Context> = {
  id: 'businesses-heard',
  rules: [],
  strength: 'local-option',
  parameters: ['marketVoicesHeard'],
  title: { zh: '听取各类市场主体意见', en: 'Market players of various kinds were heard' },
  test: (context) => {
    const asked = valueOf(context, 'marketVoicesHeard') && context.draft?.touches.marketPlayers;
    if (!asked || context.publicInput.businessesHeard) return met;
    return unmet({
      found: {
        zh: '涉及市场主体，未记录听取企业意见',
        en: 'market players are touched, and no business was heard',
      },
      needed: { zh: '各类市场主体的意见', en: 'the views of businesses of various kinds' },
      remedy: {
        zh: `听取后办理${HELD.zh}，参加人列明企业。`,
        en: `Hear them, and list businesses in ${HELD.en}.`,
      },
      whoCanSupply: ['proposer'],
    });
  },
};

/** Every comment that came in on the call is answered; those given elsewhere are counted with them. */
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
    const allCounted =
      !openCall ||
      (seen?.consultation === openCall.consultation &&
        seen.disposed === seen.received &&
        payload.received >= seen.received);
    if (sum === payload.received && allCounted) return met;
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

const reportPublished = aboutPayload<Reported, Context>({
  id: 'input-report-published',
  rules: [],
  strength: 'local-option',
  parameters: ['inputReportPublished'],
  title: { zh: '公众参与报告已公布', en: 'The report on public input is published' },
  fields: ['publishedOn'],
  test: (context, { payload, date }) =>
    !valueOf(context, 'inputReportPublished') || (payload.publishedOn ?? '9999') <= date
      ? met
      : unmet({
          found: { zh: '没有公布日期', en: 'no day of publication' },
          needed: { zh: '已公布的公众参与报告', en: 'a published report' },
          remedy: { zh: '公布报告后提交，写明公布日期。', en: 'Publish it, and name the day.' },
          whoCanSupply: ['proposer'],
        }),
});

const hearingRequestsAnswered = aboutPayload<Reported, Context>({
  id: 'hearing-requests-answered',
  rules: [],
  strength: 'local-option',
  parameters: ['hearingRequestsAnswered'],
  title: { zh: '公众的听证建议均已答复', en: 'Requests for a hearing were answered' },
  fields: ['hearingRequests'],
  test: (context, { payload: { hearingRequests: asked } }) => {
    if (!valueOf(context, 'hearingRequestsAnswered')) return met;
    if (asked && asked.granted + asked.refusedWithReason === asked.received) return met;
    return unmet({
      found: asked
        ? {
            zh: `收到听证建议 ${asked.received}，已答复 ${asked.granted + asked.refusedWithReason}`,
            en: `${counted(asked.received, 'request')}, ${asked.granted + asked.refusedWithReason} answered`,
          }
        : { zh: '没有写明听证建议的答复情况', en: 'nothing is said of requests for a hearing' },
      needed: {
        zh: '每项听证建议的答复；不听证的说明理由',
        en: 'an answer to each; with reasons where there is no hearing',
      },
      remedy: {
        zh: '逐项答复后报告；没有建议的填 0。',
        en: 'Answer each, then report; 0 where there was none.',
      },
      whoCanSupply: ['proposer'],
    });
  },
});

const hearingReportMade = aboutPayload<Reported, Context>({
  id: 'hearing-report-made',
  rules: [],
  strength: 'local-option',
  parameters: ['hearingReport', 'hearingReportDays'],
  title: { zh: '举行听证的有听证报告', en: 'A hearing has its report' },
  fields: ['hearingReport'],
  test: (context, { payload }) => {
    const asked = valueOf(context, 'hearingReport') || valueOf(context, 'hearingReportDays') !== null;
    if (!asked || !context.publicInput.hearing?.heldOn || payload.hearingReport) return met;
    return unmet({
      found: { zh: '没有附听证报告', en: 'no hearing report is attached' },
      needed: { zh: '听证报告', en: 'the hearing report' },
      remedy: { zh: '制作听证报告并上传。', en: 'Make the report and upload it.' },
      whoCanSupply: ['proposer'],
    });
  },
});

const oppositionArgued = aboutPayload<Reported, Context>({
  id: 'hearing-opposition-argued',
  rules: [],
  strength: 'local-option',
  parameters: ['hearingOppositionArgued'],
  title: {
    zh: '听证多数反对的，进一步论证',
    en: 'Where most objected at the hearing, the matter was argued further',
  },
  fields: ['furtherArgument'],
  test: (context, { payload }) => {
    const asked = valueOf(context, 'hearingOppositionArgued') && context.publicInput.hearing?.mostObjected;
    if (!asked || payload.furtherArgument) return met;
    return unmet({
      found: {
        zh: '听证参加人多数反对，没有进一步论证',
        en: 'most participants objected, and nothing was argued further',
      },
      needed: { zh: '进一步论证的材料', en: 'the paper of the further argument' },
      remedy: { zh: '组织进一步论证，附论证材料。', en: 'Have it argued further, and attach the paper.' },
      whoCanSupply: ['proposer'],
    });
  },
});

const hearingFeedback = aboutPayload<Reported, Context>({
  id: 'hearing-feedback-given',
  rules: [],
  strength: 'local-option',
  parameters: ['hearingFeedback'],
  title: {
    zh: '向听证参加人书面反馈并公布',
    en: 'The participants were told in writing, and it was published',
  },
  fields: ['feedback'],
  test: (context, { payload }) => {
    const asked = valueOf(context, 'hearingFeedback') && context.publicInput.hearing?.heldOn;
    if (!asked || payload.feedback) return met;
    return unmet({
      found: { zh: '没有向听证参加人反馈的材料', en: 'nothing shows that the participants were told' },
      needed: { zh: '采纳与否及理由的书面反馈', en: 'what was adopted or why not, in writing' },
      remedy: { zh: '反馈并公布后附材料。', en: 'Tell them, publish it, and attach the paper.' },
      whoCanSupply: ['proposer'],
    });
  },
});

export const publicInputReportRules = [
  groupsHeard,
  businessesHeard,
  everyCommentDisposed,
  reportPublished,
  hearingRequestsAnswered,
  hearingReportMade,
  oppositionArgued,
  hearingFeedback,
];
