import type { Type } from '@nestjs/common';
import { AccessLogModule } from '../access-log/access-log.module.js';
import { catalogueRoom } from '../catalogues/catalogue-room.js';
import { CataloguesModule } from '../catalogues/catalogues.module.js';
import { consultationRoom } from '../consultations/consultation-room.js';
import { ConflictsModule } from '../conflicts/conflicts.module.js';
import { ConsultationsModule } from '../consultations/consultations.module.js';
import { DecisionsModule } from '../decisions/decisions.module.js';
import { newestOf, type ReleasedWorkflow } from '../decisions/workflows.js';
import { ExportsModule } from '../exports/exports.module.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { EmergencyReadingModule } from '../emergency-reading/emergency-reading.module.js';
import { readingRoom } from '../emergency-reading/reading-room.js';
import { FormDraftsModule } from '../form-drafts/form-drafts.module.js';
import type { DescribedEvents } from '../http/openapi.js';
import { installationRoom } from '../installation/installation-room.js';
import { InstallationModule } from '../installation/installation.module.js';
import { JurisdictionsModule } from '../jurisdictions/jurisdictions.module.js';
import { LedgerHttpModule } from '../ledger-http/ledger-http.module.js';
import { meetingRoom } from '../meetings/meeting-room.js';
import { MeetingsModule } from '../meetings/meetings.module.js';
import { PeopleModule } from '../people/people.module.js';
import { personRoom } from '../people/person-room.js';
import { unitRoom } from '../people/unit-room.js';
import { poolRoom } from '../pools/pool-room.js';
import { PoolsModule } from '../pools/pools.module.js';
import { SearchModule } from '../search/search.module.js';
import { StreamModule } from '../stream/stream.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { TemplatesModule } from '../templates/templates.module.js';
import { OperationModule } from './operation.module.js';

/** Every room of the program. A new one is added here and in `subjects.ts`, and nowhere else. */
export const ROOMS: readonly Type[] = [
  PeopleModule,
  InstallationModule,
  DocumentsModule,
  DecisionsModule,
  ConflictsModule,
  AccessLogModule,
  EmergencyReadingModule,
  MeetingsModule,
  ConsultationsModule,
  CataloguesModule,
  PoolsModule,
  JurisdictionsModule,
  LedgerHttpModule,
  ExportsModule,
  TasksModule,
  SearchModule,
  FormDraftsModule,
  StreamModule,
  TemplatesModule,
  OperationModule,
];

/** Every controller of every room: what `openapi.json` describes, without anything being started. */
export function controllersOf(rooms: readonly Type[]): Type[] {
  return rooms.flatMap((room) => (Reflect.getMetadata('controllers', room) as Type[] | undefined) ?? []);
}

/** The events of every kind of subject, for the description of the API: those of the newest workflow. */
export function describedEvents(workflows: readonly ReleasedWorkflow[]): DescribedEvents[] {
  const simple = [
    personRoom,
    unitRoom,
    installationRoom,
    meetingRoom(),
    consultationRoom(),
    catalogueRoom(),
    poolRoom(),
    readingRoom,
  ];
  return [
    { kind: 'decision', events: newestOf(workflows, 'major-decision').procedure.events },
    ...simple.map((room) => ({ kind: room.kind, events: room.procedureFor(undefined).procedure.events })),
  ];
}
