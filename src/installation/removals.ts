import { z } from 'zod';
import { opaqueId, sha256 } from '../../workflows/fields.js';
import type { RemovalFacts } from '../../workflows/other-subjects.js';
import {
  aboutPayload,
  met,
  personNamed,
  unitNamed,
  unmet,
  type Act,
  type EventDefinition,
  type Filled,
  type LocalDate,
  type Requirement,
  type Role,
  type Text,
  type TransitionLaw,
} from '../../workflows/vocabulary.js';
import { canonicalize, type Json } from '../canonical/canonical-json.js';

/** Who may ask for a removal and confirm one, in the body that the record belongs to. Auditors change nothing. */
export const REMOVERS: readonly Role[] = ['administrator', 'archivist', 'office'];

/** As they stand in `_sd`, each with the position of its event. */
const digest = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'a digest as it stands in _sd');
const MOST = 50;
/** A file number, not a sentence: it stands in clear for ever. */
const reference = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}〔〕[\]()（）\-_/.·第号 ]{1,60}$/u, 'a reference number, at most 60 characters');
const named = { digests: z.array(digest).max(MOST), positions: z.array(z.int().min(0)).max(MOST) };

/** Why personal data goes: article 47 of the Personal Information Protection Law, item by item. */
export const LEGAL_BASES = [
  'purpose-achieved',
  'retention-expired',
  'consent-withdrawn',
  'unlawful-processing',
  'other-law',
] as const;
export const GROUNDS = ['secrecy-order', 'destruction-list'] as const;

const erasure = { ...named, legalBasis: z.enum(LEGAL_BASES), request: reference };
const removal = {
  ...named,
  /** The subject whose record the order is about; the papers are those that its events name. */
  subject: z.string().regex(/^(decision|consultation|meeting|catalogue)\/[a-z0-9][a-z0-9-]{0,63}$/),
  documents: z.array(sha256).max(MOST),
  ground: z.enum(GROUNDS),
  order: reference,
};
const proposal = { proposal: opaqueId };
const byTwo = { ...proposal, first: opaqueId, second: opaqueId };

const payloads = {
  ErasureProposed: z.strictObject({ ...proposal, ...erasure }),
  RemovalProposed: z.strictObject({ ...proposal, ...removal }),
  ProposalDropped: z.strictObject(proposal),
  DisclosuresErased: z.strictObject({ ...byTwo, ...erasure }),
  RemovedUnderOrder: z.strictObject({ ...byTwo, ...removal }),
};
export type ErasureProposed = z.infer<(typeof payloads)['ErasureProposed']>;
export type RemovalProposed = z.infer<(typeof payloads)['RemovalProposed']>;
type Confirmed = z.infer<(typeof payloads)['DisclosuresErased' | 'RemovedUnderOrder']>;

/** What one person has proposed, and waits for another. */
export interface Proposal {
  readonly is: 'erasure' | 'removal';
  readonly by: string;
  readonly on: LocalDate;
  readonly asked: ErasureProposed | RemovalProposed;
  /** What it would remove, as the second person is shown it: never the values. */
  readonly about: RemovalFacts['disclosures'];
}

export interface Proposals {
  readonly proposals: Readonly<Record<string, Proposal>>;
}

/** How many may wait at once. */
const OPEN = 50;

const rule = (id: string, title: Text) => ({
  id,
  rules: [],
  strength: 'house' as const,
  title,
  fields: ['digests'],
});
const refused = (found: Text, needed: Text, remedy: Text) =>
  unmet({ found, needed, remedy, whoCanSupply: REMOVERS });

const proposalIsNew = aboutPayload<{ proposal: string }, Proposals>({
  ...rule('proposal-is-new', { zh: '新的提请', en: 'A new proposal' }),
  test: ({ proposals }, { payload, onBehalf }) =>
    !Object.hasOwn(proposals, payload.proposal) &&
    Object.keys(proposals).length < OPEN &&
    onBehalf === undefined
      ? met
      : refused(
          {
            zh: '已有此提请，或待确认的提请过多，或系代录',
            en: 'it exists, too many wait, or it is entered for another',
          },
          {
            zh: `本人提出的新提请，待确认的少于 ${OPEN} 件`,
            en: `one’s own new proposal, fewer than ${OPEN} waiting`,
          },
          { zh: '先处理待确认的提请。', en: 'Deal with those that wait first.' },
        ),
});

