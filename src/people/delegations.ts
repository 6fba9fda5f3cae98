import { z } from 'zod';
import { BOUND_TO_THE_PERSON, DELEGABLE, ROLES_NOT_DELEGATED } from '../../workflows/delegation.js';
import { localDate, opaqueId, paper, text, words } from '../../workflows/fields.js';
import {
  aboutPayload,
  met,
  personNamed,
  personOf,
  ROLE_NAMES,
  ROLES,
  unitNamed,
  unmet,
  type Act,
  type DelegationFacts,
  type EventDefinition,
  type LocalDate,
  type PersonFacts,
  type Requirement,
  type Role,
  type Text,
  type TransitionLaw,
} from '../../workflows/vocabulary.js';
import type { DelegationWanted } from '../road/facts.js';
import { administers } from './administers.js';

/** What somebody has lent another: which of one's roles, for which acts, where, and from and until which day (both included). */
export interface Delegation {
  readonly delegation: string;
  readonly to: string;
  readonly body: string;
  readonly roles: readonly Role[];
  /** Types of acts; absent: all that such a role does and that may be delegated. */
  readonly acts?: readonly string[];
  readonly unit?: string;
  readonly decision?: string;
  readonly from: LocalDate;
  readonly until: LocalDate;
}

export interface Delegates {
  readonly delegations?: readonly Delegation[];
}

interface Holds extends Delegates {
  readonly grants: readonly {
    readonly role: Role;
    readonly unit: string;
    readonly body: string;
    readonly until: LocalDate | null;
  }[];
}

const role = z.enum(ROLE_NAMES).exclude(['timekeeper', 'installation', 'public']);
export const delegationGranted = z.strictObject({
  delegation: opaqueId,
  to: opaqueId,
  body: opaqueId,
  roles: z.array(role).min(1).max(8),
  acts: z
    .array(z.string().regex(/^[A-Z][A-Za-z]{1,79}$/))
    .min(1)
    .max(80)
    .optional(),
  /** Only roles held in this unit. */
  unit: opaqueId.optional(),
  /** Only in this decision. */
  decision: opaqueId.optional(),
  from: localDate,
  until: localDate,
  /** Number and name of the letter of delegation or of the minute that it rests on. */
  basis: words(500),
  document: paper.optional(),
  reason: text(1000),
});
export const delegationEnded = z.strictObject({ delegation: opaqueId, reason: text(1000) });
type Granted = z.infer<typeof delegationGranted>;

/** How many may stand at once. */
const STANDING = 100;

const rule = (id: string, title: Text, rules: readonly string[] = []) => ({
  id,
  rules,
  strength: 'house' as const,
  title,
});
const refused = (found: Text, needed: Text, remedy: Text) => unmet({ found, needed, remedy });

/** By whoever delegates; by an administrator only what a paper says, and never to that administrator. */
const delegatesOwn: Requirement<Holds> = aboutPayload<Granted, Holds>({
  ...rule('delegates-own', { zh: '由委托人本人办理', en: 'Delegated by the person whose role it is' }),
  fields: ['body', 'to', 'document'],
  test: (_, act) => {
    const { body, to, document } = act.payload;
    if (act.subject === `person/${personOf(act)}`) return met;
    const byPaper = document !== undefined && to !== act.actor && act.onBehalf === undefined;
    if (byPaper && administers(act, body).is === 'met') return met;
    return refused(
      {
        zh: document ? '不是委托人本人，也不是该机关的管理员' : '不是委托人本人，也没有委托书',
        en: document
          ? 'neither that person nor an administrator of the body'
          : 'not that person, and no letter',
      },
      {
        zh: '委托人本人；或由该机关管理员凭委托书登记，且受托人不是该管理员',
        en: 'that person; or the administrator of the body with the letter, to somebody other than that administrator',
      },
      {
        zh: '请委托人登录后办理，或附上委托书。',
        en: 'Let that person sign in and delegate, or attach the letter.',
      },
    );
  },
});

const delegationPeriod: Requirement<Holds> = aboutPayload<Granted, Holds>({
  ...rule('delegation-period', {
    zh: '委托期限先后相符，且未过',
    en: 'A period that begins before it ends, and is not over',
  }),
  fields: ['from', 'until'],
  test: (_, { payload: { from, until }, date }) =>
    from <= until && date <= until
      ? met
      : refused(
          { zh: `自 ${from} 至 ${until}`, en: `from ${from} until ${until}` },
          { zh: `不早于今天（${date}）终止的期限`, en: `a period that ends not before today (${date})` },
          { zh: '请更正日期。', en: 'Put the dates right.' },
        ),
});

