import { expect, it } from 'vitest';
import { describeOnAnyDatabase, type TestDatabase } from '../../test/databases.js';
import { crewOf, PublishedCall } from '../../test/published-call.js';
import { ORIGIN } from '../../test/installation.js';
import { TestServer } from '../../test/server.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { sha256Hex } from '../canonical/digest.js';
import { verifyInstallation } from '../verification/verify-installation.js';

async function begin(on: TestDatabase) {
  const { server, administrator } = await TestServer.setUp(on);
  const crew = await crewOf(administrator);
  return { server, administrator, ...crew, call: await PublishedCall.published(crew, 'parking-2026') };
}
/** Every event, its facts and its payload, judged again from the rows alone. */
async function judgedAgain(server: TestServer): Promise<void> {
  const { database, ledger, signer, workflows } = server.running.parts;
  await ledger.checkpoint();
  const trust = { origin: ORIGIN, vkeys: [signer.vkey] };
  const report = await verifyInstallation(database.read, trust, workflows);
  expect([report.finding, report.undecided, report.verdict]).toEqual([undefined, undefined, 'verified']);
}

const unmetIn = ({ body }: { body: JsonObject }) =>
  (body['unmet'] as JsonObject[] | undefined)?.map(({ requirement }) => requirement);

describeOnAnyDatabase('Consultations', (fresh) => {
  it('put the draft and its explanation before anybody, and nothing else of the file', async () => {
    const { server, call, proposer } = await begin(await fresh());
    const { body: one } = await server.sends('GET', '/api/public/consultations/parking-2026');
    const sha256 = sha256Hex('草案：横溪镇停车场建设');
    expect(one['papers']).toEqual([
      { role: 'draft', name: '草案.txt', mediaType: 'text/plain', size: 20, sha256 },
      { role: 'explanation', name: '说明.txt', mediaType: 'text/plain', size: 20, sha256 },
    ]);
    const paper = await server.sends('GET', `/api/public/consultations/${call.id}/documents/${sha256}`);
    expect([paper.status, paper.headers.get('content-disposition')]).toEqual([
      200,
      `attachment; filename="${sha256.slice(0, 12)}.txt"; filename*=UTF-8''%E8%8D%89%E6%A1%88.txt`,
    ]);
    expect(paper.headers.get('content-security-policy')).toContain('sandbox');
    const inTheFile = await proposer.uploads('内部意见');
    const other = await server.sends('GET', `/api/public/consultations/${call.id}/documents/${inTheFile}`);
    expect(other.status).toBe(404);
    const nowhere = await server.sends('GET', `/api/public/consultations/none/documents/${sha256}`);
    expect(nowhere.status).toBe(404);
  });

  it('tell anybody which calls run, and what their notices say', async () => {
    const { server, call } = await begin(await fresh());
    const { body: list } = await server.sends('GET', '/api/public/consultations?open=true');
    expect(list['consultations']).toEqual([
      {
        id: 'parking-2026',
        decision: call.decision,
        title: '横溪镇停车场建设',
        body: 'hengxi',
        bodyName: '横溪镇人民政府',
        openedOn: '2026-03-02',
        deadline: call.deadline,
        open: true,
        counts: { received: 0, disposed: 0, adopted: 0, partly: 0, notAdopted: 0 },
      },
    ]);
    const { body: one } = await server.sends('GET', '/api/public/consultations/parking-2026');
    expect(one['notice']).toMatchObject({
      howToComment: '网上留言，或寄镇政府办公室',
      channels: ['website'],
    });
    // Told before anything is collected (Personal Information Protection Law, articles 17 and 35).
    expect(one['privacy']).toMatchObject({
      handler: { id: 'hengxi', name: '横溪镇人民政府' },
      fields: [
        { field: 'text', needed: true },
        { field: 'name', needed: false },
        { field: 'contact', needed: false },
      ],
      law: ['个人信息保护法第十七条', '个人信息保护法第三十五条'],
    });
    const { body: closed } = await server.sends('GET', '/api/public/consultations?open=false');
    expect(closed['consultations']).toEqual([]);
    expect((await server.sends('GET', '/api/public/consultations/nothing')).status).toBe(404);
  });

  it('take a comment without an account, and later tell its writer what became of it', async () => {
    const { server, call } = await begin(await fresh());
    const comment = await call.comments({ text: '建议多设残疾人车位', name: '王芳', contact: '13800000000' });
    expect(comment.status).toBe(201);
    expect(comment.body).toMatchObject({ consultation: 'parking-2026', number: 1 });
    const code = String(comment.body['receipt']);
    expect(code).toMatch(/^([0-9A-Z]{5}-){3}[0-9A-Z]{5}$/);

    const before = await server.sends('GET', `/api/public/receipts/${code}`);
    expect(before.body).toMatchObject({ consultation: 'parking-2026', number: 1, disposition: null });
    expect((await call.disposes(1, 'partly')).status).toBe(201);
    await server.running.parts.ledger.checkpoint();
    const typed = code.toLowerCase().replaceAll('-', ' ');
    const after = await server.sends('GET', `/api/public/receipts/${encodeURIComponent(typed)}`);
    expect(after.body['disposition']).toMatchObject({ is: 'partly', reason: '已列入第二版' });
    const { seq, receipt, proof } = after.body['ledger'] as JsonObject;
    expect(receipt).toBe(sha256Hex(code.replaceAll('-', '')));
    expect(String(proof)).toContain('c2sp.org/tlog-proof');
    const leaf = (await server.running.parts.ledger.eventAt(Number(seq)))?.bytes.toString('utf8') ?? '';
    expect(leaf).toContain(String(receipt));
    for (const words of ['残疾人', '王芳', '13800000000']) expect(leaf).not.toContain(words);
  });

  it('know no other codes', async () => {
    const { server } = await begin(await fresh());
    for (const code of ['00000-00000-00000-00000', 'short', '%E4%B8%AD%E6%96%87'])
      expect((await server.sends('GET', `/api/public/receipts/${code}`)).status).toBe(404);
  });

  it('give the same answer and code to a comment that is sent again, also after a restart', async () => {
    const on = await fresh();
    const { server, call } = await begin(on);
    const comment = { text: '赞成' };
    const first = await call.comments(comment, 'key-of-this-comment');
    expect(await call.comments(comment, 'key-of-this-comment')).toMatchObject({ body: first.body });
    const other = await call.comments({ text: '反对' }, 'key-of-this-comment');
    expect([other.status, other.body['code']]).toEqual([422, 'idempotency-key-reused']);
    await server.stops();
    const restarted = await TestServer.starts(on, server.clock);
    const again = await restarted.sends('POST', `/api/public/consultations/${call.id}/comments`, {
      body: comment,
      headers: { 'idempotency-key': 'key-of-this-comment' },
    });
    expect(again.body).toEqual(first.body);
    const { body } = await restarted.sends('GET', `/api/public/consultations/${call.id}`);
    expect(body['counts']).toMatchObject({ received: 1 });
  });

  it('refuse what is no comment, and comments on what nobody published', async () => {
    const { server, call } = await begin(await fresh());
    const events = await server.events();
    expect((await call.comments({ text: ' ' })).status).toBe(422);
    expect((await call.comments({ text: '好', receipt: 'a'.repeat(64) })).status).toBe(422);
    expect((await call.comments({ text: '好', anonymous: true, name: '王芳' })).status).toBe(422);
    const elsewhere = { body: { text: '好' } };
    expect((await server.sends('POST', '/api/public/consultations/other/comments', elsewhere)).status).toBe(
      404,
    );
    expect(await server.events()).toBe(events);
  });

  it('number comments that come at the same time, each once', async () => {
    const { server, call } = await begin(await fresh());
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => call.comments({ text: `意见${i}`, anonymous: true })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(40).fill(201));
    const numbers = answers.map(({ body }) => Number(body['number'])).toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(new Set(answers.map(({ body }) => body['receipt'])).size).toBe(40);
    const { body } = await server.sends('GET', `/api/public/consultations/${call.id}`);
    expect(body['counts']).toMatchObject({ received: 40 });
  });

  it('take no comment after the last day, save on paper that arrived in time', async () => {
    const { administrator, proposer, office, call } = await begin(await fresh());
    call.passes();
    const late = await call.comments({ text: '太晚了' });
    expect([late.status, unmetIn(late)]).toEqual([409, ['within-the-open-call']]);
    const original = await proposer.uploads('来信原件');
    const source = await proposer.uploads('收件登记簿');
    const letter = {
      type: 'CommentReceived',
      payload: { text: '来信意见', anonymous: false },
      onBehalfOf: 'anybody',
      instrument: {
        digest: original,
        pages: 1,
        signedOn: '2026-03-28',
        sealed: false,
        certifiedBy: proposer.id,
      },
      evidenced: { date: '2026-03-30', source, checkedBy: office.id },
    };
    const entered = await proposer.posts(`/api/consultations/${call.id}/events`, letter);
    expect([entered.status, unmetIn(entered)]).toEqual([201, undefined]);
    const { server } = administrator;
    const told = await server.sends('GET', `/api/public/receipts/${String(entered.body['receiptCode'])}`);
    expect(told.body).toMatchObject({ number: 1, disposition: null });
    await judgedAgain(server);
  });

  it('must all be answered before public input is reported, with the counts that the ledger has', async () => {
    const { server, proposer, call } = await begin(await fresh());
    for (const text of ['一', '二', '三']) await call.comments({ text });
    await call.disposes(3, 'not-adopted');
    await call.disposes(1);
    expect(unmetIn(await call.disposes(1))).toEqual(['disposed-of-once']);
    expect(unmetIn(await call.disposes(4))).toEqual(['comment-was-received']);
    call.passes();
    await call.adds(proposer, 'ConsultationClosed', { consultation: call.id });
    const sha256 = await proposer.uploads('采纳情况报告');
    const report = {
      kind: 'public-input-report',
      name: '报告.txt',
      mediaType: 'text/plain',
      size: 18,
      sha256,
    };
    const reported = { received: 3, adopted: 2, partly: 0, notAdopted: 1, report };
    expect(unmetIn(await call.tries(proposer, 'PublicInputReported', reported))).toContain(
      'every-comment-disposed',
    );
    const waiting = await proposer.get(`/api/consultations/${call.id}/comments?disposed=false`);
    expect(waiting.body['comments']).toMatchObject([{ number: 2, text: '二', disposition: null }]);
    await call.disposes(2);
    await call.adds(proposer, 'PublicInputReported', reported);
    await judgedAgain(server);
  });

  it('are read and answered by the deciding body, and by nobody else', async () => {
    const { administrator, proposer, office, call } = await begin(await fresh());
    const path = `/api/consultations/${call.id}`;
    expect((await proposer.get(path)).body).toMatchObject({ version: -1, decision: call.decision });
    await call.comments({ text: '意见', name: '王芳' });
    const { body, headers } = await office.get(path);
    expect(headers.get('etag')).toBe('"0"');
    expect(body['state']).toMatchObject({ body: 'hengxi', received: 1, disposed: 0 });
    const { body: history } = await office.get(`${path}/events`);
    expect(history['events']).toMatchObject([
      { type: 'CommentReceived', actor: 'anybody', payload: { text: '意见', name: '王芳' } },
    ]);
    expect((await call.disposes(1, 'adopted', office)).status).toBe(403);
    const outsider = await administrator.registers('outsider');
    for (const below of ['', '/events', '/comments'])
      expect((await outsider.get(`${path}${below}`)).status).toBe(404);
    expect((await proposer.server.sends('GET', path)).status).toBe(401);
  });

  it('belong to one decision: another one cannot publish under the same name', async () => {
    const { server, proposer, office, call } = await begin(await fresh());
    await call.comments({ text: '意见' });
    const crew = { proposer, office };
    await expect(PublishedCall.published(crew, call.id, '另一事项')).rejects.toThrow('call-of-this-decision');
    const { body } = await server.sends('GET', `/api/public/consultations/${call.id}`);
    expect(body).toMatchObject({ title: '横溪镇停车场建设', counts: { received: 1 } });
  });

  it('give their history a page at a time', async () => {
    const { proposer, call } = await begin(await fresh());
    for (const text of ['一', '二', '三']) await call.comments({ text });
    const path = `/api/consultations/${call.id}/events`;
    const first = await proposer.get(`${path}?limit=2`);
    expect([(first.body['events'] as unknown[]).length, first.body['nextFrom']]).toEqual([2, 2]);
    const rest = await proposer.get(`${path}?from=2&limit=2`);
    expect(rest.body['events']).toMatchObject([{ version: 2, payload: { text: '三' } }]);
    expect(rest.body['nextFrom']).toBeUndefined();
  });
});
