import { expect, test } from 'vitest';
import { verifyReceipt } from '../../src/ledger/receipt.js';
import { verifierOf } from '../../src/ledger/signed-note.js';
import { describeOnAnyDatabase } from '../databases.js';
import { AtWork } from './at-work.js';
import { Matter, proposal } from './matter.js';
import { publishedEvents } from './sample-payloads.js';
import { matterAt } from './stages.js';
import type { Town } from './town.js';
import { eventIn, insisted, type Reply } from './wire.js';

/** Checks a receipt as its holder would: with the log's key and the event's leaf hash, and nothing else. */
async function holds(town: Town, receipt: string, reply: Reply): Promise<void> {
  const { body, text } = await town.wire.get('/api/ledger/vkey');
  expect(body).toEqual({});
  const { leafHash, seq } = eventIn(reply);
  const { index } = verifyReceipt(receipt, Buffer.from(leafHash, 'hex'), [verifierOf(text.trim())]);
  expect(index).toBe(seq);
}

describeOnAnyDatabase('What is accepted', (fresh) => {
  test('a proposal is answered with 201, its address and its version', async () => {
    const { town } = await AtWork.begins(fresh);
    const proposer = await town.person('proposer');
    const reply = insisted(201, await proposer.posts('/api/decisions', { payload: proposal('杜鹃花节') }));
    const { id } = Matter.in(town, reply);
    expect(reply.headers.get('etag')).toBe('"0"');
    expect(reply.headers.get('location')).toBe(`/api/decisions/${id}`);
    expect(reply.body).toMatchObject({
      event: { subject: `decision/${id}`, type: 'DecisionProposed', version: 0 },
      version: 0,
      state: { value: 'proposed', status: 'active' },
    });
    const read = await proposer.get(reply.headers.get('location') ?? '');
    expect([read.status, read.headers.get('etag'), read.body['title']]).toEqual([200, '"0"', '杜鹃花节']);
  });

  test('every act is answered with its event, the new version as ETag, and the new state', async () => {
    const { town } = await AtWork.begins(fresh);
    const { answers, id } = await matterAt(town, 'adopted');
    const time = town.today;
    for (const [version, reply] of answers.entries()) {
      const event = eventIn(reply);
      expect(reply.headers.get('etag')).toBe(`"${version}"`);
      expect(reply.body).toMatchObject({
        event: { subject: `decision/${id}`, version, time: expect.stringContaining(time) },
        version,
        state: { value: expect.anything(), context: expect.anything(), steps: expect.anything() },
        receiptAt: `/api/ledger/receipts/${event.id}`,
      });
    }
    const seqs = answers.map((reply) => eventIn(reply).seq);
    expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));
  });

  test('binding acts are answered with a receipt that holds; the others have theirs soon after', async () => {
    const { town } = await AtWork.begins(fresh);
    const { answers } = await matterAt(town, 'adopted');
    const events = await publishedEvents(town.administrator);
    const binding = events.filter((event) => event.binding).map(({ type }) => type);
    const answered = answers.filter(({ body }) => body['receipt'] !== undefined);
    expect(answered.map((reply) => eventIn(reply).type)).toEqual(
      answers.map((reply) => eventIn(reply).type).filter((type) => binding.includes(type)),
    );
    expect(answered.length).toBeGreaterThanOrEqual(3);
    // The last act was binding: its checkpoint covers all that went before.
    for (const reply of answers) {
      const kept = insisted(200, await town.wire.get(String(reply.body['receiptAt'])));
      await holds(town, kept.text, reply);
      if (answered.includes(reply)) expect(kept.text).toBe(reply.body['receipt']);
    }
  });

  test('what only adds is judged where the matter stands; a version that is sent counts all the same', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'inMeeting');
    const stale = { stance: 'agree', words: '同意' };
    const refused = await matter.tries('deputy', 'MemberSpoke', stale, { version: matter.version - 1 });
    expect([refused.status, refused.body['code']]).toEqual([412, 'version-conflict']);
    await matter.does('deputy', 'MemberSpoke', stale, { version: null });
    await matter.does('warden', 'MemberSpoke', stale, { version: null });
    await matter.does(
      'auditor',
      'AuditFindingRecorded',
      { about: '讨论', finding: '完整' },
      { version: null },
    );
    await matter.speaks('head', 'HeadSpoke');
  });

  test('the three dates are kept apart, and periods count from the evidenced one', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    const matter = await matterAt(town, 'exempted');
    const date = town.today;
    work.daysPass(3);
    const { sha256 } = await town.paper('letter');
    const evidenced = { date, source: sha256 ?? '', checkedBy: await town.idOf('clerk') };
    const papers = await matter.papers('legal-basis', 'procedure-account');
    await matter.does(
      'proposer',
      'LegalityReviewRequested',
      { bundleDigest: matter.bundle, papers },
      { more: { evidenced, claimed: '2026-02-27' } },
    );
    const { body } = await (await town.person('clerk')).get(`${matter.path}/events`);
    const told = (body['events'] as Record<string, unknown>[]).at(-1);
    expect(told).toMatchObject({ date: town.today, evidenced, claimed: '2026-02-27' });
    const { state } = matter.answers.at(-1)?.body ?? {};
    expect(state).toMatchObject({ context: { review: { requestedOn: date } } });
  });
});
