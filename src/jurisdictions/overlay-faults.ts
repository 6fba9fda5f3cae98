import { PARAMETERS } from '../../workflows/parameters.js';
import type { Text } from '../../workflows/vocabulary.js';
import { FOLLOWED_BY_REFERENCE } from '../engine/standing.js';
import type { Fault } from './jurisdictions-refused.js';
import { ROOT, type Levels, type Overlay } from './overlay.js';
import { inForce, settled, type Settled } from './settled.js';
import { compared, isParameter, misfit, parameterOf } from './values.js';

/** What the procedure lets a place touch. */
export interface Trade {
  /** Requirements followed by reference that a body's own working rules may let give way. */
  readonly departable: readonly string[];
  /** Requirements of our own, which a body may turn into warnings. */
  readonly house: readonly string[];
}

/** What a file is checked against. */
interface Known {
  readonly national: Overlay & { readonly levels: Levels };
  readonly places: ReadonlyMap<string, Overlay>;
  ruleOf(id: string): unknown;
  chainOf(place: string): readonly Overlay[];
}

type Finding = Omit<Fault, 'file'>;

/** Everything that is wrong with one file, as far as the others allow to tell. */
export function faultsOf(overlay: Overlay, known: Known, trade: Trade): Fault[] {
  const place = whereItStands(overlay, known);
  const shapes = valuesOf(overlay);
  const findings = [
    ...place,
    ...shapes,
    ...unknownRules(overlay, known),
    ...(place.length + shapes.length === 0 ? laxities(overlay, known) : []),
    ...ownWays(overlay, known, trade),
  ];
  return findings.map((finding) => ({ file: overlay.file, ...finding }));
}

/** What a file may not say of where and when it applies. */
const MISPLACED: readonly (Finding & { readonly rule: string; is(overlay: Overlay): boolean })[] = [
  {
    rule: 'extends',
    zh: '按事项的规则没有上级',
    en: 'a matter extends no place',
    is: (overlay) => overlay.of === 'matter' && overlay.extends !== undefined,
  },
  {
    rule: 'extends',
    zh: '没有写明上级',
    en: 'it does not say what it extends',
    is: (overlay) => overlay.of === 'place' && overlay.id !== ROOT && overlay.extends === undefined,
  },
  {
    rule: 'levels',
    zh: '各级机关只在全国规则中写明',
    en: 'only the national rules speak of the levels',
    is: ({ id, levels }) => id !== ROOT && levels !== undefined,
  },
  {
    rule: 'inForceUntil',
    zh: '失效日早于施行日',
    en: 'it ends before it begins',
    is: ({ inForceFrom, inForceUntil = inForceFrom }) => inForceUntil < inForceFrom,
  },
];

function whereItStands(overlay: Overlay, known: Known): Finding[] {
  const misplaced = MISPLACED.filter(({ is }) => is(overlay)).map(({ rule, zh, en }) => ({ rule, zh, en }));
  const above = overlay.of === 'place' ? overlay.extends : undefined;
  return above === undefined ? misplaced : [...misplaced, ...aboveIt(overlay.id, above, known)];
}

