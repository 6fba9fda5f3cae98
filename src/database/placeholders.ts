const converted = new Map<string, string>();

/**
 * Checks a statement and, for PostgreSQL, numbers its placeholders. A `?` in a string literal is refused in
 * both dialects: it would be taken for a placeholder in one of them.
 */
export function prepareSql(sql: string, dialect: 'sqlite' | 'postgres'): string {
  const known = converted.get(sql);
  if (known !== undefined) return dialect === 'postgres' ? known : sql;
  const outside = sql.split("'").filter((_, part) => part % 2 === 1);
  if (outside.some((literal) => literal.includes('?'))) {
    throw new Error(`A question mark in a string literal of SQL: pass it as a parameter. ${sql}`);
  }
  let count = 0;
  const numbered = sql.replaceAll('?', () => `$${(count += 1)}`);
  // Statements are written out in the program, so there are few; one that is built per call must not pile up.
  if (converted.size < 2000) converted.set(sql, numbered);
  return dialect === 'postgres' ? numbered : sql;
}
