import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../canonical/canonical-json.js';
import { readFileSync } from 'node:fs';
import { majorDecision } from '../../workflows/major-decision/workflow.js';
import { workflowFrom } from '../engine/workflow.js';
import type { Leaf } from '../ledger/leaf.js';
import { gradeAnswer, gradeOf, signatureInWords } from './grade.js';
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

  it('has key and authority where the document is signed electronically, if that is reliable', () => {
    const electronic = { key: '00A1 (CN=Demo CA)', authority: '演示CA', ...RELIABLE };
    const grade = gradeOf(act('LegalityOpinionIssued', {}, { ...ORIGINAL, electronic }), true);
    expect(grade).toMatchObject({
      is: 'reliable-e-signature',
      unsigned: false,
      original: ORIGINAL,
      signature: { by: 'document', key: '00A1 (CN=Demo CA)', authority: '演示CA', checked: false },
    });
    const unreliable = { ...ORIGINAL, electronic: { ...electronic, soleControl: false } };
    expect(gradeOf(act('LegalityOpinionIssued', {}, unreliable), true)).toMatchObject({ unsigned: true });
    expect(signatureInWords(grade!.signature!).zh).toBe(
      '文件签名：密钥 00A1 (CN=Demo CA)，认证 演示CA，提交人所称，证书未核验',
    );
  });

  it('is a signature of the actor’s own only where the actor is who signs', () => {
    const actorsig = { credential: 'a2V5', authenticatorData: '', clientDataJSON: '', signature: '' };
    const signedBy = (actorrole: string, type: string, onbehalf?: string) =>
      gradeOf(
        { type, actorrole, ...(onbehalf !== undefined && { onbehalf }), data: { payload: {}, actorsig } },
        type === 'OutcomeDecided',
      );
    const own = { by: 'actor', key: 'a2V5', authority: '本机构登记的签名密钥', checked: true };
    for (const [role, type] of [
      ['legality-reviewer', 'LegalityOpinionIssued'],
      ['head', 'DecisionIssued'],
      ['secretary', 'OutcomeDecided'],
      ['member', 'MemberSpoke'],
    ] as const)
      expect(signedBy(role, type)).toMatchObject({
        is: 'reliable-e-signature',
        unsigned: false,
        signature: own,
      });
    for (const entered of [
      signedBy('office', 'DecisionIssued'),
      signedBy('office', 'ExpertOpinionGiven', 'expert-1'),
      signedBy('office', 'HearingHeld'),
    ])
      expect(entered).toMatchObject({ is: 'account-only', unsigned: true, signature: own });
    const paper = { type: 'DecisionIssued', data: { payload: {}, actorsig, instrument: ORIGINAL } };
    expect(gradeOf(paper, true)).toMatchObject({ is: 'signed-paper', signature: own });
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
