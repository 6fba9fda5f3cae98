import { z } from 'zod';
import { opaqueId, text } from '../../workflows/fields.js';
import {
  aboutPayload,
  met,
  personNamed,
  unmet,
  type Act,
  type EventDefinition,
  type Requirement,
  type Role,
  type Text,
  type TransitionLaw,
} from '../../workflows/vocabulary.js';
import type { AdministrationFacts } from '../../workflows/other-subjects.js';
import type { Standpoint } from '../road/room.js';
import { PART_NAMES, PARTS, type Part, type Parts } from '../people/administrator-parts.js';

const WHO: readonly Role[] = ['administrator'];
const assigned = z.strictObject({ person: opaqueId, part: z.enum(PART_NAMES) });

export const separationProposed = z.strictObject({
  proposal: opaqueId,
  /** Whether the three are separated from then on; where they are not, nobody has a part. */
  on: z.boolean(),
  parts: z.array(assigned).max(50),
  /** Every act is asked again of the ledger whose part it is; separations of before this was known are not. */
  asRequirement: z.literal(true).optional(),
  reason: text(1000),
});
const decided = z.strictObject({ proposal: opaqueId });
type Proposed = z.infer<typeof separationProposed>;

/** Whether administration is divided in three, and what waits for a second person. */
export interface Separation {
  readonly on: boolean;
  readonly parts: Parts;
  readonly asRequirement?: true;
  readonly waiting: {
    readonly proposal: string;
    readonly by: string;
    readonly on: boolean;
    readonly parts: Parts;
    readonly asRequirement?: true;
  } | null;
}

export interface Separated {
  readonly separation: Separation;
}

export const NOT_SEPARATED: Separation = { on: false, parts: {}, waiting: null };

const rule = (id: string, title: Text) => ({ id, rules: [], strength: 'house' as const, title });
const refused = (found: Text, needed: Text, remedy: Text) =>
  unmet({ found, needed, remedy, whoCanSupply: WHO });

const threeParts = aboutPayload<Proposed, Separated>({
  ...rule('three-parts', { zh: '三员齐备、一人一职', en: 'Each part has somebody, and nobody has two' }),
  fields: ['on', 'parts'],
  test: (_, { payload: { on, parts } }) => {
    const people = parts.map(({ person }) => person);
    const twice = people.find((person, at) => people.indexOf(person) < at);
    const empty = on ? PART_NAMES.filter((one) => !parts.some(({ part }) => part === one)) : [];
    if (twice === undefined && empty.length === 0 && (on || parts.length === 0)) return met;
    const lacks = (language: keyof Text) => empty.map((part) => PARTS[part][language]).join(', ');
    return refused(
      twice === undefined
        ? {
            zh: on ? `缺：${lacks('zh')}` : '取消分设而仍列有人员',
            en: on ? `nobody for: ${lacks('en')}` : 'people are named, though it is to end',
          }
        : { zh: `${personNamed(twice)}列了两次`, en: `${personNamed(twice)} is named twice` },
      {
        zh: '系统、安全、审计各至少一人，任何人只任其一；取消分设时不列人员',
        en: 'at least one each for system, security and audit, nobody twice; nobody where it is to end',
      },
      { zh: '请更正名单。', en: 'Put the list right.' },
    );
  },
});

/** Asked when it is proposed and when it is confirmed: in between somebody may have left. */
const theyAdminister: Requirement<Separated> = {
  ...rule('they-administer', { zh: '所列人员均任管理员', en: 'All who are named are administrators' }),
  test: (_, { facts }) => {
    const others = Object.values(facts.persons ?? {}).filter(
      ({ grants }) => !grants.some(({ role }) => role === 'administrator'),
    );
    if (others.length === 0) return met;
    const names = others.map(({ person }) => personNamed(person));
    return refused(
      { zh: `${names.join('、')}不任管理员`, en: `${names.join(', ')} administer nothing` },
      { zh: '在任的管理员', en: 'administrators in office' },
      { zh: '先授予管理员角色。', en: 'Make them administrators first.' },
    );
  },
};

const noneWaits: Requirement<Separated> = {
  ...rule('no-separation-waits', { zh: '没有另一件待确认', en: 'No other proposal waits' }),
  test: ({ separation: { waiting } }, { onBehalf }) =>
    waiting === null && onBehalf === undefined
      ? met
      : refused(
          { zh: '已有一件待确认，或系代录', en: 'one waits already, or this is entered for another' },
          { zh: '本人提出，且没有待确认的', en: 'one’s own proposal, while none waits' },
          { zh: '先确认或撤回前一件。', en: 'Confirm or drop that one first.' },
        ),
};

