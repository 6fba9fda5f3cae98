import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { opaqueId } from '../../workflows/fields.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { DATABASE, type Database } from '../database/database.js';
import { printing } from '../exports/printing.js';
import { ReadingViews } from '../exports/reading-views.js';
import { FormDrafts, type FormDraft } from '../form-drafts/form-drafts.js';
import { SignedIn } from '../http/access.js';
import { Describe } from '../http/description.js';
import { PathParam } from '../http/input.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { namesAndPosts } from '../people/directory.js';
import { ReadingSubjects } from '../road/reading-subjects.js';
import { PRINTED, TEMPLATE_NAMES, templateDocx, templateOf, TEMPLATES, type Template } from './templates.js';
import { listOf, textOf } from './told.js';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const PDF = 'application/pdf';
const file = z.enum([
  ...TEMPLATES.map((kind) => `${kind}.docx` as const),
  ...PRINTED.map((kind) => `${kind}.pdf` as const),
]);

/** Acts in whose form the words of the document are filled in before it is downloaded. */
const FORM_OF: Readonly<Partial<Record<Template, string>>> = { 'legality-opinion': 'LegalityOpinionIssued' };

const payloadIn = (draft: FormDraft | undefined): JsonObject => {
  const payload = draft?.content['payload'];
  return typeof payload === 'object' && payload !== null && !Array.isArray(payload) ? payload : {};
};

/** Documents begun for people: filled in from the record, to be finished in Word or WPS. */
@SignedIn()
@Controller('decisions')
export class TemplatesController {
  constructor(
    private readonly views: ReadingViews,
    private readonly reading: ReadingSubjects,
    private readonly drafts: FormDrafts,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Get(':id/templates/:file')
  @Describe({
    summary:
      'A Word document filled in from the record: explanation.docx (起草说明), notice.docx (公开征求意见公告), minutes.docx ' +
      '(会议记录), decision-sheet.docx (办理单), public-input-report.docx, expert-opinion.docx, risk-report.docx, ' +
      'legal-advice.docx, legality-opinion.docx (with the answers and reasons that the reader has begun to fill in). ' +
      'What is not on record is a blank in 【】, set off in colour. minutes.pdf and decision-sheet.pdf are the same as PDF',
    status: 200,
    mediaType: [DOCX, PDF],
    headers: { 'content-disposition': 'attachment; its name' },
    problems: ['not-found', 'replay-disagrees', 'not-signed-yet'],
  })
  async read(
    @CurrentActor() { person, by }: Actor,
    @PathParam('id', opaqueId) id: string,
    @PathParam('file', file) name: z.infer<typeof file>,
    @Res() reply: FastifyReply,
  ) {
    await this.reading.standpoint(`decision/${id}`, person);
    const shown = await this.views.shown(id);
    const ids = shown.events
      .filter(({ kind }) => kind === 'meeting')
      .flatMap(({ said }) => [
        textOf(said['head']) ?? '',
        ...['members', 'present', 'inAttendance'].flatMap((field) => listOf(said[field])),
      ]);
    const people = await namesAndPosts(this.database.read, [...new Set(ids.filter(Boolean))]);
    const [kind, ending] = name.split('.') as [Template, 'docx' | 'pdf'];
    // What somebody has begun to fill in is for whoever sits at the form, and for no program with their token.
    const form = by.is === 'session' ? FORM_OF[kind] : undefined;
    const begun = form ? await this.drafts.find(person, `decision:${id}:${form}`) : undefined;
    const given = { shown, names: (one: string) => people.get(one)?.name ?? one, begun: payloadIn(begun) };
    const bytes =
      ending === 'docx'
        ? await templateDocx(kind, given)
        : await printing.does({ what: 'official', official: templateOf(kind, given) });
    const saved = encodeURIComponent(`${TEMPLATE_NAMES[kind]}.${ending}`);
    void reply
      .headers({
        'content-type': ending === 'docx' ? DOCX : PDF,
        'content-disposition': `attachment; filename="${name}"; filename*=UTF-8''${saved}`,
      })
      .send(Buffer.from(bytes));
  }
}
