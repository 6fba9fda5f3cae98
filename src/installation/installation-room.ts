import type { Facts } from '../../workflows/vocabulary.js';
import type { Transaction } from '../database/database.js';
import { forgetItemName } from '../catalogues/forgotten-names.js';
import { forgetTitle } from '../decisions/forgotten-title.js';
import { forgetDocuments } from '../documents/removal.js';
import { forgetDraftsAbout } from '../form-drafts/form-drafts.js';
import { eraseDisclosures } from '../ledger/erasures.js';
import type { RecordedEvent } from '../ledger/ledger.js';
import type { Projected, Room, Standpoint } from '../road/room.js';
import { LONGEST_READING, longestReadingFits } from '../emergency-reading/reading-room.js';
import { forgetFindable } from '../search/passages.js';
import { installationProcedure, type InstallationState } from './installation.js';
import { SIGN_IN_SETTINGS } from '../people/sign-in/policy.js';
import { refuseUnlessUppermost } from '../people/answers-for.js';
import { removalActs } from './removals.js';
import { installationShown } from './shown.js';
import { CalendarUnknown, SettingRefused } from './refusals.js';

/** The single subject `installation` on the road. What was done to the system is open to whoever works with it. */
export const installationRoom: Room = {
  kind: 'installation',
  procedureFor: () => ({ procedure: installationProcedure }),
  mayAccess: () => true,
  mayReadPapers: ({ grants }) => grants.some(({ role }) => role === 'administrator' || role === 'auditor'),
  bodyOf: () => undefined,
  shownTo: installationShown,
  project: projectInstallation,
};

/** Digest of the calendar in force here; undefined before the first notice. */
export function calendarOf({ state }: Standpoint): string | undefined {
  return (state as InstallationState | undefined)?.calendar ?? undefined;
}

const REMOVES: readonly string[] = ['DisclosuresErased', 'RemovedUnderOrder'];

/** What two people have decided is done with the event that says so, or neither is. */
async function remove(tx: Transaction, { seq, leaf }: RecordedEvent): Promise<void> {
  const {
    digests,
    positions,
    documents = [],
    subject: ordered,
  } = leaf.data.payload as {
    digests: string[];
    positions: number[];
    documents?: string[];
    subject?: string;
  };
  // While it can still be read what the items are called.
  for (const [at, digest] of digests.entries()) await forgetItemName(tx, digest, positions[at] ?? -1);
  await eraseDisclosures(
    tx,
    digests.map((digest, at) => ({ digest, seq: positions[at] ?? -1 })),
  );
  for (const [at, digest] of digests.entries()) await forgetFindable(tx, digest, positions[at] ?? -1);
  await forgetDocuments(tx, documents, seq);
  const { removal } = leaf.data.facts as Partial<Facts>;
  const about = [ordered ?? [], Object.values(removal?.disclosures ?? {}).map(({ subject }) => subject)];
  for (const subject of new Set(about.flat())) await forgetDraftsAbout(tx, subject);
  for (const { subject, type, pointer } of Object.values(removal?.disclosures ?? {}))
    if (type === 'DecisionProposed' && pointer === '/payload/title') await forgetTitle(tx, subject);
}

async function projectInstallation(tx: Transaction, { event, payload }: Projected): Promise<void> {
  // A removal is one body's; all else that is done to the installation concerns every body here.
  if (!Object.hasOwn(removalActs, event.type)) await refuseUnlessUppermost(tx, event);
  if (REMOVES.includes(event.type)) await remove(tx, event);
  if (event.type === 'ConfigurationChanged')
    refuseUnfitSetting(String(payload['setting']), String(payload['value']));
  if (event.type !== 'CalendarNoticed') return;
  const digest = String(payload['digest']);
  const known = await tx.query('SELECT 1 AS one FROM content WHERE sha256 = ?', [digest]);
  if (known.length === 0) throw new CalendarUnknown(digest);
  await tx.query('INSERT INTO calendar_notice (version, digest, noticed_at) VALUES (?, ?, ?)', [
    event.version,
    digest,
    event.time,
  ]);
}

/** Of a setting that nobody reads, anything may be recorded; one that is read would otherwise be on in name only. */
function refuseUnfitSetting(setting: string, value: string): void {
  if (setting === LONGEST_READING && !longestReadingFits(value))
    throw new SettingRefused(setting, '1…168 (hours)');
  const known = Object.hasOwn(SIGN_IN_SETTINGS, setting) ? SIGN_IN_SETTINGS[setting] : undefined;
  if (known && !known.fits(value)) throw new SettingRefused(setting, known.form);
}
