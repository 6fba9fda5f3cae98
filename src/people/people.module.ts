import { setTimeout as pause } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { CLOCK, type Clock } from '../clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { CONFIGURATION, type Configuration } from '../server/configuration.js';
import { People } from './people.js';
import { PeopleController } from './people.controller.js';
import { SignInDelay } from './sign-in/delay.js';
import { Passwords } from './sign-in/passwords.js';
import { SessionsController } from './sign-in/sessions.controller.js';
import { Sessions } from './sign-in/sessions.js';
import { SignIn } from './sign-in/sign-in.js';
import { UnitsController } from './units.controller.js';

/** People, their accounts and sessions, bodies and units. */
@Module({
  controllers: [SessionsController, PeopleController, UnitsController],
  providers: [
    {
      provide: Passwords,
      useFactory: ({ passwordCost }: Configuration) => new Passwords(passwordCost),
      inject: [CONFIGURATION],
    },
    {
      provide: Sessions,
      useFactory: (database: Database, clock: Clock) => new Sessions(database, clock),
      inject: [DATABASE, CLOCK],
    },
    {
      provide: SignIn,
      useFactory: (database: Database, clock: Clock, passwords: Passwords, sessions: Sessions) =>
        new SignIn(database, passwords, sessions, new SignInDelay(clock, pause), clock),
      inject: [DATABASE, CLOCK, Passwords, Sessions],
    },
    {
      provide: People,
      useFactory: (database: Database, clock: Clock, passwords: Passwords) =>
        new People(database, clock, passwords),
      inject: [DATABASE, CLOCK, Passwords],
    },
  ],
  exports: [Passwords, Sessions, People],
})
export class PeopleModule {}
