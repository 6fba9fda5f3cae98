import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { z } from 'zod';
import { opaqueId } from '../../../workflows/fields.js';
import { DATABASE, type Database } from '../../database/database.js';
import { RequiresRole, SignedIn } from '../../http/access.js';
import { Describe } from '../../http/description.js';
import { HeaderIn, JsonBody, PathParam, QueryIn } from '../../http/input.js';
import { idempotencyKey, THE_ROAD } from '../../road/http-answers.js';
import { SubjectNotFound } from '../../road/refusals.js';
import { administeredBy, CurrentActor, type Actor } from '../actor.js';
import { refuseUnlessKnown } from '../people.js';
import { standingDelegation } from '../standing-delegations.js';
import { anyHandover, Handover, handoverForATime, type HandoverAsked } from './handover.js';

const text = z.strictObject({ zh: z.string(), en: z.string() });
const open = {
  roles: z.array(
    z.strictObject({
      role: z.string(),
      unit: z.string(),
      until: z.string().nullable(),
      /** Why nobody does its acts for this person. */
      inPerson: text.optional(),
    }),
  ),
  tasks: z.array(
    z.strictObject({
      kind: z.enum(['decision', 'meeting']),
      id: z.string(),
      title: z.string(),
      as: z.array(z.enum(['proposer', 'drafter', 'expert', 'evaluator', 'head', 'member'])),
      inPerson: text.optional(),
    }),
  ),
  delegations: z.array(standingDelegation),
};
const openAnswer = z.strictObject(open);
const handedOver = z.strictObject({
  dryRun: z.boolean(),
  ...open,
  /** In order; without id where it is a dry run. */
  events: z.array(
    z.strictObject({
      subject: z.string(),
      type: z.string(),
      payload: z.record(z.string(), z.unknown()),
      id: z.string().optional(),
      version: z.int(),
    }),
  ),
});
/** Whoever does not say that it is meant gets the dry run. */
const meant = z.strictObject({ dryRun: z.enum(['true', 'false']).default('true') });
const where = z.strictObject({ body: opaqueId });
const PROBLEMS = [...THE_ROAD, 'nothing-to-hand-over', 'unit-unknown', 'other-part', 'step-up-required'];

/** What a person has open in a body, and how it goes to a colleague: by that person, or by the administrator. */
@Controller()
export class HandoverController {
  constructor(
    private readonly handover: Handover,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @SignedIn()
  @Get('me/handover')
  @Describe({
    summary: 'What you have open in a body: your roles, matters and meetings that name you, delegations',
    status: 200,
    answer: openAnswer,
    problems: ['not-found'],
  })
  ownOpen(@CurrentActor() { person, grants }: Actor, @QueryIn(where) { body }: z.infer<typeof where>) {
    if (!grants.some((grant) => grant.body === body)) throw new SubjectNotFound();
    return this.handover.open(person, body);
  }

  @SignedIn()
  @Post('me/handover')
  @HttpCode(200)
  @Describe({
    summary:
      'Hand your work in a body to a colleague for a time, by delegation; with dryRun=true, the default, nothing is written. All events or none',
    status: 200,
    answer: handedOver,
    problems: PROBLEMS,
  })
  own(
    @CurrentActor() actor: Actor,
    @QueryIn(meant) { dryRun }: z.infer<typeof meant>,
    @JsonBody(handoverForATime) asked: z.infer<typeof handoverForATime>,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
  ) {
    if (!actor.grants.some((grant) => grant.body === asked.body)) throw new SubjectNotFound();
    return this.performed(actor, actor.person, asked, dryRun === 'true' ? 'rehearsed' : { key });
  }

  @RequiresRole('administrator')
  @Get('admin/people/:id/handover')
  @Describe({
    summary: 'What a person has open in a body that you administer',
    status: 200,
    answer: openAnswer,
    problems: ['not-found'],
  })
  async theirOpen(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) person: string,
    @QueryIn(where) { body }: z.infer<typeof where>,
  ) {
    await this.refuseOthers(actor, person, body);
    return this.handover.open(person, body);
  }

  @RequiresRole('administrator')
  @Post('admin/people/:id/handover')
  @HttpCode(200)
  @Describe({
    summary:
      'Hand the work of a person to a colleague: for a time by delegation, from a letter, or for good by ending their roles and granting them. With dryRun=true, the default, nothing is written. All events or none',
    status: 200,
    answer: handedOver,
    problems: PROBLEMS,
  })
  async theirs(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) person: string,
    @QueryIn(meant) { dryRun }: z.infer<typeof meant>,
    @JsonBody(anyHandover) asked: HandoverAsked,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
  ) {
    await this.refuseOthers(actor, person, asked.body);
    return this.performed(actor, person, asked, dryRun === 'true' ? 'rehearsed' : { key });
  }

  /** @throws SubjectNotFound: other people, and other bodies, are answered like none */
  private async refuseOthers(actor: Actor, person: string, body: string): Promise<void> {
    if (!administeredBy(actor).includes(body)) throw new SubjectNotFound();
    await refuseUnlessKnown(this.database.read, actor, person);
  }

  private async performed(
    actor: Actor,
    person: string,
    asked: HandoverAsked,
    how: Parameters<Handover['perform']>[3],
  ) {
    const before = await this.handover.open(person, asked.body);
    const events = await this.handover.perform(actor, person, asked, how);
    return { dryRun: how === 'rehearsed', ...before, events };
  }
}
