import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { sha256 } from '../../workflows/fields.js';
import { DocumentNotFound } from '../documents/refusals.js';
import { SignedIn } from '../http/access.js';
import { Describe } from '../http/description.js';
import { PathParam } from '../http/input.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { ReadingSubjects } from '../road/reading-subjects.js';
import { FAILURES } from './take-text.js';
import { TextWork } from './text-work.js';
import { Texts, type KeptText } from './texts.js';

const about = {
  sha256: z.string(),
  state: z.enum(['text', 'none', 'failed']).describe('none: a picture, a scan, or a kind that is not read'),
  failure: z.enum(FAILURES).optional(),
  truncated: z.boolean().describe('it is longer than the two million characters that are kept'),
};
const paperText = z.strictObject({ ...about, text: z.string() }).meta({ id: 'PaperText' });
const compared = z.strictObject(about);
const difference = z
  .strictObject({
    before: compared,
    after: compared,
    comparable: z.boolean().describe('both have a text'),
    same: z.boolean(),
    coarse: z.boolean().describe('too different or too long to be compared by characters throughout'),
    added: z.int().describe('characters'),
    removed: z.int().describe('characters'),
    paragraphs: z.array(
      z.strictObject({
        is: z.enum(['same', 'added', 'removed', 'changed']),
        before: z.int().optional().describe('number of the paragraph there, from 1'),
        after: z.int().optional(),
        pieces: z.array(z.strictObject({ is: z.enum(['same', 'added', 'removed']), text: z.string() })),
      }),
    ),
  })
  .meta({ id: 'TextDifference' });
const REFUSALS = ['document-not-found', 'document-damaged', 'document-removed', 'replay-disagrees'];

/** What papers say, and how two of them differ: for whoever may read them. */
@SignedIn()
@Controller('documents')
export class TextsController {
  constructor(
    private readonly texts: Texts,
    private readonly work: TextWork,
    private readonly reading: ReadingSubjects,
  ) {}

  @Get(':sha256/text')
  @Describe({
    summary: 'The text of a paper (.txt, .docx, .xlsx, .pdf with a text layer, .ofd), or why there is none',
    status: 200,
    answer: paperText,
    problems: REFUSALS,
  })
  async text(@CurrentActor() { person }: Actor, @PathParam('sha256', sha256) digest: string) {
    const kept = await this.readable(digest, person);
    return { ...told(digest, kept), text: kept.content };
  }

  @Get(':sha256/diff/:after')
  @Describe({
    summary:
      'What differs between the texts of two papers, paragraph by paragraph and character by character',
    status: 200,
    answer: difference,
    problems: REFUSALS,
  })
  async difference(
    @CurrentActor() { person }: Actor,
    @PathParam('sha256', sha256) before: string,
    @PathParam('after', sha256) after: string,
  ) {
    const [a, b] = [await this.readable(before, person), await this.readable(after, person)];
    const comparable = a.state === 'text' && b.state === 'text';
    const found = comparable
      ? await this.work.compare(a.content, b.content)
      : { same: before === after, coarse: false, added: 0, removed: 0, paragraphs: [] };
    return { before: told(before, a), after: told(after, b), comparable, ...found };
  }

  /** @throws DocumentNotFound for one that is not there, or not this person's to read */
  private async readable(digest: string, person: string): Promise<KeptText> {
    if (!(await this.reading.mayReadPaper(digest, person))) throw new DocumentNotFound();
    return this.texts.of(digest);
  }
}

const told = (digest: string, { state, failure, truncated }: KeptText) => ({
  sha256: digest,
  state,
  ...(failure === '' ? {} : { failure }),
  truncated,
});
