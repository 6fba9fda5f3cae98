import { beforeAll, describe, expect, it } from 'vitest';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { grantable } from '../src/people/person.js';
import { PROJECT_ROOT } from '../src/project-root.js';
import { apiDescription } from '../src/server/api-description.js';
import { accessPage, Matrix, type Cast } from './access/matrix.js';
import { names, thingsOf, whose } from './access/things.js';
import { operationsIn, type ApiDocument, type Operation } from './api/operations.js';
import { oneServerForAll, type Person } from './server.js';

const PAGE = join(PROJECT_ROOT, 'docs/access.md');

describe('Every operation of the API, for every role', () => {
  const township = oneServerForAll();
  let document: ApiDocument;
  let operations: Operation[];

  beforeAll(async () => {
    document = JSON.parse(await apiDescription()) as ApiDocument;
    operations = operationsIn(document);
  });

  it('that names a thing is known to belong to somebody, or to everybody', () => {
    expect(
      operations.filter((one) => names(one) && whose(one) === undefined).map(({ path }) => path),
    ).toEqual([]);
  });

  it('is for whom the page says, and tells others the same of what is there as of what is not', async () => {
    const { server, administrator } = township();
    const things = await thingsOf(administrator);
    const other = { id: 'shangzhang', kind: 'body', level: 'township', name: '上张乡人民政府' };
    expect((await administrator.posts('/api/admin/units', other)).status).toBe(201);
    const each = async (prefix: string, body: string) => {
      const people: Partial<Record<string, Person>> = {};
      for (const role of grantable.options)
        people[role] = await administrator.registers(`${prefix}-${role}`, { role, body });
      return people as Cast['own'];
    };
    const cast: Cast = {
      nobody: undefined,
      plain: await administrator.registers('without-roles'),
      own: await each('own', server.body),
      foreign: await each('foreign', other.id),
    };
    const matrix = new Matrix(server, document, things, cast);
    await matrix.ask(operations);
    const page = accessPage(matrix.rows);
    expect(matrix.faults).toEqual([]);
    if (process.env['CHENGXU_WRITE_ACCESS']) await writeFile(PAGE, page);
    // CHENGXU_WRITE_ACCESS=1 writes it anew: read what has changed before it is committed.
    expect(await readFile(PAGE, 'utf8')).toBe(page);
  }, 300_000);
});
