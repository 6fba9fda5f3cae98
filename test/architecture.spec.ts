import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../src/project-root.js';
import { source, sourcesIn } from './sources.js';
import * as walls from './walls.js';

const sources = sourcesIn('src', 'workflows', 'test', 'bench', 'verifier');

/** Files that are longer than one sitting, each with its reason. */
const LONGER: Readonly<Record<string, string>> = {};

/** A wall, what breaches of it look like in a file at `path`, and what is lawful there. */
interface Walled {
  readonly says: string;
  readonly wall: walls.Wall;
  readonly path: string;
  readonly breaches: readonly string[];
  readonly lawful?: string;
}

const WALLS: readonly Walled[] = [
  {
    says: 'the law imports xstate, zod and itself',
    wall: walls.lawIsSelfContained,
    path: 'workflows/major-decision/machine.ts',
    breaches: [
      "import { sha256 } from '../../src/canonical/digest.js';",
      "import { readFile } from 'node:fs/promises';",
    ],
    lawful: "import { setup } from 'xstate';\nimport type { Text } from '../vocabulary.js';",
  },
  {
    says: 'the engine imports no input, output or framework',
    wall: walls.engineIsPure,
    path: 'src/engine/fold.ts',
    breaches: [
      "import { readFileSync } from 'node:fs';",
      "import { Injectable } from '@nestjs/common';",
      "export { Road } from '../road/record-event.js';",
    ],
    lawful: "import type { Act } from '../../workflows/vocabulary.js';",
  },
  {
    says: 'canonical forms need a hash and nothing else',
    wall: walls.canonicalIsPure,
    path: 'src/canonical/digest.ts',
    breaches: [
      "import { createHash, randomUUID } from 'node:crypto';",
      "import * as crypto from 'node:crypto';",
    ],
    lawful: "import { createHash } from 'node:crypto';",
  },
  {
    says: 'the ledger knows no room and no framework',
    wall: walls.ledgerKnowsNoRoom,
    path: 'src/ledger/batch.ts',
    breaches: [
      "import type { Room } from '../road/room.js';",
      "import { Injectable } from '@nestjs/common';",
      "const { CAST } = await import('../../test/cast.js');",
    ],
    lawful: "import type { Rows } from '../database/database.js';\nimport { v7 } from 'uuid';",
  },
  {
    says: 'the database knows no room',
    wall: walls.databaseKnowsNoRoom,
    path: 'src/database/open.ts',
    breaches: ["export { Ledger } from '../ledger/ledger.js';"],
    lawful: "import { DataSource } from 'typeorm';",
  },
  {
    says: 'auditing needs no framework',
    wall: walls.auditNeedsNoFramework,
    path: 'src/cli/main.ts',
    breaches: [
      "const server = await import('../server/health.controller.js');",
      "import 'reflect-metadata';",
    ],
    lawful: "import { Command } from 'commander';",
  },
  {
    says: 'only the rehearsal of draft rules asks what would be if an act were let through',
    wall: walls.onlyTheRehearsalRehearses,
    path: 'src/road/record-event.ts',
    breaches: [
      "import { rehearsalUnder } from '../engine/rehearse.js';",
      "import type { Rehearsed } from '../engine/rehearse.js';",
      'const after = workflow.rehearse?.(before, act);',
      "const after = workflow['rehearse'](before, act);",
      'const { rehearse: decide } = workflow;',
      'const passes = ({ rehearse }: BuiltWorkflow) => rehearse(before, act);',
    ],
    lawful: 'const verdict = procedure.decide(before, act);\nconst rehearse = 1;',
  },
  {
    says: 'the verifier stands alone',
    wall: walls.verifierStandsAlone,
    path: 'verifier/verify.ts',
    breaches: [
      "import { leafHash } from '../src/ledger/tree.js';",
      "import { z } from 'zod';",
      "const { CAST } = await import('../test/cast.js');",
    ],
    lawful: "import { createHash } from 'node:crypto';\nimport { equal } from './core/bytes.js';",
  },
  {
    says: 'what the verifier checks, it checks without a machine of its own',
    wall: walls.verifierCoreNeedsNoMachine,
    path: 'verifier/core/tree.ts',
    breaches: ["import { createHash } from 'node:crypto';", "import { nodeHost } from '../node/host.js';"],
    lawful: "import { equal } from './bytes.js';",
  },
  {
    says: 'nothing rests on tests',
    wall: walls.nothingRestsOnTests,
    path: 'src/people/person.ts',
    breaches: [
      "import { CAST } from '../../test/cast.js';",
      "import { x } from './people.spec.js';",
      "import { expect } from 'vitest';",
    ],
    lawful: "import { z } from 'zod';",
  },
  {
    says: 'pure code asks neither clock nor chance nor the machine',
    wall: walls.pureCodeAsksNobody,
    path: 'src/engine/standing.ts',
    breaches: [
      'const now = Date.now();',
      'const now = new Date();',
      'const die = Math.random();',
      'const id = randomUUID();',
      'const home = process.env;',
      'const day = (date: Date) => date.getDay();',
      "const order = (a: string, b: string) => a.localeCompare(b, 'zh');",
      'const shown = (n: number) => n.toLocaleString();',
      'const read = await fetch(address);',
      'const zone = new Intl.DateTimeFormat();',
    ],
    lawful:
      "const given = new Date('2026-03-02T00:00:00Z').getUTCDay();\nconst act = { process: 1, crypto: 2 };",
  },
  {
    says: 'no file only hands on what others say',
    wall: walls.noBarrels,
    path: 'src/ledger/all.ts',
    breaches: ["export * from './tree.js';", "import './a.js';\nexport { b } from './b.js';"],
    lawful: "export type { Batch } from './batch.js';\nexport const one = 1;",
  },
  {
    says: 'no file is called index',
    wall: walls.noBarrels,
    path: 'src/ledger/index.ts',
    breaches: ['let a;'],
  },
  {
    says: 'files can be read in one sitting',
    wall: walls.filesOfOneSitting(LONGER),
    path: 'src/people/person.ts',
    breaches: ['// line\n'.repeat(401)],
    lawful: '// line\n'.repeat(400),
  },
  {
    says: 'files say what is in them',
    wall: walls.namesSaySomething,
    path: 'src/people/utils.ts',
    breaches: [''],
  },
  {
    says: 'folders say what is in them',
    wall: walls.namesSaySomething,
    path: 'src/helpers/names.spec.ts',
    breaches: [''],
  },
  {
    says: 'only the ledger writes the ledger',
    wall: walls.onlyTheLedgerWritesTheLedger,
    path: 'src/people/people.ts',
    breaches: [
      "rows.query('INSERT INTO event (seq) VALUES (?)')",
      "rows.query('insert or replace into checkpoint VALUES (1)')",
      'rows.query(`DELETE\n FROM disclosure`)',
      "rows.query('UPDATE ledger_head SET size = 0')",
    ],
    lawful: "rows.query('SELECT * FROM event'); rows.query('DELETE FROM session');",
  },
  {
    says: 'types are not switched off',
    wall: walls.typesAreNotSwitchedOff,
    path: 'src/people/people.ts',
    breaches: ['let x: any;', 'const n = text as unknown as number;', '// @ts-ignore\nconst n = 1;'],
    lawful: 'const n: unknown = 1;\nconst m = n as number;',
  },
];

