import { z } from 'zod';
import { localDate, opaqueId, text } from '../../workflows/fields.js';
import {
  aboutPayload,
  met,
  unitNamed,
  unmet,
  type LocalDate,
  type Requirement,
} from '../../workflows/vocabulary.js';
import { administeredRegister } from './within-ones-part.js';
import { LEVELS, type Level } from '../jurisdictions/levels.js';
import { SHIPPED } from '../jurisdictions/shipped.js';
import { retentionPeriodSet, type RetentionPeriod } from '../../workflows/retention.js';
import { signedActs } from './signing-keys.js';
import { administers, WHO_ADMINISTERS } from './administers.js';
import { moveRequirements, unitMoved } from './unit-move.js';

/** A body (机关) decides; a unit works within one, and may do so for others. */
export interface UnitState {
  readonly kind: 'body' | 'unit';
  readonly level: Level;
  readonly parent: string | null;
  /** The body that it belongs to; a body belongs to itself. */
  readonly body: string;
  /** Which rules bind it: an id under `workflows/jurisdictions`. */
  readonly ruleSet: string;
  /** Types of acts on this body's decisions that whoever does them signs with a key of their own. */
  readonly signed?: readonly string[];
  /** How long its files of major decisions are kept. */
  readonly retention?: RetentionPeriod;
  /** Last day of a unit that is no more; an earlier version of this program knew none. */
  readonly closedOn?: LocalDate;
}

export const unitRegistered = z.strictObject({
  kind: z.enum(['body', 'unit']),
  level: z.enum(LEVELS),
  /** The upper body, or the unit or body that this unit is a part of. */
  parent: opaqueId.optional(),
  /** The body that a unit belongs to; a body names none. */
  body: opaqueId.optional(),
  ruleSet: opaqueId.default('national'),
  name: text(200),
});
export const jurisdictionChanged = z.strictObject({ ruleSet: opaqueId, reason: text(1000) });
/** These, and no others, from now on; an empty list asks for none. */
export const signaturesAsked = z.strictObject({ acts: signedActs, reason: text(1000) });
export const administratorRecovered = z.strictObject({
  person: opaqueId,
  /** Whether that person chooses a new password, and second factors, sessions and tokens end. */
  resetSignIn: z.boolean(),
  reason: text(1000),
});
export const unitRenamed = z.strictObject({ name: text(200), from: localDate, reason: text(1000) });
/** `on` is its last day. */
export const unitClosed = z.strictObject({ on: localDate, reason: text(1000) });
type Registered = z.infer<typeof unitRegistered>;
type Changed = z.infer<typeof jurisdictionChanged>;
type Closed = z.infer<typeof unitClosed>;

const ofABody: Requirement<UnitState> = aboutPayload<Registered, UnitState>({
  id: 'unit-of-a-body',
  rules: [],
  strength: 'house',
  title: { zh: '内设单位须属于一个机关', en: 'A unit belongs to a body, a body to itself' },
  fields: ['kind', 'body'],
  test: (_, { payload: { kind, body } }) =>
    (kind === 'unit') === (body !== undefined)
      ? met
      : unmet({
          found: {
            zh: `${kind === 'unit' ? '单位' : '机关'}，所属机关：${body ? unitNamed(body) : '未填'}`,
            en: `a ${kind}, body: ${body ? unitNamed(body) : 'none'}`,
          },
          needed: {
            zh: '单位填所属机关，机关不填',
            en: 'a body where it is a unit, none where it is a body',
          },
          remedy: { zh: '请更正所属机关。', en: 'Put the body right.' },
          whoCanSupply: WHO_ADMINISTERS,
        }),
});

const administersAbove: Requirement<UnitState> = aboutPayload<Registered, UnitState>({
  id: 'administers-above',
  rules: [],
  strength: 'house',
  title: { zh: '由上级机关或所属机关的管理员办理', en: 'Done by an administrator of the body above it' },
  fields: ['kind', 'parent', 'body'],
  test: (_, act) => {
    const above = act.payload.kind === 'unit' ? act.payload.body : act.payload.parent;
    return above === undefined ? met : administers(act, above);
  },
});

