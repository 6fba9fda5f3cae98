import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { chengxu, refuses } from '../../test/command-line.js';
import { describeOnBothDatabases } from '../../test/databases.js';
import { ORIGIN } from '../../test/installation.js';
import { EventStream } from '../../test/event-stream.js';
import { docxOf } from '../../test/office-files.js';
import { crewOf, PublishedCall } from '../../test/published-call.js';
import { TestServer, type Person } from '../../test/server.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { documentPath } from '../documents/documents.js';
import { DocumentDamaged } from '../documents/refusals.js';
import type { SearchAnswer } from './answers.js';
import { Indexer } from './indexer.js';

type Hit = SearchAnswer['hits'][number];

async function finds(who: Person, q: string, more = ''): Promise<Hit[]> {
  const answer = await who.get(`/api/search?q=${encodeURIComponent(q)}${more}`);
  expect([q, answer.status]).toEqual([q, 200]);
  return (answer.body as JsonObject as SearchAnswer).hits;
}
/** The index comes a moment after the ledger. */
async function findsSoon(who: Person, q: string, fits = (hits: Hit[]) => hits.length > 0): Promise<Hit[]> {
  const until = Date.now() + 20_000;
  for (;;) {
    const hits = await finds(who, q);
    if (fits(hits)) return hits;
    if (Date.now() > until) throw new Error(`${q}: ${JSON.stringify(hits)}`);
    await pause(100);
  }
}
const marked = ({ snippet }: Hit) => snippet.marks.map(({ start, end }) => snippet.text.slice(start, end));

