import { get, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { sendsRaw } from '../../test/raw-http.js';
import { httpShell } from './shell.js';

const head = (path: string, type: string) =>
  `POST ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: 60000\r\n\r\n`;

describe('The shell', () => {
  let shell: FastifyInstance;
  let address: string;
  let answer: (() => void) | undefined;

  beforeEach(async () => {
    shell = httpShell().getInstance<FastifyInstance>();
    address = await shell.listen({ port: 0, host: '127.0.0.1' });
  });

  afterEach(() => shell.close());

  it('gives a client ten seconds for its header, and an hour for the longest upload', () => {
    expect([shell.server.headersTimeout, shell.server.requestTimeout]).toEqual([10_000, 3_600_000]);
  });

  it('sends long answers gzipped to whoever takes that, and the same bytes to all others', async () => {
    const own = httpShell().getInstance<FastifyInstance>();
    const long = { events: '事项'.repeat(5000) };
    own.get('/long', (_request, reply) => reply.header('vary', 'accept').send(long));
    own.get('/short', () => ({ events: '事项' }));
    const at = await own.listen({ port: 0, host: '127.0.0.1' });
    const asked = (path: string, encoding: string) =>
      new Promise<{ headers: IncomingHttpHeaders; bytes: Buffer }>((resolve, reject) => {
        get(`${at}${path}`, { headers: { 'accept-encoding': encoding } }, (told) => {
          buffer(told).then((bytes) => resolve({ headers: told.headers, bytes }), reject);
        }).on('error', reject);
      });
    const gzipped = await asked('/long', 'br, gzip;q=0.8');
    expect(gzipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept, accept-encoding' });
    expect(gzipped.headers['content-length']).toBe(String(gzipped.bytes.length));
    expect(gzipped.bytes.length).toBeLessThan(1000);
    expect(JSON.parse(gunzipSync(gzipped.bytes).toString())).toEqual(long);
    for (const encoding of ['', 'br', 'gzip;q=0', 'identity']) {
      const plain = await asked('/long', encoding);
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(plain.headers['vary']).toBe('accept, accept-encoding');
      expect(JSON.parse(plain.bytes.toString())).toEqual(long);
    }
    expect((await asked('/short', 'gzip')).headers['content-encoding']).toBeUndefined();
    await own.close();
  });

  it('hangs up on who is slow with the body, and on an upload only when it stalls', async () => {
    const slow = httpShell([], 600).getInstance<FastifyInstance>();
    slow.post('/json', () => 'taken');
    slow.post('/stream', { config: { streamed: true } }, async ({ body }) => {
      let bytes = 0;
      for await (const chunk of body as AsyncIterable<Buffer>) bytes += chunk.length;
      return String(bytes);
    });
    const at = await slow.listen({ port: 0, host: '127.0.0.1' });
    /** Sixty pieces in 1.8 seconds, or the first of them and then nothing: a busy machine may hold one up for half a second. */
    const sends = (path: string, type: string, stalls = false) => {
      const { hostname, port } = new URL(at);
      return new Promise<string>((resolve) => {
        const socket = connect(Number(port), hostname);
        let text = '';
        let left = stalls ? 1 : 60;
        socket.write(head(path, type));
        const more = setInterval(() => {
          if (left-- > 0 && !socket.destroyed) socket.write(Buffer.alloc(1000, 0x20));
        }, 30);
        socket.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
        socket.on('error', () => undefined);
        socket.on('close', () => {
          clearInterval(more);
          resolve(text);
        });
      });
    };
    const [json, upload, stalled] = await Promise.all([
      sends('/json', 'application/json'),
      sends('/stream', 'application/pdf'),
      sends('/stream', 'application/pdf', true),
    ]);
    expect(json).toMatch(/^HTTP\/1\.1 408 [\s\S]*request-timeout/);
    expect(upload).toMatch(/^HTTP\/1\.1 200 [\s\S]*60000$/);
    expect(stalled).toMatch(/^HTTP\/1\.1 408 [\s\S]*request-timeout/);
    await slow.close();
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

  it('hangs up on who sends the header byte by byte, however long they go on', async () => {
    shell.server.headersTimeout = 300;
    const { hostname, port } = new URL(address);
    const text = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname);
      let received = '';
      socket.write('GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ');
      const more = setInterval(() => socket.writable && socket.write('x'), 50);
      socket.on('data', (chunk: Buffer) => (received += chunk.toString('utf8')));
      socket.on('error', () => undefined);
      socket.on('close', () => {
        clearInterval(more);
        resolve(received);
      });
    });
    expect(text).toMatch(/^HTTP\/1\.1 408 [\s\S]*request-timeout/);
  });
});
