import { Controller, Get, Inject } from '@nestjs/common';
import type { z } from 'zod';
import { DATABASE, type Database } from '../database/database.js';
import { Public } from '../http/access.js';
import { Describe } from '../http/description.js';
import { QueryIn } from '../http/input.js';
import { publicCatalogueList, publicCatalogueQuery } from './answers.js';
import { publishedCatalogues } from './list.js';

/** The portal's other page: what each body means to decide this year, without an account. */
@Controller('public/catalogues')
@Public()
export class PublicCataloguesController {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  @Get()
  @Describe({
    summary: 'Published yearly catalogues with their items and adjustments, latest year first',
    status: 200,
    answer: publicCatalogueList,
  })
  published(@QueryIn(publicCatalogueQuery) query: z.infer<typeof publicCatalogueQuery>) {
    return publishedCatalogues(this.database.read, query);
  }
}
