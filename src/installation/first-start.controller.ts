import { Controller, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../http/access.js';
import { Describe } from '../http/description.js';
import { JsonBody, QueryIn } from '../http/input.js';
import { invitation } from '../people/sign-in/invitations.controller.js';
import { FirstStartByForm } from './first-start.js';
import { firstStartForm, type FirstStartForm } from './first-start-form.js';

/** Whoever does not say that it is meant gets the dry run. */
const query = z.strictObject({ dryRun: z.enum(['true', 'false']).default('true') });
const text = z.strictObject({ zh: z.string(), en: z.string() });
const answer = z.strictObject({
  dryRun: z.boolean(),
  complete: z.boolean().describe('whether it is set up, or could be as it stands'),
  faults: z
    .array(z.strictObject({ at: z.string(), detail: text }))
    .describe('all that is wrong, each by the JSON pointer of its field'),
  missingRoles: z.array(z.string()).describe('roles that a decision needs and nobody would have yet'),
  body: z.string().optional(),
  administrator: z.string().optional(),
  units: z.array(z.strictObject({ id: z.string(), name: z.string() })).optional(),
  people: z
    .array(z.strictObject({ username: z.string(), name: z.string(), person: z.string(), invitation }))
    .optional()
    .describe('each with what opens the account: shown this once; for POST /api/first-sign-in'),
});

/** The first start in one form, for a wizard. */
@Controller('setup/form')
export class FirstStartController {
  constructor(private readonly firstStart: FirstStartByForm) {}

  @Public()
  @Post()
  @HttpCode(200)
  @Describe({
    summary:
      'Set this installation up from one form: its body with its rules, its units, its people, its administrator. With ' +
      'dryRun=true, the default, nothing is written and all that is wrong is told at once',
    status: 200,
    answer,
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
  async take(
    @QueryIn(query) { dryRun }: z.infer<typeof query>,
    @JsonBody(firstStartForm) form: FirstStartForm,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof answer>> {
    // What is answered may open accounts: no cache keeps it.
    void reply.header('cache-control', 'no-store');
    if (dryRun === 'true') {
      const { faults, missingRoles } = await this.firstStart.tried(form);
      const complete = faults.length === 0;
      return { dryRun: true, complete, faults: [...faults], missingRoles: [...missingRoles] };
    }
    const { missingRoles, ...done } = await this.firstStart.perform(form);
    return { dryRun: false, complete: true, faults: [], missingRoles: [...missingRoles], ...done };
  }
}
