import { describe, expect, it } from 'vitest';
import { describeOnPostgres } from '../../test/databases.js';
import { oneServerForAll } from '../../test/server.js';
import { DEFAULT_LIMITS, limitOf, limitsFrom } from './limits.js';
import { networkOf } from './network.js';
import { RateLimits } from './rate-limits.js';

describe('The limits of public routes', () => {
  it('are read as requests per seconds, and keep their default where they are not named', () => {
    expect(limitsFrom('')).toEqual(DEFAULT_LIMITS);
    expect(limitsFrom(' reads=5/10, sign-in=2/60')).toEqual({
      ...DEFAULT_LIMITS,
      reads: { requests: 5, seconds: 10 },
      'sign-in': { requests: 2, seconds: 60 },
    });
    for (const wrong of ['reads', 'reads=0/60', 'reads=5', 'constructor=1/1', 'reads=5/60;comments=1/1'])
      expect(() => limitsFrom(wrong)).toThrow(/CHENGXU_RATE_LIMITS has '/);
  });

  it('are one each for comments, receipts, readings and signing in, and none for the probes of operation', () => {
    expect([
      limitOf('POST', '/api/public/consultations/:id/comments'),
      limitOf('GET', '/api/public/receipts/:code'),
      limitOf('GET', '/api/ledger/checkpoint'),
      limitOf('POST', '/api/sessions'),
      limitOf('GET', '/api/health/live'),
    ]).toEqual(['comments', 'receipts', 'reads', 'sign-in', undefined]);
  });

  it.each<[string, string]>([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    [`nonsense\r\n${'x'.repeat(500)}`, `nonsense\r\n${'x'.repeat(54)}`],
  ])('count what is one asker as one (%#)', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('Public routes', () => {
  const few = { requests: 3, seconds: 60 };
  const township = oneServerForAll({
    trustedProxies: ['127.0.0.1'],
    rateLimits: { reads: few, receipts: few, comments: few, 'sign-in': few },
  });
  const asks = (path: string, address: string, method = 'GET', body?: Record<string, string>) =>
    township().server.sends(method, path, {
      headers: { 'x-forwarded-for': address },
      ...(body && { body }),
    });

  /** Four times, each from another address of one household. */
  const statuses = async (path: string, body: Record<string, string>) => {
    const answers: number[] = [];
    for (let i = 1; i <= 4; i += 1)
      answers.push((await asks(path, `2001:db8:7:7:${i}::${i}`, 'POST', body)).status);
    return answers;
  };

  it('tell an address that asks too often when to come again, and nobody else', async () => {
    for (let i = 0; i < 3; i += 1)
      expect((await asks('/api/public/consultations', '203.0.113.1')).status).toBe(200);
    const refused = await asks('/api/public/catalogues', '203.0.113.1');
    expect([refused.status, refused.headers.get('content-type'), refused.body['code']]).toEqual([
      429,
      'application/problem+json; charset=utf-8',
      'too-many-requests',
    ]);
    const seconds = Number(refused.headers.get('retry-after'));
    expect([seconds > 0, seconds <= 60, refused.body['retryAfterSeconds']]).toEqual([true, true, seconds]);
    expect((await asks('/api/public/consultations', '203.0.113.2')).status).toBe(200);
    // Each kind by itself, and what is for the signed-in not at all.
    expect((await asks('/api/public/receipts/none', '203.0.113.1')).status).toBe(404);
    const { administrator } = township();
    for (let i = 0; i < 5; i += 1)
      expect((await administrator.get('/api/me', { 'x-forwarded-for': '203.0.113.1' })).status).toBe(200);
    expect((await asks('/api/health/live', '203.0.113.1')).status).toBe(200);
  });

  it('count a household that changes its IPv6 address as one, and comments and sign-ins as readings', async () => {
    expect(await statuses('/api/sessions', { username: 'nobody-here', password: 'wrong' })).toEqual([
      401, 401, 401, 429,
    ]);
    expect(await statuses('/api/public/consultations/none/comments', { text: '意见' })).toEqual([
      404, 404, 404, 429,
    ]);
  });

  it('are not limited for the machine itself, nor for all at once behind a proxy that nobody named', async () => {
    for (let i = 0; i < 6; i += 1)
      expect((await township().server.sends('GET', '/api/public/consultations')).status).toBe(200);
  });
});

describeOnPostgres('Two nodes', (fresh) => {
  it('count together, and each by itself while the database does not answer', async () => {
    const on = await fresh();
    await (await on.open()).close();
    const limits = { ...DEFAULT_LIMITS, comments: { requests: 4, seconds: 60 } };
    const nodes = [RateLimits.open(on.url, limits), RateLimits.open(on.url, limits)];
    const counted = (at: number, address = '203.0.113.5') =>
      nodes[at % 2]?.count('comments', address).then(
        () => 'passes',
        (refusal: { code?: string }) => refusal.code,
      );
    const told: unknown[] = [];
    for (let i = 0; i < 6; i += 1) told.push(await counted(i));
    expect(told).toEqual([...Array<string>(4).fill('passes'), 'too-many-requests', 'too-many-requests']);
    expect(await counted(0, '203.0.113.6')).toBe('passes');
    const database = await on.open();
    await database.write((tx) => tx.query('ALTER TABLE rate_limit RENAME TO rate_limit_gone'));
    await database.close();
    const alone: unknown[] = [];
    for (let i = 0; i < 5; i += 1) alone.push(await counted(0, '203.0.113.7'));
    expect(alone).toEqual([...Array<string>(4).fill('passes'), 'too-many-requests']);
    for (const node of nodes) await node.close();
  });
});
