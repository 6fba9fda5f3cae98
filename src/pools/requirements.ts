import {
  aboutPayload,
  met,
  personNamed,
  unitNamed,
  unmet,
  type Requirement,
  type Role,
  type Text,
} from '../../workflows/vocabulary.js';
import { counted } from '../../workflows/wording.js';
import { canonicalize, type Json } from '../canonical/canonical-json.js';
import { considered } from './considered.js';
import { inOrderOfLots, seedOf } from './lot.js';
import { MOST, type Draw, type DrawAnnounced, type DrawHeld, type Pool } from './pool.js';

const KEEPERS: readonly Role[] = ['office', 'administrator'];
const DRAWERS: readonly Role[] = ['proposer', 'office'];
type OfExpert = { readonly expert: string };

/** A control of ours: the law asks that no expert has an interest (article 20), not how one is chosen. */
const control = <Payload>(
  id: string,
  title: Text,
  fields: readonly string[],
  test: Parameters<typeof aboutPayload<Payload, Pool>>[0]['test'],
): Requirement<Pool> =>
  aboutPayload<Payload, Pool>({
    id,
    rules: [],
    strength: 'house',
    title,
    fields,
    test,
  });

const poolOfItsBody = control<{ readonly body: string }>(
  'pool-of-its-body',
  { zh: '专家库以所属机关命名', en: 'A pool is named after its body' },
  ['body'],
  (_, { subject, payload: { body } }) =>
    subject === `pool/${body}`
      ? met
      : unmet({
          found: {
            zh: `专家库编号与${unitNamed(body)}不符`,
            en: `another id than that of ${unitNamed(body)}`,
          },
          needed: { zh: '与所属机关相同的编号', en: "the body's own id" },
          remedy: { zh: '以机关编号建立专家库。', en: "Open it under the body's id." },
          whoCanSupply: KEEPERS,
        }),
);

const isIn = (pool: Pool, expert: string): boolean => pool.experts[expert]?.left === null;

const notInThePool = control<OfExpert>(
  'not-in-the-pool',
  { zh: '尚未入库', en: 'Not in the pool yet' },
  ['expert'],
  (pool, { payload: { expert } }) =>
    isIn(pool, expert)
      ? unmet({
          found: { zh: `${personNamed(expert)}已在库`, en: `${personNamed(expert)} is in the pool` },
          needed: { zh: '尚未入库的专家', en: 'somebody who is not' },
          remedy: {
            zh: '如需更正单位、专业，办理变更。',
            en: 'To put unit or fields right, change the entry.',
          },
          whoCanSupply: KEEPERS,
        })
      : met,
);

const inThePool = control<OfExpert>(
  'in-the-pool',
  { zh: '在库专家', en: 'In the pool' },
  ['expert'],
  (pool, { payload: { expert } }) =>
    isIn(pool, expert)
      ? met
      : unmet({
          found: { zh: `${personNamed(expert)}不在库`, en: `${personNamed(expert)} is not in the pool` },
          needed: { zh: '在库的专家', en: 'an expert of the pool' },
          remedy: { zh: '请核对专家编号。', en: 'Check who is meant.' },
          whoCanSupply: KEEPERS,
        }),
);

const mayBeListed = control<OfExpert>(
  'expert-may-be-listed',
  { zh: '入库专家已任专家、未被取消资格', en: 'Whoever enters serves as an expert and is not barred' },
  ['expert'],
  (pool, { payload: { expert }, facts: { persons } }) => {
    const person = persons?.[expert];
    const serves = person?.grants.some(({ role, body }) => role === 'expert' && body === pool.body) === true;
    if (serves && person?.standing === 'good') return met;
    return unmet({
      found: serves
        ? { zh: `${personNamed(expert)}已被取消资格`, en: `${personNamed(expert)} is barred` }
        : {
            zh: `${personNamed(expert)}当日未任专家`,
            en: `${personNamed(expert)} does not serve as an expert`,
          },
      needed: {
        zh: `${unitNamed(pool.body)}的专家，资格有效`,
        en: `an expert of ${unitNamed(pool.body)} in good standing`,
      },
      remedy: {
        zh: '先由管理员授予专家角色；被取消资格的，恢复后再入库。',
        en: 'Have the administrator grant the role of expert, or restore the standing, first.',
      },
      whoCanSupply: ['administrator'],
    });
  },
);

