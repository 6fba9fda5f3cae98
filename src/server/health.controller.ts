import { Controller, Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Cosigning } from '../cosigning/cosigning.js';
import { AccessLog } from '../access-log/access-log.js';
import { DATABASE, type Database } from '../database/database.js';
import { Public } from '../http/access.js';
import { Describe } from '../http/description.js';
import { Ledger } from '../ledger/ledger.js';
import { TimeStamping } from '../time-stamping/time-stamping.js';
import { SecondOrigin } from '../second-origin/second-origin.js';
import { NotReady } from './refusals.js';

const ready = z.strictObject({
  status: z.literal('ready'),
  /** Events are taken either way; while it fails, receipts are late. */
  checkpoints: z.enum(['signed', 'failing']),
  /** The log of SM3 and SM2 beside the first: `off` unless it was set. */
  secondOrigin: z.enum(['off', 'signed', 'failing']),
  /** Refusals stay refusals; while it fails, they leave no row. */
  accessLog: z.enum(['kept', 'failing']),
  /** While it shows less than the last event's time, nothing is recorded (503), and reading goes on. */
  clock: z.enum(['right', 'behind-the-ledger']),
});

const witnesses = z.strictObject({
  /** Whether the newest checkpoint that is given out has its quorum. */
  quorum: z.enum(['not-asked-for', 'met', 'behind']),
  /** Events in the newest checkpoint that had its quorum; 0 before the first. */
  cosigned: z.int(),
  /** The newest time-stamp (RFC 3161); `size` is 0 before the first, or where none is asked for. */
  timeStamp: z.strictObject({
    size: z.int(),
    stampedAt: z.string().optional(),
    problem: z.string().optional(),
  }),
  witnesses: z.array(
    z.strictObject({
      name: z.string(),
      size: z.int(),
      lag: z.int(),
      cosignedAt: z.string().optional(),
      problem: z.string().optional(),
      offline: z.boolean(),
    }),
  ),
});

/** For whoever keeps the program running. Nothing here tells what it works on. */
@Public()
@Controller('health')
export class HealthController {
  constructor(
    private readonly ledger: Ledger,
    private readonly cosigning: Cosigning,
    private readonly timeStamping: TimeStamping,
    private readonly secondOrigin: SecondOrigin,
    private readonly accessLog: AccessLog,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Get('live')
  @Describe({
    summary: 'The program runs',
    status: 200,
    answer: z.strictObject({ status: z.literal('live') }),
  })
  live() {
    return { status: 'live' };
  }

  @Get('ready')
  @Describe({ summary: 'The program can take requests', status: 200, answer: ready, problems: ['not-ready'] })
  async ready(): Promise<z.infer<typeof ready>> {
    await this.database.read.query('SELECT 1 AS one').catch((error: unknown) => {
      throw new NotReady(error);
    });
    const failing = this.ledger.checkpointProblem !== undefined;
    return {
      status: 'ready',
      checkpoints: failing ? 'failing' : 'signed',
      secondOrigin: this.secondOrigin.standing().is,
      accessLog: this.accessLog.problem === undefined ? 'kept' : 'failing',
      clock: (await this.ledger.clockIsBehind()) ? 'behind-the-ledger' : 'right',
    };
  }

  @Get('witnesses')
  @Describe({
    summary: 'Which witnesses cosign the ledger: the last head of each, how far it lags, and why',
    status: 200,
    answer: witnesses,
  })
  async witnesses(): Promise<z.infer<typeof witnesses>> {
    const standings = await this.cosigning.standings();
    const { cosigned, newest } = await this.ledger.cosignedSizes();
    const quorum = !this.cosigning.asksForQuorum ? 'not-asked-for' : cosigned < newest ? 'behind' : 'met';
    const timeStamp = await this.timeStamping.standing();
    return { quorum, cosigned, timeStamp, witnesses: standings };
  }
}
