import { describe, expect, it } from 'vitest';
import { PasswordRefused } from '../refusals.js';
import { Passwords } from './passwords.js';
import { policyOf } from './policy.js';

describe('Passwords', () => {
  const passwords = new Passwords();

  it('are kept as Argon2id of 19 MiB and two passes, salted', async () => {
    const one = await passwords.hash('correct horse battery', 'li.na');
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,p=1,t=2\$|^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.hash('correct horse battery', 'li.na')).not.toBe(one);
    expect(await passwords.matches(one, 'correct horse battery')).toBe(true);
    expect(await passwords.matches(one, 'correct horse batterY')).toBe(false);
  });

  it('match whatever form of the characters a keyboard gives', async () => {
    const kept = await passwords.hash('ﬁne café 密码密码密码', 'li.na');
    expect(await passwords.matches(kept, 'fine cafe\u0301 密码密码密码')).toBe(true);
  });

  it('never match for somebody who does not exist', async () => {
    expect(await passwords.matches(undefined, 'nobody has this password')).toBe(false);
  });

  it.each([
    ['eleven characters', 'elevenchars'],
    ['the user name inside', 'well, LI.NA it is'],
    ['more than 200 characters', 'x'.repeat(201)],
  ])('of %s are refused', async (_, password) => {
    await expect(passwords.hash(password, 'li.na')).rejects.toBeInstanceOf(PasswordRefused);
  });

  it.each([
    ['on the list of what was breached', 'password1234'],
    ['written with figures for letters', 'P@ssw0rd2024'],
    ['a run of digits', '123456789012'],
    ['columns of the keyboard', '1qaz2wsx3edc'],
    ['one thing over and over', 'abcabcabcabcabc'],
    ['two that are on the list', 'zhongguo123456'],
  ])('that are %s are refused as common', async (_, password) => {
    await expect(passwords.hash(password, 'li.na')).rejects.toMatchObject({ reason: 'common' });
  });

  it('are longer and not those of before where the profile says so', async () => {
    const strict = policyOf({ 'sign-in-profile': 'mlps-3' });
    const strictly = new Passwords(undefined, () => Promise.resolve(strict));
    const before = await passwords.hash('correct horse battery', 'li.na');
    await expect(strictly.hash('fourteen chars', 'li.na')).rejects.toMatchObject({
      reason: 'length',
      atLeast: 15,
    });
    await expect(strictly.hash('correct horse battery', 'li.na', [before])).rejects.toMatchObject({
      reason: 'used-before',
    });
    await passwords.hash('correct horse battery', 'li.na', [before]);
  });

  it('are worked on all the same when many come at once', async () => {
    const kept = await passwords.hash('correct horse battery', 'li.na');
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        passwords.matches(kept, i % 2 ? 'wrong' : 'correct horse battery'),
      ),
    );
    expect(answers).toEqual(Array.from({ length: 12 }, (_, i) => i % 2 === 0));
  });

  it('take as long to refuse for somebody who does not exist', async () => {
    const kept = await passwords.hash('correct horse battery', 'li.na');
    const shortest = { known: Infinity, unknown: Infinity };
    // By turns, and the shortest of each: whatever else the machine does lengthens some, and shortens none.
    for (let i = 0; i < 8; i += 1)
      for (const who of ['known', 'unknown'] as const) {
        const begun = performance.now();
        await passwords.matches(who === 'known' ? kept : undefined, 'a wrong one');
        if (i > 0) shortest[who] = Math.min(shortest[who], performance.now() - begun);
      }
    const ratio = shortest.unknown / shortest.known;
    expect([ratio > 0.6, ratio < 1.7, shortest.known > 1]).toEqual([true, true, true]);
  });
});
