import { createServer, type IncomingHttpHeaders } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { describeOnAnyDatabase, type TestDatabase } from '../../test/databases.js';
import { Installation } from '../../test/installation.js';
import { temporary } from '../../test/temporary.js';
import { openCheckpoint } from '../ledger/checkpoint.js';
import { verifierOf } from '../ledger/signed-note.js';
import { isPublic, postSafely } from './post-safely.js';
import { subscriptionsIn } from './subscribers-file.js';
import { Webhooks } from './webhooks.js';

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;

/** Takes what it is told, or not, as a test likes. */
async function listener(on: TestDatabase) {
  const taken: { headers: IncomingHttpHeaders; body: string }[] = [];
  const state = { status: 204, taken, url: '' };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      taken.push({ headers: request.headers, body });
      response.writeHead(state.status, { location: 'http://127.0.0.1:1/' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  on.afterwards(() => server.close());
  const bound = server.address();
  state.url = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}/hook`;
  return state;
}

describeOnAnyDatabase('A webhook', (fresh) => {
  test('tells of the newest checkpoint, signed, once; what was not taken comes again later', async () => {
    const on = await fresh();
    const installation = await Installation.start(on);
    const { database, clock, signer } = installation;
    const to = await listener(on);
    const subscriptions = {
      allowedHosts: ['127.0.0.1'],
      subscribers: [{ name: 'gazette', url: to.url, secret: SECRET }],
    };
    const webhooks = new Webhooks({ database, clock, subscriptions });
    await webhooks.tick();
    expect(to.taken).toEqual([]);
    await installation.records('decision/1', {}, { binding: true });
    to.status = 500;
    await webhooks.tick();
    await webhooks.tick();
    expect(to.taken).toHaveLength(1);
    expect(await webhooks.standings()).toEqual([{ name: 'gazette', size: 0, failures: 1 }]);
    clock.daysPassByTheMachine(0.01);
    to.status = 302;
    await webhooks.tick();
    to.status = 204;
    clock.daysPassByTheMachine(0.01);
    await webhooks.tick();
    await webhooks.tick();
    expect(to.taken).toHaveLength(3);
    expect(new Set(to.taken.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await webhooks.standings()).toEqual([{ name: 'gazette', size: 1, failures: 0 }]);
    const { headers, body } = to.taken[2] ?? { headers: {}, body: '' };
    const { data } = JSON.parse(body) as { data: { checkpoint: string } };
    expect(openCheckpoint(data.checkpoint, [verifierOf(signer.vkey)]).size).toBe(1);
    const own = String(new Webhook(SECRET).sign(String(headers['webhook-id']), clock.machine(), body));
    expect(headers['webhook-signature']).toBe(own);
    // A new start goes on from the position that is kept.
    const restarted = new Webhooks({ database, clock, subscriptions });
    await restarted.tick();
    expect(to.taken).toHaveLength(3);
    await installation.records('decision/1', {}, { binding: true });
    await restarted.tick();
    expect(to.taken).toHaveLength(4);
    // While it is away, checkpoints come: it is told of each, in order, and of none twice.
    to.status = 503;
    for (let n = 0; n < 3; n += 1) {
      await installation.records('decision/1', {}, { binding: true });
      await restarted.tick();
    }
    to.status = 204;
    clock.daysPassByTheMachine(0.1);
    await restarted.tick();
    await restarted.tick();
    const sizes = to.taken
      .slice(-3)
      .map((one) => (JSON.parse(one.body) as { data: { size: number } }).data.size);
    expect(sizes).toEqual([3, 4, 5]);
    expect(await restarted.standings()).toEqual([{ name: 'gazette', size: 5, failures: 0 }]);
  });
});

describe('Where a webhook may go', () => {
  test('is the public internet, by https', async () => {
    const inside = ['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1'];
    const inside6 = ['::1', '::', 'fe80::1', 'fd00::1', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::'];
    expect([...inside, ...inside6, '0.0.0.0', '224.0.0.1', 'localhost', ''].filter(isPublic)).toEqual([]);
    expect(['8.8.8.8', '114.114.114.114', '2606:4700::1111'].filter(isPublic)).toHaveLength(3);
    const refused = ['http://8.8.8.8/', 'https://127.0.0.1/', 'https://[::1]/', 'https://2130706433/'];
    for (const url of refused)
      await expect(postSafely(url, {}, '', [])).rejects.toMatchObject({ code: 'address-refused' });
    // By name too, and only when the connection is made.
    await expect(postSafely('https://localhost:9/', {}, '', [])).rejects.toMatchObject({
      code: 'address-refused',
    });
  });

  test('is set in a file that is read strictly', async () => {
    const data = await mkdtemp(join(temporary(), 'chengxu-test-webhooks-'));
    const reads = async (value: unknown) => {
      await writeFile(join(data, 'webhooks.json'), typeof value === 'string' ? value : JSON.stringify(value));
      return subscriptionsIn(data).then(
        ({ subscribers }) => subscribers.length,
        (error: { code?: string }) => error.code,
      );
    };
    const one = { name: 'gazette', url: 'https://gazette.example/hook', secret: SECRET };
    expect(await reads({ subscribers: [one] })).toBe(1);
    expect(
      await reads({ subscribers: [{ ...one, url: 'http://10.0.0.7/' }], allowedHosts: ['10.0.0.7'] }),
    ).toBe(1);
    for (const wrong of [
      '{',
      { subscribers: [{ ...one, url: 'http://gazette.example/' }] },
      { subscribers: [one, one] },
      { subscribers: [{ ...one, secret: 'short' }] },
      { subscribers: [{ ...one, url: 'file:///etc/passwd' }] },
    ])
      expect(await reads(wrong)).toBe('subscribers-unusable');
    await rm(data, { recursive: true });
    expect(await subscriptionsIn(data)).toEqual({ subscribers: [], allowedHosts: [] });
  });
});
