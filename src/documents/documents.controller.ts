import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sha256 } from '../../workflows/fields.js';
import { SignedIn } from '../http/access.js';
import { Describe } from '../http/description.js';
import { PathParam, QueryIn } from '../http/input.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { EmergencyReads } from '../emergency-reading/emergency-reads.js';
import { attachment } from './attachment.js';
import { DOCUMENT_LIMIT, Documents } from './documents.js';
import { ACCEPTED } from './media-type.js';
import { ReadingSubjects } from '../road/reading-subjects.js';
import { DocumentIncomplete, DocumentNotFound, DocumentTooLarge } from './refusals.js';

const stored = z.strictObject({
  sha256: z.string(),
  size: z.int(),
  mediaType: z.enum(Object.keys(ACCEPTED) as [string, ...string[]]),
});
const named = z.strictObject({ name: z.string().max(300).optional() });

@SignedIn()
@Controller('documents')
export class DocumentsController {
  constructor(
    private readonly documents: Documents,
    private readonly reading: ReadingSubjects,
    private readonly emergencyReads: EmergencyReads,
  ) {}

  @Post()
  @RouteConfig({ streamed: true })
  @Describe({
    summary:
      'Keep a document: its bytes are the body, its name a parameter (PDF, OFD, DOCX, XLSX, DOC and WPS, XLS and ET, PNG, JPEG, HEIC, UTF-8 text; 100 MB)',
    status: 201,
    answer: stored,
    streamed: true,
    problems: [
      'document-too-large',
      'document-type-refused',
      'document-unsafe',
      'antivirus-unavailable',
      'document-incomplete',
      'document-removed',
    ],
  })
  async keep(
    @CurrentActor() actor: Actor,
    @QueryIn(named) query: z.infer<typeof named>,
    @Req() request: FastifyRequest,
  ) {
    const content = request.body as Readable | undefined;
    if (!content) throw new DocumentIncomplete();
    if (Number(request.headers['content-length'] ?? 0) > DOCUMENT_LIMIT)
      throw new DocumentTooLarge(DOCUMENT_LIMIT);
    const name = tidyName(query.name ?? nameIn(request.headers['content-disposition']) ?? '');
    return this.documents.keep(content, {
      person: actor.person,
      name,
      bodies: actor.grants.map(({ body }) => body),
    });
  }

  @Get(':sha256')
  @Describe({
    summary:
      'A document, after its bytes were checked against its digest: for whoever brought it, or may read what names it',
    status: 200,
    mediaType: 'application/octet-stream',
    problems: [
      'document-not-found',
      'document-damaged',
      'document-removed',
      'ledger-unavailable',
      'replay-disagrees',
    ],
  })
  async read(
    @CurrentActor() actor: Actor,
    @PathParam('sha256', sha256) digest: string,
    @Res() reply: FastifyReply,
  ) {
    // Told as of a digest that is not there: a file that can be guessed is not found out by asking.
    const isOpen =
      (await this.reading.mayReadPaper(digest, actor.person)) ||
      (await this.emergencyReads.notePaper(actor, digest));
    if (!isOpen) throw new DocumentNotFound();
    const { file, mediaType, size } = await this.documents.check(digest);
    void reply.headers(attachment({ digest, mediaType, size })).send(file.createReadStream({ start: 0 }));
  }
}

/** The file's name in `Content-Disposition` (RFC 6266 §4.3). */
function nameIn(disposition: string | undefined): string | undefined {
  const extended = /filename\*=utf-8''([^;\s]+)/i.exec(disposition ?? '')?.[1];
  if (extended === undefined) return /filename="([^"]*)"/i.exec(disposition ?? '')?.[1];
  try {
    return decodeURIComponent(extended);
  } catch {
    return undefined;
  }
}

/** A name to show, not to open: no path, no control or formatting characters, of bounded length. */
function tidyName(name: string): string {
  const last = basename(name.replaceAll('\\', '/')).normalize('NFC');
  return [...last.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')].slice(0, 200).join('');
}
