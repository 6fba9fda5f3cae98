import { PARAMETERS, type Parameter, type ParameterName, type Share } from '../../workflows/parameters.js';
import { MEETING_KINDS } from '../../workflows/meeting/meeting.js';
import type { Text } from '../../workflows/vocabulary.js';

export const isParameter = (name: string): name is ParameterName => Object.hasOwn(PARAMETERS, name);
export const parameterOf = (name: ParameterName): Parameter<unknown> => PARAMETERS[name];

export const UNITS = ['days', 'working-days', 'months', 'people', 'share'] as const satisfies readonly Unit[];
type Unit = NonNullable<Parameter<unknown>['unit']>;

/** What people call a parameter, and what its values count. */
export function called(name: ParameterName): { readonly title: Text; readonly unit?: Unit } {
  const { title, unit } = parameterOf(name);
  return unit === undefined ? { title } : { title, unit };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function isShare(value: unknown): value is Share {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [part, whole]: unknown[] = value;
  return isCount(part) && isCount(whole) && whole > 0 && part <= whole;
}

/** Which values a list may hold, and which the law needs in it. */
const LISTS: Readonly<
  Record<string, { readonly known: readonly string[]; readonly needed: readonly string[] }>
> = {
  decidingMeetings: { known: MEETING_KINDS, needed: [] },
  reviewOutcomes: {
    known: PARAMETERS.reviewOutcomes.national,
    needed: ['lawful', 'unlawful', 'step-missing'],
  },
  meetingOutcomes: { known: PARAMETERS.meetingOutcomes.national, needed: ['passed', 'rejected'] },
};

/** What this parameter takes, where `value` is none of it; undefined where it is. */
export function misfit(name: ParameterName, value: unknown): Text | undefined {
  const { national, unit } = parameterOf(name);
  if (typeof national === 'boolean')
    return typeof value === 'boolean' ? undefined : { zh: '须为 true 或 false', en: 'takes true or false' };
  if (unit === 'share')
    return isShare(value)
      ? undefined
      : { zh: '须为比例，如 [2, 3]', en: 'takes a share, like [2, 3] for two thirds' };
  if (Array.isArray(national)) return misfitOfList(name, value);
  if (isCount(value) || (value === null && national === null)) return undefined;
  return { zh: '须为不小于零的整数', en: 'takes a whole number that is not negative' };
}

function misfitOfList(name: ParameterName, value: unknown): Text | undefined {
  const { known, needed } = LISTS[name] ?? { known: [], needed: [] };
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  if (values.length === 0) return { zh: '须为非空的列表', en: 'takes a list that is not empty' };
  const strange = values.filter((one) => typeof one !== 'string' || !known.includes(one));
  if (strange.length > 0)
    return {
      zh: `不认识：${strange.join('、')}；可用：${known.join('、')}`,
      en: `does not know ${strange.join(', ')}; knows ${known.join(', ')}`,
    };
  const missing = needed.filter((one) => !values.includes(one));
  return missing.length === 0
    ? undefined
    : { zh: `缺少法律所需的：${missing.join('、')}`, en: `lacks what the law needs: ${missing.join(', ')}` };
}

/** No limit at all is the largest of all limits. */
const fraction = (value: unknown): Share =>
  isShare(value) ? value : value === null ? [1, 0] : [Number(value), 1];

/** How a value stands to another one of the same parameter: equal, on its lawful side, on the lax side, or freely chosen. */
export function compared(
  name: ParameterName,
  from: unknown,
  to: unknown,
): 'same' | 'tighter' | 'laxer' | 'chosen' {
  const { direction } = parameterOf(name);
  if (JSON.stringify(from) === JSON.stringify(to)) return 'same';
  if (direction === 'option') return 'chosen';
  if (direction === 'on') return to === true ? 'tighter' : 'laxer';
  const [a, b] = [fraction(from), fraction(to)];
  const more = b[0] * a[1] - a[0] * b[1];
  if (more === 0) return 'same';
  return more > 0 === (direction === 'up') ? 'tighter' : 'laxer';
}
