import { Module } from '@nestjs/common';
import { CLOCK, type Clock } from '../clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { Ledger } from '../ledger/ledger.js';
import { FACT_READERS, type FactReaders } from '../road/facts.js';
import { ReadingSubjects } from '../road/reading-subjects.js';
import { Road } from '../road/record-event.js';
import { Drawing } from './drawing.js';
import { ExpertsImport } from './import/experts-import.js';
import { ExpertsImportController } from './import/experts-import.controller.js';
import { PoolsController } from './pools.controller.js';

/** Pools of experts, and draws by lot from them. */
@Module({
  controllers: [PoolsController, ExpertsImportController],
  providers: [
    ReadingSubjects,
    {
      provide: Drawing,
      useFactory: (road: Road, ledger: Ledger, database: Database, readers: FactReaders, clock: Clock) =>
        new Drawing(road, ledger, database, readers, clock),
      inject: [Road, Ledger, DATABASE, FACT_READERS, CLOCK],
    },
    {
      provide: ExpertsImport,
      useFactory: (database: Database, road: Road, reading: ReadingSubjects, clock: Clock) =>
        new ExpertsImport(database, road, reading, clock),
      inject: [DATABASE, Road, ReadingSubjects, CLOCK],
    },
  ],
})
export class PoolsModule {}
