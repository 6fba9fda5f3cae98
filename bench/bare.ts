import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { initialTransition, transition } from 'xstate';
import { createMachine } from 'xstate';

/** What this machine can do without us, in the same run: compare with these, never with another day's figures. */
export interface Bare {
  readonly appendsAlone: number;
  readonly appendsBySixteen: number;
  readonly machineSteps: number;
}

const SECONDS = 1.5;

export function bareFigures(): Bare {
  return { appendsAlone: appends(1), appendsBySixteen: appends(16), machineSteps: steps() };
}

/** Rows of 900 bytes per second into SQLite with synchronous=FULL, `group` of them in a transaction. */
function appends(group: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'chengxu-bench-'));
  const file = new Sqlite(join(folder, 'bare.db'));
  try {
    file.pragma('journal_mode = WAL');
    file.pragma('synchronous = FULL');
    file.exec('CREATE TABLE event (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL)');
    const insert = file.prepare('INSERT INTO event (bytes) VALUES (?)');
    const bytes = Buffer.alloc(900, 7);
    const write = file.transaction(() => {
      for (let n = 0; n < group; n += 1) insert.run(bytes);
    });
    return perSecond(() => write(), group);
  } finally {
    file.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Pure steps per second of a machine with two states and nothing else. */
function steps(): number {
  const machine = createMachine({ initial: 'a', states: { a: { on: { GO: 'b' } }, b: { on: { GO: 'a' } } } });
  let [state] = initialTransition(machine);
  return perSecond(() => {
    [state] = transition(machine, state, { type: 'GO' });
  }, 1);
}

function perSecond(work: () => void, each: number): number {
  const until = performance.now() + SECONDS * 1000;
  const began = performance.now();
  let done = 0;
  while (performance.now() < until) {
    work();
    done += each;
  }
  return Math.round((done * 1000) / (performance.now() - began));
}
