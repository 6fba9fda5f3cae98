import { Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { opaqueId } from '../../workflows/fields.js';
import { CLOCK, MovableClock, type Clock } from '../clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { Public, RequiresRole } from '../http/access.js';
import { Describe } from '../http/description.js';
import { HeaderIn, JsonBody, QueryIn } from '../http/input.js';
import { LEVELS } from '../jurisdictions/levels.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { username } from '../people/sign-in/accounts.js';
import { actRequest, type ActRequest } from '../road/act-request.js';
import { etagOf, idempotencyKey, ifMatch, recorded, recordOverHttp } from '../road/http-answers.js';
import { Road } from '../road/record-event.js';
import type { InstallationState } from './installation.js';
import { separation } from './separation.controller.js';
import { proposalsFor } from './shown.js';
import { SetUp, type FirstStart } from './set-up.js';
import { refuseUnlessIssued } from './setup-token.js';

const token = z.string().max(100);
const firstStart = z.strictObject({
  token,
  body: z.strictObject({
    id: opaqueId.optional(),
    name: z.string().trim().min(1).max(200),
    level: z.enum(LEVELS),
    ruleSet: opaqueId.optional(),
  }),
  administrator: z.strictObject({
    username,
    password: z.string().max(1000),
    name: z.string().trim().min(1).max(100),
    post: z.string().trim().min(1).max(200).default('系统管理员'),
  }),
});
const setUpAct = actRequest.extend({ type: z.enum(['CalendarNoticed', 'ConfigurationChanged']) });
const legalTime = z.strictObject({ to: z.iso.datetime({ offset: true }) });
const state = z.strictObject({
  origin: z.string(),
  key: z.string().nullable(),
  calendar: z.string().nullable(),
  legalTime: z.string().nullable(),
  settings: z.record(z.string(), z.string()),
  heads: z.strictObject({ size: z.int(), checkpointsTo: z.int(), on: z.iso.date() }).nullable(),
  proposals: z
    .record(z.string(), z.unknown())
    .describe('removals in your bodies that wait for a second person'),
  accessLog: z
    .strictObject({ count: z.int(), digest: z.string(), on: z.string() })
    .describe('how far it is anchored'),
  separation,
  version: z.int(),
});
const ROAD = [
  'not-competent',
  'requirement-unmet',
  'not-now',
  'version-conflict',
  'payload-refused',
  'ledger-unavailable',
];

/** The installation itself: its first start, its settings, and in a demo its legal time. */
@Controller()
export class InstallationController {
  constructor(
    private readonly setUp: SetUp,
    private readonly road: Road,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Public()
  @Get('setup')
  @Describe({
    summary: 'Where the link of the first start leads: what to send to set this installation up',
    status: 200,
    answer: z.strictObject({ next: z.string(), form: z.string(), body: z.record(z.string(), z.unknown()) }),
    problems: ['setup-refused'],
  })
  async explainSetUp(@QueryIn(z.strictObject({ token })) query: { token: string }) {
    await refuseUnlessIssued(this.database.read, query.token);
    return {
      next: 'POST /api/setup',
      form: 'POST /api/setup/form',
      body: {
        token: query.token,
        body: { name: '某某镇人民政府', level: 'township', ruleSet: 'national' },
        administrator: { username: '', password: '', name: '', post: '系统管理员' },
      },
    };
  }

  @Public()
  @Post('setup')
  @HttpCode(201)
  @Describe({
    summary: 'Set this installation up, once: its body and its administrator',
    status: 201,
    answer: z.strictObject({ body: z.string(), administrator: z.string() }),
    problems: [
      'setup-refused',
      'first-start-refused',
      'password-refused',
      'sign-in-busy',
      'ledger-unavailable',
      'username-taken',
      'requirement-unmet',
    ],
  })
  perform(@JsonBody(firstStart) asked: FirstStart) {
    return this.setUp.perform(asked);
  }

  @RequiresRole('administrator', 'auditor')
  @Get('admin/installation')
  @Describe({
    summary: 'The installation as the ledger knows it',
    status: 200,
    answer: state,
    headers: { etag: 'Its version' },
  })
  async read(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply) {
    const { state: now, version } = await this.road.states.read(this.database.read, 'installation');
    reply.header('etag', etagOf(version));
    const { proposals, ...rest } = now as InstallationState;
    const look = (subject: string) => this.road.states.read(this.database.read, subject);
    return { ...rest, proposals: await proposalsFor(actor, proposals, look), version };
  }

  @RequiresRole('administrator')
  @Post('admin/installation/events')
  @HttpCode(201)
  @Describe({
    summary: 'Notice an official calendar, or change the configuration',
    status: 201,
    answer: recorded,
    events: 'installation',
    problems: [
      ...ROAD,
      'upper-body-needed',
      'if-match-missing',
      'calendar-unknown',
      'setting-refused',
      'idempotency-key-reused',
    ],
  })
  async add(
    @CurrentActor() actor: Actor,
    @JsonBody(setUpAct) request: ActRequest,
    @HeaderIn('if-match', ifMatch) version: number | undefined,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = {
      kind: 'installation',
      id: '',
      actor: actor.person,
      request,
      ifMatch: version,
      idempotencyKey: key,
    };
    return recordOverHttp(this.road, asked, reply);
  }

  @RequiresRole('administrator')
  @Post('admin/legal-time')
  @HttpCode(201)
  @Describe({
    summary: 'Move legal time forwards, in a demo only',
    status: 201,
    answer: recorded,
    problems: [...ROAD, 'upper-body-needed'],
  })
  async moveLegalTime(
    @CurrentActor() actor: Actor,
    @JsonBody(legalTime) body: z.infer<typeof legalTime>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const to = new Date(body.to);
    const request = { type: 'LegalTimeMoved', payload: { to: to.toISOString() } };
    const answer = await recordOverHttp(
      this.road,
      { kind: 'installation', id: '', actor: actor.person, request },
      reply,
    );
    // A crash before this line is made up for at the next start, from the event.
    if (this.clock instanceof MovableClock && to > this.clock.legal()) this.clock.moveTo(to);
    return answer;
  }
}
