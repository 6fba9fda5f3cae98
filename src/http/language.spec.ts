import { describe, expect, it } from 'vitest';
import { languageOf } from './language.js';

describe('The language of an answer', () => {
  it.each([
    [undefined, 'zh'],
    ['', 'zh'],
    ['*', 'zh'],
    ['fr, de;q=0.9', 'zh'],
    ['en', 'en'],
    ['en-GB', 'en'],
    ['zh-CN,en;q=0.8', 'zh'],
    ['en;q=0.8,zh;q=0.9', 'zh'],
    ['zh;q=0.3, EN-us;q=0.4', 'en'],
    ['zh,en', 'zh'],
    ['en;q=0', 'zh'],
    ['en;q=nonsense', 'en'],
  ])('asked for %p is %s', (asked, language) => {
    expect(languageOf(asked)).toBe(language);
  });
});
