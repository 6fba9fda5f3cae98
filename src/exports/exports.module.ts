import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { CLOCK, type Clock } from '../clock.js';
import { Cosigning } from '../cosigning/cosigning.js';
import { DATABASE, type Database } from '../database/database.js';
import { WORKFLOWS, type ReleasedWorkflow } from '../decisions/workflows.js';
import { Documents } from '../documents/documents.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { Ledger } from '../ledger/ledger.js';
import { Road } from '../road/record-event.js';
import { FACT_READERS, type FactReaders } from '../road/facts.js';
import { ReadingSubjects } from '../road/reading-subjects.js';
import { CONFIGURATION, type Configuration } from '../server/configuration.js';
import { SecondOrigin } from '../second-origin/second-origin.js';
import { DossiersController } from './dossiers.controller.js';
import { Dossiers } from './dossiers.js';
import { ReadingViews } from './reading-views.js';
import { ViewsController } from './views.controller.js';

/** Exports: bags that can be checked without this program. */
@Module({
  imports: [DocumentsModule],
  controllers: [DossiersController, ViewsController],
  providers: [
    ReadingSubjects,
    {
      provide: Dossiers,
      useFactory: (
        { data }: Configuration,
        database: Database,
        ledger: Ledger,
        released: readonly ReleasedWorkflow[],
        papers: Documents,
        road: Road,
        cosigning: Cosigning,
        secondOrigin: SecondOrigin,
        clock: Clock,
      ) =>
        new Dossiers({
          database,
          ledger,
          road,
          cosigning,
          secondOrigin,
          released,
          papers,
          documents: join(data, 'documents'),
          clock,
        }),
      inject: [CONFIGURATION, DATABASE, Ledger, WORKFLOWS, Documents, Road, Cosigning, SecondOrigin, CLOCK],
    },
    {
      provide: ReadingViews,
      useFactory: (
        database: Database,
        ledger: Ledger,
        released: readonly ReleasedWorkflow[],
        road: Road,
        readers: FactReaders,
        cosigning: Cosigning,
        clock: Clock,
      ) => new ReadingViews({ database, ledger, cosigning, road, released, readers, clock }),
      inject: [DATABASE, Ledger, WORKFLOWS, Road, FACT_READERS, Cosigning, CLOCK],
    },
  ],
  exports: [ReadingViews],
})
export class ExportsModule {}
