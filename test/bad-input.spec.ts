import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SECURITY_HEADERS } from '../src/http/security-headers.js';
import { problemIn, sendsRaw, type RawAnswer } from './raw-http.js';
import { oneServerForAll, type Person, type TestServer } from './server.js';

const MEGABYTE = 1024 * 1024;

/** Every refusal is a problem document, in Chinese, under the same headers as everything else. */
function refused(answer: RawAnswer, status: number, code: string) {
  expect([answer.status, answer.headers['content-type']]).toEqual([
    status,
    'application/problem+json; charset=utf-8',
  ]);
  const problem = problemIn(answer);
  expect(problem).toMatchObject({ type: `urn:chengxu:problem:${code}`, status, code });
  expect(problem['title']).toMatch(/\p{Script=Han}/u);
  expect(problem['detail']).toMatch(/\p{Script=Han}/u);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) expect(answer.headers[name]).toBe(value);
  return problem;
}

/** Framings that a proxy may read otherwise than we do (RFC 9112 §6.3, §7.1; RFC 9110 §5.5, §8.6), and a body. */
const UNCLEAR: readonly (readonly [what: string, fields: string, body?: string])[] = [
  ['a length with a sign', 'Content-Length: +2'],
  ['a length below nothing', 'Content-Length: -2'],
  ['a length in hexadecimal', 'Content-Length: 0x2'],
  ['a list of lengths', 'Content-Length: 2, 2'],
  ['a length too long for a number', `Content-Length: ${'9'.repeat(30)}`],
  ['an encoding that is not chunks', 'Transfer-Encoding: identity'],
  ['chunks that are not last', 'Transfer-Encoding: chunked, identity', '2\r\n{}\r\n0\r\n\r\n'],
  ['chunks with a tail', 'Transfer-Encoding: chunkedx', '2\r\n{}\r\n0\r\n\r\n'],
  ['chunks after a length', 'Transfer-Encoding: chunked\r\nContent-Length: 2', '2\r\n{}\r\n0\r\n\r\n'],
  ['a chunk of no size', 'Transfer-Encoding: chunked', 'zz\r\n{}\r\n0\r\n\r\n'],
  ['a chunk too large for a number', 'Transfer-Encoding: chunked', `${'f'.repeat(20)}\r\n{}\r\n0\r\n\r\n`],
  ['a chunk longer than it says', 'Transfer-Encoding: chunked', '1\r\n{}\r\n0\r\n\r\n'],
  ['a blank before the colon', 'Content-Length : 2'],
  ['a field over two lines', 'X-Folded: a\r\n b\r\nContent-Length: 2'],
  ['a field without a name', ': a\r\nContent-Length: 2'],
  ['a NUL in a field', 'X-Nul: a\0b\r\nContent-Length: 2'],
  ['a line that ends in LF alone', 'X-One: a\nContent-Length: 2'],
];

