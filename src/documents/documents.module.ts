import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { CLOCK, type Clock } from '../clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { EmergencyReads } from '../emergency-reading/emergency-reads.js';
import { ReadingSubjects } from '../road/reading-subjects.js';
import { CONFIGURATION, type Configuration } from '../server/configuration.js';
import { antivirusIn } from './antivirus-file.js';
import { DocumentsController } from './documents.controller.js';
import { Documents } from './documents.js';

/** Papers: kept by digest, handed out after a check. */
@Module({
  controllers: [DocumentsController],
  providers: [
    ReadingSubjects,
    EmergencyReads,
    {
      provide: Documents,
      useFactory: async ({ data }: Configuration, database: Database, clock: Clock) =>
        Documents.open(join(data, 'documents'), database, clock, await antivirusIn(data)),
      inject: [CONFIGURATION, DATABASE, CLOCK],
    },
  ],
  exports: [Documents],
})
export class DocumentsModule {}
