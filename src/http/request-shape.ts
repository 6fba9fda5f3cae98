import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Refusal } from '../refusal.js';
import { languageOf } from './language.js';
import { problemAnswer } from './problem-details.js';
import { HeadersTooLarge, MalformedRequest, RequestTimeout } from './refusals.js';
import { SECURITY_HEADERS } from './security-headers.js';

/**
 * What Node's parser lets pass and a proxy in front may read otherwise: two Host fields, a target in absolute
 * form, a framing that HTTP/1.0 does not have (RFC 9112 §3.2, §6.1).
 */
export function refuseAmbiguous(message: IncomingMessage): void {
  const hosts = message.rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host');
  if (hosts.length > 1) throw new MalformedRequest('two-host-headers');
  if (hosts.length === 0 && message.httpVersion === '1.1') throw new MalformedRequest('no-host-header');
  if (!message.url?.startsWith('/')) throw new MalformedRequest('target-not-origin-form');
  if (message.httpVersion === '1.0' && message.headers['transfer-encoding'] !== undefined) {
    throw new MalformedRequest('transfer-encoding-in-http-1.0');
  }
}

/** Answers an `Expect` that is not `100-continue`: we promise nothing else. */
export function answerExpectation(message: IncomingMessage, response: ServerResponse): void {
  const language = languageOf(message.headers['accept-language']);
  const { status, headers, body } = problemAnswer(new MalformedRequest('unknown-expectation'), language);
  response.writeHead(status, { ...SECURITY_HEADERS, ...headers, connection: 'close' }).end(body);
}

/** Answers, on the bare socket, what the parser could not read, and closes. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, headers, body } = problemAnswer(unreadable(error.code), languageOf(undefined));
  const lines = Object.entries({
    ...SECURITY_HEADERS,
    ...headers,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head}\r\n${body}`);
}

function unreadable(code: string | undefined): Refusal {
  if (code === 'HPE_HEADER_OVERFLOW') return new HeadersTooLarge();
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new RequestTimeout();
  return new MalformedRequest('bad-message');
}
