import { z } from 'zod';
import { opaqueId, words } from '../../workflows/fields.js';
import {
  aboutPayload,
  met,
  personNamed,
  ROLE_NAMES,
  unitNamed,
  unmet,
  type Act,
  type Finding,
  type Requirement,
  type Role,
  type Text,
} from '../../workflows/vocabulary.js';
import { administeredRegister } from '../people/within-ones-part.js';

/**
 * Emergency reading (紧急查阅): somebody without access reads one decision for some hours, because two people want it:
 * the one who asks, with a reason, and a second of the body whose decision it is. It lets nobody act.
 */
export interface EmergencyReading {
  readonly decision: string;
  readonly body: string;
  readonly reader: string;
  readonly hours: number;
  /** RFC 3339 in UTC, recorded time. */
  readonly askedAt: string;
  readonly status: 'none' | 'asked' | 'open' | 'refused' | 'ended';
  /** Who confirmed or refused it. */
  readonly decidedBy: string | null;
  /** When an open one ends by itself. */
  readonly until: string | null;
}

export const noReading: EmergencyReading = {
  decision: '',
  body: '',
  reader: '',
  hours: 0,
  askedAt: '',
  status: 'none',
  decidedBy: null,
  until: null,
};

const HOUR_MS = 3_600_000;
/** Whoever needs to read at once does not wait longer for a second person. */
const WAITS_HOURS = 72;

/** Whoever serves some body here may ask; the program and the public may not. */
const ASKERS = ROLE_NAMES.filter((role) => !['public', 'timekeeper', 'installation'].includes(role));
/** Who confirms, in the body whose decision it is. */
export const CONFIRMERS: readonly Role[] = ['head', 'office', 'administrator'];

export const readingAsked = z.strictObject({
  decision: opaqueId,
  body: opaqueId,
  hours: z.int().min(1).max(1000),
  reason: words(1000),
});
export const because = z.strictObject({ reason: words(1000) });
const readingConfirmed = z.strictObject({});
type Asked = z.infer<typeof readingAsked>;

const rule = (id: string, title: Text) => ({ id, rules: [], strength: 'house' as const, title });
const refused = (found: Text, needed: Text, remedy: Text, whoCanSupply: readonly Role[] = CONFIRMERS) =>
  unmet({ found, needed, remedy, whoCanSupply });

/** The same words for a decision of another body and for none at all. */
const decisionOfItsBody = aboutPayload<Asked, EmergencyReading>({
  ...rule('reading-of-its-body', { zh: '所查阅的事项属于该机关', en: 'The decision is that body’s' }),
  fields: ['decision', 'body'],
  test: (_, { payload: { decision, body }, facts }) =>
    facts.decisions?.[decision]?.body === body
      ? met
      : refused(
          {
            zh: `${unitNamed(body)}没有这一事项`,
            en: `${unitNamed(body)} has no such decision`,
          },
          { zh: '该机关的决策事项', en: 'a decision of that body' },
          { zh: '请核对决策事项编号。', en: 'Check the id of the decision.' },
        ),
});

const notTooLong = aboutPayload<Asked, EmergencyReading>({
  ...rule('reading-not-too-long', {
    zh: '查阅时限不超过所配置的上限',
    en: 'For no longer than the configuration lets it',
  }),
  fields: ['hours'],
  test: (_, { payload: { hours }, facts: { longestReading } }) => {
    const most = longestReading?.hours ?? 0;
    if (hours <= most) return met;
    return refused(
      { zh: `${hours} 小时`, en: `${hours} hours` },
      { zh: `不超过 ${most} 小时`, en: `at most ${most} hours` },
      { zh: '缩短时限。', en: 'Ask for fewer hours.' },
    );
  },
});

const inPerson: Requirement<EmergencyReading> = {
  ...rule('in-person', { zh: '本人办理', en: 'Done in person' }),
  test: (_, { onBehalf }) =>
    onBehalf === undefined
      ? met
      : refused(
          { zh: '系代录', en: 'entered for another' },
          { zh: '本人办理', en: 'one’s own act' },
          { zh: '请本人登录办理。', en: 'Sign in and do it yourself.' },
        ),
};

const readingWaits: Requirement<EmergencyReading> = {
  ...rule('reading-waits', { zh: '有待确认的查阅申请', en: 'A request that waits' }),
  test: ({ status, askedAt }, { time }) => {
    const isLate = Date.parse(time) > Date.parse(askedAt) + WAITS_HOURS * HOUR_MS;
    if (status === 'asked' && !isLate) return met;
    return refused(
      isLate && status === 'asked'
        ? {
            zh: `${askedAt} 提出，已逾 ${WAITS_HOURS} 小时`,
            en: `asked ${askedAt}, over ${WAITS_HOURS} hours ago`,
          }
        : { zh: '已确认、未同意或已结束', en: 'confirmed, refused or ended already' },
      {
        zh: `${WAITS_HOURS} 小时内提出、待确认的申请`,
        en: `one that waits, asked within ${WAITS_HOURS} hours`,
      },
      { zh: '如仍需要，请重新提出。', en: 'If it is still needed, it is asked for again.' },
    );
  },
};