const thisWaits = aboutPayload<{ proposal: string }, Separated>({
  ...rule('separation-waits', { zh: '这一提请待确认', en: 'This proposal waits' }),
  fields: ['proposal'],
  test: ({ separation: { waiting } }, { payload }) =>
    waiting?.proposal === payload.proposal
      ? met
      : refused(
          { zh: '没有这件待确认的提请', en: 'no such proposal waits' },
          { zh: '待确认的提请', en: 'the one that waits' },
          { zh: '请核对。', en: 'Check which one it is.' },
        ),
});

/** Another person; and where the three are separated already, one of another part. */
const anotherAgrees: Requirement<Separated> = {
  ...rule('another-administrator-agrees', {
    zh: '由另一管理员确认',
    en: 'Confirmed by another administrator',
  }),
  test: ({ separation: { on, parts, waiting } }, { actor, onBehalf }) => {
    const by = waiting?.by ?? '';
    if (onBehalf === undefined && actor !== by && !(on && parts[actor] === parts[by])) return met;
    return refused(
      {
        zh: `提请人${personNamed(by)}，确认人${personNamed(actor)}`,
        en: `proposed by ${personNamed(by)}, confirmed by ${personNamed(actor)}`,
      },
      {
        zh: '另一人；已分设的，须属另一职',
        en: 'another person, and of another part where they are separated',
      },
      { zh: '请另一管理员确认。', en: 'Have another administrator confirm it.' },
    );
  },
};

const requirements: readonly Requirement<Separated>[] = [
  threeParts,
  theyAdminister,
  noneWaits,
  thisWaits,
  anotherAgrees,
];
export const separationRequirements = Object.fromEntries(requirements.map((one) => [one.id, one]));

const law = (...requires: readonly Requirement<Separated>[]): TransitionLaw => ({
  roles: WHO,
  rules: [],
  requires: requires.map(({ id }) => id),
});

export const separationActs: Readonly<Record<string, EventDefinition & { readonly law: TransitionLaw }>> = {
  SeparationProposed: {
    title: { zh: '提请三员分设', en: 'Separation of administrators proposed' },
    payload: separationProposed,
    adds: true,
    asks: { persons: ({ parts }) => (parts as Proposed['parts']).map(({ person }) => person) },
    law: law(noneWaits, threeParts, theyAdminister),
  },
  SeparationConfirmed: {
    title: { zh: '确认三员分设', en: 'Separation of administrators confirmed' },
    payload: decided,
    adds: true,
    asks: { persons: (_, context) => Object.keys((context as Separated).separation.waiting?.parts ?? {}) },
    law: law(thisWaits, anotherAgrees, theyAdminister),
  },
  SeparationDropped: {
    title: { zh: '撤回三员分设提请', en: 'Separation of administrators dropped' },
    payload: decided,
    adds: true,
    law: law(thisWaits),
  },
};

/** How administration is divided after an act; undefined where the act is none of these. */
export function separationAfter({ separation }: Separated, act: Act): Separation | undefined {
  if (act.type === 'SeparationProposed') {
    const { proposal, on, parts, asRequirement } = act.payload as Proposed;
    const named = Object.fromEntries(parts.map(({ person, part }): [string, Part] => [person, part]));
    return {
      ...separation,
      waiting: { proposal, by: act.actor, on, parts: named, ...(asRequirement && { asRequirement }) },
    };
  }
  if (act.type === 'SeparationDropped') return { ...separation, waiting: null };
  if (act.type !== 'SeparationConfirmed' || separation.waiting === null) return undefined;
  const { on, parts, asRequirement } = separation.waiting;
  return { on, parts, waiting: null, ...(on && asRequirement && { asRequirement }) };
}

/** The part that somebody has, as the installation stands: what the acts of administrators rest on. */
export function administrationFacts(
  { version, state }: Standpoint,
  person: string,
): AdministrationFacts | undefined {
  const { on, parts, asRequirement } = (state as Separated | undefined)?.separation ?? NOT_SEPARATED;
  if (!on || asRequirement === undefined) return undefined;
  return { position: version, part: (Object.hasOwn(parts, person) ? parts[person] : undefined) ?? null };
}
