import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Rows } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/open.js';
import { bagOf } from '../../src/exports/bag.js';
import { writeFolder } from '../../src/exports/written.js';
import { verifyLedger } from '../../src/ledger/verify.js';
import { PROJECT_ROOT } from '../../src/project-root.js';
import { verifyInstallation } from '../../src/verification/verify-installation.js';
import { auditorFrom } from '../../verifier/core/auditor.js';
import { verifyAt } from '../../verifier/node/cli.js';
import { nodeHost } from '../../verifier/node/host.js';
import { sealed } from '../../verifier/test/made-up-bag.js';
import { attack } from '../attacker.js';
import type { TestDatabase } from '../databases.js';
import { ORIGIN } from '../installation.js';
import { unpacked } from '../read-bag.js';
import type { TestServer } from '../server.js';

const TWIN = join(PROJECT_ROOT, 'verifier/python/chengxu_verifier.py');

/** One thing that is wrong, or could not be told. */
export interface Found {
  readonly code: string;
  readonly seq?: number;
  readonly size?: number;
}

/** What somebody says of a ledger or a bag: the first thing wrong, or that nothing is. */
export interface Said {
  readonly code: string;
  readonly exit: number;
  readonly findings: readonly Found[];
  /** Disclosures that are gone by an act on record. */
  readonly erased?: number | undefined;
}

/** What an auditor brings: the keys he knew before, and what he has kept. */
export interface Brought {
  readonly policy: string;
  readonly pins?: readonly string[];
  readonly asOf: string;
  readonly definitions: readonly string[];
}

/** A running system with its files, as an attacker finds it; every attack is on a copy of its own. */
export class Attacked {
  private copies = 0;

  constructor(private readonly server: TestServer) {}

  brought(more: Partial<Brought> = {}): Brought {
    const { signer, workflows } = this.server.running.parts;
    return {
      policy: `log ${signer.vkey}\nquorum none\n`,
      asOf: this.server.clock.legal().toISOString(),
      definitions: workflows.map(({ hash }) => hash),
      ...more,
    };
  }

  /** Database, documents and the signer's files as they are now. */
  copy(): TestDatabase {
    const directory = join(this.server.on.directory, `copy-${(this.copies += 1)}`);
    mkdirSync(directory);
    const file = join(directory, 'chengxu.db');
    const original = new Sqlite(this.server.on.url.slice('sqlite:'.length), { readonly: true });
    original.prepare('VACUUM INTO ?').run(file);
    original.close();
    for (const name of ['signer.key', 'signer.state', 'documents'])
      cpSync(join(this.server.on.directory, name), join(directory, name), { recursive: true });
    const url = `sqlite:${file}`;
    return {
      dialect: 'sqlite',
      url,
      directory,
      open: () => openDatabase({ url }),
      afterwards: (check) => this.server.on.afterwards(check),
    };
  }

  /** A copy on which somebody with the database's password did this. */
  async after(work: (rows: Rows) => Promise<unknown>): Promise<TestDatabase> {
    const on = this.copy();
    await attack(on, async (rows) => void (await work(rows)));
    return on;
  }

  /** A bag of what that database says now, written by our own exporter; `decision`: of that one alone. */
  async bag(on: TestDatabase, decision?: string): Promise<string> {
    const database = await on.open();
    const path = join(on.directory, `bag-${decision ?? 'ledger'}`);
    try {
      const exported = {
        rows: database.read,
        documents: join(on.directory, 'documents'),
        released: this.server.running.parts.workflows,
      };
      const at = this.server.clock.machine();
      await writeFolder(await bagOf(exported, decision === undefined ? { at } : { at, decision }), path);
    } finally {
      await database.close();
    }
    return path;
  }

  /** What `chengxu verify` says of the database itself, every event judged again. */
  verified(on: TestDatabase) {
    const { signer, workflows } = this.server.running.parts;
    return reading(on, (rows) =>
      verifyInstallation(rows, { origin: ORIGIN, vkeys: [signer.vkey] }, workflows),
    );
  }

  /** The first thing that it finds in the rows alone, before any event is judged. */
  async found(on: TestDatabase) {
    const { signer } = this.server.running.parts;
    const report = await reading(on, (rows) => verifyLedger(rows, { origin: ORIGIN, vkeys: [signer.vkey] }));
    return report.finding;
  }
}

async function reading<T>(on: TestDatabase, work: (rows: Rows) => Promise<T>): Promise<T> {
  const database = await on.open();
  try {
    return await work(database.read);
  } finally {
    await database.close();
  }
}

/** Gives a folder's payload, changed, its manifests again: whoever forges a bag does so too. */
export function forgedBag(path: string, change: (payload: Map<string, Buffer>) => void): string {
  const payload = new Map(unpacked(path));
  change(payload);
  const target = `${path}-forged`;
  for (const [name, content] of sealed(payload)) {
    mkdirSync(dirname(join(target, name)), { recursive: true });
    writeFileSync(join(target, name), content);
  }
  return target;
}

/** Both verifiers on one bag, side by side. */
export async function bothSay(bag: string, brought: Brought): Promise<{ ours: Said; twin: Said }> {
  const pins = (brought.pins ?? []).map((pin, at) => {
    const file = `${bag}.pin-${at}`;
    writeFileSync(file, pin);
    return file;
  });
  const policy = `${bag}.policy`;
  writeFileSync(policy, brought.policy);
  const given = {
    policy: readFileSync(policy),
    pins: pins.map((pin) => readFileSync(pin)),
    definitions: brought.definitions,
    asOf: brought.asOf,
  };
  const words = pins.flatMap((pin) => ['--pin', pin]);
  const twin = pythonSays([bag, '--policy', policy, ...words, '--as-of', brought.asOf, '--json']);
  const { code, exit, findings, erased } = await verifyAt(bag, auditorFrom(nodeHost, given, 0));
  return { ours: { code, exit, findings, erased }, twin: await twin };
}

function pythonSays(words: readonly string[]): Promise<Said> {
  return new Promise((resolve, reject) => {
    execFile('python3', [TWIN, ...words], { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (stdout === '') reject(new Error(`The twin said nothing: ${stderr}`, { cause: error }));
      else resolve(JSON.parse(stdout) as Said);
    });
  });
}

export const countOf = (copy: TestDatabase, table: string): Promise<number> =>
  reading(copy, async (rows) => {
    const [row] = await rows.query<{ n: number }>(`SELECT count(*) AS n FROM ${table}`);
    return Number(row?.n);
  });

export const newestNote = (copy: TestDatabase): Promise<string> =>
  reading(copy, async (rows) => {
    const [row] = await rows.query<{ note: string }>(
      'SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1',
    );
    return row?.note ?? '';
  });

/** The codes of both verdicts. */
export const codes = ({ ours, twin }: { ours: Said; twin: Said }) => [ours.code, twin.code];
