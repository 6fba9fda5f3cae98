import { Controller, Get, Logger, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { opaqueId } from '../../workflows/fields.js';
import { SignedIn } from '../http/access.js';
import { Describe } from '../http/description.js';
import { HeaderIn, PathParam } from '../http/input.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { ReadingSubjects } from '../road/reading-subjects.js';
import { ReadingViews } from './reading-views.js';

const log = new Logger('Views');

const READING = ['not-found', 'replay-disagrees', 'not-signed-yet'] as const;

/** What a person reads of a decision: on paper, or as data for process mining. */
@SignedIn()
@Controller()
export class ViewsController {
  constructor(
    private readonly views: ReadingViews,
    private readonly reading: ReadingSubjects,
  ) {}

  @Get('decisions/:id/dossier.pdf')
  @Describe({
    summary:
      'The printable dossier of a decision, in the form of an official document, with the checkpoint as text and QR code. For reading; the evidence is in dossier.zip',
    status: 200,
    mediaType: 'application/pdf',
    headers: { 'content-disposition': 'inline; its name' },
    problems: READING,
  })
  async dossier(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @Res() reply: FastifyReply,
  ) {
    await this.reading.standpoint(`decision/${id}`, actor.person);
    sendPdf(reply, await this.views.printed('dossier', id, actor), `dossier-${id}.pdf`);
  }

  @Get('decisions/:id/certificate')
  @Describe({
    summary:
      'Certificate of completeness (Decree 713, articles 29 and 33) on one page: each paper that the meeting bundle and the archive have to hold, there, exempted with its reason, or missing. With `Accept: application/json` its data',
    status: 200,
    mediaType: 'application/pdf',
    headers: { 'content-disposition': 'inline; its name' },
    problems: READING,
  })
  async certificate(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @HeaderIn('accept', z.string().max(500).optional()) accept: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    await this.reading.standpoint(`decision/${id}`, actor.person);
    reply.header('vary', 'accept');
    if (wantsJson(accept)) {
      void reply.type('application/json').send(await this.views.completeness(id));
      return;
    }
    sendPdf(reply, await this.views.printed('certificate', id, actor), `certificate-${id}.pdf`);
  }

  @Get('exports/ocel.json')
  @Describe({
    summary:
      'All decisions of your bodies as an OCEL 2.0 event log, for process mining: opaque ids, no names, no words. A download that breaks off is no JSON',
    status: 200,
    mediaType: 'application/json',
    streamed: true,
  })
  async ocel(@CurrentActor() actor: Actor, @Res() reply: FastifyReply) {
    sendStream(reply, await this.views.ocel(actor.person), 'application/json', 'ocel.json');
  }

  @Get('exports/log.xes')
  @Describe({
    summary:
      'All decisions of your bodies as an XES log (IEEE 1849), one trace each. A download that breaks off is no XML',
    status: 200,
    mediaType: 'application/xml',
    streamed: true,
  })
  async xes(@CurrentActor() actor: Actor, @Res() reply: FastifyReply) {
    sendStream(reply, await this.views.xes(actor.person), 'application/xml', 'log.xes');
  }
}

/** PDF unless JSON is asked for and PDF is not. */
const wantsJson = (accept = ''): boolean =>
  accept.includes('application/json') && !accept.includes('application/pdf');

function sendPdf(reply: FastifyReply, bytes: Uint8Array, name: string): void {
  void reply
    .headers({ 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${name}"` })
    .send(Buffer.from(bytes));
}

function sendStream(
  reply: FastifyReply,
  pieces: AsyncIterable<string>,
  mediaType: string,
  name: string,
): void {
  const stream = Readable.from(pieces);
  stream.once('error', (error) => log.error(`${name} broke off: ${error.message}`));
  void reply
    .headers({
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${name}"`,
    })
    .send(stream);
}
