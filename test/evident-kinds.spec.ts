import { describe, expect, it } from 'vitest';
import { evidentKinds } from '../web/src/documents/evident-kinds.js';
import { CODE_NAMES } from '../src/exports/views/form-words/code-names.js';
import { codeAt } from '../src/exports/views/form-words/word-at.js';
import { PAPERS, wordFor } from '../workflows/words.js';

const ROLES = ['draft', 'option', 'annex'];
const KINDS = ['legality-opinion', 'draft-explanation', 'public-input-report', 'risk-report', 'document'];

const roles = (before: (string | undefined)[], ...names: string[]) =>
  evidentKinds({
    before,
    names,
    kinds: ROLES,
    asked: ['draft'],
    wordFor: (kind) => codeAt(CODE_NAMES, 'role', kind) ?? wordFor({}, kind),
  });
const kinds = (asked: string[], before: (string | undefined)[], ...names: string[]) =>
  evidentKinds({ before, names, kinds: KINDS, asked, wordFor: (kind) => wordFor(PAPERS, kind) });

describe('What a paper is comes by itself', () => {
  it('for the first of a draft: it is the draft, and what comes after is said by a person', () => {
    expect(roles([], '停车场收费管理办法.docx')).toEqual(['draft']);
    expect(roles([], '收费管理办法（草案）及附件.docx', '方案说明.docx')).toEqual(['draft', undefined]);
    expect(roles(['draft'], '收费标准.docx')).toEqual([undefined]);
  });

  it('where its name says so', () => {
    expect(roles([], '附件1：收费表.xlsx', '收费管理办法.docx')).toEqual(['annex', 'draft']);
    const asked = ['legality-opinion', 'draft-explanation', 'public-input-report'];
    expect(kinds(asked, [], '停车场合法性审查意见.pdf', '草案说明.docx', '签到表.pdf')).toEqual([
      'legality-opinion',
      'draft-explanation',
      'public-input-report',
    ]);
  });

  it('where one kind alone is missing', () => {
    expect(kinds(['legality-opinion', 'risk-report'], ['risk-report'], 'scan0001.pdf')).toEqual([
      'legality-opinion',
    ]);
    expect(kinds(['legality-opinion', 'risk-report'], [], 'scan0001.pdf')).toEqual([undefined]);
    expect(kinds(['legality-opinion'], ['legality-opinion'], 'scan0002.pdf')).toEqual([undefined]);
    // The other may be the one that is missing: which of the two, a person says.
    expect(kinds(['legality-opinion'], [undefined], 'scan0002.pdf')).toEqual([undefined]);
  });
});
