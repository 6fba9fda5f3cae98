import { z } from 'zod';
import { localDate, opaqueId, paper, text, words } from '../../workflows/fields.js';
import {
  aboutPayload,
  met,
  ROLE_NAMES,
  ROLES,
  unitNamed,
  unmet,
  type Act,
  type LocalDate,
  type Requirement,
  type Role,
} from '../../workflows/vocabulary.js';
import { administeredRegister } from './within-ones-part.js';
import { administers, WHO_ADMINISTERS } from './administers.js';
import { delegationActs, delegationRequirements, delegationsAfter, type Delegates } from './delegations.js';
import {
  proposalPayloads,
  proposalRequirements,
  roleProposalsAfter,
  type RoleProposals,
} from './role-proposals.js';
import {
  keysAfter,
  keyStands,
  mayRevoke,
  newKey,
  ownKey,
  signingKeyRegistered,
  signingKeyRevoked,
  type SigningKey,
} from './signing-keys.js';
import { engagementHasItsTerm, noOverlap, termActs, termsAfter, termStands, type Term } from './terms.js';

/** A role somebody holds for a body, from and until which day (both included; null: open). */
export interface DatedGrant {
  readonly role: Role;
  readonly unit: string;
  readonly body: string;
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
}

/** What the ledger tells of a person. Name and post are disclosures, and no requirement reads them. */
export interface PersonState extends RoleProposals, Delegates {
  readonly standing: 'good' | 'barred';
  readonly grants: readonly DatedGrant[];
  /** By which this person signs acts; none where none was ever registered. */
  readonly signingKeys?: readonly SigningKey[];
  /** The last day on which this person is barred; absent where the bar has no end. */
  readonly barredUntil?: LocalDate;
  readonly terms?: readonly Term[];
}

/** Roles of the program itself, and the one that needs no account, are granted to nobody. */
export const grantable = z.enum(ROLE_NAMES).exclude(['timekeeper', 'installation', 'public']);

const place = { role: grantable, unit: opaqueId, body: opaqueId };
export const personRegistered = z.strictObject({ name: words(100), post: words(200) });
export const roleGranted = z.strictObject({
  ...place,
  from: localDate.optional(),
  until: localDate.optional(),
  reason: text(1000),
});
const proposed = proposalPayloads(grantable);
export const roleEnded = z.strictObject({ ...place, reason: text(1000) });
export const passwordReset = z.strictObject({ reason: text(1000).optional() });

/** Everything by which somebody is signed in; `tokens`: those for programs too. */
export const sessionsEnded = z.strictObject({ reason: text(1000), tokens: z.boolean() });
export const secondFactorReset = z.strictObject({ reason: text(1000) });
/** Who somebody is at an identity provider; `externalId` is the provider's `sub` (OpenID Connect Core §2). */
const identity = { issuer: z.url().max(500), externalId: words(255) };
export const identityLinked = z.strictObject({ ...identity, reason: text(1000) });
export const identityUnlinked = z.strictObject({ ...identity, reason: text(1000) });

/** An expert or an agency that broke the rules is struck from the pool (article 41), or let in again. */
export const standingChanged = z.strictObject({
  standing: z.enum(['good', 'barred']),
  /** The last day of a bar that has a term. */
  until: localDate.optional(),
  body: opaqueId,
  reason: words(1000),
  document: paper.optional(),
});

type Granted = z.infer<typeof roleGranted>;
type Ended = z.infer<typeof roleEnded>;

const sameGrant =
  (a: Pick<DatedGrant, 'role' | 'unit' | 'body'>) => (b: Pick<DatedGrant, 'role' | 'unit' | 'body'>) =>
    a.role === b.role && a.unit === b.unit && a.body === b.body;

const administersTheBody: Requirement<PersonState> = aboutPayload<Pick<Granted, 'body'>, PersonState>({
  id: 'administers-the-body',
  rules: [],
  strength: 'house',
  title: { zh: '由该机关的管理员办理', en: "Done by that body's administrator" },
  fields: ['body'],
  test: (_, act) => administers(act, act.payload.body),
});

const grantPeriod: Requirement<PersonState> = aboutPayload<Granted, PersonState>({
  id: 'grant-period',
  rules: [],
  strength: 'house',
  title: { zh: '任职起止日期先后相符', en: 'A grant begins before it ends' },
  fields: ['from', 'until'],
  test: (_, { payload: { from, until } }) =>
    from === undefined || until === undefined || from <= until
      ? met
      : unmet({
          found: { zh: `自 ${from} 至 ${until}`, en: `from ${from} until ${until}` },
          needed: { zh: '终止日期不早于起始日期', en: 'an end that is not before the beginning' },
          remedy: { zh: '请更正日期。', en: 'Put the dates right.' },
          whoCanSupply: WHO_ADMINISTERS,
        }),
});

