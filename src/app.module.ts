import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AccessLog } from './access-log/access-log.js';
import { AuditorReads } from './access-log/auditor-reads.js';
import { Calendars } from './calendar/calendars.js';
import { CLOCK } from './clock.js';
import { Cosigning } from './cosigning/cosigning.js';
import { COUNTING } from './database/counting.js';
import { DATABASE } from './database/database.js';
import { WORKFLOWS } from './decisions/workflows.js';
import { EmergencyReads } from './emergency-reading/emergency-reads.js';
import { ProblemDetails } from './http/problem-details.js';
import { Ledger } from './ledger/ledger.js';
import { Signer } from './ledger/signer.js';
import { PeopleModule } from './people/people.module.js';
import { AccessGuard } from './people/sign-in/access-guard.js';
import { RateLimitsGuard } from './rate-limits/rate-limits.guard.js';
import { RateLimits } from './rate-limits/rate-limits.js';
import { FACT_READERS } from './road/facts.js';
import { Road } from './road/record-event.js';
import { SecondOrigin } from './second-origin/second-origin.js';
import { CONFIGURATION } from './server/configuration.js';
import type { Parts } from './server/parts.js';
import { ROOMS } from './server/rooms.js';
import { TimeStamping } from './time-stamping/time-stamping.js';

/** The parts that were opened at start, handed to every room. */
@Global()
@Module({})
class PartsModule {
  static with(parts: Parts): DynamicModule {
    const providers = [
      { provide: CONFIGURATION, useValue: parts.configuration },
      { provide: CLOCK, useValue: parts.clock },
      { provide: DATABASE, useValue: parts.database },
      { provide: Ledger, useValue: parts.ledger },
      { provide: Signer, useValue: parts.signer },
      { provide: Cosigning, useValue: parts.cosigning },
      { provide: SecondOrigin, useValue: parts.secondOrigin },
      { provide: TimeStamping, useValue: parts.timeStamping },
      { provide: Calendars, useValue: parts.calendars },
      { provide: WORKFLOWS, useValue: parts.workflows },
      { provide: FACT_READERS, useValue: parts.readers },
      { provide: Road, useValue: parts.road },
      { provide: AccessLog, useValue: parts.accessLog },
      { provide: COUNTING, useValue: parts.counting },
      { provide: RateLimits, useValue: parts.rateLimits },
    ];
    return { module: PartsModule, providers, exports: providers.map(({ provide }) => provide) };
  }
}

/** The whole program: its parts, its rooms, one guard before every route and one filter behind it. */
@Module({})
export class AppModule {
  static with(parts: Parts): DynamicModule {
    return {
      module: AppModule,
      imports: [PartsModule.with(parts), PeopleModule, ...ROOMS],
      providers: [
        EmergencyReads,
        { provide: APP_GUARD, useClass: RateLimitsGuard },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: AuditorReads },
        { provide: APP_FILTER, useClass: ProblemDetails },
      ],
    };
  }
}
