import { Module } from '@nestjs/common';
import { CLOCK, type Clock } from '../clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { DecisionsModule } from '../decisions/decisions.module.js';
import { ReadingDecisions } from '../decisions/reading-decisions.js';
import { WORKFLOWS, type ReleasedWorkflow } from '../decisions/workflows.js';
import { Road } from '../road/record-event.js';
import { ConflictsController } from './conflicts.controller.js';
import { ReadingConflicts } from './reading-conflicts.js';

/** Conflicts of interest, computed from the record. */
@Module({
  imports: [DecisionsModule],
  controllers: [ConflictsController],
  providers: [
    {
      provide: ReadingConflicts,
      useFactory: (
        database: Database,
        road: Road,
        released: readonly ReleasedWorkflow[],
        decisions: ReadingDecisions,
        clock: Clock,
      ) => new ReadingConflicts(database, road, released, decisions, clock),
      inject: [DATABASE, Road, WORKFLOWS, ReadingDecisions, CLOCK],
    },
  ],
})
export class ConflictsModule {}
