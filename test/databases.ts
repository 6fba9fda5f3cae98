import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import type { Database } from '../src/database/database.js';
import { openDatabase } from '../src/database/open.js';
import { startPostgres, type PostgresServer } from './postgres.js';
import { temporary } from './temporary.js';

export type Dialect = Database['dialect'];

/** A database of one test, empty at first. */
export interface TestDatabase {
  readonly dialect: Dialect;
  readonly url: string;
  /** A directory of this test's own, for keys, state and files. */
  readonly directory: string;
  /** Opens it (as many times as a test likes); closed after the test. */
  open(): Promise<Database>;
  /** Runs after the test, before anything opened until now is closed; for verifying what the test left. */
  afterwards(check: () => unknown): void;
}

export type FreshDatabase = () => Promise<TestDatabase>;

/**
 * Runs one suite on both real databases: SQLite in a file, and PostgreSQL (DATABASE_URL where given, else one
 * that is started for this file of tests). Every call of `fresh` gives a new, empty database.
 */
export function describeOnBothDatabases(
  name: string,
  suite: (fresh: FreshDatabase, dialect: Dialect) => void,
): void {
  describe(`${name} on SQLite`, () => suite(freshSqlite(), 'sqlite'));
  describe(`${name} on PostgreSQL`, () => suite(freshPostgres(), 'postgres'));
}

/**
 * For what reaches the database through the ledger and the rooms: on SQLite, and on PostgreSQL as well where every spec is
 * asked for both (`npm run test:postgres`, which `npm run check` runs). The ledger's own SQL is described on both.
 */
export function describeOnAnyDatabase(
  name: string,
  suite: (fresh: FreshDatabase, dialect: Dialect) => void,
): void {
  if (process.env['CHENGXU_TEST_DATABASES'] === 'postgres') {
    describe(`${name} on PostgreSQL`, () => suite(freshPostgres(), 'postgres'));
    return;
  }
  describe(`${name} on SQLite`, () => suite(freshSqlite(), 'sqlite'));
}

/** The same on SQLite alone, for what only a file has. */
export function describeOnSqlite(name: string, suite: (fresh: FreshDatabase) => void): void {
  describe(`${name} on SQLite`, () => suite(freshSqlite()));
}

/** The same on PostgreSQL alone, for what only a server has. */
export function describeOnPostgres(name: string, suite: (fresh: FreshDatabase) => void): void {
  describe(`${name} on PostgreSQL`, () => suite(freshPostgres()));
}

function freshSqlite(): FreshDatabase {
  const leftovers = tidyAfterEach();
  return async () => {
    const directory = await ownDirectory(leftovers);
    return testDatabase('sqlite', `sqlite:${join(directory, 'chengxu.db')}`, directory, leftovers);
  };
}

function freshPostgres(): FreshDatabase {
  const leftovers = tidyAfterEach();
  let server: PostgresServer | undefined;
  let count = 0;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());
  return async () => {
    if (!server) throw new Error('Ask for a database inside a test.');
    const name = `chengxu_test_${process.pid}_${Date.now()}_${(count += 1)}`;
    await server.run(`CREATE DATABASE ${name}`);
    leftovers.push(() => server?.run(`DROP DATABASE ${name} WITH (FORCE)`));
    const directory = await ownDirectory(leftovers);
    return testDatabase('postgres', server.urlOf(name), directory, leftovers);
  };
}

type Leftovers = (() => unknown)[];

/** What is pushed is run after the test, last first. */
function tidyAfterEach(): Leftovers {
  const leftovers: Leftovers = [];
  afterEach(async () => {
    const failures: unknown[] = [];
    for (const tidy of leftovers.splice(0).reverse()) {
      try {
        await tidy();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  });
  return leftovers;
}

async function ownDirectory(leftovers: Leftovers): Promise<string> {
  const directory = await mkdtemp(join(temporary(), 'chengxu-test-'));
  leftovers.push(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

function testDatabase(dialect: Dialect, url: string, directory: string, leftovers: Leftovers): TestDatabase {
  const open = async () => {
    const database = await openDatabase({ url });
    leftovers.push(() => database.close());
    return database;
  };
  const afterwards = (check: () => unknown) => void leftovers.push(check);
  return { dialect, url, directory, open, afterwards };
}
