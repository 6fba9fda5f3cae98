import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporary } from '../../test/temporary.js';
import { configurationFrom, publicUrlOf } from './configuration.js';

const county = { id: 'county', title: '县统一身份认证', issuer: 'https://id.example', clientId: 'chengxu' };

describe('The configuration', () => {
  let directory: string;
  const from = (more: NodeJS.ProcessEnv = {}) => configurationFrom({ CHENGXU_DATA: directory, ...more });
  const providers = (content: unknown) => writeFile(join(directory, 'oidc.json'), JSON.stringify(content));

  beforeEach(async () => {
    directory = await mkdtemp(join(temporary(), 'chengxu-test-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('has people reach the program over TLS, or on their own machine', async () => {
    expect(publicUrlOf(await from({ PORT: '3100' }))).toBe('http://localhost:3100');
    const told = await from({ CHENGXU_PUBLIC_URL: 'https://juece.example.gov.cn/' });
    expect(publicUrlOf(told)).toBe('https://juece.example.gov.cn');
    for (const url of [
      'http://juece.example.gov.cn',
      'https://a.example/app',
      'https://a.example/?x',
      'juece',
    ])
      await expect(from({ CHENGXU_PUBLIC_URL: url })).rejects.toThrow(/CHENGXU_PUBLIC_URL is/);
  });

  it('has the identity providers of oidc.json, and says what is wrong with it', async () => {
    expect((await from()).identityProviders).toEqual([]);
    await providers({ providers: [county] });
    expect((await from()).identityProviders).toEqual([{ ...county, scope: 'openid' }]);
    await providers({ providers: [{ ...county, issuer: 'http://id.example' }] });
    await expect(from()).rejects.toThrow(/oidc\.json does not fit: .*https, or plain http on this machine/s);
    await providers({ providers: [{ ...county, secret: 'x' }] });
    await expect(from()).rejects.toThrow(/secret/);
    await writeFile(join(directory, 'oidc.json'), '{');
    await expect(from()).rejects.toThrow(/is not JSON/);
  });
});
