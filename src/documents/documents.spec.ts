import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { crewOf, PublishedCall } from '../../test/published-call.js';
import { describeOnAnyDatabase } from '../../test/databases.js';
import { oneServerForAll, type Answer, type Person, type TestServer } from '../../test/server.js';
import { sendsRaw } from '../../test/raw-http.js';
import {
  compoundFile,
  DOC,
  DOCM,
  DOCX,
  HEIC,
  JPEG,
  OFD,
  PDF,
  PNG,
  XLS,
  XLSX,
  zip,
} from '../../test/sample-files.js';
import { sha256Hex } from '../canonical/digest.js';
import { migrate } from '../database/migrate.js';
import { presentDocuments } from './documents.js';

/** Its directory goes round in a circle. */
function looped(): Buffer {
  const file = Buffer.from(DOC);
  file.writeUInt32LE(1, 516);
  return file;
}

/** A document of twenty megabytes of one letter. @param said what its directory says of them; the truth unless told */
async function bomb(said?: number): Promise<Buffer> {
  const archive = new ZipFile();
  archive.addBuffer(Buffer.from('types'), '[Content_Types].xml');
  archive.addBuffer(Buffer.alloc(20 * 1024 * 1024, 'x'), 'word/document.xml');
  archive.end();
  const file = await buffer(archive.outputStream);
  if (said !== undefined) file.writeUInt32LE(said, file.lastIndexOf('PK\x01\x02') + 24);
  return file;
}

/** What an act lacks, without the digest that it named. */
const unmet = ({ body }: Answer, named: string): string =>
  JSON.stringify(body['unmet']).replaceAll(named.slice(0, 12), '…');

