import type { Migration } from '../migration.js';
import { ledgerTables } from './0001-ledger.js';

/** Every migration, in order. Add at the end; never edit, renumber or remove one that has been released. */
export const migrations: readonly Migration[] = [ledgerTables];
