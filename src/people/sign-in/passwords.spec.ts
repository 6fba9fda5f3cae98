import { describe, expect, it } from '@jest/globals';
import { PasswordRefused } from '../refusals.js';
import { Passwords } from './passwords.js';

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

  it('are worked on all the same when many come at once', async () => {
    const kept = await passwords.hash('correct horse battery', 'li.na');
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        passwords.matches(kept, i % 2 ? 'wrong' : 'correct horse battery'),
      ),
    );
    expect(answers).toEqual(Array.from({ length: 12 }, (_, i) => i % 2 === 0));
  });
});
