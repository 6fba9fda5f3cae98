import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { CLOCK, type Clock } from '../clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { WORKFLOWS, type ReleasedWorkflow } from '../decisions/workflows.js';
import { Documents } from '../documents/documents.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { Ledger } from '../ledger/ledger.js';
import { Road } from '../road/record-event.js';
import { ReadingSubjects } from '../road/reading-subjects.js';
import { CONFIGURATION, type Configuration } from '../server/configuration.js';
import { DossiersController } from './dossiers.controller.js';
import { Dossiers } from './dossiers.js';

/** Exports: bags that can be checked without this program. */
@Module({
  imports: [DocumentsModule],
  controllers: [DossiersController],
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
        clock: Clock,
      ) =>
        new Dossiers({ database, ledger, road, released, papers, documents: join(data, 'documents'), clock }),
      inject: [CONFIGURATION, DATABASE, Ledger, WORKFLOWS, Documents, Road, CLOCK],
    },
  ],
})
export class ExportsModule {}