const notYetGranted: Requirement<PersonState> = aboutPayload<Granted, PersonState>({
  id: 'not-yet-granted',
  rules: [],
  strength: 'house',
  title: { zh: '尚未任此角色', en: 'The role is not held already' },
  fields: ['role', 'unit', 'body'],
  test: (state, act) => {
    const held = state.grants.find(sameGrant(act.payload));
    if (!held || (held.until !== null && held.until < act.date)) return met;
    return unmet({
      found: {
        zh: `已任${ROLES[held.role].zh}（${unitNamed(held.unit)}）`,
        en: `already ${ROLES[held.role].en} in ${unitNamed(held.unit)}`,
      },
      needed: { zh: '尚未任此角色，或任期已满', en: 'a role that is not held, or whose term is over' },
      remedy: {
        zh: '如需变更起止日期，先终止原任职。',
        en: 'To change its dates, end the present grant first.',
      },
      whoCanSupply: WHO_ADMINISTERS,
    });
  },
});

const grantHeld: Requirement<PersonState> = aboutPayload<Ended, PersonState>({
  id: 'grant-held',
  rules: [],
  strength: 'house',
  title: { zh: '正任此角色', en: 'The role is held' },
  fields: ['role', 'unit', 'body'],
  test: (state, { payload }) =>
    state.grants.some(sameGrant(payload))
      ? met
      : unmet({
          found: {
            zh: `未任${ROLES[payload.role].zh}（${unitNamed(payload.unit)}）`,
            en: `is not ${ROLES[payload.role].en} in ${unitNamed(payload.unit)}`,
          },
          needed: { zh: '在任的角色', en: 'a role that is held' },
          remedy: { zh: '请核对角色、单位与机关。', en: 'Check role, unit and body.' },
          whoCanSupply: WHO_ADMINISTERS,
        }),
});

const requirements = {
  administersTheBody,
  grantPeriod,
  notYetGranted,
  grantHeld,
  ownKey,
  newKey,
  mayRevoke,
  keyStands,
  noOverlap,
  termStands,
  engagementHasItsTerm,
  ...proposalRequirements,
  ...delegationRequirements,
};
const granting = { roles: ['administrator', 'installation'] as const, rules: [] };

