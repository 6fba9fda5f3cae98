import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { CONSIDERED_AS } from '../../workflows/conflicts.js';
import { opaqueId } from '../../workflows/fields.js';
import { SignedIn } from '../http/access.js';
import { Describe } from '../http/description.js';
import { PathParam, QueryIn } from '../http/input.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { conflictsAnswer } from './answer.js';
import { ReadingConflicts } from './reading-conflicts.js';

const query = z.strictObject({ role: z.enum(CONSIDERED_AS), person: opaqueId.optional() });

/** Conflicts of interest, computed before anybody is invited or appointed (articles 19, 20, 25, 36). */
@SignedIn()
@Controller('decisions/:id/conflicts')
export class ConflictsController {
  constructor(private readonly reading: ReadingConflicts) {}

  @Get()
  @Describe({
    summary:
      'What stands against each candidate for a role in this decision, for those of its body who appoint',
    status: 200,
    answer: conflictsAnswer,
    problems: ['not-found', 'not-permitted', 'replay-disagrees'],
  })
  read(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @QueryIn(query) { role, person }: z.infer<typeof query>,
  ) {
    return this.reading.of(actor, id, role, person);
  }
}