describe('The walls of the project', () => {
  it.each(WALLS)('$says', ({ wall }) => expect(wall(sources)).toEqual([]));

  it('no files import each other in a ring', () => expect(walls.noImportCycles(sources)).toEqual([]));

  it('no exception is kept that is not needed', () => {
    const long = walls
      .filesOfOneSitting()(sources)
      .map((told) => told.split(':')[0]);
    expect(Object.keys(LONGER).filter((path) => !long.includes(path))).toEqual([]);
  });
});

describe('A breach is seen', () => {
  it.each(WALLS)('$says', ({ wall, path, breaches, lawful }) => {
    for (const breach of breaches) {
      const told = wall([source(path, breach)]);
      expect({ breach, told: told.map((one) => one.split(':')[0]) }).toEqual({ breach, told: [path] });
    }
    if (lawful !== undefined) expect(wall([source(path, lawful)])).toEqual([]);
  });

  it('a ring is shown file by file', () => {
    const ring = [
      source('src/a.ts', "import { b } from './b.js';"),
      source('src/b.ts', "export type { C } from './c.js';"),
      source('src/c.ts', "const a = await import('./a.js');"),
    ];
    expect(walls.noImportCycles(ring)).toEqual(['src/a.ts → src/b.ts → src/c.ts → src/a.ts']);
    expect(walls.noImportCycles(ring.slice(0, 2))).toEqual([]);
  });

  it('a test may reach further than the program', () => {
    const spec = source(
      'src/engine/fold.spec.ts',
      "import { Story } from '../../test/story.js';\nDate.now();",
    );
    for (const wall of [walls.engineIsPure, walls.pureCodeAsksNobody, walls.nothingRestsOnTests])
      expect(wall([spec])).toEqual([]);
  });
});

describe('The documents', () => {
  it.each(['README.md', 'SECURITY.md', 'docs/audit.md', 'docs/operations.md', 'docs/campaigns.md'])(
    '%s names no file of ours that is not there',
    (page) => {
      const text = readFileSync(join(PROJECT_ROOT, page), 'utf8');
      const named = [...text.matchAll(/`((?:src|test|docs|verifier|workflows|scripts)\/[\w./-]+\.\w+)`/g)];
      const missing = named
        .map(([, path]) => path ?? '')
        .filter((path) => !existsSync(join(PROJECT_ROOT, path)));
      expect(missing).toEqual([]);
    },
  );
});
