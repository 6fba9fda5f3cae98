export type Plain = null | boolean | number | string | Plain[] | { [name: string]: Plain };

/** RFC 8785 for what the made-up ledger holds; written apart from what it is to test. */
export function jcs(value: Plain): string {
  if (Array.isArray(value)) return `[${value.map(jcs).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${jcs(value[name] as Plain)}`).join(',')}}`;
}