/** What was received by delegation is no grant of one's own, so nobody delegates it on. */
const rolesHeld: Requirement<Holds> = aboutPayload<Granted, Holds>({
  ...rule('delegated-roles-held', {
    zh: '所委托的是本人担任的角色，不得转委托',
    en: 'Roles of one’s own; what was lent is not lent on',
  }),
  fields: ['roles', 'body', 'unit', 'until'],
  test: ({ grants }, { payload: { roles, body, unit }, date }) => {
    const missing = roles.filter(
      (one) =>
        !grants.some(
          (grant) =>
            grant.role === one &&
            grant.body === body &&
            (unit === undefined || grant.unit === unit) &&
            (grant.until === null || grant.until >= date),
        ),
    );
    if (missing.length === 0) return met;
    const names = (language: keyof Text) => missing.map((one) => ROLES[one][language]).join(', ');
    return refused(
      {
        zh: `在${unitNamed(unit ?? body)}不担任：${names('zh')}`,
        en: `not held in ${unitNamed(unit ?? body)}: ${names('en')}`,
      },
      { zh: '授予本人的角色', en: 'roles that were granted to that person' },
      {
        zh: '受托的事项不得再委托；请原委托人另行委托。',
        en: 'What was lent is not lent on: ask whoever delegated it to delegate it anew.',
      },
    );
  },
});

const mayBeDelegated: Requirement<Holds> = aboutPayload<Granted, Holds>({
  ...rule('may-be-delegated', { zh: '依法可以委托', en: 'What may be delegated' }),
  fields: ['roles', 'acts'],
  test: (_, { payload: { roles, acts = [] } }) => {
    const bound = [
      ...roles.flatMap((one) => {
        const why = ROLES_NOT_DELEGATED[one];
        return why ? [{ ...why, name: ROLES[one] }] : [];
      }),
      ...acts.flatMap((one) => {
        const why = Object.hasOwn(BOUND_TO_THE_PERSON, one) ? BOUND_TO_THE_PERSON[one] : undefined;
        return why ? [{ ...why, name: { zh: one, en: one } }] : [];
      }),
    ];
    const unknown = acts.filter((one) => !DELEGABLE.has(one) && !Object.hasOwn(BOUND_TO_THE_PERSON, one));
    if (bound.length === 0 && unknown.length === 0) return met;
    const told = (language: keyof Text) =>
      [
        ...bound.map(({ name, because }) => `${name[language]}（${because[language]}）`),
        ...unknown.map((one) => `${one}（${language === 'zh' ? '没有这种行为' : 'no such act'}）`),
      ].join('；');
    return unmet({
      found: { zh: `不得委托：${told('zh')}`, en: `not delegated: ${told('en')}` },
      needed: { zh: '可以委托的角色和行为', en: 'roles and acts that may be delegated' },
      remedy: {
        zh: '由本人办理；没有账号的，凭签署的原件代录。',
        en: 'They are done in person; without an account, entered from the signed original.',
      },
      rules: [...new Set(bound.flatMap(({ rules }) => rules))],
    });
  },
});

const delegateServes: Requirement<Holds> = aboutPayload<Granted, Holds>({
  ...rule('delegate-serves', {
    zh: '受托人是本机关的另一名在职人员',
    en: 'To another person who serves this body',
  }),
  fields: ['to', 'body'],
  test: (_, { payload: { to, body }, subject, facts }) => {
    const delegate = facts.persons?.[to];
    if (delegate && subject !== `person/${to}` && servesIn(delegate, to, body)) return met;
    return refused(
      {
        zh: `${personNamed(to)}不在本机关任职，或即委托人`,
        en: `${personNamed(to)} does not serve this body, or is the delegator`,
      },
      { zh: `${unitNamed(body)}的另一名在职人员`, en: `another person who serves ${unitNamed(body)}` },
      { zh: '另选受托人，或先授予其角色。', en: 'Choose somebody else, or have them granted a role first.' },
    );
  },
});

