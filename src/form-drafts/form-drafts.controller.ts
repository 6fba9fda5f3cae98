import { Controller, Delete, Get, HttpCode, Put } from '@nestjs/common';
import { z } from 'zod';
import type { JsonObject } from '../canonical/canonical-json.js';
import { SignedInBySession } from '../http/access.js';
import { Describe } from '../http/description.js';
import { JsonBody, PathParam } from '../http/input.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { FormDrafts } from './form-drafts.js';

/** Chosen by the form, e.g. `decision.{id}.DraftSubmitted`. */
const key = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._~:-]{0,149}$/, 'letters, digits and ._~:-');
const subject = z.string().regex(/^[a-z]+(\/[a-z0-9][a-z0-9-]{0,63})?$/, 'a subject, as decision/…');
const saving = z.strictObject({ subject: subject.optional(), content: z.record(z.string(), z.unknown()) });
const about = {
  key: z.string(),
  subject: z.string(),
  size: z.int(),
  savedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
};
const listedDraft = z.strictObject(about).meta({ id: 'ListedFormDraft' });
const formDraft = z
  .strictObject({ ...about, content: z.record(z.string(), z.unknown()) })
  .meta({ id: 'FormDraft' });
const draftList = z.strictObject({ drafts: z.array(listedDraft) }).meta({ id: 'FormDraftList' });

/** What the signed-in person has begun to fill in: kept for 90 days after it was last saved, and shown to nobody else. */
@SignedInBySession()
@Controller('me/drafts')
export class FormDraftsController {
  constructor(private readonly drafts: FormDrafts) {}

  @Get()
  @Describe({
    summary: 'My form drafts, the last saved first, without their content',
    status: 200,
    answer: draftList,
    problems: ['token-scope-exceeded'],
  })
  async list(@CurrentActor() { person }: Actor) {
    return { drafts: await this.drafts.list(person) };
  }

  @Get(':key')
  @Describe({
    summary: 'One of my form drafts',
    status: 200,
    answer: formDraft,
    problems: ['not-found', 'token-scope-exceeded'],
  })
  async read(@CurrentActor() { person }: Actor, @PathParam('key', key) one: string) {
    return this.drafts.read(person, one);
  }

  @Put(':key')
  @Describe({
    summary: 'Save a form draft (256 KiB at most, 200 of one person, 90 days) in place of what stood there',
    status: 200,
    answer: listedDraft,
    problems: ['form-draft-too-large', 'too-many-form-drafts'],
  })
  async save(
    @CurrentActor() { person }: Actor,
    @PathParam('key', key) one: string,
    @JsonBody(saving) { subject: of, content }: z.infer<typeof saving>,
  ) {
    return this.drafts.save(person, one, { subject: of, content: content as JsonObject });
  }

  @Delete(':key')
  @HttpCode(204)
  @Describe({ summary: 'Throw a form draft away; where there is none, nothing happens', status: 204 })
  async remove(@CurrentActor() { person }: Actor, @PathParam('key', key) one: string) {
    await this.drafts.remove(person, one);
  }

  @Delete()
  @HttpCode(204)
  @Describe({ summary: 'Throw all my form drafts away', status: 204 })
  async removeAll(@CurrentActor() { person }: Actor) {
    await this.drafts.removeAll(person);
  }
}
