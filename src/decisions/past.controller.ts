import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { opaqueId } from '../../workflows/fields.js';
import { SignedIn } from '../http/access.js';
import { Describe } from '../http/description.js';
import { PathParam, QueryIn } from '../http/input.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { differenceAnswer, passedAnswer, whatIfAnswer } from './past-answers.js';
import { ReadingThePast } from './reading-the-past.js';

const moment = z.string().min(1).max(40).describe('A version, an instant (RFC 3339 with offset), or a date');
const differenceQuery = z.strictObject({ from: moment, to: moment.optional() });
const versionInPath = z.coerce.number().int().min(0).max(999_999_999);
const whatIfQuery = z.strictObject({
  on: z.iso.date().optional(),
  jurisdiction: z.string().min(1).max(80).optional(),
});

/** The time machine: what changed, why each act passed, and what would have been otherwise. Nothing here writes. */
@Controller('decisions')
@SignedIn()
export class PastController {
  constructor(private readonly past: ReadingThePast) {}

  @Get(':id/diff')
  @Describe({
    summary: 'What changed between two versions or instants, in words and as data; `to` is now unless told',
    status: 200,
    answer: differenceAnswer,
    problems: ['not-found', 'replay-disagrees'],
  })
  async difference(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @QueryIn(differenceQuery) { from, to }: z.infer<typeof differenceQuery>,
  ) {
    return this.past.difference(id, actor.person, from, to);
  }

  @Get(':id/events/:version/requirements')
  @Describe({
    summary: 'The requirements that let an event pass, with their articles and what they saw',
    status: 200,
    answer: passedAnswer,
    problems: ['not-found', 'replay-disagrees'],
  })
  async passed(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @PathParam('version', versionInPath) version: number,
  ) {
    return this.past.passed(id, actor.person, version);
  }

  @Get(':id/events/:version/what-if')
  @Describe({
    summary:
      'Whether an event would have been lawful on another day (`on`) or under the rules of another place (`jurisdiction`); nothing is decided by it',
    status: 200,
    answer: whatIfAnswer,
    problems: ['not-found', 'replay-disagrees'],
  })
  async supposing(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @PathParam('version', versionInPath) version: number,
    @QueryIn(whatIfQuery) supposed: z.infer<typeof whatIfQuery>,
  ) {
    return this.past.supposing(id, actor.person, version, supposed);
  }
}