/** Only what members of the public said of themselves: whoever acts in office answers for life. */
const erasableOnly = aboutPayload<ErasureProposed, Proposals>({
  ...rule('erasable-only', { zh: '只删除公众的个人信息', en: 'Only personal data of members of the public' }),
  test: (_, act) => allOf(act, ['personal'], true),
});

/** An order may reach titles and free text too, and papers; the words of office never. */
const removableOnly = aboutPayload<RemovalProposed, Proposals>({
  ...rule('removable-only', { zh: '只移除可依令移除的内容', en: 'Only what an order may remove' }),
  test: (_, act) => {
    const { payload, facts } = act;
    const papers = facts.removal?.documents ?? [];
    const missing = payload.documents.filter((one) => !papers.includes(one));
    if (missing.length > 0)
      return refused(
        {
          zh: `${missing.length} 份材料不在该主体的记录中`,
          en: `${missing.length} paper(s) that its record does not name`,
        },
        { zh: '该主体的事件所列的材料', en: 'papers that events of the subject name' },
        { zh: '请核对材料摘要。', en: 'Check the digests of the papers.' },
      );
    const strange = Object.values(facts.removal?.disclosures ?? {}).find(
      ({ subject }) => subject !== payload.subject,
    );
    if (strange)
      return refused(
        { zh: `有字段属于 ${strange.subject}`, en: `a field is of ${strange.subject}` },
        { zh: `${payload.subject} 的字段`, en: `fields of ${payload.subject}` },
        { zh: '每个主体分别提请。', en: 'Propose each subject by itself.' },
      );
    return allOf(act, ['personal', 'text'], payload.documents.length === 0);
  },
});

function allOf(act: Filled<ErasureProposed | RemovalProposed>, classes: readonly string[], some: boolean) {
  const { digests } = act.payload;
  const known = act.facts.removal?.disclosures ?? {};
  const wrong = digests.filter((one) => !classes.includes(known[one]?.disclosure ?? ''));
  if (wrong.length === 0 && (digests.length > 0 || !some) && new Set(digests).size === digests.length)
    return met;
  const what = wrong.map((one) => known[one]?.pointer ?? one.slice(0, 12)).join(', ');
  return refused(
    {
      zh: `不可删除，或已不在：${what || '无'}`,
      en: `not erasable, or not here: ${what || 'nothing named'}`,
    },
    { zh: '尚在的、依法可删除的字段', en: 'fields that are still here and may be erased' },
    {
      zh: '履职人员的姓名、职务和言论终身留存；请只列公众的信息。',
      en: 'Names, posts and words of office stay for life; list only what is the public’s.',
    },
  );
}

/** A township's record is removed by its own people, whatever roles they hold elsewhere. */
const serveTheBody = aboutPayload<ErasureProposed | RemovalProposed, Proposals>({
  ...rule('serves-the-body', { zh: '由该机关的人员办理', en: 'Done by people of that body' }),
  test: (_, act) => {
    const own = act.facts.actor.grants.filter(({ role }) => REMOVERS.includes(role)).map(({ body }) => body);
    const { disclosures = {}, body } = act.facts.removal ?? {};
    const bodies = [
      ...Object.values(disclosures).map((one) => one.body),
      ...(body === undefined ? [] : [body]),
    ];
    const strange = bodies.filter((one) => !own.includes(one));
    if (strange.length === 0) return met;
    return refused(
      { zh: `属于${strange.map(unitNamed).join('、')}`, en: `it is of ${strange.map(unitNamed).join(', ')}` },
      { zh: '该机关的管理员、档案人员或办公机构', en: 'administrator, archivist or office of that body' },
      { zh: '请由该机关办理。', en: 'Ask that body.' },
    );
  },
});

const asProposed = aboutPayload<Confirmed, Proposals>({
  ...rule('as-proposed', { zh: '与提请一致', en: 'As it was proposed' }),
  test: ({ proposals }, { type, payload }) => {
    const { first: _, second: __, ...content } = payload;
    const waiting = Object.hasOwn(proposals, payload.proposal) ? proposals[payload.proposal] : undefined;
    const kind = type === 'DisclosuresErased' ? 'erasure' : 'removal';
    if (waiting?.is === kind && canonicalize(waiting.asked as Json) === canonicalize(content as Json))
      return met;
    return refused(
      { zh: '没有内容相同的待确认提请', en: 'no such proposal waits' },
      { zh: '与提请逐项相同', en: 'the same as proposed, item by item' },
      { zh: '请先提请，或按提请确认。', en: 'Propose it first, or confirm what was proposed.' },
    );
  },
});

