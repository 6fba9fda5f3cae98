import { Controller, Get } from '@nestjs/common';
import { SignedIn } from '../http/access.js';
import { Describe } from '../http/description.js';
import { QueryIn } from '../http/input.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { searchAnswer, searchQuery, type SearchQuery } from './answers.js';
import { Search } from './search.js';

/** Full text in Chinese, and in whatever else is written. */
@SignedIn()
@Controller('search')
export class SearchController {
  constructor(private readonly search: Search) {}

  @Get()
  @Describe({
    summary:
      'Find titles, drafts, opinions, reasons, comments and the text of papers of your bodies, titles first; what was ' +
      'recorded in the last seconds may come a moment later',
    status: 200,
    answer: searchAnswer,
    problems: ['replay-disagrees'],
  })
  async find(@CurrentActor() { person, grants }: Actor, @QueryIn(searchQuery) query: SearchQuery) {
    const bodies = grants.map(({ body }) => body);
    return this.search.find(person, bodies, query);
  }
}
