import { Module } from '@nestjs/common';
import { DATABASE, type Database } from '../database/database.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { Ledger } from '../ledger/ledger.js';
import { ReadingSubjects } from '../road/reading-subjects.js';
import { CommentDesk } from './comment-desk.js';
import { ConsultationsController } from './consultations.controller.js';
import { PortalController } from './portal.controller.js';
import { Portal } from './portal.js';

/** Calls for comments: the portal for everybody, and the working side for the deciding body. */
@Module({
  imports: [DocumentsModule],
  controllers: [ConsultationsController, PortalController],
  providers: [
    ReadingSubjects,
    {
      provide: CommentDesk,
      useFactory: (database: Database) => new CommentDesk(database),
      inject: [DATABASE],
    },
    {
      provide: Portal,
      useFactory: (database: Database, ledger: Ledger) => new Portal(database.read, ledger),
      inject: [DATABASE, Ledger],
    },
  ],
})
export class ConsultationsModule {}
