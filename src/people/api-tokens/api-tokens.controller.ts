import { Controller, Delete, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { z } from 'zod';
import { ROLE_NAMES } from '../../../workflows/vocabulary.js';
import { CLOCK, type Clock } from '../../clock.js';
import { SignedInBySession } from '../../http/access.js';
import { Describe } from '../../http/description.js';
import { JsonBody, PathParam } from '../../http/input.js';
import { CurrentActor, type Actor } from '../actor.js';
import { TokenRefused } from '../refusals.js';
import { Admission } from '../sign-in/admission.js';
import { ApiTokens } from './api-tokens.js';

/** Kinds of subjects that a token may be made to write to. */
const KINDS = [
  'decision',
  'meeting',
  'consultation',
  'catalogue',
  'pool',
  'reading',
  'person',
  'unit',
  'installation',
] as const;
const LONGEST_DAYS = 366;
const DAY = 24 * 3600 * 1000;

const scope = {
  name: z.string().trim().min(1).max(100),
  roles: z.array(z.enum(ROLE_NAMES)).min(1).max(ROLE_NAMES.length),
  kinds: z.array(z.enum(KINDS)).max(KINDS.length),
};
const newToken = z.strictObject({ ...scope, expiresAt: z.iso.datetime({ offset: true }) });
const listed = z.strictObject({
  id: z.string(),
  ...scope,
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});

/** A person's tokens for programs: each with some of the person's roles, for some kinds of subjects, for a time. */
@SignedInBySession()
@Controller('me/tokens')
export class ApiTokensController {
  constructor(
    private readonly tokens: ApiTokens,
    private readonly admission: Admission,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Describe({
    summary: 'Your tokens for programs',
    status: 200,
    answer: z.strictObject({ tokens: z.array(listed) }),
  })
  async list(@CurrentActor() { person }: Actor) {
    return { tokens: await this.tokens.of(person) };
  }

  @Post()
  @HttpCode(201)
  @Describe({
    summary:
      'Make a token for a program, shown once: roles that you hold, the kinds that it may write to (none: it only reads), ' +
      'until when (at most a year)',
    status: 201,
    answer: listed.extend({ token: z.string() }),
    problems: ['token-refused', 'too-many-tokens', 'step-up-required'],
  })
  async make(@CurrentActor() actor: Actor, @JsonBody(newToken) asked: z.infer<typeof newToken>) {
    await this.admission.refuseUnlessRecent(actor.by, actor.person);
    const held = actor.grants.map(({ role }) => role);
    const notHeld = asked.roles.filter((role) => !held.includes(role));
    const days = (Date.parse(asked.expiresAt) - this.clock.machine().getTime()) / DAY;
    if (notHeld.length > 0 || days <= 0 || days > LONGEST_DAYS) throw new TokenRefused(notHeld, LONGEST_DAYS);
    const expiresAt = new Date(asked.expiresAt).toISOString();
    const [roles, kinds] = [[...new Set(asked.roles)], [...new Set(asked.kinds)]];
    return this.tokens.make(actor.person, { name: asked.name, roles, kinds, expiresAt });
  }

  @Delete(':id')
  @HttpCode(204)
  @Describe({ summary: 'Revoke a token', status: 204, problems: ['not-found'] })
  async revoke(@CurrentActor() { person }: Actor, @PathParam('id', z.uuid()) id: string) {
    await this.tokens.revoke(person, id);
  }
}