/** The file of a township's or a department's own rules is for bodies of that level alone. */
const jurisdictionKnown: Requirement<UnitState> = aboutPayload<Registered | Changed, UnitState>({
  id: 'jurisdiction-known',
  rules: [],
  strength: 'house',
  title: {
    zh: '适用的规则已收录，且适用于该层级',
    en: 'The rules are known, and are for bodies of this level',
  },
  fields: ['ruleSet'],
  test: (state, { payload }) => {
    const place = SHIPPED.places.get(payload.ruleSet);
    const level = 'level' in payload ? payload.level : state.level;
    if (place && (place.level === undefined || place.level === level)) return met;
    return unmet({
      found: place
        ? {
            zh: `${place.title.zh}的规则，不适用于该层级`,
            en: `the rules of ${place.title.en}, for another level`,
          }
        : { zh: '没有收录这一地区的规则', en: 'no rules of such a place' },
      needed: {
        zh: '已收录、且适用于该层级的地区规则',
        en: 'rules of a place that are known and for this level',
      },
      remedy: {
        zh: '从公开的地区清单中选用；没有收录的，先用全国规则，或请系统管理员增加。',
        en: 'Choose one of the published list; where yours is not there, take the national rules or have it added.',
      },
      whoCanSupply: WHO_ADMINISTERS,
    });
  },
});

/** Which rules bind a body is not for the body alone to say, where there is one above it here. */
const administersForIt: Requirement<UnitState> = {
  id: 'administers-for-it',
  rules: [],
  strength: 'house',
  title: {
    zh: '由上级机关的管理员办理，没有上级机关的由本机关管理员办理',
    en: 'Done by an administrator of the body above it, or its own where there is none',
  },
  test: ({ kind, parent, body }, act) => {
    const above = administers(act, parent ?? body);
    // No body is administered by being a unit: what stands under another unit is its body's to administer.
    return kind === 'unit' && above.is !== 'met' ? administers(act, body) : above;
  },
};

/** Who has lost the administrator cannot ask for another; one that is there grants roles and recovers nothing. */
const recoveredFromAbove: Requirement<UnitState> = {
  id: 'recovered-from-above',
  rules: [],
  strength: 'house',
  title: {
    zh: '由上级机关的管理员办理，没有上级机关的在服务器上办理',
    en: 'Done by an administrator of the body above it, or on the server where there is none',
  },
  test: ({ parent }, act) => {
    if (act.actorRole === 'installation') return met;
    if (parent !== null) return administers(act, parent);
    return unmet({
      found: { zh: '该机关在此没有上级机关', en: 'a body without one above it here' },
      needed: { zh: '在服务器上恢复', en: 'a recovery on the server' },
      remedy: {
        zh: '请在服务器上运行 chengxu user recover。',
        en: 'Run chengxu user recover on the server.',
      },
      whoCanSupply: ['installation'],
    });
  },
};

/** A name or an end is recorded when it has come, not announced: what is listed today is so today. */
const dayHasCome = (id: string, field: 'from' | 'on'): Requirement<UnitState> =>
  aboutPayload<Partial<Record<'from' | 'on', LocalDate>>, UnitState>({
    id,
    rules: [],
    strength: 'house',
    title: { zh: '所填日期已到', en: 'The day has come' },
    fields: [field],
    test: (_, { payload, date }) => {
      const day = payload[field];
      if (day === undefined || day <= date) return met;
      return unmet({
        found: { zh: `所填日期 ${day}`, en: `the day given is ${day}` },
        needed: { zh: `不晚于今天（${date}）`, en: `a day not after today (${date})` },
        remedy: { zh: '到该日再登记，或更正日期。', en: 'Record it on that day, or put the date right.' },
        whoCanSupply: WHO_ADMINISTERS,
        earliestOn: day,
      });
    },
  });
const nameInUse = dayHasCome('name-in-use', 'from');
const endReached = dayHasCome('end-reached', 'on');

