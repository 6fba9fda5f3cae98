import { randomBytes } from 'node:crypto';
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { loadWorkflows, type ReleasedWorkflow } from '../decisions/workflows.js';
import { openDatabase } from '../database/open.js';
import { openReading } from '../database/open-reading.js';
import { type Checkpoint, openCheckpoint } from '../ledger/checkpoint.js';
import { latest } from '../ledger/checkpointing.js';
import { readHead } from '../ledger/head-row.js';
import { RESTORED } from '../ledger/key-rotations.js';
import { Signer } from '../ledger/signer.js';
import { verifierOf } from '../ledger/signed-note.js';
import { closeParts, openParts } from '../server/parts.js';
import { verifyInstallation } from '../verification/verify-installation.js';
import { BackupDamaged, type Manifest, MANIFEST, openBackup } from './manifest.js';

export interface RestoreRequest {
  readonly backup: string;
  /** The new data directory; not there yet. */
  readonly data: string;
  /** Where the operator has put back a PostgreSQL database; the SQLite file of the backup otherwise. */
  readonly databaseUrl?: string | undefined;
  /** Name of the log from here on; one that tells the former unless told. */
  readonly origin?: string | undefined;
  /** Public keys of the former log as the operator holds them; those that the backup names, unless told. */
  readonly vkeys?: readonly string[] | undefined;
  /** The largest checkpoint of the former log that anybody still holds, as a signed note. */
  readonly heldElsewhere?: string | undefined;
  readonly reason: string;
  readonly now: Date;
  readonly released?: readonly ReleasedWorkflow[];
}

export interface Restored {
  readonly origin: string;
  readonly vkey: string;
  readonly former: { readonly origin: string; readonly size: number };
  /** Events of the former log that a checkpoint held elsewhere covers and that are not in the backup. */
  readonly lost: number;
  /** The first checkpoint of the new origin. */
  readonly checkpoint: string;
}

/**
 * Puts a backup back, visibly: the log goes on under a new origin with a new key, and the first leaf of that origin names
 * the last good checkpoint of the former. The former log's signer is never used again: what it signed after the backup
 * was made would be signed twice. Everything is verified before; the new data directory stands under its name only
 * when all is done.
 * @throws BackupDamaged when the backup is not as it was written, or does not verify
 */
export async function restoreBackup(request: RestoreRequest): Promise<Restored> {
  const backup = resolve(request.backup);
  const data = resolve(request.data);
  const about = await openBackup(backup);
  if (await isThere(data))
    throw new BackupDamaged({ zh: `${data} 已经存在`, en: `${data} is there already` });
  if (request.origin === about.origin)
    throw new BackupDamaged({
      zh: `新的账本名与原账本相同（${about.origin}）：恢复必须看得见`,
      en: `the new name is that of the former log, ${about.origin}: a restore has to be seen`,
    });
  const released = request.released ?? (await loadWorkflows());
  const partial = `${data}.partial`;
  await rm(partial, { recursive: true, force: true });
  try {
    await copyIn(backup, partial);
    const before = await verified(request, about, databaseIn(request, partial), released);
    const restored = await begun(request, about, partial, before, released);
    await mkdir(dirname(data), { recursive: true });
    await rename(partial, data);
    return restored;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

/** What was found to hold. */
interface Former {
  readonly size: number;
  readonly note: string;
  readonly checkpoint: Checkpoint;
  readonly lost: number;
}

async function copyIn(backup: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const name of await readdir(backup)) {
    // The former log's key, origin and policy are not those of the new one.
    if ([MANIFEST, 'SHA256SUMS', 'origin', 'policy', 'signer.key', 'signer.state'].includes(name)) continue;
    await cp(join(backup, name), join(to, name), { recursive: true });
  }
}

async function verified(
  { vkeys, heldElsewhere }: RestoreRequest,
  about: Manifest,
  url: string,
  released: readonly ReleasedWorkflow[],
): Promise<Former> {
  const trusted = vkeys?.length ? vkeys : about.vkeys;
  const reading = await openReading({ url });
  try {
    const report = await verifyInstallation(reading.rows, { origin: about.origin, vkeys: trusted }, released);
    const wrong = report.finding ?? report.undecided;
    if (wrong)
      throw new BackupDamaged(
        { zh: `账本核验未通过：${wrong.zh}`, en: `its ledger does not verify: ${wrong.en}` },
        report.finding !== undefined,
      );
    const head = await latest(reading.rows);
    if (!head) throw new BackupDamaged({ zh: '其中没有检查点', en: 'there is no checkpoint in it' });
    const known = trusted.map(verifierOf);
    const checkpoint = openCheckpoint(head.note, known);
    const held = heldElsewhere === undefined ? undefined : openCheckpoint(heldElsewhere, known);
    const { range } = await readHead(reading.rows);
    const lost = Math.max((held?.size ?? 0) - range.size, 0);
    return { size: range.size, note: head.note, checkpoint, lost };
  } finally {
    await reading.close();
  }
}

/** The new origin: its signer, and its first leaf, signed over. */
async function begun(
  request: RestoreRequest,
  about: Manifest,
  data: string,
  { note, checkpoint, lost, size }: Former,
  released: readonly ReleasedWorkflow[],
): Promise<Restored> {
  const databaseUrl = databaseIn(request, data);
  const origin = request.origin ?? originAfter(about.origin, request.now);
  await writeFile(join(data, 'origin'), `${origin}\n`, { mode: 0o600 });
  const files = { keyFile: join(data, 'signer.key'), stateFile: join(data, 'signer.state') };
  const { vkey } = await Signer.open({ ...files, origin, earlier: about.vkeys.toReversed() });
  await (await openDatabase({ url: databaseUrl })).close();
  const configuration = { host: '', port: 0, data, databaseUrl, origin, trustedProxies: [] };
  const parts = await openParts(configuration, undefined, released);
  try {
    const former = {
      origin: checkpoint.origin,
      size: checkpoint.size,
      root: checkpoint.root.toString('hex'),
    };
    const payload = { origin, vkey, checkpoint: note, former, lost, reason: request.reason };
    await parts.road.record({
      kind: 'installation',
      id: '',
      actor: 'installation',
      request: { type: RESTORED, payload },
    });
    const first = (await parts.ledger.checkpoint()) ?? '';
    return { origin, vkey, former: { origin: checkpoint.origin, size }, lost, checkpoint: first };
  } finally {
    await closeParts(parts);
  }
}

const databaseIn = ({ databaseUrl }: RestoreRequest, data: string): string =>
  databaseUrl ?? `sqlite:${join(data, 'chengxu.db')}`;

/** Tells what it continues, when, and is no other's. A demo's remains a demo's. */
function originAfter(former: string, now: Date): string {
  const day = now.toISOString().slice(0, 10).replaceAll('-', '');
  return `${former.replace(/\/restored-[0-9a-f-]+$/, '')}/restored-${day}-${randomBytes(3).toString('hex')}`;
}

const isThere = (path: string): Promise<boolean> =>
  readdir(path).then(
    (names) => names.length > 0,
    () => false,
  );