/** People as the ledger knows them: which roles they were given, by whom, and when each ended. */
export const personProcedure = administeredRegister<PersonState>({
  id: 'person',
  version: '1',
  first: 'PersonRegistered',
  empty: { standing: 'good', grants: [] },
  events: {
    PersonRegistered: {
      title: { zh: '登记人员', en: 'Person registered' },
      payload: personRegistered,
      law: granting,
    },
    RoleGranted: {
      title: { zh: '授予角色', en: 'Role granted' },
      payload: roleGranted,
      adds: true,
      law: { ...granting, requires: ['administers-the-body', 'grant-period', 'not-yet-granted'] },
    },
    RoleEnded: {
      title: { zh: '终止角色', en: 'Role ended' },
      payload: roleEnded,
      adds: true,
      law: { ...granting, requires: ['administers-the-body', 'grant-held'] },
    },
    RoleProposed: {
      title: { zh: '提请授予角色', en: 'Role proposed' },
      payload: proposed.RoleProposed,
      adds: true,
      law: {
        roles: ['administrator'],
        rules: [],
        requires: ['administers-the-body', 'grant-period', 'not-yet-granted', 'role-proposal-new'],
      },
    },
    RoleConfirmed: {
      title: { zh: '确认授予角色', en: 'Role confirmed' },
      payload: proposed.RoleConfirmed,
      adds: true,
      law: {
        roles: ['administrator'],
        rules: [],
        requires: [
          'administers-the-body',
          'grant-period',
          'not-yet-granted',
          'role-as-proposed',
          'another-confirms',
        ],
      },
    },
    RoleProposalDropped: {
      title: { zh: '撤回授予角色的提请', en: 'Role proposal dropped' },
      payload: proposed.RoleProposalDropped,
      adds: true,
      law: {
        roles: ['administrator'],
        rules: [],
        requires: ['administers-the-body', 'role-proposal-waits'],
      },
    },
    StandingChanged: {
      title: { zh: '变更专家库资格', en: 'Standing in the pool changed' },
      payload: standingChanged,
      law: { roles: ['administrator'], rules: ['D713-041-a'], requires: ['administers-the-body'] },
    },
    PasswordReset: {
      title: { zh: '重设登录密码', en: 'Password reset by an administrator' },
      payload: passwordReset,
      adds: true,
      law: { roles: ['administrator'], rules: [] },
    },
    SessionsEnded: {
      title: { zh: '终止全部登录', en: 'Sessions ended by an administrator' },
      payload: sessionsEnded,
      adds: true,
      law: { roles: ['administrator'], rules: [] },
    },
    SecondFactorReset: {
      title: { zh: '重设第二重验证', en: 'Second factor reset' },
      payload: secondFactorReset,
      adds: true,
      // By an administrator; on the server where no administrator is left who can sign in.
      law: granting,
    },
    IdentityLinked: {
      title: { zh: '关联统一身份', en: 'Identity at a provider linked' },
      payload: identityLinked,
      adds: true,
      law: { roles: ['administrator'], rules: [] },
    },
    IdentityUnlinked: {
      title: { zh: '解除统一身份关联', en: 'Identity at a provider unlinked' },
      payload: identityUnlinked,
      adds: true,
      law: { roles: ['administrator'], rules: [] },
    },
    ...termActs,
    ...delegationActs,
    SigningKeyRegistered: {
      title: { zh: '登记签名密钥', en: 'Signing key registered' },
      payload: signingKeyRegistered,
      adds: true,
      law: { roles: grantable.options, rules: [], requires: [ownKey.id, newKey.id] },
    },
    SigningKeyRevoked: {
      title: { zh: '撤销签名密钥', en: 'Signing key revoked' },
      payload: signingKeyRevoked,
      adds: true,
      law: { roles: grantable.options, rules: [], requires: [mayRevoke.id, keyStands.id] },
    },
  },
  requirements: Object.fromEntries(Object.values(requirements).map((one) => [one.id, one])),
  possible: () => [
    'RoleGranted',
    'RoleEnded',
    'RoleProposed',
    'RoleConfirmed',
    'RoleProposalDropped',
    'StandingChanged',
    'PasswordReset',
    'SessionsEnded',
    'SecondFactorReset',
    'IdentityLinked',
    'IdentityUnlinked',
    'SigningKeyRegistered',
    'SigningKeyRevoked',
    ...Object.keys(termActs),
    ...Object.keys(delegationActs),
  ],
  fold,
  // Whose administrator it takes is a requirement of its own: a person belongs to no body, a grant does.
  bodyOf: () => undefined,
});

function fold(before: PersonState, act: Act): PersonState {
  const ofAProposal = ['RoleProposed', 'RoleConfirmed', 'RoleProposalDropped'].includes(act.type);
  const state = ofAProposal ? { ...before, proposals: roleProposalsAfter(before, act) } : before;
  if (act.type === 'RoleGranted' || act.type === 'RoleConfirmed') {
    const { role, unit, body, from = null, until = null } = act.payload as Granted;
    const others = state.grants.filter((grant) => !sameGrant({ role, unit, body })(grant));
    return { ...state, grants: [...others, { role, unit, body, from, until }] };
  }
  if (act.type === 'RoleEnded') {
    const ended = sameGrant(act.payload as Ended);
    return { ...state, grants: state.grants.filter((grant) => !ended(grant)) };
  }
  if (act.type === 'SigningKeyRegistered' || act.type === 'SigningKeyRevoked')
    return { ...state, signingKeys: keysAfter(state.signingKeys, act) };
  if (act.type === 'StandingChanged') {
    const { standing, until } = act.payload as z.infer<typeof standingChanged>;
    const { barredUntil: _, ...rest } = state;
    return { ...rest, standing, ...(standing === 'barred' && until !== undefined && { barredUntil: until }) };
  }
  const delegations = delegationsAfter(state, act);
  if (delegations) return { ...state, delegations };
  const terms = termsAfter(state.terms, act);
  return terms ? { ...state, terms } : state;
}

/** A bar with a term is over after its last day, without any act. */
export function standingOn({ standing, barredUntil }: PersonState, on: LocalDate): PersonState['standing'] {
  return standing === 'barred' && barredUntil !== undefined && barredUntil < on ? 'good' : standing;
}

/** Whether a grant counts on this day. */
export function inForce({ from, until }: Pick<DatedGrant, 'from' | 'until'>, on: LocalDate): boolean {
  return (from === null || from <= on) && (until === null || on <= until);
}
