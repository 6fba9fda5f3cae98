import { Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { opaqueId } from '../../workflows/fields.js';
import type { LocalDate } from '../../workflows/vocabulary.js';
import { CLOCK, type Clock } from '../clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { dateInShanghai } from '../engine/civil-date.js';
import { RequiresRole, SignedIn } from '../http/access.js';
import { Describe } from '../http/description.js';
import { HeaderIn, JsonBody, PathParam } from '../http/input.js';
import { areKnown, ruleSetFor } from '../jurisdictions/rule-sets.js';
import { SHIPPED } from '../jurisdictions/shipped.js';
import { eventsOf } from '../ledger/reading.js';
import { actRequest, type ActRequest } from '../road/act-request.js';
import { idempotencyKey, ifMatch, recorded, recordOverHttp } from '../road/http-answers.js';
import { Road } from '../road/record-event.js';
import { newSubjectId } from '../road/subject-id.js';
import { CurrentActor, type Actor } from './actor.js';
import { colleaguesIn } from './directory.js';
import { termShown, warningShown } from './terms.js';
import { unitRegistered } from './unit.js';
import { readUnits, type UnitRow } from './unit-room.js';

const newUnit = unitRegistered.extend({ id: opaqueId.optional() });
const listed = z.strictObject({
  units: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.string(),
      level: z.string(),
      parent: z.string().nullable(),
      body: z.string(),
      ruleSet: z.string(),
      name: z.string(),
      closedOn: z.string().nullable(),
      version: z.int(),
      decidingMeetings: z
        .array(z.string())
        .optional()
        .describe('Of a body: the kinds of meeting that decide, by the rules in force today'),
    }),
  ),
});
const colleagues = z.strictObject({
  people: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      post: z.string(),
      /** In force today, in bodies that the reader serves too. */
      roles: z.array(z.strictObject({ role: z.string(), body: z.string() })),
      /** In force today. */
      terms: z.array(termShown),
      warnings: z.array(warningShown),
    }),
  ),
});
const unitAct = actRequest.extend({
  type: z.enum([
    'JurisdictionChanged',
    'SignaturesAsked',
    'RetentionPeriodSet',
    'UnitRenamed',
    'UnitMoved',
    'UnitClosed',
  ]),
});

/** Which meetings decide in a body; nothing for its units, nor for a place or a day whose rules are not known. */
function decidingMeetingsOn(day: LocalDate) {
  // Bodies of one level in one place follow the same rules, which are resolved once.
  const resolved = new Map<string, string[]>();
  return ({ kind, level, ruleSet: jurisdiction }: UnitRow) => {
    if (kind !== 'body' || day < SHIPPED.national.inForceFrom || !areKnown(jurisdiction, [])) return {};
    const key = `${jurisdiction}/${level}`;
    const decidingMeetings = resolved.get(key) ?? [
      ...ruleSetFor(level, day, { jurisdiction }).parameters.decidingMeetings,
    ];
    resolved.set(key, decidingMeetings);
    return { decidingMeetings };
  };
}

/** What the road may refuse, for every route that takes it. */
const ROAD = [
  'not-competent',
  'requirement-unmet',
  'version-conflict',
  'idempotency-key-reused',
  'ledger-unavailable',
  'payload-refused',
];

/** Bodies, their units, and who serves there. */
@Controller()
export class UnitsController {
  constructor(
    private readonly road: Road,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @SignedIn()
  @Get('units')
  @Describe({ summary: 'All bodies and units', status: 200, answer: listed })
  async list() {
    const meetingsOf = decidingMeetingsOn(dateInShanghai(this.clock.legal().toISOString()));
    const units = await readUnits(this.database.read);
    return { units: units.map((unit) => ({ ...unit, ...meetingsOf(unit) })) };
  }

  @SignedIn()
  @Get('people')
  @Describe({
    summary:
      'Who serves the bodies that you serve: names, posts, roles, qualifications and mandates in force, and what to be warned of',
    status: 200,
    answer: colleagues,
  })
  async colleagues(@CurrentActor() actor: Actor) {
    const bodies = [...new Set(actor.grants.map(({ body }) => body))];
    const today = dateInShanghai(this.clock.legal().toISOString());
    return { people: await colleaguesIn(this.database.read, bodies, today) };
  }

  @RequiresRole('administrator')
  @Get('admin/units')
  @Describe({ summary: 'All bodies and units, for their administration', status: 200, answer: listed })
  listForAdministration() {
    return this.list();
  }

  @RequiresRole('administrator')
  @Post('admin/units')
  @Describe({
    summary: 'Register a body or a unit; whoever registers a body becomes its first administrator',
    status: 201,
    answer: recorded,
    problems: [...ROAD, 'unit-unknown', 'upper-body-needed'],
  })
  async register(
    @CurrentActor() actor: Actor,
    @JsonBody(newUnit) body: z.infer<typeof newUnit>,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { id = newSubjectId(actor.person, 'unit', key), ...payload } = body;
    const request = { type: 'UnitRegistered', payload };
    const asked = { kind: 'unit', id, actor: actor.person, request, ifMatch: -1, idempotencyKey: key };
    const answer = await recordOverHttp(this.road, asked, reply);
    if (payload.kind === 'body') await this.giveFirstAdministrator(actor.person, id);
    return answer;
  }

  @RequiresRole('administrator')
  @Post('admin/units/:id/events')
  @HttpCode(201)
  @Describe({
    summary:
      'Add an event to a body or unit: other rules from now on (what is under way keeps its own), renamed, moved in the tree, closed',
    status: 201,
    answer: recorded,
    events: 'unit',
    problems: [...ROAD, 'not-found', 'not-now', 'if-match-missing'],
  })
  add(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @JsonBody(unitAct) request: ActRequest,
    @HeaderIn('if-match', ifMatch) version: number | undefined,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = { kind: 'unit', id, actor: actor.person, request, ifMatch: version, idempotencyKey: key };
    return recordOverHttp(this.road, asked, reply);
  }

  /** An act of the program's own; after a crash in between, the same request under the same key makes up for it. */
  private async giveFirstAdministrator(person: string, body: string): Promise<void> {
    if (await this.wasGiven(person, body)) return;
    const payload = { role: 'administrator', unit: body, body, reason: '登记该机关的人员为其首任管理员' };
    await this.road.record({
      kind: 'person',
      id: person,
      actor: 'installation',
      request: { type: 'RoleGranted', payload },
    });
  }

  /** Once given, it is not given again: whoever lost the role since does not get it back by asking the same again. */
  private async wasGiven(person: string, body: string): Promise<boolean> {
    const events = await eventsOf(this.database.read, `person/${person}`);
    return events.some(({ type, leaf }) => {
      const { role, body: of } = leaf.data.payload;
      return type === 'RoleGranted' && role === 'administrator' && of === body;
    });
  }
}
