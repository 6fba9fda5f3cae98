import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ImportTooLarge, ImportUnreadable } from './refusals.js';
import { IMPORT_LIMIT } from './table.js';

export const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The file that is a request's body. @throws ImportTooLarge before more than the limit is kept, ImportUnreadable without a body */
export async function bytesOf(request: FastifyRequest): Promise<Buffer> {
  const content = request.body as Readable | undefined;
  if (!content) throw new ImportUnreadable('empty');
  if (Number(request.headers['content-length'] ?? 0) > IMPORT_LIMIT) throw new ImportTooLarge(IMPORT_LIMIT);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > IMPORT_LIMIT) throw new ImportTooLarge(IMPORT_LIMIT);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A file to save. @param name in plain letters, as the header asks */
export function sendTable(reply: FastifyReply, type: string, name: string, content: Buffer): void {
  void reply
    .headers({ 'content-type': type, 'content-disposition': `attachment; filename="${name}"` })
    .send(content);
}
