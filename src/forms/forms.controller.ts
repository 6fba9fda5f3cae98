import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ROLES, type Role } from '../../workflows/vocabulary.js';
import { CLOCK, type Clock } from '../clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { printing } from '../exports/printing.js';
import { SignedIn } from '../http/access.js';
import { Describe } from '../http/description.js';
import { PathParam, QueryIn } from '../http/input.js';
import { cite } from '../law/citations.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { ReadingSubjects } from '../road/reading-subjects.js';
import { Road } from '../road/record-event.js';
import { SubjectNotFound } from '../road/refusals.js';
import { CONFIGURATION, publicUrlOf, type Configuration } from '../server/configuration.js';
import { workSubject } from '../tasks/answers.js';
import { titlesOf } from '../tasks/titles.js';
import { fieldsOf } from './form-fields.js';

const KINDS: Readonly<Record<string, string>> = {
  'major-decision': 'decision',
  meeting: 'meeting',
  consultation: 'consultation',
  catalogue: 'catalogue',
};
const workflow = z.string().regex(/^[a-z-]{1,80}$/);
const file = z.string().regex(/^[A-Za-z]{1,80}\.pdf$/, 'an event and .pdf');
const formQuery = z.strictObject({
  subject: workSubject.optional(),
});

/** Every act as a form on paper, for whoever would rather write by hand. */
@SignedIn()
@Controller('forms')
export class FormsController {
  constructor(
    private readonly road: Road,
    private readonly reading: ReadingSubjects,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get(':workflow/:file')
  @Describe({
    summary:
      'The blank form of an act ({event}.pdf) of major-decision, meeting, consultation or catalogue, with its number and a ' +
      'QR code; `?subject=` prints on it what it is about',
    status: 200,
    mediaType: 'application/pdf',
    headers: { 'content-disposition': 'inline; its name' },
    problems: ['not-found', 'replay-disagrees'],
  })
  async blank(
    @CurrentActor() { person }: Actor,
    @PathParam('workflow', workflow) id: string,
    @PathParam('file', file) name: string,
    @QueryIn(formQuery) { subject }: z.infer<typeof formQuery>,
    @Res() reply: FastifyReply,
  ) {
    const kind = Object.hasOwn(KINDS, id) ? KINDS[id] : undefined;
    if (kind === undefined || (subject !== undefined && !subject.startsWith(`${kind}/`)))
      throw new SubjectNotFound();
    const standpoint = subject === undefined ? undefined : await this.reading.standpoint(subject, person);
    const { procedure } = standpoint?.loaded ?? this.road.states.roomOf(`${kind}/`).procedureFor(undefined);
    const type = name.replace('.pdf', '');
    const place = Object.keys(procedure.events).indexOf(type);
    const definition = place < 0 ? undefined : procedure.events[type];
    if (!definition) throw new SubjectNotFound();
    const number = [procedure.id, procedure.version, String(place + 1).padStart(2, '0')].join('-');
    const titles = subject === undefined ? undefined : await titlesOf(this.database.read, [subject]);
    const code = new URL(pageFor(subject, type), publicUrlOf(this.configuration));
    code.searchParams.set('form', number);
    const bytes = await printing.does({
      what: 'form',
      form: {
        number,
        code: code.href,
        title: definition.title,
        about: subject === undefined ? '' : `${titles?.get(subject)?.zh ?? ''}（${subject}）`,
        roles: procedure.rolesFor(type).map((role) => ROLES[role as Role]),
        articles: [...new Set(cite(procedure.rulesFor(type)).map(({ article }) => article))],
        fields: fieldsOf(type, procedure.intake(type)?.schema ?? {}),
        at: this.clock.machine().toISOString(),
      },
    });
    void reply
      .headers({ 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${name}"` })
      .send(Buffer.from(bytes));
  }
}

/** The page on which an act is entered: of a decision one for each act, of anything else its own, of a mere form the first. */
export function pageFor(subject: string | undefined, type: string): string {
  if (subject === undefined) return '/';
  const page = `/${subject.replace('/', 's/')}`;
  return subject.startsWith('decision/') ? `${page}/act/${type}` : page;
}