/** The same words for a matter of another body and for none at all: it must not tell which there are. */
const matterOfThisBody = control<DrawAnnounced>(
  'matter-of-this-body',
  { zh: '抽取所为的事项属于本机关、尚未办结', en: 'Drawn for a matter of this body that is not closed' },
  ['decision'],
  (pool, { facts: { matter } }) => {
    if (matter?.body === pool.body && !matter.settled) return met;
    const isOurs = matter?.body === pool.body;
    return unmet({
      found: isOurs
        ? { zh: '该事项已办结', en: 'that matter is closed' }
        : { zh: '本机关没有这一事项', en: 'this body has no such matter' },
      needed: { zh: '本机关正在办理的决策事项', en: 'a matter that this body is dealing with' },
      remedy: { zh: '请核对决策事项编号。', en: 'Check the id of the decision.' },
      whoCanSupply: DRAWERS,
    });
  },
);

const fieldNotTooWide = control<DrawAnnounced>(
  'field-not-too-wide',
  { zh: `一次抽取所考虑的专家不超过 ${MOST} 人`, en: `At most ${MOST} experts are considered in one draw` },
  ['field'],
  (_, { payload: { candidates, excluded } }) => {
    const count = candidates.length + excluded.length;
    if (count <= MOST) return met;
    return unmet({
      found: { zh: `该专业在库 ${count} 人`, en: `${count} of the pool are of this field` },
      needed: { zh: `不超过 ${MOST} 人`, en: `at most ${MOST}` },
      remedy: { zh: '改用更细的专业代码。', en: 'Take the code of a narrower field.' },
      whoCanSupply: DRAWERS,
    });
  },
);

/** Who is considered is no choice of whoever draws: everybody of the field, and whoever is left out has a reason. */
const candidatesAsTheyStand = control<DrawAnnounced>(
  'candidates-as-they-stand',
  { zh: '候选与回避名单与记录相符', en: 'Candidates and excluded are those of the record' },
  ['candidates', 'excluded', 'notOfTheField'],
  (pool, { payload, facts: { matter, persons } }) => {
    const needed = considered(pool, payload, matter, persons ?? {});
    const { candidates, excluded, notOfTheField } = payload;
    if (sameText(needed, { candidates, excluded, notOfTheField })) return met;
    return unmet({
      found: {
        zh: `候选 ${candidates.length} 人，回避 ${excluded.length} 人`,
        en: `${counted(candidates.length, 'candidate')}, ${excluded.length} excluded`,
      },
      needed: {
        zh: `按记录候选 ${needed.candidates.length} 人，回避 ${needed.excluded.length} 人`,
        en: `by the record ${counted(needed.candidates.length, 'candidate')}, ${needed.excluded.length} excluded`,
      },
      remedy: { zh: '名单刚有变化，请重新抽取。', en: 'The pool has just changed: ask for the draw again.' },
      whoCanSupply: DRAWERS,
    });
  },
);

/** What is announced today always counts them; a draw forged later that does not is found by this. */
const sidesCounted = control<DrawAnnounced>(
  'sides-counted',
  {
    zh: '委托人与受托人视为同一方',
    en: 'Delegate and delegator count as one',
  },
  ['decision'],
  (pool, { facts: { matter } }) => {
    if (!pool.sidesCounted || !matter || matter.sidesCounted) return met;
    return unmet({
      found: {
        zh: '起草人、评估人名单未计入委托人、受托人',
        en: 'drafters and assessors without those who stood in for them, or had them stand in',
      },
      needed: { zh: '一并计入', en: 'with them' },
      remedy: { zh: '请重新抽取。', en: 'Ask for the draw again.' },
      whoCanSupply: DRAWERS,
    });
  },
);

const enoughCandidates = control<DrawAnnounced>(
  'enough-candidates',
  { zh: '候选人数不少于抽取人数', en: 'At least as many candidates as are to be drawn' },
  ['field', 'count'],
  (_, { payload: { candidates, count } }) =>
    candidates.length >= count
      ? met
      : unmet({
          found: { zh: `候选 ${candidates.length} 人`, en: counted(candidates.length, 'candidate') },
          needed: { zh: `${count} 人`, en: String(count) },
          remedy: {
            zh: '充实专家库，放宽专业，或减少抽取人数。',
            en: 'List more experts, take a wider field, or draw fewer.',
          },
          whoCanSupply: [...DRAWERS, 'administrator'],
        }),
);

