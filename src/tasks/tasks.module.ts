import { Module } from '@nestjs/common';
import { Calendars } from '../calendar/calendars.js';
import { CLOCK, type Clock } from '../clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { WORKFLOWS, type ReleasedWorkflow } from '../decisions/workflows.js';
import { Road } from '../road/record-event.js';
import { Confirmations } from './confirmations.js';
import { TasksController } from './tasks.controller.js';
import { Tasks } from './tasks.js';

/** What waits for whom. */
@Module({
  controllers: [TasksController],
  providers: [
    {
      provide: Confirmations,
      useFactory: (database: Database, road: Road, clock: Clock) => new Confirmations(database, road, clock),
      inject: [DATABASE, Road, CLOCK],
    },
    {
      provide: Tasks,
      useFactory: (
        database: Database,
        road: Road,
        released: readonly ReleasedWorkflow[],
        calendars: Calendars,
        clock: Clock,
      ) => new Tasks(database, road, { released, calendars, clock }),
      inject: [DATABASE, Road, WORKFLOWS, Calendars, CLOCK],
    },
  ],
})
export class TasksModule {}
