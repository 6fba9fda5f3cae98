interface Text {
  readonly zh: string;
  readonly en: string;
}
type Words = Readonly<Record<string, Text>>;

/** The word for a field: by the act and the way to the field, by the field around it and the field, by the field. */
export function wordAt(words: Words, event: string, path: readonly string[]): Text | undefined {
  const name = path.at(-1) ?? '';
  const around = path.length > 1 ? words[path.slice(-2).join('/')] : undefined;
  return words[`${event}/${path.join('/')}`] ?? around ?? words[name];
}

/** The word for a code: by the field and the code, by the code. */
export function codeAt(words: Words, field: string, code: string): Text | undefined {
  return words[`${field}/${code}`] ?? words[code];
}
