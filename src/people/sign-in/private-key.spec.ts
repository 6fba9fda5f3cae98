import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporary } from '../../../test/temporary.js';
import { PrivateKey } from './private-key.js';

describe('The private key of signing in', () => {
  let directory: string;
  let file: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(temporary(), 'chengxu-test-'));
    file = join(directory, 'sign-in.key');
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('is made once, for its owner’s eyes, and the same on every start', async () => {
    const sealed = (await PrivateKey.open(file)).seal('秘密', 'totp of li-na');
    expect((await PrivateKey.open(file)).unseal(sealed, 'totp of li-na')).toBe('秘密');
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
    await writeFile(file, 'short\n');
    await expect(PrivateKey.open(file)).rejects.toThrow(/does not hold the 32 bytes/);
    expect(await readFile(file, 'utf8')).toBe('short\n');
  });

  it('unseals nothing that is for somebody else, cut short, changed, or sealed by another', async () => {
    const key = await PrivateKey.open(file);
    const sealed = key.seal('秘密', 'totp of li-na');
    expect(key.seal('秘密', 'totp of li-na')).not.toBe(sealed);
    expect(() => key.unseal(sealed, 'totp of wang-wei')).toThrow();
    expect(() => key.unseal(sealed.slice(0, -2), 'totp of li-na')).toThrow();
    expect(() => key.unseal('', 'totp of li-na')).toThrow();
    const bytes = Buffer.from(sealed, 'base64url');
    for (let i = 0; i < bytes.length; i += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(i) ^ 1, i);
      expect(() => key.unseal(changed.toString('base64url'), 'totp of li-na')).toThrow();
    }
    const another = await PrivateKey.open(join(directory, 'another.key'));
    expect(() => another.unseal(sealed, 'totp of li-na')).toThrow();
  });

  it('knows the browsers that it has vouched for, under that name alone', async () => {
    const key = await PrivateKey.open(file);
    const token = key.vouch('device of li.na');
    expect(key.vouched(token, 'device of li.na')).toMatch(/^[A-Za-z0-9_-]{22}$/);
    for (const forged of ['', '.', token.slice(0, -1), `${token}.`, token.replace('.', ''), `x${token}`])
      expect([forged, key.vouched(forged, 'device of li.na')]).toEqual([forged, undefined]);
    expect(key.vouched(token, 'device of wang.wei')).toBeUndefined();
  });
});
