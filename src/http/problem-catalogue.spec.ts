import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Logger } from '@nestjs/common';
import { PROJECT_ROOT } from '../project-root.js';
import { PROBLEMS } from './problem-catalogue.js';
import { problemAnswer } from './problem-details.js';

const SOURCES = join(PROJECT_ROOT, 'src');

/** The codes of all classes of refusals, read off the sources: a class that nobody throws yet counts too. */
function codesInSources(): string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.spec)\.ts$/.test(name),
  );
  return files.flatMap((name) => {
    const text = readFileSync(join(SOURCES, name), 'utf8');
    if (!/extends \w*Refusal\b/.test(text)) return [];
    const classes = text.split(/(?=\bclass \w+ extends \w*Refusal\b)/).slice(1);
    return classes.flatMap((one) => codesOf(one, name, text));
  });
}

function codesOf(one: string, file: string, text: string): string[] {
  const literal = /readonly code(?:: \w+)? = '([a-z-]+)'/.exec(one)?.[1];
  if (literal !== undefined) return [literal];
  const union = /readonly code: (\w+)/.exec(one)?.[1];
  const list = union === undefined ? undefined : new RegExp(`type ${union} =([^;]+);`).exec(text)?.[1];
  if (list === undefined) throw new Error(`${file}: a refusal whose code cannot be read off the source`);
  return [...list.matchAll(/'([a-z-]+)'/g)].map(([, code = '']) => code);
}

describe('The catalogue of problems', () => {
  // What is logged of a mishap is not what these tests are about.
  beforeAll(() => Logger.overrideLogger(false));
  afterAll(() => Logger.overrideLogger(['error', 'warn']));

  it('has every code of every refusal in the program', () => {
    const codes = codesInSources();
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.filter((code) => !(code in PROBLEMS))).toEqual([]);
  });

  it('has none that no refusal bears', () => {
    const known = new Set([...codesInSources(), 'malformed-json', 'internal-error']);
    expect(Object.keys(PROBLEMS).filter((code) => !known.has(code))).toEqual([]);
  });

  it('says each in both languages, whatever facts there are', () => {
    for (const [code, { status, title, detail }] of Object.entries(PROBLEMS)) {
      expect([code, status >= 400 && status < 600]).toEqual([code, true]);
      for (const text of [title, detail({})]) {
        expect(`${code}: ${text.zh}`).toMatch(/\p{Script=Han}/u);
        expect(`${code}: ${text.en}`).not.toMatch(/\p{Script=Han}|undefined|\[object/u);
      }
    }
  });

  it('tells nothing of an error that is no refusal', () => {
    const secret = new Error('SELECT password FROM account failed at /srv/chengxu/db.ts:12');
    const { status, body } = problemAnswer(secret, 'en');
    expect(status).toBe(500);
    expect(Object.keys(JSON.parse(body) as object).toSorted()).toEqual([
      'code',
      'detail',
      'instance',
      'status',
      'title',
      'type',
    ]);
    expect(body).not.toMatch(/SELECT|srv|at /);
  });

  it('is not told by members of another error what to answer', () => {
    const forged = Object.assign(new Error('no'), {
      code: 'version-conflict',
      statusCode: 204,
      facts: () => ({ a: 1 }),
    });
    expect(problemAnswer(forged, 'en').status).toBe(500);
  });
});
