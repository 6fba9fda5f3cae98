import { Controller, Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import { sha256 } from '../../workflows/fields.js';
import { Calendars } from '../calendar/calendars.js';
import { told } from '../calendar/told.js';
import { DATABASE, type Database } from '../database/database.js';
import { SignedIn } from '../http/access.js';
import { Describe } from '../http/description.js';
import { QueryIn } from '../http/input.js';
import { Road } from '../road/record-event.js';
import type { InstallationState } from './installation.js';
import { CalendarUnknown } from './refusals.js';

const compared = z.strictObject({ against: sha256.optional() });
const days = z.array(z.iso.date());
const answer = z.strictObject({
  inForce: sha256.nullable().describe('the one last noticed'),
  calendars: z.array(
    z.strictObject({
      sha256,
      id: z.string(),
      shipped: z.boolean().describe('it came with this release of the program'),
      noticed: z
        .strictObject({ from: z.int(), to: z.int() })
        .nullable()
        .describe('the years whose official notice it has'),
      reckonedTo: z.int().nullable().describe('until which year holidays are reckoned from the regulation'),
      changes: z.strictObject({ years: z.array(z.int()), daysOff: days, workingDays: days }).nullable(),
    }),
  ),
});

/** The calendars of working days that are kept here: official notices, the same for everybody. */
@Controller('calendars')
@SignedIn()
export class CalendarsController {
  constructor(
    private readonly calendars: Calendars,
    private readonly road: Road,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Get()
  @Describe({
    summary:
      'The calendars that are kept here: their years, and which days each changes from another ' +
      '(`against`, else the one in force)',
    status: 200,
    answer,
    problems: ['calendar-unknown'],
  })
  async list(@QueryIn(compared) { against }: z.infer<typeof compared>): Promise<z.infer<typeof answer>> {
    const { state } = await this.road.states.read(this.database.read, 'installation');
    const inForce = (state as InstallationState).calendar;
    const kept = await this.calendars.all();
    if (against !== undefined && !kept.has(against)) throw new CalendarUnknown(against);
    const other = kept.get(against ?? inForce ?? '');
    return {
      inForce,
      calendars: [...kept].map(([digest, calendar]) => {
        const { changes, noticed, ...about } = told(calendar, other);
        return {
          sha256: digest,
          ...about,
          shipped: digest === this.calendars.shipped,
          noticed: noticed && { ...noticed },
          changes: changes && {
            years: [...changes.years],
            daysOff: [...changes.daysOff],
            workingDays: [...changes.workingDays],
          },
        };
      }),
    };
  }
}
