import { expect, test } from 'vitest';
import { describeOnAnyDatabase } from '../databases.js';
import { AtWork } from './at-work.js';
import { Matter, newKey, proposal } from './matter.js';
import { convenes, goesOn, matterAt } from './stages.js';
import { BODY, UNITS } from './town.js';
import { eventIn, insisted, type Reply } from './wire.js';

/** All that a client could see of it. */
const whole = ({ status, text, headers }: Reply) => [
  status,
  text,
  headers.get('etag'),
  headers.get('location'),
];
const STUDIED = { necessity: '必要', feasibility: '可行' };

describeOnAnyDatabase('The same request again, under the same Idempotency-Key', (fresh) => {
  test('is answered the same to the byte, and recorded once: at once, when the matter has moved on, after a restart', async () => {
    const work = await AtWork.begins(fresh);
    const matter = await matterAt(work.town, 'screened');
    const key = newKey();
    const how = { key, version: matter.version };
    const first = await matter.does('proposer', 'ProposalStudied', STUDIED, how);
    const again = () => matter.tries('proposer', 'ProposalStudied', STUDIED, how);
    const events = await work.events();
    expect(whole(await again())).toEqual(whole(first));
    expect(await work.events()).toBe(events);
    await matter.starts();
    await matter.drafts();
    expect(whole(await again())).toEqual(whole(first));
    const later = await work.events();
    await work.restarts();
    expect(whole(await again())).toEqual(whole(first));
    expect(await work.events()).toBe(later);
  });

  test('a binding act gets the same receipt again', async () => {
    const work = await AtWork.begins(fresh);
    const matter = await matterAt(work.town, 'exempted');
    const papers = await matter.papers('legal-basis', 'procedure-account');
    const how = { key: newKey(), version: matter.version };
    const request = { bundleDigest: matter.bundle, papers };
    const first = await matter.does('proposer', 'LegalityReviewRequested', request, how);
    expect(first.body['receipt']).toMatch(/^c2sp\.org\/tlog-proof@v1\n/);
    await matter.passesReview();
    await work.restarts();
    expect(whole(await matter.tries('proposer', 'LegalityReviewRequested', request, how))).toEqual(
      whole(first),
    );
  });

  test('a proposal opens one decision, a convening one meeting, a registration one person', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    const [proposer, clerk] = [await town.person('proposer'), await town.person('clerk')];
    const meeting = await convenes(town);
    const { body } = await clerk.get(`/api/meetings/${meeting}`);
    const { kind, plannedOn, head, members } = body['state'] as Record<string, string>;
    const convening = { payload: { body: BODY, kind, plannedOn, head, members } as Record<string, string> };
    const registration = { username: 'lisi', password: 'a long enough one', name: '李四', post: '干事' };
    const unit = { kind: 'unit', level: 'township', body: BODY, name: '农业办' };
    const requests = [
      () =>
        proposer.posts('/api/decisions', { payload: proposal('甲') }, { 'idempotency-key': 'proposal-1' }),
      () => clerk.posts('/api/meetings', convening, { 'idempotency-key': 'meeting-1' }),
      () => town.administrator.posts('/api/admin/people', registration, { 'idempotency-key': 'person-1' }),
      () => town.administrator.posts('/api/admin/units', unit, { 'idempotency-key': 'unit-0001' }),
    ];
    for (const send of requests) {
      const first = insisted(201, await send());
      const events = await work.events();
      for (const repeat of [await send(), await send()]) expect(whole(repeat)).toEqual(whole(first));
      expect(await work.events()).toBe(events);
    }
  });

  test('is answered the same though the role that it took has ended since, which answers nothing else', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    const matter = await matterAt(town, 'studied');
    const head = await town.person('head');
    const start = { leadUnit: UNITS.lead, units: [UNITS.lead] };
    const how = { key: newKey(), version: matter.version };
    const first = await matter.does('head', 'ProcedureStarted', start, how);
    const ended = {
      type: 'RoleEnded',
      payload: { role: 'head', unit: UNITS.office, body: BODY, reason: '调任' },
    };
    insisted(201, await town.administrator.posts(`/api/admin/people/${head.id}/events`, ended));
    const events = await work.events();
    expect(whole(await matter.tries('head', 'ProcedureStarted', start, how))).toEqual(whole(first));
    const others = [
      await matter.tries('head', 'ProcedureStarted', start, { key: newKey() }),
      await matter.tries('head', 'ProcedureStarted', { ...start, units: [UNITS.lead, UNITS.helping] }, how),
      await matter.tries('clerk', 'ProcedureTerminated', { reason: '误' }, how),
      await head.get(matter.path),
    ];
    expect(others.map(({ status, body }) => [status, body['code']])).toEqual([
      [403, 'not-competent'],
      [422, 'idempotency-key-reused'],
      [403, 'not-competent'],
      [404, 'not-found'],
    ]);
    work.clock.daysPassByTheMachine(31);
    const again = await town.signsIn('head');
    const late = await matter.tries(again, 'ProcedureStarted', start, how);
    expect([late.status, late.body['code']]).toEqual([403, 'not-competent']);
    expect(await work.events()).toBe(events);
  });

  test('a key stands for one request: another body, event, decision or address is refused', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    const [matter, other] = [await matterAt(town, 'screened'), await matterAt(town, 'screened')];
    const key = newKey();
    await matter.does('proposer', 'ProposalStudied', STUDIED, { key });
    const events = await work.events();
    const others = [
      await matter.tries('proposer', 'ProposalStudied', { ...STUDIED, necessity: '不必要' }, { key }),
      await matter.tries('proposer', 'ProposalStudied', STUDIED, { key, more: { claimed: '2026-03-01' } }),
      await matter.tries('proposer', 'ProposalWithdrawn', { reason: '不办了' }, { key }),
      await other.tries('proposer', 'ProposalStudied', STUDIED, { key }),
      await (
        await town.person('proposer')
      ).posts('/api/decisions', { payload: proposal('乙') }, { 'idempotency-key': key }),
    ];
    expect(others.map(({ status, body }) => [status, body['code']])).toEqual(
      others.map(() => [422, 'idempotency-key-reused']),
    );
    expect(await work.events()).toBe(events);
  });

  test('somebody else’s key is another key, though it reads the same', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'inMeeting');
    const spoke = { stance: 'agree', words: '同意' };
    const how = { key: 'said-in-the-meeting', version: null };
    const one = await matter.does('deputy', 'MemberSpoke', spoke, how);
    const two = await matter.does('warden', 'MemberSpoke', spoke, how);
    expect(eventIn(two).version).toBe(eventIn(one).version + 1);
    expect(whole(await matter.tries('deputy', 'MemberSpoke', spoke, how))).toEqual(whole(one));
  });

  test('twenty at once are one event and one answer', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    const matter = await matterAt(town, 'screened');
    const proposer = await town.person('proposer');
    const events = await work.events();
    const twenty = Array.from({ length: 20 });
    const how = { key: newKey() };
    const acts = await Promise.all(twenty.map(() => matter.tries(proposer, 'ProposalStudied', STUDIED, how)));
    expect(acts.map(whole)).toEqual(acts.map(() => whole(acts[0] as Reply)));
    expect(acts[0]?.status).toBe(201);
    expect(await work.events()).toBe(events + 1);
    const sent = { payload: proposal('二十次') };
    const openings = await Promise.all(
      twenty.map(() => proposer.posts('/api/decisions', sent, { 'idempotency-key': 'twenty-times' })),
    );
    expect(openings.map(whole)).toEqual(openings.map(() => whole(openings[0] as Reply)));
    expect([openings[0]?.status, await work.events()]).toEqual([201, events + 2]);
    // What was opened is a decision like any other.
    await goesOn(Matter.in(town, openings[0] as Reply), 'proposed', 'started');
  });

  test('a refusal is not kept: the key is free for the request that mends it', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'started');
    const key = newKey();
    const draft = await matter.draftOf('第一版');
    const statuses = [
      await matter.tries('proposer', 'DraftSubmitted', { ...draft, edition: 3 }, { key }),
      await matter.tries('proposer', 'DraftSubmitted', draft, { key, version: 0 }),
      await matter.tries('proposer', 'PublicInputReported', { received: 0 }, { key }),
      await matter.tries('proposer', 'DraftSubmitted', draft, { key, version: null }),
      await matter.tries('clerk', 'DraftSubmitted', draft, { key }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([409, 412, 422, 428, 403]);
    const first = await matter.does('proposer', 'DraftSubmitted', draft, { key });
    expect(whole(await matter.tries('proposer', 'DraftSubmitted', draft, { key }))).toEqual(whole(first));
  });
});
