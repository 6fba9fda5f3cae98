import { describe, expect, it } from 'vitest';
import { articleInEnglish } from './article-in-english.js';
import { cite, RULES } from './citations.js';

const english = (rule: string) => cite([rule])[0]?.articleEn;

describe('An article as a refusal cites it', () => {
  it('is named in both languages, with paragraph and item, and with how far we derived it', () => {
    expect(cite(['D713-026-c'])).toMatchObject([
      {
        rule: 'D713-026-c',
        article: '国务院令第713号《重大行政决策程序暂行条例》第26条第2款',
        articleEn: 'State Council Decree 713, article 26(2)',
      },
    ]);
    expect(english('D713-010-b')).toBe('State Council Decree 713, article 10, item 2');
    expect(english('D713-029-c')).toBe('State Council Decree 713, article 29, items 2 and 3');
    expect(english('D713-030-e')).toBe('State Council Decree 713, article 30(1) (partly derived)');
    expect(english('D713-025-e')).toBe('State Council Decree 713, articles 25 and 28 (derived)');
    expect(english('TIME-01')).toBe('Civil Code, article 201 (by analogy)');
    expect(english('GUARD-04')).toBe('Derived from the case of Hengxi');
    expect(english('QZ-NORM-049')).toBe('Quanzhou Normative Document 3 (2022), item 49');
  });

  it('“the same as above” is the source above', () => {
    expect(english('LA-02')).toBe('Opinions on legal advisers (2016) (derived)');
    expect(english('ANN-02')).toBe(english('ANN-01'));
  });

  it('is English to the last character, for every rule', () => {
    for (const id of RULES.keys()) expect(english(id)).toMatch(/^[^\p{Script=Han}（）、《》〔〕]{7,}$/u);
  });

  it('of a source that nobody named is an error, and so is a rule that is none', () => {
    expect(() => articleInEnglish('某省政府令第1号第2条')).toThrow('某省政府令第1号第2条');
    expect(() => cite(['D713-999'])).toThrow('D713-999');
  });
});
