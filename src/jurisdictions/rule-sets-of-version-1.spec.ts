import { describe, expect, it } from 'vitest';
import type { Level } from './levels.js';
import { ruleSetOfVersion1 } from './rule-sets-of-version-1.js';

describe('The rules of decisions on version 1', () => {
  // As version 1 was released with: decisions name them by digest, and are judged by them to their end.
  it.each<[Level, string]>([
    ['township', 'f898c31ca270eb372fc659689f863cb5efe9477d737ff150cfd9b2ce3f368a5e'],
    ['department', '380664bc5c93b29ee2716b71ea93d67f14cc13f966cb487c8b5cf29f51675570'],
    ['county', 'c2e201fb157e428cfb6eeb67f355af0d0e270ac5e3b255064f82743d62e22823'],
    ['prefecture', '67bc066a03b611bcaf83d53e8cb036cd21e03ccf5cf6f54c1c09e5ac205ed879'],
    ['province', 'ca4c508e54a25cb3f087d5a8c4a41535b28a1de2c7bcb2217f2904b67b02eb7c'],
  ])('of a %s never change', (level, digest) => {
    expect(ruleSetOfVersion1(level, '2025-03-28').digest).toBe(digest);
  });

  it('are what they were, to the letter', () => {
    expect(ruleSetOfVersion1('township', '2019-09-01')).toEqual({
      digest: 'f898c31ca270eb372fc659689f863cb5efe9477d737ff150cfd9b2ce3f368a5e',
      jurisdiction: 'national/township',
      inForceFrom: '2019-09-01',
      decree: 'by-reference',
      parameters: {
        openCallDays: 30,
        legalityReviewWorkingDays: 7,
        hearingPapersDays: 7,
        expertsAtLeast: 1,
        decidingMeetings: ['township-government-meeting', 'joint-party-government-meeting'],
      },
      assessments: [],
    });
  });

  it('are none before the decree', () => {
    expect(() => ruleSetOfVersion1('county', '2019-08-31')).toThrow('2019-09-01');
  });
});
