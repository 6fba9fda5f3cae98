import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { opaqueId, sha256 } from '../../workflows/fields.js';
import { DATABASE, type Database } from '../database/database.js';
import { Public } from '../http/access.js';
import { Describe } from '../http/description.js';
import { PathParam } from '../http/input.js';
import { SubjectNotFound } from '../road/refusals.js';
import { keptRuleSet } from './kept-rule-sets.js';
import { SHIPPED } from './shipped.js';
import { told, type Told } from './told.js';
import { UNITS } from './values.js';

/** Rules by digest never change. */
const FOR_EVER = 'public, max-age=31536000, immutable';

const text = z.strictObject({ zh: z.string(), en: z.string() });
const citation = z.strictObject({
  rule: z.string(),
  article: z.string(),
  articleEn: z.string(),
  zh: z.string(),
  en: z.string(),
});
const value = z.union([z.boolean(), z.number(), z.null(), z.array(z.union([z.string(), z.number()]))]);
const unit = z.enum(UNITS);
const jurisdictionAnswer = z.strictObject({
  id: z.string(),
  of: z.enum(['place', 'matter']),
  title: text,
  source: text,
  extends: z.string().optional(),
  level: z.string().optional(),
  inForceFrom: z.iso.date(),
  inForceUntil: z.iso.date().optional(),
  partial: text.optional(),
  illustrative: z.literal(true).optional(),
  sha256,
  parameters: z.array(
    z.strictObject({
      parameter: z.string(),
      title: text,
      value,
      unit: unit.optional(),
      citation: citation.optional(),
    }),
  ),
  assessments: z.array(
    z.strictObject({
      kind: z.string(),
      title: text,
      by: text,
      when: z.string(),
      gates: z.boolean(),
      neededFor: z.string(),
      lastsWorkingDays: z.int().optional(),
      dueWorkingDays: z.int().optional(),
      option: z.literal(true).optional(),
      inForceFrom: z.iso.date().optional(),
      citation,
    }),
  ),
  recorded: z.array(text.extend({ citation })),
  givesWay: z.array(
    z.strictObject({
      requirement: z.string(),
      document: z.string(),
      article: z.string(),
      publishedOn: z.iso.date(),
    }),
  ),
  warnings: z.array(z.string()),
});
const ruleSetAnswer = z
  .record(z.string(), z.unknown())
  .describe('digest, jurisdiction, inForceFrom, decree, parameters, sources, assessments, overlays, …');

/** The rules of places and matters. Open to everybody: they are law. */
@Controller()
@Public()
export class JurisdictionsController {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  @Get('jurisdictions')
  @Describe({
    summary:
      'The places and the kinds of matter that have rules of their own, with what they ask beyond the nation',
    status: 200,
    answer: z.strictObject({ jurisdictions: z.array(jurisdictionAnswer) }),
  })
  list(): { jurisdictions: Told[] } {
    return { jurisdictions: [...SHIPPED.places.values(), ...SHIPPED.matters.values()].map(told) };
  }

  @Get('jurisdictions/:id')
  @Describe({
    summary: 'The rules of one place, or of one kind of matter, each with its article',
    status: 200,
    answer: jurisdictionAnswer,
    problems: ['not-found'],
  })
  read(@PathParam('id', opaqueId) id: string): Told {
    const overlay = SHIPPED.places.get(id) ?? SHIPPED.matters.get(id);
    if (!overlay) throw new SubjectNotFound();
    return told(overlay);
  }

  @Get('rule-sets/:digest')
  @Describe({
    summary: 'The resolved rules that a decision has fixed at its start, by digest, kept for ever',
    status: 200,
    answer: ruleSetAnswer,
    problems: ['not-found'],
  })
  async ruleSet(
    @PathParam('digest', sha256) digest: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const kept = await keptRuleSet(this.database.read, digest);
    if (!kept) throw new SubjectNotFound();
    reply.header('cache-control', FOR_EVER);
    return kept;
  }
}