describe('What nobody should send', () => {
  const township = oneServerForAll();
  let server: TestServer;
  let administrator: Person;
  let before: number;

  beforeEach(async () => {
    ({ server, administrator } = township());
    before = await server.events();
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    // Nothing of it was written, and the server still answers.
    expect(await server.events()).toBe(before);
    expect((await administrator.get('/api/me')).status).toBe(200);
  });

  const raw = (...chunks: (string | Uint8Array)[]) => sendsRaw(server.running.address, chunks);

  function posts(body: string | Uint8Array, headers = 'Content-Type: application/json\r\n') {
    const head = `POST /api/sessions HTTP/1.1\r\nHost: here\r\nConnection: close\r\n${headers}`;
    return raw(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`, body);
  }

  const get = (target: string, rest: string, version = '1.1') =>
    raw(`GET ${target} HTTP/${version}\r\n${rest}Connection: close\r\n\r\n`);

  describe('as JSON', () => {
    it.each([
      ['nothing', '', 'unexpected-end', 0],
      ['half an object', '{"username":', 'unexpected-end', 12],
      ['two values', '{} {}', 'trailing-text', 3],
      ['the same name twice', '{"username":"a","username":"b"}', 'duplicate-name', 16],
      ['the same name twice, once escaped', '{"a":1,"\\u0061":2}', 'duplicate-name', 7],
      ['__proto__', '{"__proto__":{"admin":true}}', 'forbidden-name', 1],
      ['an escaped lone surrogate', '{"username":"\\ud800"}', 'lone-surrogate', 12],
      ['a number beyond doubles', '[1e999]', 'number-out-of-range', 1],
      ['a byte order mark', '\ufeff{}', 'unexpected-character', 0],
      ['depth 33', '['.repeat(33) + ']'.repeat(33), 'too-deep', 32],
      ['depth 10,000', '['.repeat(10_000), 'too-deep', 32],
      ['depth 10,000, of objects', '{"a":'.repeat(10_000), 'too-deep', 160],
    ])('%s', async (_, body, reason, position) => {
      expect(refused(await posts(body), 400, 'malformed-json')).toMatchObject({ reason, position });
    });

    it('bytes that are no UTF-8', async () => {
      const body = Buffer.concat([
        Buffer.from('{"username":"'),
        Buffer.from([0xed, 0xa0, 0x80]),
        Buffer.from('"}'),
      ]);
      expect(refused(await posts(body), 400, 'malformed-json')).toMatchObject({
        reason: 'not-utf8',
        position: 13,
      });
    });

    it('the wrong shape, told field by field', async () => {
      const problem = refused(
        await posts('{"username":7,"password":null,"admin":true}'),
        422,
        'body-refused',
      );
      const errors = problem['errors'] as { pointer: string; detail: { zh: string; en: string } }[];
      expect(errors.map(({ pointer }) => pointer)).toEqual(['/username', '/password', '']);
      expect(errors[0]?.detail.zh).toMatch(/\p{Script=Han}/u);
      expect(errors[0]?.detail.en).toMatch(/expected string/);
    });

    it.each(['[]', 'null', '7', '"text"'])('%s instead of an object', async (body) => {
      refused(await posts(body), 422, 'body-refused');
    });
  });

  describe('as something else than JSON', () => {
    it.each([
      ['text', 'Content-Type: text/plain\r\n'],
      ['a form', 'Content-Type: application/x-www-form-urlencoded\r\n'],
      ['a relative of JSON', 'Content-Type: application/merge-patch+json\r\n'],
      ['JSON in another character set', 'Content-Type: application/json; charset=gbk\r\n'],
      ['compressed JSON', 'Content-Type: application/json\r\nContent-Encoding: gzip\r\n'],
      ['no type at all', ''],
    ])('%s', async (_, headers) => {
      refused(await posts('{}', headers), 415, 'unsupported-media-type');
    });
  });

  describe('as a message', () => {
    it.each([
      ['two Host fields', '/api/me', 'Host: a\r\nHost: b\r\n', 'two-host-headers'],
      ['two Host fields that agree', '/api/me', 'Host: a\r\nhost: a\r\n', 'two-host-headers'],
      ['no Host field', '/api/me', '', 'no-host-header'],
      ['a target in absolute form', 'http://evil.example/api/me', 'Host: a\r\n', 'target-not-origin-form'],
      ['a target without a slash', '*api', 'Host: a\r\n', 'target-not-origin-form'],
      ['an expectation we do not know', '/api/me', 'Host: a\r\nExpect: a-miracle\r\n', 'unknown-expectation'],
      ['a broken escape in the address', '/api/documents/%zz', 'Host: a\r\n', 'bad-url'],
    ])('%s', async (_, target, headers, reason) => {
      expect(refused(await get(target, headers), 400, 'malformed-request')).toMatchObject({ reason });
    });

    it('HTTP/1.0 with a transfer encoding', async () => {
      const head =
        'POST /api/sessions HTTP/1.0\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
      const problem = refused(await raw(head, '2\r\n{}\r\n0\r\n\r\n'), 400, 'malformed-request');
      expect(problem).toMatchObject({ reason: 'transfer-encoding-in-http-1.0' });
    });

    it.each<[string, string]>([
      ['no HTTP at all', 'hello\r\n\r\n'],
      [
        'two lengths',
        'POST /api/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
      ],
      [
        'a length and chunks',
        'POST /api/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}',
      ],
      ...UNCLEAR.map(([what, fields, body = '{}']): [string, string] => [
        what,
        `POST /api/sessions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${fields}\r\n\r\n${body}`,
      ]),
    ])('%s', async (_, text) => {
      // What follows is a request of its own to whoever read the first one otherwise: it gets no answer.
      const answer = await raw(`${text}GET /api/health/live HTTP/1.1\r\nHost: a\r\n\r\n`);
      refused(answer, 400, 'malformed-request');
      expect(answer.text.match(/HTTP\/1\.1 /g)).toBeNull();
      expect(answer.headers['connection']).toBe('close');
    });

    it('cut off in the midst, which is no error of ours and leaves nothing in the log', async () => {
      const written = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
      const { hostname, port } = new URL(server.running.address);
      const counted = await server.events();
      for (let n = 0; n < 5; n += 1)
        await new Promise<void>((resolve) => {
          const socket = connect(Number(port), hostname, () => {
            socket.write(
              'POST /api/sessions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{"user',
              () => setTimeout(() => socket.resetAndDestroy(), 30),
            );
          });
          socket.on('error', () => undefined);
          socket.on('close', () => resolve());
        });
      // It is found out on the other side of the wire.
      await new Promise((later) => setTimeout(later, 100));
      expect(written.mock.calls.map(([text]) => String(text))).toEqual([]);
      expect(await server.events()).toBe(counted);
    });

    it('header fields without end', async () => {
      refused(await get('/api/me', `Host: a\r\nX-Long: ${'x'.repeat(20_000)}\r\n`), 431, 'headers-too-large');
    });

    it('an address without end', async () => {
      refused(await get(`/api/documents/${'a'.repeat(500)}`, 'Host: a\r\n'), 414, 'uri-too-long');
    });
  });

  describe('to the wrong place', () => {
    it.each(['/api', '/api/nothing', '/api/me/', '/API/ME', '/api/../etc/passwd', '/api//me', '/index.php'])(
      '%s',
      async (path) => {
        const answer = await server.sends('GET', path);
        expect([answer.status, answer.body['code']]).toEqual([404, 'no-such-route']);
      },
    );

    it('under a method that the address does not have', async () => {
      const answer = await server.sends('DELETE', '/api/me');
      expect([answer.status, answer.body['code'], answer.headers.get('allow')]).toEqual([
        405,
        'method-not-allowed',
        'GET, HEAD',
      ]);
      expect((await server.sends('PUT', `/api/documents/${'a'.repeat(64)}`)).status).toBe(405);
    });

    it('in English, for whoever prefers it', async () => {
      const answer = await server.sends('GET', '/api/nothing', {
        headers: { 'accept-language': 'en-GB,zh;q=0.5' },
      });
      expect(answer.body['title']).toBe('No such address');
      expect(answer.headers.get('content-language')).toBe('en');
    });
  });

  describe('as a query', () => {
    it.each(['?token=a&token=b', '?token=a&other=b', '?__proto__=a', ''])('%s', async (query) => {
      const answer = await server.sends('GET', `/api/setup${query}`);
      expect([answer.status, answer.body['code'], answer.body['in']]).toEqual([
        400,
        'parameter-refused',
        'query',
      ]);
    });
  });

  describe('at length', () => {
    const chunk = Buffer.alloc(64 * 1024, 0x20);

    function* megabytes(count: number, framed: boolean) {
      for (let i = 0; i < count * 16; i++) {
        if (framed) yield `${chunk.length.toString(16)}\r\n`;
        yield chunk;
        if (framed) yield '\r\n';
      }
    }

    function* request(path: string, length: number, type: string, authorization = '', chunked = false) {
      const framing = chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${length * MEGABYTE}`;
      yield `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: ${type}\r\n${authorization}${framing}\r\n\r\n`;
      yield* megabytes(length, chunked);
    }

    it('10 MB of JSON, in every framing, read by nobody', async () => {
      const start = process.memoryUsage();
      for (let round = 0; round < 5; round++) {
        for (const chunked of [false, true]) {
          const answer = await sendsRaw(
            server.running.address,
            request('/api/sessions', 10, 'application/json', '', chunked),
          );
          expect(refused(answer, 413, 'body-too-large')).toMatchObject({ limit: MEGABYTE });
        }
      }
      expect(memoryTakenSince(start)).toBeLessThan(16 * MEGABYTE);
    });

    it('cut off early, however long it goes on', async () => {
      const answer = await sendsRaw(
        server.running.address,
        request('/api/sessions', 100, 'application/json'),
      );
      expect(answer.status).toBe(413);
      expect(answer.bytesTaken).toBeLessThan(20 * MEGABYTE);
    });

    it('a document over the limit, said beforehand or found out on the way', async () => {
      const authorization = `Authorization: Bearer ${administrator.token}\r\n`;
      const start = process.memoryUsage();
      for (const chunked of [false, true]) {
        const sent = request('/api/documents', 101, 'application/pdf', authorization, chunked);
        refused(await sendsRaw(server.running.address, sent), 413, 'document-too-large');
      }
      expect(memoryTakenSince(start)).toBeLessThan(32 * MEGABYTE);
    });

    it('a document from nobody', async () => {
      const answer = await sendsRaw(server.running.address, request('/api/documents', 10, 'application/pdf'));
      refused(answer, 401, 'sign-in-needed');
      expect(answer.headers['www-authenticate']).toBe('Bearer realm="chengxu"');
    });
  });
});

/** Bytes in buffers, where bodies are: the heap beside them is swept when it pleases. */
function memoryTakenSince(start: NodeJS.MemoryUsage): number {
  return process.memoryUsage().arrayBuffers - start.arrayBuffers;
}
