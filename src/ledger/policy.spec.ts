import { describe, expect, it } from 'vitest';
import { cosignerKeyText, cosignerOf } from './cosignature.js';
import { parsePolicy, PolicyRefused } from './policy.js';
import { signerKeyText, signerOf } from './signed-note.js';

const LOG = signerOf(signerKeyText('log.example', Buffer.alloc(32, 99))).vkey;
const W = [1, 2, 3, 4, 5, 6].map(
  (n) => cosignerOf(cosignerKeyText(`w${n}.example`, Buffer.alloc(32, n))).vkey,
);
const witnesses = W.map((vkey, at) => `witness W${at + 1} ${vkey} https://w${at + 1}.example/`).join('\n');
const policy = (...lines: string[]) => parsePolicy(Buffer.from(lines.map((line) => `${line}\n`).join('')));
const signed = (...numbers: number[]) => new Set(numbers.map((n) => W[n - 1] ?? ''));

const refusal = (...lines: string[]): [number, string] | undefined => {
  try {
    policy(...lines);
    return undefined;
  } catch (error) {
    if (error instanceof PolicyRefused) return [error.line, error.reason.en];
    throw error;
  }
};

describe('A policy (C2SP tlog-policy)', () => {
  it('counts groups of groups, as the example of the specification has them', () => {
    const {
      isQuorum,
      logs,
      witnesses: known,
    } = policy(
      '# 见证人 · comments and blank lines are ignored',
      `log ${LOG} https://log.example/`,
      '',
      `  \t${witnesses}`,
      'group X-witnesses 2 W1 W2 W3',
      'group Y-witnesses any W4 W5 W6',
      'group X-and-Y all X-witnesses Y-witnesses',
      'quorum\tX-and-Y ',
    );
    expect([logs[0]?.vkey, logs[0]?.url, known[3]?.name, known[3]?.url]).toEqual([
      LOG,
      'https://log.example/',
      'W4',
      'https://w4.example/',
    ]);
    expect([signed(1, 2, 4), signed(1, 3, 5, 6), signed(1, 2, 3, 4, 5, 6)].map(isQuorum)).toEqual([
      true,
      true,
      true,
    ]);
    expect([signed(), signed(1, 2, 3), signed(1, 4), signed(4, 5, 6)].map(isQuorum)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('survives one of four, and needs three', () => {
    const { isQuorum } = policy(witnesses, 'group all4 3 W1 W2 W3 W4', 'quorum all4');
    expect([signed(1, 2, 3), signed(2, 3, 4), signed(1, 2), signed(1, 5, 6)].map(isQuorum)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('may ask for one witness, or for none', () => {
    expect(policy(witnesses, 'quorum W2').isQuorum(signed(2))).toBe(true);
    expect(policy(witnesses, 'quorum W2').isQuorum(signed(1))).toBe(false);
    expect(policy('quorum none').isQuorum(signed())).toBe(true);
  });

  it('keeps names apart that only look alike', () => {
    expect(refusal(`witness K ${W[0]}`, `witness \u212a ${W[1]}`, 'quorum K')).toBeUndefined();
    expect(refusal(`witness 甲 ${W[0]}`, 'quorum 甲')).toBeUndefined();
  });

  it.each([
    [['quorum none', 'quorum none'], 2, 'there is a quorum line already'],
    [[witnesses], 6, 'there is no quorum line'],
    [['quorum W1'], 1, 'it names something that no line before it defines'],
    [['group g any g', 'quorum g'], 1, 'it names something that no line before it defines'],
    [[witnesses, 'group g 7 W1 W2', 'quorum g'], 7, 'the threshold is from 1 to the number of members'],
    [[witnesses, 'group g 0 W1 W2', 'quorum g'], 7, 'the threshold is from 1 to the number of members'],
    [[witnesses, 'group g 02 W1 W2', 'quorum g'], 7, 'the threshold is from 1 to the number of members'],
    [[witnesses, 'group g 2 W1 W1', 'quorum g'], 7, 'a member is in a group already'],
    [[witnesses, 'group a any W1', 'group b any W1', 'quorum b'], 8, 'a member is in a group already'],
    [[witnesses, 'group g all', 'quorum g'], 7, 'write: group <name> all|any|<k> <name>...'],
    [[witnesses, 'group W1 any W2', 'quorum W1'], 7, 'the name is taken'],
    [[`witness none ${W[0]}`, 'quorum none'], 1, 'the name is taken'],
    [[`witness a ${W[0]}`, `witness b ${W[0]}`, 'quorum a'], 2, 'the key is there already'],
    [[`log ${W[0]}`, 'quorum none'], 1, 'it is no key, or one of the wrong type'],
    [[`witness a ${LOG}`, 'quorum a'], 1, 'it is no key, or one of the wrong type'],
    [['quorum\u000bnone'], 1, 'it has a control character'],
    [['quorum none\r'], 1, 'it has a control character'],
    [['witnesses a b', 'quorum none'], 1, 'no such line is known'],
  ])('%# is refused by line and reason', (lines, line, reason) => {
    expect(refusal(...lines)).toEqual([line, reason]);
  });

  it('ends in a newline', () => {
    expect(() => parsePolicy(Buffer.from('quorum none'))).toThrow(PolicyRefused);
  });
});
