import { Module } from '@nestjs/common';
import { CLOCK, type Clock } from '../clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { FACT_READERS, type FactReaders } from '../road/facts.js';
import { Road } from '../road/record-event.js';
import { LiveEvents } from './live-events.js';
import { StreamController } from './stream.controller.js';

/** New events, as they are recorded. */
@Module({
  controllers: [StreamController],
  providers: [
    {
      provide: LiveEvents,
      useFactory: (database: Database, clock: Clock, road: Road, readers: FactReaders) =>
        new LiveEvents({ database, clock, road, readers }),
      inject: [DATABASE, CLOCK, Road, FACT_READERS],
    },
  ],
})
export class StreamModule {}
