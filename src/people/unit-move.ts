import { z } from 'zod';
import { localDate, opaqueId, text } from '../../workflows/fields.js';
import type { UnitAboveFacts } from '../../workflows/other-subjects.js';
import {
  aboutPayload,
  met,
  unitNamed,
  unmet,
  type Act,
  type LocalDate,
  type Requirement,
  type Text,
} from '../../workflows/vocabulary.js';
import { administers, WHO_ADMINISTERS } from './administers.js';

/** From that day on it stands under `parent`: a unit or body above it. Its people, names and record go with it. */
export const unitMoved = z.strictObject({ parent: opaqueId, from: localDate, reason: text(1000) });
type Moved = z.infer<typeof unitMoved>;

/** What is moved, as far as its place goes. */
interface Placed {
  readonly kind: 'body' | 'unit';
  readonly parent: string | null;
  readonly body: string;
}

const rule = (id: string, title: Text) => ({ id, rules: [], strength: 'house' as const, title });
const refused = (found: Text, needed: Text, remedy: Text) =>
  unmet({ found, needed, remedy, whoCanSupply: WHO_ADMINISTERS });
/** Not what somebody else's facts say: the chain begins with the very unit that the act names. */
const chainOf = ({ payload, facts }: Act & { readonly payload: Moved }): readonly UnitAboveFacts[] => {
  const { unitsAbove = [] } = facts;
  return unitsAbove[0]?.unit === payload.parent ? unitsAbove : [];
};

const placeStands: Requirement<Placed> = aboutPayload<Moved, Placed>({
  ...rule('unit-above-stands', { zh: '新的上级在册、未撤销', en: 'The new place is there, and not closed' }),
  fields: ['parent'],
  test: (state, act) => {
    const [above] = chainOf(act);
    const { parent } = act.payload;
    if (above && !above.closed && state.parent !== parent) return met;
    return refused(
      above === undefined
        ? { zh: `没有${unitNamed(parent)}`, en: `there is no ${unitNamed(parent)}` }
        : above.closed
          ? { zh: `${unitNamed(parent)}已撤销`, en: `${unitNamed(parent)} is closed` }
          : { zh: `已在${unitNamed(parent)}之下`, en: `it is under ${unitNamed(parent)} already` },
      { zh: '在册、未撤销的另一上级', en: 'another place that is there and not closed' },
      { zh: '请核对上级。', en: 'Check where it is to go.' },
    );
  },
});

const noCycle: Requirement<Placed> = aboutPayload<Moved, Placed>({
  ...rule('not-under-itself', { zh: '不移到自身或其下级之下', en: 'Nothing comes to stand under itself' }),
  fields: ['parent'],
  test: (_, act) => {
    const own = act.subject.slice('unit/'.length);
    const at = chainOf(act).findIndex(({ unit }) => unit === own);
    if (act.payload.parent !== own && at < 0) return met;
    return refused(
      {
        zh: `${unitNamed(act.payload.parent)}就是它自身，或在它之下`,
        en: `${unitNamed(act.payload.parent)} is itself, or stands under it`,
      },
      { zh: '不在它之下的上级', en: 'a place that is not under it' },
      { zh: '先把那个单位移出，再移本单位。', en: 'Move that one out from under it first.' },
    );
  },
});

/** A unit stays in the tree of its body, whatever is between; a body stands under bodies, never under a unit. */
const keepsRoot: Requirement<Placed> = aboutPayload<Moved, Placed>({
  ...rule('tree-keeps-its-root', {
    zh: '单位不离开所属机关，机关只在机关之下',
    en: 'A unit stays within its body, and a body stands under bodies alone',
  }),
  fields: ['parent'],
  test: ({ kind, body }, act) => {
    const chain = chainOf(act);
    const [above] = chain;
    const within = above?.body === body && chain.some(({ unit }) => unit === body);
    if (above === undefined || (kind === 'unit' ? within : above.kind === 'body')) return met;
    return refused(
      kind === 'unit'
        ? {
            zh: `${unitNamed(above.unit)}属于${unitNamed(above.body)}`,
            en: `${unitNamed(above.unit)} belongs to ${unitNamed(above.body)}`,
          }
        : { zh: `${unitNamed(above.unit)}是内设单位`, en: `${unitNamed(above.unit)} is a unit` },
      kind === 'unit'
        ? { zh: `${unitNamed(body)}之下的位置`, en: `a place under ${unitNamed(body)}` }
        : { zh: '上级机关', en: 'an upper body' },
      {
        zh: '职能划归其他机关的，在该机关另设单位，再撤销本单位。',
        en: 'Where its duties go to another body, register a unit there and close this one.',
      },
    );
  },
});

/** Whoever takes a body under theirs has a say, as has whoever lets it go. */
const administersTheNewPlace: Requirement<Placed> = aboutPayload<Moved, Placed>({
  ...rule('administers-the-new-place', {
    zh: '由新上级的管理员办理',
    en: 'Done by an administrator of the new upper body too',
  }),
  fields: ['parent'],
  test: ({ kind, body }, act) => administers(act, kind === 'unit' ? body : act.payload.parent),
});

const moveReached: Requirement<Placed> = aboutPayload<Moved, Placed>({
  ...rule('move-reached', { zh: '所填日期已到', en: 'The day has come' }),
  fields: ['from'],
  test: (_, { payload: { from }, date }) =>
    from <= date
      ? met
      : unmet({
          found: { zh: `所填日期 ${from}`, en: `the day given is ${from}` },
          needed: { zh: `不晚于今天（${date}）`, en: `a day not after today (${date})` },
          remedy: { zh: '到该日再登记，或更正日期。', en: 'Record it on that day, or put the date right.' },
          whoCanSupply: WHO_ADMINISTERS,
          earliestOn: from as LocalDate,
        }),
});

export const moveRequirements: readonly Requirement<Placed>[] = [
  placeStands,
  noCycle,
  keepsRoot,
  administersTheNewPlace,
  moveReached,
];
