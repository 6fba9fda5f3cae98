import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestClock } from '../../test/installation.js';
import { temporary } from '../../test/temporary.js';
import type { Database } from '../database/database.js';
import { openDatabase } from '../database/open.js';
import { antivirusIn } from './antivirus-file.js';
import { Documents } from './documents.js';

const SIGNATURE = 'a signature that every scanner knows';

/** Speaks INSTREAM as clamd does. @param answers instead of looking */
async function clamdAt(path: string, answers?: string): Promise<{ stop: () => void }> {
  const server = createServer((socket: Socket) => {
    let taken = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      if (answers !== undefined) return void socket.end(answers);
      taken = Buffer.concat([taken, chunk]);
      const stream = streamIn(taken);
      if (stream) socket.end(`stream: ${stream.includes(SIGNATURE) ? 'Test.Eicar FOUND' : 'OK'}\0`);
    });
  });
  await new Promise<void>((resolve) => server.listen(path, () => resolve()));
  return { stop: () => void server.close() };
}

/** What was sent, once all of it is there. */
function streamIn(taken: Buffer): Buffer | undefined {
  const command = 'zINSTREAM\0';
  if (taken.length < command.length) return undefined;
  expect(taken.toString('latin1', 0, command.length)).toBe(command);
  const parts: Buffer[] = [];
  for (let at = command.length; at + 4 <= taken.length;) {
    const length = taken.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    parts.push(taken.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

describe('Antivirus', () => {
  let data: string;
  let database: Database;

  beforeEach(async () => {
    data = await mkdtemp(join(temporary(), 'chengxu-test-antivirus-'));
    database = await openDatabase({ url: `sqlite:${join(data, 'chengxu.db')}` });
  });

  afterEach(async () => {
    await database.close();
    await rm(data, { recursive: true });
  });

  async function documentsUnder(setting: object) {
    await writeFile(join(data, 'antivirus.json'), JSON.stringify(setting));
    const antivirus = await antivirusIn(data);
    const store = await Documents.open(join(data, 'documents'), database, new TestClock(), antivirus);
    const keeps = (text: string) =>
      store.keep(Readable.from([Buffer.from(text)]), { person: 'clerk', name: 'a.txt', bodies: [] }).then(
        () => 'kept',
        ({ code, finding }: { code?: string; finding?: string }) =>
          [code, finding].filter(Boolean).join(': '),
      );
    return keeps;
  }

  const scans = () =>
    database.read.query('SELECT scanner, verdict, finding FROM document_scan ORDER BY verdict');
  const left = () => readdir(join(data, 'documents', 'incoming'));

  it('by clamd looks at every document, and its verdicts are on record', async () => {
    const path = join(data, 'clamd');
    const clamd = await clamdAt(path);
    const keeps = await documentsUnder({ clamd: { path } });
    expect(await keeps('x'.repeat(600_000))).toBe('kept');
    expect(await keeps(`${'y'.repeat(300_000)}${SIGNATURE}`)).toBe('document-unsafe: Test.Eicar');
    expect(await scans()).toEqual([
      { scanner: 'clamd', verdict: 'clean', finding: '' },
      { scanner: 'clamd', verdict: 'infected', finding: 'Test.Eicar' },
    ]);
    clamd.stop();
    expect(await keeps('nobody looks at this')).toBe('antivirus-unavailable');
    expect(await left()).toEqual([]);
  });

  it('that will not look, keeps the document out', async () => {
    const path = join(data, 'clamd');
    const { stop } = await clamdAt(path, 'INSTREAM size limit exceeded. ERROR\0');
    const keeps = await documentsUnder({ clamd: { path } });
    expect(await keeps('x'.repeat(600_000))).toBe('antivirus-unavailable');
    expect([await scans(), await left()]).toEqual([[], []]);
    stop();
  });

  it('by any command that ends with 0 or 1, and tells nobody where our files lie', async () => {
    const script = join(data, 'scan.mjs');
    await writeFile(
      script,
      `import { readFileSync } from 'node:fs';
      const file = process.argv.at(-1), text = readFileSync(file, 'utf8');
      if (text.includes('wait')) setInterval(() => undefined, 1000);
      else if (text.includes('fail')) process.exitCode = 2;
      else if (text.includes('signature')) { console.log(file + ': Test.Eicar FOUND'); process.exitCode = 1; }`,
    );
    const keeps = await documentsUnder({ command: [process.execPath, script], withinSeconds: 1 });
    expect(await keeps('plain')).toBe('kept');
    expect(await keeps(SIGNATURE)).toBe('document-unsafe: Test.Eicar');
    expect(await keeps('fail')).toBe('antivirus-unavailable');
    expect(await keeps('wait')).toBe('antivirus-unavailable');
    expect(await (await documentsUnder({ command: [join(data, 'nothing')] }))('plain')).toBe(
      'antivirus-unavailable',
    );
    expect(await left()).toEqual([]);
  });

  it('is set in a file that is read strictly', async () => {
    for (const wrong of [{}, { clamd: {} }, { command: [] }, { command: ['a'], clamd: { path: 'b' } }])
      await expect(documentsUnder(wrong)).rejects.toMatchObject({ code: 'antivirus-unusable' });
    await rm(join(data, 'antivirus.json'));
    expect(await antivirusIn(data)).toBeUndefined();
  });
});
