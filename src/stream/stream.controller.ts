import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { SignedInBySession } from '../http/access.js';
import { Describe } from '../http/description.js';
import { HeaderIn } from '../http/input.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { SignInNeeded } from '../people/refusals.js';
import { LiveEvents } from './live-events.js';

const position = z.string().regex(/^\d{1,15}$/, 'the id of an event of this stream');

/** Live updates for whoever is signed in; programs have webhooks. */
@SignedInBySession()
@Controller('stream')
export class StreamController {
  constructor(private readonly live: LiveEvents) {}

  @Get()
  @Describe({
    summary:
      'Server-sent events until the session ends: `recorded` {subject, version, type, seq} of each new event that you may ' +
      'see, its id the seq; `ready` or, where more was missed than is told again, `reset` {next} at first; ' +
      '`heartbeat` {at} every 20 s; `signed-out` at the end. Resumes after Last-Event-ID. At most 8 at once',
    status: 200,
    mediaType: 'text/event-stream',
    problems: ['token-scope-exceeded', 'too-many-streams'],
  })
  async open(
    @CurrentActor() { person, by }: Actor,
    @HeaderIn('last-event-id', position.optional()) last: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    if (by.is !== 'session') throw new SignInNeeded();
    const stream = await this.live.open(
      person,
      by.session.digest,
      last === undefined ? undefined : Number(last),
    );
    void reply
      .headers({
        'content-type': 'text/event-stream; charset=utf-8',
        // A proxy that gathers an answer before it passes it on would make this useless.
        'x-accel-buffering': 'no',
      })
      .send(stream);
  }
}