/** Two natural persons, each signed in: nobody enters this for somebody else. */
const twoPeople = aboutPayload<Confirmed, Proposals>({
  ...rule('two-people', { zh: '由两人办理', en: 'Done by two people' }),
  test: ({ proposals }, { payload, actor, onBehalf }) => {
    const by = Object.hasOwn(proposals, payload.proposal) ? proposals[payload.proposal]?.by : undefined;
    const { first, second } = payload;
    if (onBehalf === undefined && first === by && second === actor && first !== second) return met;
    return refused(
      {
        zh: `提请人${personNamed(by ?? '')}，确认人${personNamed(actor)}`,
        en: `proposed by ${personNamed(by ?? '')}, confirmed by ${personNamed(actor)}`,
      },
      {
        zh: '提请人以外的另一人，本人登录确认',
        en: 'another person than the one who proposed it, signed in',
      },
      { zh: '请另一名同事确认。', en: 'Have a colleague confirm it.' },
    );
  },
});

const proposalWaits = aboutPayload<{ proposal: string }, Proposals>({
  ...rule('proposal-waits', { zh: '有待确认的提请', en: 'The proposal waits' }),
  test: ({ proposals }, { payload }) =>
    Object.hasOwn(proposals, payload.proposal)
      ? met
      : refused(
          { zh: '没有这件提请', en: 'there is no such proposal' },
          { zh: '待确认的提请', en: 'one that waits' },
          { zh: '请核对。', en: 'Check which one it is.' },
        ),
});

const requirements: readonly Requirement<Proposals>[] = [
  proposalIsNew,
  erasableOnly,
  removableOnly,
  serveTheBody,
  asProposed,
  twoPeople,
  proposalWaits,
];
export const removalRequirements = Object.fromEntries(requirements.map((one) => [one.id, one]));

const actOf = (title: Text, type: keyof typeof payloads, requires: readonly Requirement<Proposals>[]) => ({
  title,
  payload: payloads[type],
  adds: true as const,
  ...(type === 'ProposalDropped' ? {} : { asks: { removal: true as const } }),
  law: { roles: REMOVERS, rules: [], requires: requires.map(({ id }) => id) },
});

export const removalActs: Readonly<Record<string, EventDefinition & { readonly law: TransitionLaw }>> = {
  ErasureProposed: actOf(
    { zh: '提请删除个人信息', en: 'Erasure of personal data proposed' },
    'ErasureProposed',
    [proposalIsNew, erasableOnly, serveTheBody],
  ),
  RemovalProposed: actOf({ zh: '提请依令移除', en: 'Removal under an order proposed' }, 'RemovalProposed', [
    proposalIsNew,
    removableOnly,
    serveTheBody,
  ]),
  ProposalDropped: actOf({ zh: '撤回提请', en: 'Proposal dropped' }, 'ProposalDropped', [proposalWaits]),
  DisclosuresErased: actOf({ zh: '删除个人信息', en: 'Personal data erased' }, 'DisclosuresErased', [
    asProposed,
    twoPeople,
    erasableOnly,
    serveTheBody,
  ]),
  RemovedUnderOrder: actOf({ zh: '依令移除', en: 'Removed under an order' }, 'RemovedUnderOrder', [
    asProposed,
    twoPeople,
    removableOnly,
    serveTheBody,
  ]),
};

/** What waits after an act; undefined where the act is none of these. */
export function proposalsAfter({ proposals }: Proposals, act: Act): Proposals['proposals'] | undefined {
  if (!Object.hasOwn(removalActs, act.type)) return undefined;
  const asked = act.payload as ErasureProposed | RemovalProposed;
  if (act.type === 'ErasureProposed' || act.type === 'RemovalProposed') {
    const is = act.type === 'ErasureProposed' ? 'erasure' : 'removal';
    const about = act.facts.removal?.disclosures ?? {};
    return { ...proposals, [asked.proposal]: { is, by: act.actor, on: act.date, asked, about } };
  }
  return Object.fromEntries(Object.entries(proposals).filter(([id]) => id !== asked.proposal));
}
