import type { FastifyInstance } from 'fastify';

/** How much of a refused body is read and thrown away, in bytes and time, so that its sender sees the answer. */
const BYTES = 1024 * 1024;
const MILLISECONDS = 2000;

/**
 * When we answer before the body has arrived, its sender is still writing. Closing at once would reset the
 * connection, and the sender might never see why. So the answer goes out, a little more is read and thrown away,
 * and then the connection ends, however much is still to come.
 */
export function lingerAfterRefusal(instance: FastifyInstance): void {
  instance.addHook('onSend', (request, reply, payload, done) => {
    const message = request.raw;
    if (!message.complete && hasBody(message.headers)) {
      void reply.header('connection', 'close');
      let left = BYTES;
      const cut = setTimeout(() => message.socket.destroy(), MILLISECONDS).unref();
      message.on('data', (chunk: Buffer) => {
        left -= chunk.length;
        if (left < 0) message.socket.destroy();
      });
      message.once('close', () => clearTimeout(cut));
      message.resume();
    }
    done(null, payload);
  });
}

function hasBody(headers: NodeJS.Dict<string | string[]>): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
