import { Module } from '@nestjs/common';
import { Calendars } from '../calendar/calendars.js';
import { CLOCK, type Clock } from '../clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { FACT_READERS, type FactReaders } from '../road/facts.js';
import { Road } from '../road/record-event.js';
import { DecisionsController } from './decisions.controller.js';
import { PastController } from './past.controller.js';
import { PlanningAheadController } from './planning-ahead.controller.js';
import { PlanningAhead } from './planning-ahead.js';
import { ReadingDecisions } from './reading-decisions.js';
import { ReadingThePast } from './reading-the-past.js';
import { ReadingResponsibility } from './responsibility/reading-responsibility.js';
import { WorkflowsController } from './workflows.controller.js';
import { WORKFLOWS, type ReleasedWorkflow } from './workflows.js';

/** Decisions, and the procedures that they go through. */
@Module({
  controllers: [DecisionsController, PastController, PlanningAheadController, WorkflowsController],
  providers: [
    {
      provide: ReadingDecisions,
      useFactory: (
        database: Database,
        road: Road,
        released: readonly ReleasedWorkflow[],
        calendars: Calendars,
        clock: Clock,
        readers: FactReaders,
      ) => new ReadingDecisions(database, road, released, { calendars, clock, readers }),
      inject: [DATABASE, Road, WORKFLOWS, Calendars, CLOCK, FACT_READERS],
    },
    {
      provide: PlanningAhead,
      useFactory: (
        database: Database,
        road: Road,
        released: readonly ReleasedWorkflow[],
        calendars: Calendars,
        clock: Clock,
        readers: FactReaders,
      ) => new PlanningAhead(database, road, released, { calendars, clock, readers }),
      inject: [DATABASE, Road, WORKFLOWS, Calendars, CLOCK, FACT_READERS],
    },
    {
      provide: ReadingResponsibility,
      useFactory: (
        database: Database,
        road: Road,
        released: readonly ReleasedWorkflow[],
        calendars: Calendars,
        decisions: ReadingDecisions,
      ) => new ReadingResponsibility(database, road, released, calendars, decisions),
      inject: [DATABASE, Road, WORKFLOWS, Calendars, ReadingDecisions],
    },
    {
      provide: ReadingThePast,
      useFactory: (
        database: Database,
        road: Road,
        released: readonly ReleasedWorkflow[],
        decisions: ReadingDecisions,
        calendars: Calendars,
        clock: Clock,
        readers: FactReaders,
      ) => new ReadingThePast(database, road, released, decisions, { calendars, clock, readers }),
      inject: [DATABASE, Road, WORKFLOWS, ReadingDecisions, Calendars, CLOCK, FACT_READERS],
    },
  ],
  exports: [ReadingDecisions],
})
export class DecisionsModule {}