describeOnBothDatabases('Search', (fresh, dialect) => {
  it('finds titles, words and papers, for whoever may read them, until they are erased', async () => {
    const on = await fresh();
    const { server, administrator } = await TestServer.setUp(on);
    const crew = await crewOf(administrator);
    const call = await PublishedCall.published(crew, 'searched-call', '横溪镇停车场建设');
    const { office, proposer } = crew;
    const said = await call.comments({
      text: '请依照规定第3条保留A区停车场旁那几棵老樟树',
      name: '欧阳修竹',
      contact: '13800000000',
    });
    expect(said.status).toBe(201);

    const [title] = await findsSoon(office, '停车场', (hits) =>
      hits.some(({ source }) => source === 'title'),
    );
    expect(title).toMatchObject({
      subject: `decision/${call.decision}`,
      title: { zh: '横溪镇停车场建设' },
      source: 'title',
      field: '/payload/title',
      snippet: { text: '横溪镇停车场建设', cutBefore: false, cutAfter: false, marks: [{ start: 3, end: 6 }] },
    });
    const words = await finds(office, '民生 项目', '&source=words');
    expect(words.map((one) => [one.field, marked(one)])).toEqual([
      ['/payload/reasonsAndBasis', ['民生', '项目']],
    ]);
    // One character, which the pairs of the index do not have.
    expect((await findsSoon(office, '樟')).map(marked)).toEqual([['樟']]);
    expect(await finds(office, '车停')).toEqual([]);
    expect(await finds(office, '，！')).toEqual([]);
    const odd = [
      '"停车',
      "停车'",
      '停车*',
      'NEAR(停 车)',
      '停车 & !',
      '-停车',
      'a:b',
      '\\',
      "'; DROP TABLE event",
    ];
    for (const one of odd) await finds(office, one);
    expect((await finds(office, '停车场', '&limit=1')).length).toBe(1);

    const draft = await findsSoon(office, '草案', (hits) => hits.some(({ source }) => source === 'paper'));
    const paper = draft.find(({ source }) => source === 'paper');
    expect([paper?.name, paper && marked(paper)]).toEqual(['paper.txt', ['草案']]);

    const comment = await findsSoon(office, '老樟树');
    expect(comment.map(({ subject }) => subject)).toEqual(['consultation/searched-call']);
    // Beside digits and letters, one character of a pair.
    for (const q of ['第3条', '3条', 'Ａ区', '条保留a区'])
      expect([q, (await finds(office, q)).map(marked)]).toEqual([
        q,
        [[q.replace('Ａ', 'A').replace('a', 'A')]],
      ]);
    for (const q of ['年3条', '第3款', 'A楼']) expect(await finds(office, q)).toEqual([]);
    // Who wrote it is searched by nobody.
    expect(await finds(office, '欧阳修竹')).toEqual([]);

    const other = { id: 'shangzhang', kind: 'body', level: 'township', name: '上张乡人民政府' };
    expect((await administrator.posts('/api/admin/units', other)).status).toBe(201);
    const stranger = await administrator.registers('stranger', { role: 'office', body: other.id });
    const plain = await administrator.registers('without-roles');
    for (const one of [stranger, plain])
      for (const q of ['停车场', '草案', '老樟树']) expect(await finds(one, q)).toEqual([]);

    const erasure = {
      about: { receiptCode: String(said.body['receipt']) },
      legalBasis: 'consent-withdrawn',
      request: '2026-1',
    };
    expect((await office.posts('/api/admin/erasures', erasure)).status).toBe(201);
    const archivist = await administrator.registers('archivist', { role: 'archivist' });
    const [waiting] = (await archivist.get('/api/admin/erasures')).body['proposals'] as JsonObject[];
    const confirmed = await archivist.posts(
      `/api/admin/erasures/${String(waiting?.['id'])}/confirmation`,
      {},
    );
    expect(confirmed.status).toBe(201);
    expect(await finds(office, '老樟树')).toEqual([]);
    expect(await finds(office, '樟')).toEqual([]);
    if (dialect === 'sqlite') {
      const file = await readFile(new URL(on.url.replace('sqlite:', 'file:')));
      for (const gone of ['老樟树', '老樟', '樟树'])
        expect([gone, file.includes(Buffer.from(gone))]).toEqual([gone, false]);
    }

    const again = await docxOf('第一条 夜间停车免费', '第二条 违者由综合行政执法队处理');
    const sha256 = await proposer.uploads(again, '停车收费办法.docx');
    const mine = await proposer.get(`/api/documents/${sha256}/text`);
    expect(mine.body).toEqual({
      sha256,
      state: 'text',
      truncated: false,
      text: '第一条 夜间停车免费\n第二条 违者由综合行政执法队处理',
    });
    const before = await proposer.uploads('第一条 停车免费', '旧.txt');
    const difference = await proposer.get(`/api/documents/${before}/diff/${sha256}`);
    expect([difference.status, difference.body]).toMatchObject([
      200,
      {
        comparable: true,
        same: false,
        coarse: false,
        removed: 0,
        paragraphs: [{ is: 'changed' }, { is: 'added' }],
      },
    ]);
    for (const path of ['text', `diff/${before}`]) {
      const foreign = await stranger.get(`/api/documents/${sha256}/${path}`);
      const none = await stranger.get(`/api/documents/${'f'.repeat(64)}/${path}`);
      expect([foreign.status, foreign.body]).toEqual([404, none.body]);
    }
    const scan = await proposer.uploads(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), '照片.png');
    expect((await proposer.get(`/api/documents/${scan}/diff/${sha256}`)).body).toMatchObject({
      before: { state: 'none' },
      comparable: false,
      paragraphs: [],
    });

    // Made again from the ledger, beside the server that runs, it is what it was.
    const kept = () =>
      server.running.parts.database.read.query(
        'SELECT subject, body, source, seq, digest, field, part, at, passage FROM search_passage ORDER BY subject, seq, field, digest, part',
      );
    const keptSoon = async (count: number) => {
      const until = Date.now() + 20_000;
      for (let rows = await kept(); ; rows = await kept()) {
        if (rows.length >= count || Date.now() > until) return rows;
        await pause(100);
      }
    };
    const made = await kept();
    expect(made.length).toBeGreaterThan(10);
    await writeFile(join(on.directory, 'origin'), ORIGIN);
    const place = ['--data', on.directory, '--database', on.url];
    const rebuilt = await chengxu('search', 'rebuild', ...place);
    expect([rebuilt.status, rebuilt.err]).toEqual([0, '']);
    expect(rebuilt.out).toContain(`${await server.events()} 个事件，${made.length} 段`);
    expect(await kept()).toEqual(made);
    expect((await finds(office, '停车场')).length).toBeGreaterThan(1);
    expect((await chengxu('tasks', 'rebuild', ...place)).status).toBe(0);
    // The papers as well: the server that runs reads them again, and one that was damaged once it was put right.
    const broken = String(made.find(({ source }) => source === 'paper')?.['digest']);
    const file = documentPath(join(on.directory, 'documents'), broken);
    const whole = await readFile(file);
    await writeFile(file, 'damaged');
    expect((await chengxu('search', 'rebuild', '--texts', ...place)).status).toBe(0);
    const others = made.filter(({ digest }) => digest !== broken);
    expect(await keptSoon(others.length)).toEqual(others);
    await pause(1500);
    await writeFile(file, whole);
    expect(await keptSoon(made.length)).toEqual(made);
    await refuses(3, ['search', 'rebuild', '--data', join(on.directory, 'nowhere')], /no database/);

    // A paper that is damaged is read again once its file is another; one that could not be read for a moment always is.
    const { database, road } = server.running.parts;
    const indexer = new Indexer(database, road.states, () => undefined);
    const tried = { damaged: 0, busy: 0 };
    let stamp = 'as it was';
    indexer.begin({
      untaken: () => Promise.resolve(['damaged', 'busy']),
      take: (digest) => {
        tried[digest === 'busy' ? 'busy' : 'damaged'] += 1;
        return Promise.reject(digest === 'busy' ? new Error('busy') : new DocumentDamaged(digest));
      },
      stampOf: () => Promise.resolve(stamp),
    });
    await indexer.look();
    await indexer.look();
    expect([tried.damaged, tried.busy > 1]).toEqual([1, true]);
    stamp = 'put right';
    await indexer.look();
    await indexer.look();
    await indexer.stop();
    expect(tried.damaged).toBe(2);
  });

  if (dialect === 'sqlite') return;
  it('and the stream tells what either of two servers records, and ends with a session that the other ended', async () => {
    const on = await fresh();
    const { server, administrator } = await TestServer.setUp(on);
    const other = await TestServer.starts(on, server.clock);
    const clerk = await administrator.registers('clerk', { role: 'office' });
    const here = await EventStream.opens(clerk);
    const there = await EventStream.opens(clerk, undefined, other.running.address);
    await there.hears(({ event }) => event === 'ready');
    await here.hears(({ event }) => event === 'ready');
    await administrator.registers('colleague', { role: 'proposer' });
    for (const stream of [here, there]) await stream.hears(({ data }) => data['type'] === 'RoleGranted');
    const headers = { authorization: `Bearer ${clerk.token}` };
    expect((await server.sends('DELETE', '/api/sessions/current', { headers })).status).toBe(204);
    await Promise.all([here.ends(), there.ends()]);
    expect([here, there].map(({ told }) => told.at(-1)?.event)).toEqual(['signed-out', 'signed-out']);
  });
});
