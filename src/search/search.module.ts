import { Logger, Module, type OnModuleDestroy } from '@nestjs/common';
import { CLOCK, type Clock } from '../clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { Documents } from '../documents/documents.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { FACT_READERS, type FactReaders } from '../road/facts.js';
import { ReadingSubjects } from '../road/reading-subjects.js';
import { Road } from '../road/record-event.js';
import { TextWork } from '../texts/text-work.js';
import { TextsController } from '../texts/texts.controller.js';
import { Texts } from '../texts/texts.js';
import { Indexer } from './indexer.js';
import { SearchController } from './search.controller.js';
import { Search } from './search.js';

/** What papers say, and finding it again. */
@Module({
  imports: [DocumentsModule],
  controllers: [SearchController, TextsController],
  providers: [
    ReadingSubjects,
    TextWork,
    {
      provide: Indexer,
      useFactory: (database: Database, road: Road) =>
        new Indexer(database, road.states, (line) => new Logger('Search').error(line)),
      inject: [DATABASE, Road],
    },
    {
      provide: Texts,
      useFactory: (
        database: Database,
        documents: Documents,
        work: TextWork,
        clock: Clock,
        indexer: Indexer,
      ) => new Texts(database, documents, work, clock, (tx, sha256) => indexer.paperTaken(tx, sha256)),
      inject: [DATABASE, Documents, TextWork, CLOCK, Indexer],
    },
    {
      provide: Search,
      useFactory: (database: Database, road: Road, readers: FactReaders, clock: Clock) =>
        new Search(database, road, readers, clock),
      inject: [DATABASE, Road, FACT_READERS, CLOCK],
    },
  ],
})
export class SearchModule implements OnModuleDestroy {
  constructor(
    private readonly indexer: Indexer,
    private readonly texts: Texts,
    private readonly work: TextWork,
  ) {
    this.indexer.begin(this.texts);
  }

  async onModuleDestroy(): Promise<void> {
    await this.indexer.stop();
    await this.work.stop();
  }
}
