import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { opaqueId } from '../../workflows/fields.js';
import { KINDS } from '../../workflows/major-decision/context.js';
import { SignedIn } from '../http/access.js';
import { Describe } from '../http/description.js';
import { QueryIn } from '../http/input.js';
import { citation } from '../road/http-answers.js';
import { decisionAnswer } from './answers.js';
import { PlanningAhead } from './planning-ahead.js';

const TOUCHES = ['specificGroups', 'marketPlayers', 'money', 'land', 'wideConcern'] as const;
const listed = (of: string, most: number) =>
  z
    .string()
    .regex(new RegExp(`^${of}(,${of}){0,${most - 1}}$`))
    .transform((given) => given.split(','))
    .optional();
const query = z.strictObject({
  body: opaqueId,
  on: z.iso.date().optional(),
  kind: z.enum(KINDS).optional(),
  matters: listed('[a-z0-9][a-z0-9-]{0,63}', 10),
  touches: listed(`(?:${TOUCHES.join('|')})`, TOUCHES.length),
  hearing: z.enum(['true', 'false']).optional(),
});

const stretch = z.strictObject({ from: z.iso.date().optional(), to: z.iso.date() });

const text = z.strictObject({ zh: z.string(), en: z.string() });
const answer = z.strictObject({
  body: z.string(),
  on: z.iso.date(),
  steps: z.array(
    z.strictObject({
      id: z.string(),
      title: text,
      exemptible: z.boolean(),
      citations: z.array(citation),
    }),
  ),
  rules: decisionAnswer.shape.rules,
  ways: z.array(
    z.strictObject({
      mode: z.string(),
      title: text,
      earliestMeeting: z.iso.date(),
      provisional: z.boolean(),
      chain: z.array(
        z.strictObject({
          what: text,
          on: z.iso.date(),
          rule: z.string(),
          citation: citation.optional(),
        }),
      ),
    }),
  ),
});

/** What would lie ahead of a matter before anybody proposes it. Nothing of it is kept. */
@Controller('plan')
@SignedIn()
export class PlanningAheadController {
  constructor(private readonly planning: PlanningAhead) {}

  @Get()
  @Describe({
    summary:
      'What would lie ahead of a matter: steps, rules, and the earliest lawful meeting, were it started on a day ' +
      '(`on`, else today). `matters` and `touches` are lists parted by commas',
    status: 200,
    answer,
    problems: ['not-found'],
  })
  plan(@QueryIn(query) { hearing, ...envisaged }: z.infer<typeof query>) {
    return this.planning.plan({ ...envisaged, hearing: hearing === 'true' });
  }

  @Get('working-days')
  @Describe({
    summary:
      'How many working days lie after a day (`from`, else today), up to and with another, by the calendar in force; ' +
      'at most 800 days are looked at, and `to` in the answer says how far',
    status: 200,
    answer: z.strictObject({
      today: z.iso.date(),
      from: z.iso.date(),
      to: z.iso.date(),
      workingDays: z.int(),
    }),
  })
  workingDays(@QueryIn(stretch) asked: z.infer<typeof stretch>) {
    return this.planning.workingDays(asked);
  }
}
