import { Module } from '@nestjs/common';
import { Calendars } from '../calendar/calendars.js';
import { CLOCK, type Clock } from '../clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { Documents } from '../documents/documents.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { PeopleModule } from '../people/people.module.js';
import { Passwords } from '../people/sign-in/passwords.js';
import { Road } from '../road/record-event.js';
import { CONFIGURATION, type Configuration } from '../server/configuration.js';
import { CalendarsController } from './calendars.controller.js';
import { ErasureDesk } from './erasure-desk.js';
import { ErasuresController } from './erasures.controller.js';
import { FirstStartByForm } from './first-start.js';
import { FirstStartController } from './first-start.controller.js';
import { InstallationController } from './installation.controller.js';
import { SeparationController } from './separation.controller.js';
import { SetUp } from './set-up.js';

/** The installation as a whole: first start, settings, legal time. */
@Module({
  imports: [PeopleModule, DocumentsModule],
  controllers: [
    InstallationController,
    FirstStartController,
    ErasuresController,
    SeparationController,
    CalendarsController,
  ],
  providers: [
    {
      provide: ErasureDesk,
      useFactory: (road: Road, database: Database, documents: Documents) =>
        new ErasureDesk(road, database, documents),
      inject: [Road, DATABASE, Documents],
    },
    {
      provide: SetUp,
      useFactory: (
        database: Database,
        road: Road,
        calendars: Calendars,
        clock: Clock,
        { origin }: Configuration,
        passwords: Passwords,
      ) => new SetUp({ database, road, calendars, clock, origin }, passwords),
      inject: [DATABASE, Road, Calendars, CLOCK, CONFIGURATION, Passwords],
    },
    {
      provide: FirstStartByForm,
      useFactory: (setUp: SetUp, passwords: Passwords) => new FirstStartByForm(setUp, passwords),
      inject: [SetUp, Passwords],
    },
  ],
})
export class InstallationModule {}
