import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../canonical/canonical-json.js';
import { readFileSync } from 'node:fs';
import { majorDecision } from '../../workflows/major-decision/workflow.js';
import { workflowFrom } from '../engine/workflow.js';
import type { Leaf } from '../ledger/leaf.js';
import { gradeAnswer, gradeOf } from './grade.js';
import { told } from './history.js';

const ORIGINAL = {
  digest: 'a'.repeat(64),
  pages: 2,
  signedOn: '2025-04-22',
  sealed: true,
  certifiedBy: 'clerk',
  keptAt: '档案室3柜-2025-011',
};
const RELIABLE = { ownKey: true, soleControl: true, signatureChangesShow: true, textChangesShow: true };

const act = (type: string, payload: JsonObject = {}, instrument?: JsonObject) => ({
  type,
  data: { payload, ...(instrument && { instrument }) },
});

const signed = (conditions: JsonObject) =>
  gradeOf(act('DecisionIssued', { sealed: true, electronicSignature: conditions }), true);

describe('The grade of an act', () => {
  it('is told of binding acts, and of those that the law wants signed, and of no other', () => {
    expect(gradeOf(act('OutcomeDecided'), true)).toEqual({
      is: 'account-only',
      title: { zh: '仅有账号', en: 'account only' },
      unsigned: false,
    });
    expect(gradeOf(act('HearingHeld'), false)?.asked?.rules).toEqual(['D713-017-a', 'D713-017-b']);
    expect(gradeOf(act('MemberSpoke'), false)).toBeUndefined();
  });

  it('from an account alone is unsigned where an article asks for a signature, whatever the form says', () => {
    const opinion = gradeOf(act('ExpertOpinionGiven', { signed: true }), false);
    expect(opinion).toMatchObject({ is: 'account-only', unsigned: true, statedAsSigned: true });
    expect(opinion?.title).toEqual({ zh: '未签名（仅有账号）', en: 'unsigned (account only)' });
    expect(gradeOf(act('ExpertOpinionGiven', { signed: false }), false)).not.toHaveProperty('statedAsSigned');
  });

  it('is signed paper where the original is registered, with where it lies', () => {
    const grade = gradeOf(act('LegalityOpinionIssued', {}, ORIGINAL), true);
    expect(grade).toMatchObject({ is: 'signed-paper', unsigned: false, original: ORIGINAL });
  });

  it('is a reliable electronic signature only with all four conditions, and says that nobody checked it', () => {
    expect(signed(RELIABLE)).toMatchObject({ is: 'reliable-e-signature', signature: { checked: false } });
    for (const condition of Object.keys(RELIABLE))
      expect(signed({ ...RELIABLE, [condition]: false })).toMatchObject({
        is: 'account-only',
        unsigned: true,
      });
  });

  it('stands in the history beside each act that has one', () => {
    const file = 'workflows/major-decision/histories/v2-open-call.json';
    const leaves = JSON.parse(readFileSync(file, 'utf8')) as Leaf[];
    const procedure = workflowFrom(majorDecision);
    const graded = leaves
      .map((leaf) => {
        const { seq, id, subject, type, time, data } = leaf;
        const event = { seq, id, subject, type, time, version: data.version, leafHash: '', leaf };
        return told(procedure, { ...event, bytes: Buffer.alloc(0), disclosures: [] });
      })
      .filter(({ grade }) => grade !== undefined);
    expect(graded.map(({ type, grade }) => [type, grade?.unsigned])).toEqual([
      ['ExpertOpinionGiven', true],
      ['LegalityReviewRequested', false],
      ['LegalityOpinionIssued', true],
      ['OutcomeDecided', false],
    ]);
    for (const { grade } of graded) expect(gradeAnswer.parse(grade)).toEqual(grade);
  });
});
