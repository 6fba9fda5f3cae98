import { describe, expect, it } from 'vitest';
import { counted, editedAs, fraction, short } from './wording.js';

describe('wording', () => {
  it('writes fractions as rules write them, and figures where a rule would', () => {
    expect(fraction([2, 3])).toEqual({ zh: '三分之二', en: 'two thirds' });
    expect(fraction([1, 2])).toEqual({ zh: '二分之一', en: 'one half' });
    expect(fraction([3, 4])).toEqual({ zh: '四分之三', en: 'three quarters' });
    expect(fraction([17, 20])).toEqual({ zh: '20 分之 17', en: '17/20' });
  });

  it('counts in English as one speaks', () => {
    expect([counted(0, 'day'), counted(1, 'day'), counted(2, 'day')]).toEqual(['0 days', '1 day', '2 days']);
  });

  it('shows a digest as far as one compares it, and says so where there is no edited text', () => {
    expect(short('0123456789abcdef')).toBe('0123456789ab');
    expect(editedAs(null)).toEqual({ zh: '无修改稿', en: 'without edits' });
    expect(editedAs('0123456789abcdef').en).toBe('as edited 0123456789ab');
  });
});
