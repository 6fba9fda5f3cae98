import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as words from '../workflows/words.js';
import { CODE_NAMES } from '../src/exports/views/form-words/code-names.js';
import { FIELD_HELP } from '../web/src/forms/field-help.js';
import { FIELD_NAMES } from '../src/exports/views/form-words/field-names.js';
import { codeAt, wordAt } from '../src/exports/views/form-words/word-at.js';

interface Schema {
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
}
interface Found {
  readonly event: string;
  readonly path: readonly string[];
  readonly codes: readonly string[];
  readonly states: boolean;
}

/** What people fill in: not what the program itself records of its keys and heads, in the installation's own acts. */
const FILLED_IN = /^(decision|meeting|consultation|catalogue|pool|person|unit)\./;
/** As they are shown on a form. */
const CODES = {
  ...words.PAPERS,
  ...words.REVIEW_ANSWERS,
  ...words.REVIEW_OUTCOMES,
  ...words.OUTCOMES,
  ...words.STANCES,
  ...words.MEETING_KINDS,
  ...words.EXPERT_VERDICTS,
  ...words.RISK_LEVELS,
  ...words.ASSESSMENT_RESULTS,
  ...words.ANNULLED_BY,
  ...words.CONTRIBUTORS,
};

const { components } = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
  components: { schemas: Record<string, Schema> };
};
const fields = Object.entries(components.schemas)
  .filter(([name]) => FILLED_IN.test(name))
  .flatMap(([name, { properties }]) => fieldsIn(properties?.['payload'] ?? {}, name.split('.')[1] ?? '', []));

describe('on a form', () => {
  it('every field of every act has a name in both languages', () => {
    const nameless = fields.filter(({ event, path }) => {
      const said = wordAt(FIELD_NAMES, event, path) ?? words.FIELDS[path.at(-1) ?? ''];
      return !said?.zh || !said.en || !/[\u4e00-\u9fff]/.test(said.zh);
    });
    expect(nameless.map(({ event, path }) => `${event}/${path.join('/')}`)).toEqual([]);
  });

  it('every code that a field offers has a name in both languages', () => {
    const nameless = fields.flatMap(({ path, codes }) => {
      const field = path.at(-1) ?? '';
      // Roles are named where they are defined.
      if (field === 'role' || field === 'roles') return [];
      return codes
        .filter((code) => !codeAt(CODE_NAMES, field, code) && !Object.hasOwn(CODES, code))
        .map((code) => `${field}/${code}`);
    });
    expect([...new Set(nameless)]).toEqual([]);
  });

  it('what somebody states by ticking it is said in full', () => {
    const unsaid = fields.filter(({ event, path, states }) => states && !wordAt(FIELD_HELP, event, path));
    expect(unsaid.map(({ event, path }) => `${event}/${path.join('/')}`)).toEqual([]);
  });

  it('no word is for a field that no act has', () => {
    const places = new Set(
      fields.flatMap(({ event, path }) => [
        path.at(-1) ?? '',
        path.slice(-2).join('/'),
        `${event}/${path.join('/')}`,
      ]),
    );
    expect(
      [...Object.keys(FIELD_NAMES), ...Object.keys(FIELD_HELP)].filter((word) => !places.has(word)),
    ).toEqual([]);
  });
});

function fieldsIn(schema: Schema, event: string, around: readonly string[]): Found[] {
  const within = [
    schema,
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.items ? [schema.items] : []),
  ];
  return within.flatMap(({ properties = {} }) => {
    // A paper is uploaded as a whole; nobody fills in its digest or its size.
    if ('sha256' in properties && 'mediaType' in properties) return [];
    return Object.entries(properties).flatMap(([name, field]) => {
      const path = [...around, name];
      const codes = [...(field.enum ?? []), ...(field.items?.enum ?? [])].map(String);
      return [{ event, path, codes, states: field.const !== undefined }, ...fieldsIn(field, event, path)];
    });
  });
}