/** Where administration is divided in three it is the security administrator, as `within-ones-part` says. */
const aSecondOfTheBody: Requirement<EmergencyReading> = {
  ...rule('second-of-the-body', {
    zh: '由该机关另一人确认',
    en: 'Confirmed by a second person, of that body',
  }),
  test: ({ reader }, { actor, actorRole, facts: { administration } }): Finding => {
    const isSecurity = administration === undefined || actorRole === 'administrator';
    if (actor !== reader && isSecurity) return met;
    return refused(
      actor === reader
        ? { zh: `申请人${personNamed(reader)}本人`, en: `${personNamed(reader)}, who asked` }
        : {
            zh: '三员已分设，而确认人不是管理员',
            en: 'administration is divided, and this is no administrator',
          },
      {
        zh: '申请人以外的另一人；三员分设的，为安全管理员',
        en: 'another person; the security administrator where the three are separated',
      },
      { zh: '请该机关另一人确认。', en: 'Have another person of that body confirm it.' },
    );
  },
};

const readingOpen: Requirement<EmergencyReading> = {
  ...rule('reading-open', { zh: '查阅尚未结束', en: 'The reading has not ended' }),
  test: ({ status, until }, { time }) =>
    (status === 'open' && until !== null && time < until) || status === 'asked'
      ? met
      : refused(
          {
            zh: until === null ? '未开放' : `至 ${until}`,
            en: until === null ? 'not open' : `until ${until}`,
          },
          { zh: '待确认或正在进行的查阅', en: 'one that waits or is open' },
          { zh: '无需再办理。', en: 'Nothing is left to do.' },
        ),
};

const readerOrOfTheBody: Requirement<EmergencyReading> = {
  ...rule('reader-or-of-the-body', {
    zh: '由查阅人或该机关结束',
    en: 'Ended by the reader, or by that body',
  }),
  test: ({ reader, body }, { actor, actorRole, actorUnit, facts }) => {
    const ofTheBody = facts.actor.grants.some(
      (grant) =>
        grant.body === body &&
        grant.role === actorRole &&
        grant.unit === actorUnit &&
        CONFIRMERS.includes(grant.role),
    );
    if (actor === reader || ofTheBody) return met;
    return refused(
      { zh: '既非查阅人，也不在该机关有此职责', en: 'neither the reader nor somebody of that body who may' },
      {
        zh: '查阅人，或该机关的行政首长、办公机构、管理员',
        en: 'the reader, or head, office or administrator of the body',
      },
      { zh: '请其办理。', en: 'Ask one of them.' },
    );
  },
};

const requirements = [
  decisionOfItsBody,
  notTooLong,
  inPerson,
  readingWaits,
  aSecondOfTheBody,
  readingOpen,
  readerOrOfTheBody,
];
const asks = { decisions: ({ decision }: Readonly<Record<string, unknown>>) => [decision as string] };

export const readingProcedure = administeredRegister<EmergencyReading>({
  id: 'reading',
  version: '1',
  first: 'ReadingAsked',
  empty: noReading,
  events: {
    ReadingAsked: {
      title: { zh: '申请紧急查阅', en: 'Emergency reading asked for' },
      payload: readingAsked,
      asks: { ...asks, longestReading: true },
      law: { roles: ASKERS, rules: [], requires: [inPerson.id, decisionOfItsBody.id, notTooLong.id] },
    },
    ReadingConfirmed: {
      title: { zh: '同意紧急查阅', en: 'Emergency reading confirmed' },
      payload: readingConfirmed,
      adds: true,
      law: { roles: CONFIRMERS, rules: [], requires: [inPerson.id, readingWaits.id, aSecondOfTheBody.id] },
    },
    ReadingRefused: {
      title: { zh: '不同意紧急查阅', en: 'Emergency reading refused' },
      payload: because,
      adds: true,
      law: { roles: CONFIRMERS, rules: [], requires: [inPerson.id, readingWaits.id, aSecondOfTheBody.id] },
    },
    ReadingEnded: {
      title: { zh: '结束紧急查阅', en: 'Emergency reading ended' },
      payload: because,
      adds: true,
      law: { roles: ASKERS, rules: [], requires: [inPerson.id, readingOpen.id, readerOrOfTheBody.id] },
    },
  },
  requirements: Object.fromEntries(requirements.map((one) => [one.id, one])),
  possible: () => ['ReadingConfirmed', 'ReadingRefused', 'ReadingEnded'],
  fold: readingAfter,
  // Whoever asks, or stops reading, serves another body as a rule.
  bodyOf: ({ body }, { type }) => (['ReadingConfirmed', 'ReadingRefused'].includes(type) ? body : undefined),
});

function readingAfter(state: EmergencyReading, act: Act): EmergencyReading {
  if (act.type === 'ReadingAsked') {
    const { decision, body, hours } = act.payload as Asked;
    return { ...noReading, decision, body, hours, reader: act.actor, askedAt: act.time, status: 'asked' };
  }
  if (act.type === 'ReadingEnded') return { ...state, status: 'ended' };
  if (act.type === 'ReadingRefused') return { ...state, status: 'refused', decidedBy: act.actor };
  const until = new Date(Date.parse(act.time) + state.hours * HOUR_MS).toISOString();
  return { ...state, status: 'open', decidedBy: act.actor, until };
}
