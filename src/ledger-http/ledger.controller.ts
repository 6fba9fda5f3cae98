import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Cosigning } from '../cosigning/cosigning.js';
import { Public } from '../http/access.js';
import { Describe } from '../http/description.js';
import { PathParam, QueryIn } from '../http/input.js';
import { Ledger } from '../ledger/ledger.js';
import { Signer } from '../ledger/signer.js';
import { Refusal } from '../refusal.js';
import { SecondOrigin } from '../second-origin/second-origin.js';
import { tilePath } from './tile-path.js';

/** An event of any installation takes at most this long to be covered by a checkpoint. */
const COVERED_WITHIN_SECONDS = 10;
const PLAIN = 'text/plain; charset=utf-8';
const FOR_EVER = 'public, max-age=31536000, immutable';

const position = z.string().regex(/^(0|[1-9]\d{0,15})$/, 'a position in the log, from 0');
const proofAnswer = z.strictObject({
  seq: z.int(),
  /** Events in the tree that the proof leads to. */
  size: z.int(),
  /** Audit path from the leaf's sibling upwards (RFC 6962 §2.1.1), base64. */
  path: z.array(z.string()),
  root: z.string(),
});

const base64 = (hash: Buffer): string => hash.toString('base64');

/** There is no such event, or not so many. */
class NotInTheLedger extends Refusal {
  readonly code = 'not-found';
  constructor() {
    super('The ledger has no such event.');
  }
}

/**
 * The ledger as anybody may check it: heads, hashes and proofs. Nothing here says what was recorded, so all of it
 * is for everybody.
 */
@Public()
@Controller('ledger')
export class LedgerController {
  constructor(
    private readonly ledger: Ledger,
    private readonly signer: Signer,
    private readonly cosigning: Cosigning,
    private readonly secondOrigin: SecondOrigin,
  ) {}

  @Get('checkpoint')
  @Describe({
    summary:
      'The newest head of the ledger that its witnesses cosigned, else the newest it signed: a C2SP checkpoint; 404 while nothing is recorded',
    status: 200,
    mediaType: 'text/plain',
    problems: ['not-found'],
  })
  async checkpoint(@Res() reply: FastifyReply) {
    const note = await this.ledger.publishedCheckpoint();
    if (note === undefined) throw new NotInTheLedger();
    void reply.type(PLAIN).send(note);
  }

  @Get('vkey')
  @Describe({
    summary: 'The public key of the ledger (name+id+base64); compare it with a copy from elsewhere',
    status: 200,
    mediaType: 'text/plain',
  })
  vkey(@Res() reply: FastifyReply) {
    void reply.type(PLAIN).send(`${this.signer.vkey}\n`);
  }

  @Get('sm/checkpoint')
  @Describe({
    summary:
      'The newest checkpoint of the second origin (SM3 tree, SM2 signature) over the same events; 404 while it is off or has signed nothing',
    status: 200,
    mediaType: 'text/plain',
    problems: ['not-found'],
  })
  async secondCheckpoint(@Res() reply: FastifyReply) {
    const note = await this.secondOrigin.checkpoint();
    if (note === undefined) throw new NotInTheLedger();
    void reply.type(PLAIN).send(note);
  }

  @Get('sm/vkey')
  @Describe({
    summary:
      'The public key of the second origin; compare it with a copy from elsewhere; 404 while it is off',
    status: 200,
    mediaType: 'text/plain',
    problems: ['not-found'],
  })
  secondVkey(@Res() reply: FastifyReply) {
    const { vkey } = this.secondOrigin.standing();
    if (vkey === undefined) throw new NotInTheLedger();
    void reply.type(PLAIN).send(`${vkey}\n`);
  }

  @Get('proofs/:seq')
  @Describe({
    summary: 'That an event stands in the tree of so many events (by default: of all)',
    status: 200,
    answer: proofAnswer,
    problems: ['not-found'],
  })
  async proof(
    @PathParam('seq', position) seq: string,
    @QueryIn(z.strictObject({ size: position.optional() })) { size }: { size?: string },
  ): Promise<z.infer<typeof proofAnswer>> {
    const all = (await this.ledger.head()).size;
    const within = size === undefined ? all : Number(size);
    if (within > all || Number(seq) >= within) throw new NotInTheLedger();
    const { path, root } = await this.ledger.proof(Number(seq), within);
    return { seq: Number(seq), size: within, path: path.map(base64), root: base64(root) };
  }

  @Get('receipts/:eventId')
  @Describe({
    summary:
      'The receipt of an event, C2SP tlog-proof, the same for ever once the quorum of witnesses has cosigned; 202 until a checkpoint covers it',
    status: 200,
    mediaType: 'text/plain',
    problems: ['not-found'],
  })
  async receipt(@PathParam('eventId', z.uuid()) eventId: string, @Res() reply: FastifyReply) {
    const event = await this.ledger.eventById(eventId);
    if (!event) throw new NotInTheLedger();
    const receipt = await this.ledger.receipt(event.seq);
    if (receipt !== undefined) {
      const settled = !this.cosigning.asksForQuorum || (await this.ledger.isCosigned(event.seq));
      void reply
        .type(PLAIN)
        .header('cache-control', settled ? FOR_EVER : 'no-cache')
        .send(receipt);
      return;
    }
    // Asking signs nothing: this route is for everybody, and every signature is a durable write.
    void reply.code(202).header('retry-after', COVERED_WITHIN_SECONDS).send();
  }

  @Get('tile/:level/*')
  @Describe({
    summary: 'Hashes of the tree, a C2SP tlog-tiles tile: x001/x234/067, or 067.p/8 for a partial one',
    status: 200,
    mediaType: 'application/octet-stream',
    problems: ['not-found'],
  })
  async tile(
    @PathParam('level', z.string().regex(/^\d{1,2}$/)) level: string,
    @PathParam('*', z.string().max(100)) path: string,
    @Res() reply: FastifyReply,
  ) {
    const named = String(Number(level)) === level ? tilePath(path) : undefined;
    const hashes = named && (await this.ledger.tile(Number(level), named.index, named.width));
    if (!hashes) throw new NotInTheLedger();
    void reply.type('application/octet-stream').header('cache-control', FOR_EVER).send(hashes);
  }
}
