import { Module } from '@nestjs/common';
import { CLOCK, type Clock } from '../clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { FormDraftsController } from './form-drafts.controller.js';
import { FormDrafts } from './form-drafts.js';

/** What people have begun to fill in. */
@Module({
  controllers: [FormDraftsController],
  providers: [
    {
      provide: FormDrafts,
      useFactory: (database: Database, clock: Clock) => new FormDrafts(database, clock),
      inject: [DATABASE, CLOCK],
    },
  ],
  exports: [FormDrafts],
})
export class FormDraftsModule {}