/** Bodies and their units. */
export const unitProcedure = administeredRegister<UnitState>({
  id: 'unit',
  version: '1',
  first: 'UnitRegistered',
  empty: { kind: 'unit', level: 'township', parent: null, body: '', ruleSet: '' },
  events: {
    UnitRegistered: {
      title: { zh: '登记机关或单位', en: 'Body or unit registered' },
      payload: unitRegistered,
      law: {
        roles: ['administrator', 'installation'],
        rules: [],
        requires: [ofABody.id, administersAbove.id, jurisdictionKnown.id],
      },
    },
    JurisdictionChanged: {
      title: { zh: '变更适用的规则', en: 'Other rules apply from now on' },
      payload: jurisdictionChanged,
      law: {
        roles: ['administrator', 'installation'],
        rules: [],
        requires: [administersForIt.id, jurisdictionKnown.id],
      },
    },
    SignaturesAsked: {
      title: { zh: '要求行为人签名', en: 'Signatures of actors asked for' },
      payload: signaturesAsked,
      law: { roles: ['administrator'], rules: [], requires: [administersForIt.id] },
    },
    AdministratorRecovered: {
      title: { zh: '恢复管理员', en: 'Administrator recovered' },
      payload: administratorRecovered,
      adds: true,
      law: { roles: ['administrator', 'installation'], rules: [], requires: [recoveredFromAbove.id] },
    },
    RetentionPeriodSet: {
      title: { zh: '登记档案保管期限', en: 'Retention period of files set' },
      payload: retentionPeriodSet,
      law: { roles: ['administrator'], rules: ['ARCH-019'], requires: [administersForIt.id] },
    },
    UnitRenamed: {
      title: { zh: '机关或单位更名', en: 'Body or unit renamed' },
      payload: unitRenamed,
      law: {
        roles: ['administrator', 'installation'],
        rules: [],
        requires: [administersForIt.id, nameInUse.id],
      },
    },
    UnitMoved: {
      title: { zh: '调整机关或单位的隶属', en: 'Body or unit moved' },
      payload: unitMoved,
      asks: { unitsAbove: ({ parent }) => parent as string },
      law: {
        roles: ['administrator'],
        rules: [],
        requires: [administersForIt.id, ...moveRequirements.map(({ id }) => id)],
      },
    },
    UnitClosed: {
      title: { zh: '撤销机关或单位', en: 'Body or unit closed' },
      payload: unitClosed,
      law: {
        roles: ['administrator', 'installation'],
        rules: [],
        requires: [administersForIt.id, endReached.id],
      },
    },
  },
  requirements: Object.fromEntries(
    [
      ofABody,
      administersAbove,
      jurisdictionKnown,
      administersForIt,
      nameInUse,
      endReached,
      recoveredFromAbove,
      ...moveRequirements,
    ].map((one) => [one.id, one]),
  ),
  possible: ({ kind, closedOn }) => {
    if (closedOn !== undefined) return [];
    const ofBodies =
      kind === 'body'
        ? ['JurisdictionChanged', 'SignaturesAsked', 'AdministratorRecovered', 'RetentionPeriodSet']
        : [];
    return [...ofBodies, 'UnitRenamed', 'UnitMoved', 'UnitClosed'];
  },
  fold: (state, act) => {
    if (act.type === 'AdministratorRecovered') return state;
    if (act.type === 'JurisdictionChanged') return { ...state, ruleSet: (act.payload as Changed).ruleSet };
    if (act.type === 'SignaturesAsked')
      return { ...state, signed: (act.payload as z.infer<typeof signaturesAsked>).acts };
    if (act.type === 'RetentionPeriodSet')
      return { ...state, retention: (act.payload as z.infer<typeof retentionPeriodSet>).period };
    if (act.type === 'UnitRenamed') return state;
    if (act.type === 'UnitMoved')
      return { ...state, parent: (act.payload as z.infer<typeof unitMoved>).parent };
    if (act.type === 'UnitClosed') return { ...state, closedOn: (act.payload as Closed).on };
    const { kind, level, parent = null, body, ruleSet } = act.payload as Registered;
    return { kind, level, parent, body: body ?? act.subject.slice('unit/'.length), ruleSet };
  },
  bodyOf: () => undefined,
});