const delegationNew: Requirement<Holds> = aboutPayload<Granted, Holds>({
  ...rule('delegation-new', { zh: '新的委托', en: 'A new delegation' }),
  fields: ['delegation'],
  test: ({ delegations = [] }, { payload, date }) =>
    delegations.every((one) => one.delegation !== payload.delegation) &&
    delegations.filter(({ until }) => until >= date).length < STANDING
      ? met
      : refused(
          { zh: '已有同一编号的委托，或有效的委托过多', en: 'one of this id stands, or too many stand' },
          { zh: `新的编号，有效的少于 ${STANDING} 件`, en: `a new id, fewer than ${STANDING} standing` },
          { zh: '先终止不再需要的委托。', en: 'End those that are not needed.' },
        ),
});

/** By either of the two, or by whoever administers the body: nobody has to keep standing in. */
const mayEnd: Requirement<Holds> = aboutPayload<{ delegation: string }, Holds>({
  ...rule('may-end-delegation', {
    zh: '由委托人、受托人或该机关管理员终止现有的委托',
    en: 'One that stands, ended by either of the two or the administrator of the body',
  }),
  fields: ['delegation'],
  test: ({ delegations = [] }, act) => {
    const one = delegations.find(({ delegation }) => delegation === act.payload.delegation);
    const person = personOf(act);
    const either = act.subject === `person/${person}` || one?.to === person;
    if (one && (either || administers(act, one.body).is === 'met')) return met;
    return refused(
      one
        ? { zh: '办理人与这一委托无关', en: 'the delegation is between others' }
        : { zh: '没有这一委托，或已终止', en: 'there is no such delegation, or it has ended' },
      { zh: '现有的委托', en: 'a delegation that stands, of one’s own' },
      { zh: '请核对。', en: 'Check which one it is.' },
    );
  },
});

const granting = [delegatesOwn, delegationNew, delegationPeriod, rolesHeld, mayBeDelegated, delegateServes];
export const delegationRequirements = Object.fromEntries([...granting, mayEnd].map((one) => [one.id, one]));

/** An auditor changes nothing but findings, and oversight is never lent; whoever was lent something gives it back. */
const LENDERS = role.exclude(['auditor']).options;
export const delegationActs = {
  DelegationGranted: {
    title: { zh: '授权委托', en: 'Delegation granted' },
    payload: delegationGranted,
    adds: true,
    asks: { persons: ({ to }) => [to as string] },
    law: { roles: LENDERS, rules: [], requires: granting.map(({ id }) => id) },
  },
  DelegationEnded: {
    title: { zh: '终止委托', en: 'Delegation ended' },
    payload: delegationEnded,
    adds: true,
    law: { roles: role.options, rules: [], requires: [mayEnd.id] },
  },
} as const satisfies Record<string, EventDefinition & { readonly law: TransitionLaw }>;

/** The delegations after an act on them; undefined where it is about something else. */
export function delegationsAfter(
  { delegations = [] }: Delegates,
  { type, payload }: Act,
): readonly Delegation[] | undefined {
  if (type === 'DelegationEnded') {
    const ended = (payload as { delegation: string }).delegation;
    return delegations.filter(({ delegation }) => delegation !== ended);
  }
  if (type !== 'DelegationGranted') return undefined;
  const { delegation, to, body, roles, acts, unit, decision, from, until } = payload as Granted;
  const scope = {
    ...(acts && { acts }),
    ...(unit !== undefined && { unit }),
    ...(decision !== undefined && { decision }),
  };
  return [...delegations, { delegation, to, body, roles, ...scope, from, until }];
}

/** What a person lends for this act that day: never more than they hold that day themselves. */
export function delegationFacts(
  { delegations = [] }: Delegates,
  by: PersonFacts,
  { to, type, roles, subject, body, on }: DelegationWanted,
): DelegationFacts | undefined {
  if (!DELEGABLE.has(type) || !servesIn(to, to.person, body) || by.standing !== 'good') return undefined;
  for (const one of delegations) {
    const covers =
      one.to === to.person &&
      one.body === body &&
      one.from <= on &&
      on <= one.until &&
      (one.acts?.includes(type) ?? true) &&
      (one.decision === undefined || subject === `decision/${one.decision}`);
    const grants = covers
      ? by.grants.filter(
          (grant) =>
            grant.body === body &&
            one.roles.includes(grant.role) &&
            (one.unit === undefined || grant.unit === one.unit),
        )
      : [];
    if (grants.some((grant) => roles.includes(grant.role))) return { delegation: one.delegation, by, grants };
  }
  return undefined;
}

const servesIn = ({ person, grants, standing }: PersonFacts, id: string, body: string): boolean =>
  person === id && standing === 'good' && grants.some((grant) => grant.body === body);
