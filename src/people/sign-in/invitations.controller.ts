import { Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { opaqueId } from '../../../workflows/fields.js';
import { Public, RequiresRole } from '../../http/access.js';
import { Describe } from '../../http/description.js';
import { JsonBody, PathParam } from '../../http/input.js';
import { THE_ROAD } from '../../road/http-answers.js';
import { Road } from '../../road/record-event.js';
import { CurrentActor, type Actor } from '../actor.js';
import { Invitations } from './invitations.js';

const accepted = z.strictObject({ token: z.string().max(100), password: z.string().max(1000) });
const renewed = z.strictObject({ reason: z.string().trim().min(1).max(1000).optional() });
export const invitation = z.strictObject({ token: z.string(), expiresAt: z.iso.datetime() });

/** How somebody whom an administrator registered comes to a password that nobody else has seen. */
@Controller()
export class InvitationsController {
  constructor(
    private readonly road: Road,
    private readonly invitations: Invitations,
  ) {}

  @Public()
  @Post('first-sign-in')
  @HttpCode(204)
  @Describe({
    summary: 'Choose your password, with the token that your administrator handed you; it counts once',
    status: 204,
    problems: ['invitation-refused', 'password-refused', 'sign-in-busy'],
  })
  accept(@JsonBody(accepted) { token, password }: z.infer<typeof accepted>) {
    return this.invitations.accept(token, password);
  }

  @RequiresRole('administrator')
  @Post('admin/people/:id/invitation')
  @HttpCode(201)
  @Describe({
    summary:
      'A new one-time token in the place of a person’s password, shown once, good for seven days; it ends their ' +
      'sessions and tokens and is recorded',
    status: 201,
    answer: invitation,
    problems: [...THE_ROAD, 'other-bodies-person', 'sign-in-busy'],
  })
  async renew(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @JsonBody(renewed) { reason }: z.infer<typeof renewed>,
  ) {
    const { asked, invitation: one } = await this.invitations.renewal(actor, id, reason);
    await this.road.record(asked);
    return one;
  }
}
