import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { sendsRaw } from '../../test/raw-http.js';
import { httpShell } from './shell.js';

describe('The shell', () => {
  let shell: FastifyInstance;
  let address: string;
  let answer: (() => void) | undefined;

  beforeEach(async () => {
    shell = httpShell().getInstance<FastifyInstance>();
    address = await shell.listen({ port: 0, host: '127.0.0.1' });
  });

  afterEach(() => shell.close());

  it('gives a client ten seconds for its header and thirty for all of its request', () => {
    expect([shell.server.headersTimeout, shell.server.requestTimeout]).toEqual([10_000, 30_000]);
  });

  it('answers what it has taken when it stops, and waits for nobody who keeps a connection', async () => {
    const slow = httpShell().getInstance<FastifyInstance>();
    const taken = new Promise<void>((resolve) => {
      slow.get('/slow', async () => {
        resolve();
        await new Promise<void>((end) => (answer = end));
        return 'done';
      });
    });
    const reading = sendsRaw(await slow.listen({ port: 0, host: '127.0.0.1' }), [
      'GET /slow HTTP/1.1\r\nHost: a\r\n\r\n',
    ]);
    await taken;
    const stopped = slow.close();
    setImmediate(() => answer?.());
    expect(await reading).toMatchObject({ status: 200, text: 'done', headers: { connection: 'close' } });
    await stopped;
  });

  it('hangs up on who is slow with the header', async () => {
    shell.server.headersTimeout = 1;
    const { status, text } = await sendsRaw(address, ['GET / HTTP/1.1\r\nHost: a\r\n']);
    expect([status, JSON.parse(text)]).toMatchObject([408, { code: 'request-timeout' }]);
  });
});
