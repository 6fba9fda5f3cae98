import type { Migration } from '../migration.js';
import { ledgerTables } from './0001-ledger.js';
import { peopleTables } from './0010-people.js';
import { documentTables } from './0011-documents.js';
import { decisionTables } from './0020-decisions.js';
import { meetingTables } from './0030-meetings.js';
import { consultationTables } from './0040-consultations.js';
import { catalogueTables } from './0050-catalogues.js';
import { deadlineTables } from './0060-deadlines.js';
import { cosignatureTables } from './0070-cosignatures.js';
import { anchorTables } from './0071-anchors.js';
import { erasureFence } from './0080-erasure.js';
import { accessLogTable } from './0081-access-log.js';
import { signInTables } from './0090-sign-in.js';
import { secondOriginTables } from './0110-second-origin.js';
import { closedUnits } from './0120-closed-units.js';
import { expertDraws } from './0121-expert-draws.js';
import { termTables } from './0122-terms.js';
import { invitationTable } from './0130-invitation.js';
import { documentScans } from './0150-document-scans.js';
import { papersNamed } from './0160-papers-named.js';
import { rateLimits } from './0161-rate-limits.js';
import { delegationTable } from './0180-delegations.js';
import { emergencyReadings } from './0190-emergency-readings.js';
import { bodiesOfPeople } from './0191-bodies-of-people.js';
import { signInAttempts } from './0200-sign-in-attempts.js';
import { formDrafts } from './0210-form-drafts.js';
import { taskTables } from './0211-tasks.js';
import { documentTexts } from './0212-texts.js';
import { searchTables } from './0213-search.js';

/** Every migration, in order. Add at the end; never edit, renumber or remove one that has been released. */
export const migrations: readonly Migration[] = [
  ledgerTables,
  peopleTables,
  documentTables,
  decisionTables,
  meetingTables,
  consultationTables,
  catalogueTables,
  deadlineTables,
  cosignatureTables,
  anchorTables,
  erasureFence,
  accessLogTable,
  signInTables,
  secondOriginTables,
  closedUnits,
  expertDraws,
  termTables,
  invitationTable,
  documentScans,
  papersNamed,
  rateLimits,
  delegationTable,
  emergencyReadings,
  bodiesOfPeople,
  signInAttempts,
  formDrafts,
  taskTables,
  documentTexts,
  searchTables,
];
