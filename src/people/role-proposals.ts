import { z } from 'zod';
import { localDate, opaqueId, text } from '../../workflows/fields.js';
import {
  aboutPayload,
  met,
  personNamed,
  unmet,
  type Act,
  type Requirement,
  type Text,
} from '../../workflows/vocabulary.js';
import { WHO_ADMINISTERS } from './administers.js';

/** A role that one administrator proposes for a person; another one gives it. */
export interface RoleProposal {
  readonly role: string;
  readonly unit: string;
  readonly body: string;
  readonly from: string | null;
  readonly until: string | null;
  readonly by: string;
}

export interface RoleProposals {
  /** By id; none where none was ever made. */
  readonly proposals?: Readonly<Record<string, RoleProposal>>;
}

/** What the three acts say, of a place and a role as a grant says them. */
export const proposalPayloads = <R extends z.ZodType>(role: R) => {
  const grant = {
    proposal: opaqueId,
    role,
    unit: opaqueId,
    body: opaqueId,
    from: localDate.optional(),
    until: localDate.optional(),
  };
  return {
    RoleProposed: z.strictObject({ ...grant, reason: text(1000) }),
    /** Repeats what it gives, so that whoever confirms has read it, and its record says it. */
    RoleConfirmed: z.strictObject(grant),
    RoleProposalDropped: z.strictObject({ proposal: opaqueId, body: opaqueId }),
  };
};

interface Proposed {
  readonly proposal: string;
  readonly role: string;
  readonly unit: string;
  readonly body: string;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** How many may wait for one person at once. */
const OPEN = 20;

const rule = (id: string, title: Text) => ({ id, rules: [], strength: 'house' as const, title });
const refused = (found: Text, needed: Text, remedy: Text) =>
  unmet({ found, needed, remedy, whoCanSupply: WHO_ADMINISTERS });
const waitingIn = ({ proposals = {} }: RoleProposals, id: string): RoleProposal | undefined =>
  Object.hasOwn(proposals, id) ? proposals[id] : undefined;

const roleProposalNew = aboutPayload<Proposed, RoleProposals>({
  ...rule('role-proposal-new', { zh: '新的提请', en: 'A new proposal' }),
  fields: ['proposal'],
  test: (state, { payload, onBehalf }) =>
    waitingIn(state, payload.proposal) === undefined &&
    Object.keys(state.proposals ?? {}).length < OPEN &&
    onBehalf === undefined
      ? met
      : refused(
          {
            zh: '已有此提请，或待确认的过多，或系代录',
            en: 'it exists, too many wait, or it is entered for another',
          },
          { zh: `本人提出，待确认的少于 ${OPEN} 件`, en: `one’s own, fewer than ${OPEN} waiting` },
          { zh: '先处理待确认的提请。', en: 'Deal with those that wait first.' },
        ),
});

const roleAsProposed = aboutPayload<Proposed, RoleProposals>({
  ...rule('role-as-proposed', { zh: '与提请一致', en: 'As it was proposed' }),
  fields: ['proposal', 'role', 'unit', 'body'],
  test: (state, { payload: { proposal, role, unit, body, from = null, until = null } }) => {
    const waiting = waitingIn(state, proposal);
    const same =
      waiting?.role === role &&
      waiting.unit === unit &&
      waiting.body === body &&
      waiting.from === from &&
      waiting.until === until;
    return same
      ? met
      : refused(
          { zh: '没有内容相同的待确认提请', en: 'no such proposal waits' },
          { zh: '与提请逐项相同', en: 'the same as proposed, item by item' },
          { zh: '请先提请，或按提请确认。', en: 'Propose it first, or confirm what was proposed.' },
        );
  },
});

const anotherConfirms = aboutPayload<Proposed, RoleProposals>({
  ...rule('another-confirms', { zh: '由另一人确认', en: 'Confirmed by another person' }),
  fields: ['proposal'],
  test: (state, { payload, actor, subject, onBehalf }) => {
    const by = waitingIn(state, payload.proposal)?.by ?? '';
    if (onBehalf === undefined && actor !== by && subject !== `person/${actor}`) return met;
    return refused(
      {
        zh: `提请人${personNamed(by)}，确认人${personNamed(actor)}`,
        en: `proposed by ${personNamed(by)}, confirmed by ${personNamed(actor)}`,
      },
      {
        zh: '提请人和本人以外的另一管理员',
        en: 'an administrator who neither proposed it nor gets the role',
      },
      { zh: '请另一名管理员确认。', en: 'Have another administrator confirm it.' },
    );
  },
});

const roleProposalWaits = aboutPayload<{ proposal: string; body: string }, RoleProposals>({
  ...rule('role-proposal-waits', { zh: '有待确认的提请', en: 'The proposal waits' }),
  fields: ['proposal', 'body'],
  test: (state, { payload }) =>
    waitingIn(state, payload.proposal)?.body === payload.body
      ? met
      : refused(
          { zh: '该机关没有这件提请', en: 'there is no such proposal of that body' },
          { zh: '待确认的提请', en: 'one that waits' },
          { zh: '请核对。', en: 'Check which one it is.' },
        ),
});

export const proposalRequirements: Readonly<Record<string, Requirement<RoleProposals>>> = {
  roleProposalNew,
  roleAsProposed,
  anotherConfirms,
  roleProposalWaits,
};

/** What waits for a second person after one of these acts. */
export function roleProposalsAfter(
  { proposals = {} }: RoleProposals,
  act: Act,
): Readonly<Record<string, RoleProposal>> {
  const asked = act.payload as Proposed;
  if (act.type === 'RoleProposed') {
    const { proposal, role, unit, body, from = null, until = null } = asked;
    return { ...proposals, [proposal]: { role, unit, body, from, until, by: act.actor } };
  }
  return Object.fromEntries(Object.entries(proposals).filter(([id]) => id !== asked.proposal));
}

/** The act by which a second administrator gives a role as it was proposed. */
export function confirmationOf(proposal: string, { by: _, from, until, ...grant }: RoleProposal) {
  const dates = { ...(from !== null && { from }), ...(until !== null && { until }) };
  return { type: 'RoleConfirmed', payload: { proposal, ...grant, ...dates } };
}
