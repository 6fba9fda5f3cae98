import { execFile, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { expect } from '@jest/globals';
import type { JsonObject } from '../../src/canonical/canonical-json.js';
import type { Rows } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/open.js';
import { openReading } from '../../src/database/open-reading.js';
import { Cosigning } from '../../src/cosigning/cosigning.js';
import { bagOf } from '../../src/exports/bag.js';
import { writeFolder } from '../../src/exports/written.js';
import { parsePolicy } from '../../src/ledger/policy.js';
import { Signer } from '../../src/ledger/signer.js';
import { PROJECT_ROOT } from '../../src/project-root.js';
import { serveWitness } from '../../src/witness/witness-server.js';
import { Witness } from '../../src/witness/witness.js';
import { auditorFrom, type Auditor } from '../../verifier/core/auditor.js';
import { verifyAt } from '../../verifier/node/cli.js';
import { nodeHost } from '../../verifier/node/host.js';
import { sealed } from '../../verifier/test/made-up-bag.js';
import { attack, onOwnConnection } from '../attacker.js';
import type { TestDatabase } from '../databases.js';
import { Installation, ORIGIN, TestClock } from '../installation.js';
import { crewOf, PublishedCall, type Crew } from '../published-call.js';
import { unpacked, unzipped, type BagFiles } from '../read-bag.js';
import { TestServer, type Person } from '../server.js';
import { temporary } from '../temporary.js';
import { policyOf, TestWitness, writePolicy } from '../witnesses.js';

const BUNDLE = join(PROJECT_ROOT, 'verifier', 'chengxu-verifier.mjs');
const TWIN = join(PROJECT_ROOT, 'verifier', 'python', 'chengxu_verifier.py');

export interface Verdict {
  readonly code: string;
  readonly exit: number;
  readonly findings: readonly { readonly code: string; readonly seq?: number; readonly size?: number }[];
  readonly erased?: number;
}

/** What both said: the bundled verifier, and the twin, which does not replay. */
export interface Verdicts {
  readonly ours: Verdict;
  readonly twin: Verdict;
}

/** Both verifiers: the code that is the verdict, and exit status 1. */
export function expectBoth({ ours, twin }: Verdicts, code: string) {
  expect([ours, twin].map((said) => [said.code, said.exit])).toEqual([
    [code, 1],
    [code, 1],
  ]);
}

export const codesIn = ({ ours, twin }: Verdicts) =>
  [ours, twin].map(({ findings }) => [...new Set(findings.map(({ code }) => code))]);

export interface Brought {
  readonly pins?: readonly string[];
  readonly asOf?: string;
  /** Whether the auditor lets the procedures run; without, the best that there is is exit status 2. */
  readonly replays?: boolean;
}

const MINUTE = 60_000;

/**
 * A running township: three decisions, each as far as its open call, with comments; its ledger cosigned by a witness of
 * another body, without whom nothing counts. Each attack is on a copy of it.
 */
export class AttackedSystem {
  private twin: { readonly answers: Interface; readonly asks: (path: string) => void } | undefined;
  private auditor: Auditor | undefined;
  private readonly leftovers: (() => unknown)[];

  private constructor(
    readonly on: TestDatabase,
    readonly server: TestServer,
    readonly administrator: Person,
    readonly crew: Crew,
    readonly witness: TestWitness,
    leftovers: (() => unknown)[],
    private readonly now: () => Date,
  ) {
    this.leftovers = leftovers;
  }

  calls: PublishedCall[] = [];
  /** Of the first comment on the first decision. */
  receiptCode = '';
  /** A copy as it was after the second decision. */
  yesterday!: TestDatabase;
  /** The dossier of the first decision, as it was handed out. */
  dossier!: { readonly base: string; readonly files: BagFiles };
  /** Of its checkpoints. */
  sizes: readonly number[] = [];

  static async begins(): Promise<AttackedSystem> {
    const leftovers: (() => unknown)[] = [];
    const on = databaseIn(mkdtempSync(join(temporary(), 'chengxu-attacked-')), leftovers);
    leftovers.push(() => rmSync(on.directory, { recursive: true, force: true }));
    const [keyFile, stateFile] = ['signer.key', 'signer.state'].map((name) => join(on.directory, name));
    const { vkey } = await Signer.open({
      keyFile: String(keyFile),
      stateFile: String(stateFile),
      origin: ORIGIN,
    });
    const clock = new TestClock();
    const witness = await TestWitness.starts(on, 'court', vkey, clock.legal);
    await writePolicy(on, policyOf([witness], 1));
    const { server, administrator } = await TestServer.setUp(on, {}, clock);
    const crew = await crewOf(administrator);
    const system = new AttackedSystem(on, server, administrator, crew, witness, leftovers, clock.legal);
    await system.lives();
    return system;
  }

  private async lives(): Promise<void> {
    for (const id of ['parking-2026', 'market-2026', 'bridge-2026']) {
      this.server.clock.legalTimePasses(MINUTE);
      const call = await PublishedCall.published(this.crew, id, `横溪镇 ${id}`);
      const comment = await call.comments({ text: '我家住在西街九号', name: '王芳芳', anonymous: false });
      this.receiptCode ||= String(comment.body['receipt']);
      this.server.clock.legalTimePasses(MINUTE);
      await call.disposes(1);
      await this.signs();
      this.calls.push(call);
      if (this.calls.length === 2) this.yesterday = await this.copyOf();
    }
    await this.takesTheDossier();
    const kept = await this.server.running.parts.database.read.query<{ size: number }>(
      'SELECT size FROM checkpoint ORDER BY size',
    );
    this.sizes = kept.map(({ size }) => Number(size));
  }

  private async takesTheDossier(): Promise<void> {
    const answer = await fetch(
      `${this.server.running.address}/api/decisions/${this.calls[0]?.decision}/dossier.zip`,
      { headers: { authorization: `Bearer ${this.crew.office.token}` } },
    );
    if (answer.status !== 200) throw new Error(`No dossier: ${answer.status} ${await answer.text()}`);
    this.dossier = await unzipped(Buffer.from(await answer.arrayBuffer()));
  }

  /** A checkpoint, shown to the witness. */
  async signs(): Promise<void> {
    await this.server.running.parts.ledger.checkpoint();
    await this.server.running.parts.cosigning.tick();
  }

  async ends(): Promise<void> {
    this.twin?.answers.close();
    for (const tidy of this.leftovers.toReversed()) await tidy();
  }

  get decision(): string {
    return `decision/${this.calls[0]?.decision}`;
  }

  /** A copy on which somebody works who administers the database. */
  async attacked(work: (rows: Rows) => Promise<unknown>, of = this.on): Promise<TestDatabase> {
    const copy = await this.copyOf(of);
    await attack(copy, async (rows) => void (await work(rows)));
    return copy;
  }

  /** Position of the n-th event of this type. */
  async seqOf(type: string, nth = 1): Promise<number> {
    const rows = await this.server.running.parts.database.read.query<{ seq: number }>(
      'SELECT seq FROM event WHERE type = ? ORDER BY seq',
      [type],
    );
    const row = rows[nth - 1];
    if (!row) throw new Error(`There are only ${rows.length} events ${type}.`);
    return row.seq;
  }

  /** What both say of the whole ledger, exported after an attack on its database. */
  async ledgerVerdicts(work: (rows: Rows) => Promise<unknown>): Promise<Verdicts> {
    return this.verdictsOn(await this.bagOf(await this.attacked(work)));
  }

  /** The whole installation as it stands, in a directory of its own: database, papers, keys. */
  async copyOf(of = this.on): Promise<TestDatabase> {
    const copy = databaseIn(mkdtempSync(join(temporary(), 'chengxu-copy-')), this.leftovers);
    this.leftovers.push(() => rmSync(copy.directory, { recursive: true, force: true }));
    cpSync(of.directory, copy.directory, { recursive: true, filter: isNoDatabase });
    await onOwnConnection(of, async (rows) => {
      await rows.query(`VACUUM INTO '${copy.url.slice('sqlite:'.length)}'`);
    });
    return copy;
  }

  /** Somebody of this system, on a server that runs on a copy of it: sessions are in the database. */
  personOn(server: TestServer, person: Person): Person {
    return Object.assign(Object.create(Object.getPrototypeOf(person) as object) as Person, person, {
      server,
    });
  }

  /** Goes on with the log's own key on a copy, as whoever holds the host can, and has it cosigned where a witness still would. */
  async goesOn(
    copy: TestDatabase,
    act: (installation: Installation) => Promise<unknown>,
    clock = new TestClock(this.now().getTime()),
  ): Promise<void> {
    const installation = await Installation.start(copy, clock);
    installation.damaged = true;
    await act(installation);
    await installation.ledger.checkpoint();
    const directory = mkdtempSync(join(temporary(), 'chengxu-copy-witness-'));
    this.leftovers.push(() => rmSync(directory, { recursive: true, force: true }));
    cpSync(this.witness.directory, directory, { recursive: true });
    const place = { host: '127.0.0.1', port: 0 };
    const serving = await serveWitness(await Witness.open(directory, this.now), place, () => {});
    const url = new URL(serving.address).origin;
    const text = `witness court ${this.witness.vkey} ${url}\nquorum court\n`;
    const { database } = installation;
    await new Cosigning({ database, clock, policy: parsePolicy(Buffer.from(text)) }).tick();
    await serving.stop();
    await installation.stop();
  }

  /**
   * Signs a copy as the same log with a key of the forger's own, and exports it with that key in its README or, told so,
   * handed on by an event.
   */
  async signedAnew(of: TestDatabase, how?: 'as an event'): Promise<{ key: string; bag: string }> {
    const copy = await this.copyOf(of);
    for (const name of ['signer.key', 'signer.state']) rmSync(join(copy.directory, name));
    const installation = await Installation.start(copy, new TestClock(this.now().getTime()));
    installation.damaged = true;
    const key = installation.signer.vkey;
    if (how) await installation.records('installation', { vkey: key }, { type: 'KeyRotated' });
    await installation.ledger.checkpoint();
    await installation.stop();
    const files = new Map(unpacked(await this.bagOf(copy)));
    files.set('README.txt', Buffer.from(`log ${key}\nquorum none\n`));
    return { key, bag: this.writes(sealed(files)) };
  }

  /** A bag of a copy, as its own export writes it; of the whole ledger, or of one decision. */
  async bagOf(copy: TestDatabase, decision?: string): Promise<string> {
    const reading = await openReading({ url: copy.url });
    const folder = join(copy.directory, `bag-${decision ?? 'all'}`);
    const documents = join(copy.directory, 'documents');
    try {
      const released = this.server.running.parts.workflows;
      await writeFolder(
        await bagOf({ rows: reading.rows, documents, released }, { decision, at: this.now() }),
        folder,
      );
    } finally {
      await reading.close();
    }
    return folder;
  }

  /** The dossier with something done to its files; its manifests are made anew, as any forger does. */
  forgedDossier(change: (files: Map<string, Buffer>) => void): string {
    const files = new Map(this.dossier.files);
    change(files);
    return this.writes(sealed(files));
  }

  writes(files: BagFiles): string {
    const folder = mkdtempSync(join(temporary(), 'chengxu-forged-'));
    this.leftovers.push(() => rmSync(folder, { recursive: true, force: true }));
    for (const [path, content] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return folder;
  }

  /** What an auditor brings: the keys as they were published, never from the bag. */
  get policy(): string {
    const path = join(this.on.directory, 'policy-of-the-auditor');
    writeFileSync(path, policyOf([this.witness], 1, this.server.running.parts.signer.vkey));
    return path;
  }

  get asOf(): string {
    return this.now().toISOString();
  }

  options({ pins = [], asOf = this.asOf }: Brought = {}): string[] {
    return ['--policy', this.policy, '--as-of', asOf, ...pins.flatMap((pin) => ['--pin', pin])];
  }

  get definitions(): string[] {
    return this.server.running.parts.workflows.flatMap(({ hash }) => ['--definition', hash]);
  }

  async verdictsOn(bag: string, brought: Brought = {}): Promise<Verdicts> {
    const definitions = brought.replays ? this.definitions : [];
    const [ours, twin] = await Promise.all([
      runs(process.execPath, [BUNDLE, bag, ...this.options(brought), ...definitions, '--json']),
      brought.pins || brought.asOf
        ? runs('python3', [TWIN, bag, ...this.options(brought), '--json'])
        : { said: await this.twinOn(bag), status: undefined },
    ]);
    const [first, second] = [ours, twin].map(({ said }) => JSON.parse(said) as JsonObject & Verdict);
    if (!first || !second) throw new Error('A verifier said nothing.');
    return { ours: first, twin: second };
  }

  /** As `verdictsOn`, without starting a program for each: the bundle is built of these sources. */
  async quickVerdictsOn(bag: string): Promise<Verdicts> {
    this.auditor ??= auditorFrom(nodeHost, { policy: readFileSync(this.policy), asOf: this.asOf }, 0);
    const ours = await verifyAt(bag, this.auditor);
    return { ours, twin: JSON.parse(await this.twinOn(bag)) as Verdict };
  }

  /** The report for people. */
  async reportOn(bag: string, brought: Brought): Promise<string> {
    return (await runs(process.execPath, [BUNDLE, bag, ...this.options(brought), '--lang', 'en'])).said;
  }

  /** One Python for all bags that are looked at with the same options. */
  private async twinOn(bag: string): Promise<string> {
    this.twin ??= this.startsTwin();
    const { answers, asks } = this.twin;
    const answer = new Promise<string>((said) => answers.once('line', said));
    asks(bag);
    return answer;
  }

  private startsTwin() {
    const child = spawn('python3', [TWIN, '--batch', ...this.options()], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.leftovers.push(() => child.stdin.end());
    return {
      answers: createInterface({ input: child.stdout }),
      asks: (path: string) => child.stdin.write(`${path}\n`),
    };
  }
}

/** That is copied as of one instant, by itself. */
const isNoDatabase = (path: string): boolean => !path.includes('chengxu.db');

function runs(program: string, words: readonly string[]): Promise<{ said: string; status: number }> {
  const env = { ...process.env, NODE_OPTIONS: '' };
  return new Promise((done) =>
    execFile(program, [...words], { env, maxBuffer: 1e8 }, (error, said) =>
      done({ said, status: typeof error?.code === 'number' ? error.code : 0 }),
    ),
  );
}

function databaseIn(directory: string, leftovers: (() => unknown)[]): TestDatabase {
  const url = `sqlite:${join(directory, 'chengxu.db')}`;
  return {
    dialect: 'sqlite',
    url,
    directory,
    open: () => openDatabase({ url }),
    afterwards: (check) => void leftovers.push(check),
  };
}