describe('Documents', () => {
  const township = oneServerForAll();
  let server: TestServer;
  let clerk: Person;
  let count = 0;

  beforeEach(async () => {
    server = township().server;
    clerk = await township().administrator.registers(`clerk-${(count += 1)}`);
  });

  const folder = () => join(server.on.directory, 'documents');
  const fileOf = (digest: string) => join(folder(), digest.slice(0, 2), digest);
  const sends = (content: Buffer, query = '', headers: Record<string, string> = {}) =>
    server.sendsBytes(`/api/documents${query}`, content, {
      authorization: `Bearer ${clerk.token}`,
      ...headers,
    });

  async function reads(digest: string, person = clerk) {
    const headers = { authorization: `Bearer ${person.token}` };
    const response = await fetch(`${server.running.address}/api/documents/${digest}`, { headers });
    return {
      status: response.status,
      headers: response.headers,
      bytes: Buffer.from(await response.arrayBuffer()),
    };
  }

  describe.each([
    ['PDF', PDF, 'application/pdf', 'pdf'],
    ['OFD', OFD, 'application/ofd', 'ofd'],
    ['Word', DOCX, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
    ['Excel', XLSX, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
    ['Word of before, and WPS', DOC, 'application/msword', 'doc'],
    ['Excel of before, and ET', XLS, 'application/vnd.ms-excel', 'xls'],
    ['HEIC', HEIC, 'image/heic', 'heic'],
    ['PNG', PNG, 'image/png', 'png'],
    ['JPEG', JPEG, 'image/jpeg', 'jpg'],
    ['text', Buffer.from('关于举办杜鹃花节的请示\n\t第一条\r\n'), 'text/plain; charset=utf-8', 'txt'],
    [
      'a page that a browser would run, as text',
      Buffer.from('<script>alert(1)</script>'),
      'text/plain; charset=utf-8',
      'txt',
    ],
  ])('%s', (_, content, mediaType, extension) => {
    it('is kept by its digest, and handed out inert', async () => {
      const digest = sha256Hex(content);
      const kept = await sends(content, '', { 'content-type': 'text/html' });
      expect([kept.status, kept.body]).toEqual([201, { sha256: digest, size: content.length, mediaType }]);
      const read = await reads(digest);
      expect([read.status, read.bytes.equals(content)]).toEqual([200, true]);
      expect(read.headers.get('content-type')).toBe(mediaType);
      expect(read.headers.get('content-disposition')).toBe(
        `attachment; filename="${digest.slice(0, 12)}.${extension}"`,
      );
      expect(read.headers.get('x-content-type-options')).toBe('nosniff');
      expect(read.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    });
  });

  it.each([
    ['slides', zip(['[Content_Types].xml', 'ppt/presentation.xml'])],
    ['Excel with macros', zip(['[Content_Types].xml', 'xl/workbook.xml', 'xl/vbaProject.bin'])],
    ['Word of before with macros', compoundFile(['WordDocument', '_VBA_PROJECT'])],
    ['an encrypted document', compoundFile(['EncryptedPackage', 'EncryptionInfo'])],
    ['a compound file that was cut off', DOC.subarray(0, 700)],
    ['a compound file in a loop', looped()],
    ['a film', Buffer.from('000000186674797069736f6d0000000069736f6d6d703432', 'hex')],
    ['Word with macros', DOCM],
    ['a ZIP of something else', zip(['readme.txt'])],
    ['a ZIP that was cut off', DOCX.subarray(0, DOCX.length - 30)],
    [
      'a ZIP whose directory points outside',
      Buffer.concat([DOCX.subarray(0, -6), Buffer.from([0xff, 0xff, 0xff, 0x7f, 0, 0])]),
    ],
    ['a program', Buffer.from('7f454c4602010100', 'hex')],
    ['text in another encoding', Buffer.from('b9d8d3dabed9b0ec', 'hex')],
    ['text with a null in it', Buffer.from('text\0text')],
    ['text that ends in the middle of a character', Buffer.from('关于').subarray(0, 5)],
    ['nothing but a byte order mark of UTF-16', Buffer.from([0xff, 0xfe])],
  ])('%s is refused whatever it is called', async (_, content) => {
    const answer = await sends(content, '?name=decision.pdf', { 'content-type': 'application/pdf' });
    expect([answer.status, answer.body['code']]).toEqual([415, 'document-type-refused']);
    expect(await readdir(join(folder(), 'incoming'))).toEqual([]);
    expect((await reads(sha256Hex(content))).status).toBe(404);
  });

  it('that would harm whoever unpacks them are refused, and it is said why', async () => {
    const twice = zip(['[Content_Types].xml', 'word/document.xml', 'word/document.xml']);
    for (const [content, reason] of [
      [await bomb(), 'unpacks-too-large'],
      [await bomb(1000), 'unpacks-too-large'],
      [twice, 'names-lead-elsewhere'],
      [zip(['[Content_Types].xml', 'word/document.xml', '../../outside']), 'names-lead-elsewhere'],
      [zip(['[Content_Types].xml', 'word/document.xml', 'C:\\outside']), 'names-lead-elsewhere'],
      [zip(['OFD.xml', '/etc/passwd']), 'names-lead-elsewhere'],
    ] as const) {
      const answer = await sends(content);
      expect([answer.status, answer.body['code'], answer.body['reason']]).toEqual([
        422,
        'document-unsafe',
        reason,
      ]);
    }
    expect(await readdir(join(folder(), 'incoming'))).toEqual([]);
  });

  it('are not taken empty, as JSON, or from nobody', async () => {
    expect((await sends(Buffer.alloc(0))).body['code']).toBe('document-type-refused');
    expect((await sends(Buffer.from('{}'), '', { 'content-type': 'application/json' })).body['code']).toBe(
      'unsupported-media-type',
    );
    expect((await server.sendsBytes('/api/documents', PDF)).status).toBe(401);
    expect((await server.sends('GET', `/api/documents/${sha256Hex(PDF)}`)).status).toBe(401);
  });

  it('that do not arrive whole are not kept', async () => {
    const content = Buffer.from('a text that stops half way');
    const head = `POST /api/documents HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${clerk.token}\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const answer = await sendsRaw(server.running.address, [
      head,
      `${content.length.toString(16)}\r\n`,
      content,
      '\r\nzz\r\n',
    ]);
    expect(answer.status).toBe(400);
    const there = await presentDocuments(server.running.parts.database.read, [sha256Hex(content)]);
    expect(there).toEqual([]);
  });

  it('keep the names that people gave them, as names only', async () => {
    const content = Buffer.from(`same bytes, three names ${count}`);
    await sends(content, `?name=${encodeURIComponent('../../etc/请示 \u202egnp.txt')}`);
    await sends(content, '', {
      'content-disposition': "attachment; filename*=UTF-8''%E6%84%8F%E8%A7%81.txt",
    });
    await sends(content, '', { 'content-disposition': 'attachment; filename="C:\\\\drafts\\\\opinion.txt"' });
    const rows = await server.running.parts.database.read.query<{ name: string }>(
      'SELECT name FROM document_upload WHERE sha256 = ? ORDER BY name',
      [sha256Hex(content)],
    );
    expect(rows.map(({ name }) => name)).toEqual(['opinion.txt', '意见.txt', '请示 gnp.txt'].toSorted());
  });

  it('that were damaged on the disk are not handed out, and are mended by the original', async () => {
    const content = Buffer.from('the text as it was');
    const digest = await clerk.uploads(content);
    await writeFile(fileOf(digest), 'the text as it is ');
    const damaged = await reads(digest);
    expect(damaged.status).toBe(500);
    expect(JSON.parse(damaged.bytes.toString())).toMatchObject({ code: 'document-damaged', sha256: digest });
    await rm(fileOf(digest));
    expect((await reads(digest)).status).toBe(500);
    await clerk.uploads(content);
    expect((await reads(digest)).bytes.equals(content)).toBe(true);
  });

  it('are found by the digests that an act names', async () => {
    const digest = await clerk.uploads('a paper that is there');
    const { read } = server.running.parts.database;
    expect(await presentDocuments(read, ['b'.repeat(64), digest, 'a'.repeat(64)])).toEqual([digest]);
    expect(await presentDocuments(read, [])).toEqual([]);
  });

  it('are read by whoever brought them or may read what names them, and told to nobody else', async () => {
    const { administrator } = township();
    const other = { id: 'shangzhang', kind: 'body', level: 'township', name: '上张乡人民政府' };
    expect((await administrator.posts('/api/admin/units', other)).status).toBe(201);
    const crew = await crewOf(administrator, 'papers-');
    const auditor = await administrator.registers('papers-auditor', { role: 'auditor' });
    const roles = ['proposer', 'office', 'auditor', 'administrator'] as const;
    const stranger = await administrator.registers(
      'papers-stranger',
      ...roles.map((role) => ({ role, body: other.id })),
    );
    const call = await PublishedCall.published(crew, 'papers-call');
    const digest = sha256Hex(Buffer.from('草案：横溪镇停车场建设'));
    const nothing = 'f'.repeat(64);
    const told = async (who: Person, of: string) => (await reads(of, who)).status;
    expect([await told(crew.office, digest), await told(auditor, digest)]).toEqual([200, 200]);

    const [there, absent] = [await reads(digest, stranger), await reads(nothing, stranger)];
    expect([there.status, there.bytes.toString()]).toEqual([
      404,
      absent.bytes.toString().replaceAll(nothing, digest),
    ]);
    // Nor is it had by naming it: for whoever may not read it, it is not there to be named.
    const proposal = {
      title: '本乡停车场',
      body: other.id,
      proposedBy: 'department',
      problem: '停车难',
      necessity: '必要',
      feasibility: '可行',
      reasonsAndBasis: '民生实事',
      outline: '两处',
      holdsStateSecret: false,
    };
    const names = (sha256: string) =>
      stranger.posts('/api/decisions', {
        payload: proposal,
        evidenced: { date: '2026-03-01', source: sha256, checkedBy: clerk.id },
      });
    const [probed, guessed] = [await names(digest), await names(nothing)];
    expect([probed.status, guessed.status]).toEqual([409, 409]);
    expect(unmet(probed, digest)).toBe(unmet(guessed, nothing));
    expect(unmet(probed, digest)).toContain('documents-present');
    expect(await told(stranger, digest)).toBe(404);
    // Whoever brings the same bytes had them already.
    expect(await stranger.uploads('草案：横溪镇停车场建设')).toBe(digest);
    expect(await told(stranger, digest)).toBe(200);
    expect((await call.tries(crew.office, 'MatterScreened', {})).status).toBeGreaterThan(400);

    const own = await crew.proposer.uploads('还没有入卷的一份');
    expect([await told(crew.proposer, own), await told(crew.office, own), await told(auditor, own)]).toEqual([
      200, 404, 404,
    ]);
  });

  it('of many megabytes pass without being held in memory', async () => {
    const line = Buffer.from(`${'一二三四五六七八九十'.repeat(2)}\n`);
    const content = Buffer.alloc(20 * 1024 * 1024 - 1, line).subarray(0, line.length * 300_000);
    const digest = await clerk.uploads(content);
    expect((await readFile(fileOf(digest))).equals(content)).toBe(true);
    expect((await reads(digest)).bytes.equals(content)).toBe(true);
  });
});

describeOnAnyDatabase('Papers that were named before it was noted who names them', (fresh, dialect) => {
  it('are found in the leaves, and a leaf that was changed into something else stops nothing', async () => {
    const on = await fresh();
    const database = await on.open();
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(64));
    const leaf = {
      data: {
        payload: { minute: { sha256: a }, bundle: [{ sha256: b }, { sha256: b }], sha256: 'short' },
        evidenced: { source: c },
        instrument: { digest: d },
      },
    };
    const event = `INSERT INTO event (seq, id, subject, version, type, time, leaf_hash, bytes)
      VALUES (?, ?, 'decision/d1', ?, 'T', '', ?, ?)`;
    await database.write(async (tx) => {
      for (const [seq, bytes] of [JSON.stringify(leaf), 'no leaf at all', '{"data":7}'].entries())
        await tx.query(event, [seq, `event-${seq}`, seq, Buffer.alloc(32), Buffer.from(bytes)]);
      await tx.query('DROP TABLE document_naming');
      await tx.query('DROP TABLE document_brought');
      await tx.query("DELETE FROM schema_migration WHERE name LIKE 'papers-named-%'");
    });
    await database.close();
    await migrate(dialect, dialect === 'sqlite' ? on.url.slice('sqlite:'.length) : on.url);
    const again = await on.open();
    const named = await again.read.query('SELECT sha256, subject FROM document_naming ORDER BY sha256');
    expect(named).toEqual([a, b, c, d].map((sha256) => ({ sha256, subject: 'decision/d1' })));
  });
});
