/** What was filled in, without what was left empty: an absent member and an empty one are not the same to a schema. */
export function filledIn(values: Record<string, unknown>): Record<string, unknown> {
  return (without(values) as Record<string, unknown> | undefined) ?? {};
}

function without(value: unknown): unknown {
  if (value === undefined || value === null || value === '') return undefined;
  if (Array.isArray(value)) return value.map(without).filter((one) => one !== undefined);
  if (typeof value !== 'object') return typeof value === 'string' ? value.trim() || undefined : value;
  const members = Object.entries(value).flatMap(([name, member]) => {
    const kept = without(member);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}
