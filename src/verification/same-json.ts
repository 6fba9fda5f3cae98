/**
 * Whether two values are the same JSON, as their canonical texts would be, without writing these. A member that is
 * undefined is none.
 */
export function sameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other))
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, at) => sameJson(item, other[at]))
    );
  const [left, right] = [one as Members, other as Members];
  const names = namesIn(left);
  return names.length === namesIn(right).length && names.every((name) => sameJson(left[name], right[name]));
}

type Members = Readonly<Record<string, unknown>>;

const namesIn = (object: Members): string[] =>
  Object.keys(object).filter((name) => object[name] !== undefined);