/** Drawing until the lot suits would be choosing. Whoever declines is replaced by the next in order. */
const noSecondDraw = control<DrawAnnounced>(
  'no-second-draw',
  { zh: '同一事项同一专业再次抽取须说明理由', en: 'Another draw for a matter and field takes grounds' },
  ['decision', 'field', 'again'],
  (pool, { payload: { draw, decision, field, againStated } }) => {
    const earlier = pool.draws.filter((one) => one.decision === decision && one.field === field);
    const open = earlier.some(({ status }) => status === 'announced');
    const isNew = pool.draws.every((one) => one.draw !== draw);
    if (isNew && !open && (earlier.length === 0 || againStated)) return met;
    return unmet({
      found: open
        ? { zh: '此前登记的抽取尚未进行', en: 'a draw was announced before and is not held' }
        : {
            zh: `此前已登记抽取 ${earlier.length} 次`,
            en: `announced before: ${counted(earlier.length, 'draw')}`,
          },
      needed: open
        ? { zh: '先完成或放弃该次抽取', en: 'that one held or abandoned' }
        : { zh: '再次抽取的理由', en: 'grounds for another' },
      remedy: open
        ? { zh: '进行该次抽取，或说明理由放弃。', en: 'Hold it, or abandon it with a reason.' }
        : {
            zh: '按抽取次序递补；确需重抽的，说明理由。',
            en: 'Take the next in order; if it must be drawn again, say why.',
          },
      whoCanSupply: DRAWERS,
    });
  },
);

const drawIn = (pool: Pool, id: string): Draw | undefined =>
  pool.draws.find(({ draw, status }) => draw === id && status === 'announced');

const drawUnderWay = control<{ readonly draw: string }>(
  'draw-under-way',
  { zh: '该次抽取正在进行', en: 'The draw is under way' },
  ['draw'],
  (pool, { payload: { draw } }) => {
    if (drawIn(pool, draw)) return met;
    return unmet({
      found: { zh: '没有这一抽取，或已进行、已放弃', en: 'no such draw, or it was held or abandoned' },
      needed: { zh: '已登记、尚未进行的抽取', en: 'a draw that is announced and not held' },
      remedy: { zh: '请核对抽取编号。', en: 'Check the id of the draw.' },
      whoCanSupply: DRAWERS,
    });
  },
);

const seedOfTheFirstCheckpoint = control<DrawHeld>(
  'seed-of-the-first-checkpoint',
  {
    zh: '抽签种子取自登记之后的第一个检查点',
    en: 'The lots rest on the first checkpoint over the announcement',
  },
  ['size', 'root', 'seed'],
  (_, { payload: { draw, size, root, seed }, facts: { drawnOn } }) => {
    if (size === drawnOn?.size && root === drawnOn.root && seed === seedOf(root, draw)) return met;
    return unmet({
      found: {
        zh: `检查点 ${size}，种子 ${seed.slice(0, 12)}`,
        en: `checkpoint ${size}, seed ${seed.slice(0, 12)}`,
      },
      needed: drawnOn
        ? {
            zh: `检查点 ${drawnOn.size}，种子 ${seedOf(drawnOn.root, draw).slice(0, 12)}`,
            en: `checkpoint ${drawnOn.size}, seed ${seedOf(drawnOn.root, draw).slice(0, 12)}`,
          }
        : { zh: '登记之后签署的检查点', en: 'a checkpoint signed after the announcement' },
      remedy: { zh: '待检查点签署后再抽取。', en: 'Draw once the checkpoint is signed.' },
    });
  },
);

const drawnByLot = control<DrawHeld>(
  'drawn-by-lot',
  { zh: '抽取次序由种子推得', en: 'The order is that of the lots' },
  ['order'],
  (pool, { payload: { draw, seed, order } }) => {
    const under = drawIn(pool, draw);
    const needed = under ? inOrderOfLots(under.candidates, under.method, seed) : [];
    if (sameText(order, needed)) return met;
    return unmet({
      found: { zh: `次序 ${firstOf(order)}……`, en: `the order ${firstOf(order)} …` },
      needed: { zh: `次序 ${firstOf(needed)}……`, en: `the order ${firstOf(needed)} …` },
      remedy: { zh: '按公开的算法重新推算。', en: 'Work it out again by the published algorithm.' },
    });
  },
);

const firstOf = (people: readonly string[]): string => people.slice(0, 3).map(personNamed).join('、');

const sameText = (one: Listing, other: Listing): boolean =>
  canonicalize(one as Json) === canonicalize(other as Json);
type Listing = readonly string[] | ReturnType<typeof considered>;

export const poolRequirements: readonly Requirement<Pool>[] = [
  poolOfItsBody,
  notInThePool,
  inThePool,
  mayBeListed,
  matterOfThisBody,
  fieldNotTooWide,
  sidesCounted,
  candidatesAsTheyStand,
  enoughCandidates,
  noSecondDraw,
  drawUnderWay,
  seedOfTheFirstCheckpoint,
  drawnByLot,
];
