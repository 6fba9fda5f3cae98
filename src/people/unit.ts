import { z } from 'zod';
import {
  aboutPayload,
  met,
  opaqueId,
  text,
  unitNamed,
  unmet,
  type Requirement,
} from '../../workflows/vocabulary.js';
import { registerFrom } from '../engine/register.js';
import { LEVELS, type Level } from '../jurisdictions/rule-sets.js';
import { administers, WHO_ADMINISTERS } from './administers.js';

/** A body (机关) decides; a unit works within one, and may do so for others. */
export interface UnitState {
  readonly kind: 'body' | 'unit';
  readonly level: Level;
  readonly parent: string | null;
  /** The body that it belongs to; a body belongs to itself. */
  readonly body: string;
  /** Which rules bind it: an id under `workflows/jurisdictions`. */
  readonly ruleSet: string;
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
type Registered = z.infer<typeof unitRegistered>;

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

/** Bodies and their units. */
export const unitProcedure = registerFrom<UnitState>({
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
        requires: [ofABody.id, administersAbove.id],
      },
    },
  },
  requirements: { [ofABody.id]: ofABody, [administersAbove.id]: administersAbove },
  possible: () => [],
  fold: (_, act) => {
    const { kind, level, parent = null, body, ruleSet } = act.payload as Registered;
    return { kind, level, parent, body: body ?? act.subject.slice('unit/'.length), ruleSet };
  },
  bodyOf: () => undefined,
});