function aboveIt(id: string, above: string, { places, chainOf }: Known): Finding[] {
  if (!places.has(above))
    return [{ rule: 'extends', zh: `没有上级“${above}”`, en: `there is no '${above}' above it` }];
  try {
    const [root] = chainOf(id);
    if (root?.id === ROOT) return [];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return [
    {
      rule: 'extends',
      zh: `沿上级追溯不到“${ROOT}”：互为上级，或上级有误`,
      en: `what is above it does not lead to '${ROOT}': places extend each other, or one is unknown`,
    },
  ];
}

function valuesOf({ id, parameters }: Overlay): Finding[] {
  return Object.entries(parameters).flatMap(([name, { value, rule }]): Finding[] => {
    const at = rule ?? name;
    if (!isParameter(name))
      return [{ rule: at, zh: `没有参数“${name}”`, en: `there is no parameter '${name}'` }];
    const wrong = misfit(name, value);
    if (wrong) return [{ rule: at, zh: `${name}：${wrong.zh}`, en: `${name}: ${wrong.en}` }];
    const local = rule !== undefined && (id === ROOT || !rule.startsWith(FOLLOWED_BY_REFERENCE));
    if (local) return [];
    const option = parameterOf(name).direction === 'option';
    return [
      {
        rule: at,
        zh: `${name}：${option ? '选用' : '加严'}须写明本地（或专门法律）的规则`,
        en: `${name}: ${option ? 'an option' : 'a value'} takes the local rule (or the special law) that says so`,
      },
    ];
  });
}

function unknownRules({ parameters, assessments, recorded }: Overlay, { ruleOf }: Known): Finding[] {
  const named = [...Object.values(parameters), ...assessments, ...recorded].flatMap(({ rule }) => rule ?? []);
  return [...new Set(named)].flatMap((rule) => {
    try {
      ruleOf(rule);
      return [];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return [{ rule, zh: '没有这条规则', en: 'there is no such rule' }];
    }
  });
}

/** Values on the lax side of what stands above, on any day on which both are in force. */
function laxities(overlay: Overlay, { national, chainOf }: Known): Finding[] {
  const above = overlay.of === 'matter' ? [national] : chainOf(overlay.id).slice(0, -1);
  const begin = above.map(({ inForceFrom }) => inForceFrom).filter((day) => inForce(overlay, day));
  const found = new Map<string, Finding>();
  for (const day of new Set([overlay.inForceFrom, ...begin])) {
    const upper = settled(
      above.filter((one) => inForce(one, day)),
      () => 'binding',
    );
    for (const [name, { value, rule }] of Object.entries(overlay.parameters)) {
      if (!isParameter(name) || rule === undefined) continue;
      if (compared(name, upper.parameters[name], value) === 'laxer')
        found.set(name, laxity(name, upper, value, rule));
    }
  }
  return [...found.values()];
}

function laxity(name: keyof typeof PARAMETERS, upper: Settled, value: unknown, rule: string): Finding {
  const { title, rule: national } = parameterOf(name);
  const demanded = upper.sources[name]?.rule ?? national;
  const at = JSON.stringify(upper.parameters[name]);
  const dropped = value === false || value === null || value === 0;
  const by: Text =
    demanded === undefined ? { zh: '全国规定', en: 'the national text' } : { zh: demanded, en: demanded };
  return {
    rule,
    zh: dropped
      ? `${name}：取消了 ${by.zh} 规定的义务（${title.zh}）`
      : `${name}：${JSON.stringify(value)} 比 ${by.zh} 规定的 ${at} 宽（${title.zh}）`,
    en: dropped
      ? `${name}: drops the duty of ${by.en} (${title.en})`
      : `${name}: ${JSON.stringify(value)} is laxer than ${at}, which ${by.en} demands (${title.en})`,
  };
}

/** What a body lets give way, and what it turned into warnings. */
function ownWays({ level, givesWay, warnings }: Overlay, { national }: Known, trade: Trade): Finding[] {
  const byReference = level !== undefined && national.levels[level].decree === 'by-reference';
  return [
    ...(givesWay.length > 0 && !byReference
      ? [
          {
            rule: 'givesWay',
            zh: '只有参照适用条例的机关自己的文件（level）可以写明让步的要求',
            en: 'only the own file (level) of a body that follows the decree by reference lets anything give way',
          },
        ]
      : []),
    ...givesWay
      .filter(({ requirement }) => !trade.departable.includes(requirement))
      .map(({ requirement }) => ({
        rule: requirement,
        zh: '这项要求不得让步',
        en: 'this requirement never gives way',
      })),
    ...warnings
      .filter((requirement) => !trade.house.includes(requirement))
      .map((requirement) => ({
        rule: requirement,
        zh: '不是本系统自设的要求，不能改为提示',
        en: 'no requirement of our own: it cannot be turned into a warning',
      })),
  ];
}
