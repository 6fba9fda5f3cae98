import { expect, test } from 'vitest';
import { openDatabase } from '../../src/database/open.js';
import { eventsFrom } from '../../src/ledger/reading.js';
import { describeOnBothDatabases } from '../databases.js';
import { AtWork } from './at-work.js';
import { Matter, newKey, proposal } from './matter.js';
import { convenes, goesOn, inMeeting, matterAt } from './stages.js';
import { BODY, UNITS } from './town.js';
import { eventIn, insisted, type Reply } from './wire.js';

const tally = (replies: readonly Reply[]) => {
  const counts: Record<string, number> = {};
  for (const { status, body } of replies) {
    const kind = status === 201 ? '201' : `${status} ${String(body['code'])}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
};

describeOnBothDatabases('Many at once', (fresh) => {
  test('of two who answer the same version exactly one is recorded, thirty times over', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'drafted');
    const [one, two] = [await town.person('proposer'), await town.person('colleague')];
    const paper = await town.paper('consultation-record');
    for (let round = 0; round < 30; round += 1) {
      const consulted = { units: [UNITS.justice], agreed: true, record: paper };
      const draft = await matter.draftOf(`第${matter.edition + 1}版`);
      const replies = await Promise.all([
        matter.tries(one, 'UnitsConsulted', consulted),
        matter.tries(two, 'DraftSubmitted', draft),
      ]);
      expect(tally(replies)).toEqual({ 201: 1, '412 version-conflict': 1 });
      const winner = replies.find(({ status }) => status === 201) as Reply;
      expect(Number(winner.body['version'])).toBe(matter.version + 1);
      matter.keeps(winner);
    }
    const { body } = await one.get(matter.path);
    expect(body['version']).toBe(matter.answers.length - 1);
  });

  test('fifteen members speak at once, and all of them are heard', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'bundled');
    const names = Array.from({ length: 15 }, (_, i) => `member-${i}`);
    const members = await Promise.all(names.map((name) => town.newcomer(name, [['member', UNITS.office]])));
    const ids = members.map(({ id }) => id);
    matter.meeting = await convenes(town, ids);
    await matter.tables();
    await inMeeting(town, matter.meeting, 'MeetingOpened', { openedOn: town.today }, 0);
    const present = [await town.idOf('head'), ...ids];
    await inMeeting(town, matter.meeting, 'AttendanceRecorded', { present }, 1);
    const spoke = { stance: 'agree', words: '同意' };
    const replies = await Promise.all(
      members.map((member) => matter.tries(member, 'MemberSpoke', spoke, { version: null })),
    );
    expect(tally(replies)).toEqual({ 201: 15 });
    const versions = replies.map(({ body }) => Number(body['version'])).toSorted((a, b) => a - b);
    expect(versions).toEqual(names.map((_, i) => matter.version + 1 + i));
    matter.version += 15;
    await matter.speaks('head', 'HeadSpoke');
  });

  test('of two hundred commands, half refused or failing midway, every 201 is in the ledger once, and nothing else', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    const proposer = await town.person('proposer');
    const [head, clerk] = [await town.idOf('head'), await town.person('clerk')];
    const proposals = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        proposer.posts('/api/decisions', { payload: proposal(`事项${i}`) }),
      ),
    );
    const matters = proposals.map((reply) => Matter.in(town, insisted(201, reply)));
    const screening = { result: 'major', kind: 'other-major', reason: '列入目录' };
    const before = await work.events();
    const grants = `/api/admin/people/${head}/grants`;
    const commands = Array.from({ length: 200 }, (_, i) => {
      const matter = matters[Math.floor(i / 10)] as Matter;
      switch (i % 10) {
        // One of these two is recorded, the other comes too late.
        case 0:
        case 1:
          return matter.tries(clerk, 'MatterScreened', screening);
        case 2:
          return matter.tries(clerk, 'MatterScreened', { ...screening, kind: 'nonsense' });
        case 3:
          return matter.tries(proposer, 'MatterScreened', screening);
        // Fails in the projection: the event and its disclosures are in the table already, and go again.
        case 4:
          return town.administrator.posts(grants, {
            role: 'auditor',
            unit: `nowhere-${i}`,
            body: BODY,
            reason: '误',
          });
        case 5:
          return town.administrator.posts('/api/admin/units', {
            id: UNITS.lead,
            kind: 'body',
            level: 'township',
            name: '重名',
          });
        case 6:
          return proposer.posts(
            '/api/decisions',
            { payload: proposal(`新事项${i}`) },
            { 'idempotency-key': newKey() },
          );
        case 7:
          return town.administrator.posts('/api/admin/units', {
            kind: 'unit',
            level: 'township',
            body: BODY,
            name: `办${i}`,
          });
        case 8:
          return proposer.posts('/api/decisions', { payload: { ...proposal('别处的'), body: 'elsewhere' } });
        default:
          return proposer.posts('/api/decisions', { payload: proposal(`又一事项${i}`) });
      }
    });
    const replies = await Promise.all(commands);
    expect(tally(replies)).toEqual({
      201: 80,
      '412 version-conflict': 40,
      '422 payload-refused': 20,
      '403 not-competent': 40,
      '422 unit-unknown': 20,
    });
    const database = await openDatabase({ url: work.on.url });
    const recorded = await eventsFrom(database.read, before, 1000);
    await database.close();
    const answered = replies.filter(({ status }) => status === 201).map((reply) => eventIn(reply));
    const sorted = answered.toSorted((a, b) => a.seq - b.seq);
    expect(recorded.map(({ seq, id, leafHash }) => [seq, id, leafHash])).toEqual(
      sorted.map(({ seq, id, leafHash }) => [seq, id, leafHash]),
    );
    await goesOn(Matter.in(town, replies[9] as Reply), 'proposed', 'drafted');
  });
});
