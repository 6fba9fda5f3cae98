import { connect, type Socket } from 'node:net';
import type { JsonObject } from '../src/canonical/canonical-json.js';

/** What a server wrote on a bare socket before it closed it. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** How much of what was to be sent had left before the connection ended. */
  readonly bytesTaken: number;
}

/**
 * Writes these bytes as they are, and reads until the other side closes. Clients that behave would not send them.
 * @param address `http://127.0.0.1:port`
 */
export function sendsRaw(address: string, chunks: Iterable<string | Uint8Array>): Promise<RawAnswer> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const received: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => received.push(chunk));
    // What was received before the other side cut us off is the answer.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      try {
        resolve({
          ...parse(Buffer.concat(received).toString('utf8')),
          bytesTaken: socket.bytesWritten - socket.writableLength,
        });
      } catch (error) {
        reject(error instanceof Error ? error : new Error('Unreadable answer'));
      }
    });
    void writeAll(socket, chunks);
  });
}

async function writeAll(socket: Socket, chunks: Iterable<string | Uint8Array>): Promise<void> {
  let goOn: (() => void) | undefined;
  socket.on('drain', () => goOn?.()).on('close', () => goOn?.());
  for (const chunk of chunks) {
    if (socket.destroyed) return;
    if (!socket.write(chunk)) await new Promise<void>((resolve) => (goOn = resolve));
  }
}

function parse(answer: string): Omit<RawAnswer, 'bytesTaken'> {
  const end = answer.indexOf('\r\n\r\n');
  const [first = '', ...lines] = answer.slice(0, end).split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1]);
  if (end < 0 || Number.isNaN(status)) throw new Error(`No answer, but: ${answer.slice(0, 200)}`);
  const headers = Object.fromEntries(
    lines.map((line) => [line.split(':')[0]?.toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { status, headers, text: answer.slice(end + 4) };
}

/** The problem document of an answer. */
export function problemIn({ text }: RawAnswer): JsonObject {
  return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as JsonObject;
}
