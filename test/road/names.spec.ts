import { expect, test } from 'vitest';
import { describeOnAnyDatabase } from '../databases.js';
import { AtWork } from './at-work.js';
import { convenes, goesOn, matterAt } from './stages.js';
import { BODY, UNITS } from './town.js';
import { unmetIn, type Reply } from './wire.js';

interface Said {
  readonly requirement: string;
  readonly found: { readonly zh: string; readonly en: string };
}

const foundIn = (reply: Reply, requirement: string) =>
  (unmetIn(reply) as readonly unknown[] as readonly Said[]).find((one) => one.requirement === requirement)
    ?.found;

describeOnAnyDatabase('A refusal that is about people and units', (fresh) => {
  test('names them to their colleagues, in what is refused and in what is asked beforehand', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'inMeeting');
    await matter.speaks('deputy');
    const reply = await matter.tries('head', 'HeadSpoke', { stance: 'agree', words: '同意' });
    const warden = {
      zh: '到会组成人员还有 1 人未发言：姓名warden',
      en: 'present and still to speak (1): 姓名warden',
    };
    expect(foundIn(reply, 'head-speaks-last')).toEqual(warden);
    const asked = await (await town.person('head')).get(`${matter.path}/obstacles?event=HeadSpoke`);
    const standings = asked.body['standings'] as Said[];
    expect(standings.find(({ requirement }) => requirement === 'head-speaks-last')?.found).toEqual(warden);
    const seen = await (await town.person('head')).get(matter.path);
    expect(seen.text).toContain('姓名warden');
    expect(`${reply.text}${asked.text}${seen.text}`).not.toContain('{person:');
  });

  test('names units too', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'started');
    const touches = {
      specificGroups: false,
      marketPlayers: false,
      units: [UNITS.office],
      hearingRequiredBy: null,
    };
    await matter.does('proposer', 'DraftSubmitted', await matter.draftOf('草案', { touches }));
    await goesOn(matter, 'drafted', 'exempted');
    const papers = [await town.paper('legal-basis'), await town.paper('procedure-account')];
    const sent = { bundleDigest: matter.bundle, papers };
    expect(
      foundIn(await matter.tries('proposer', 'LegalityReviewRequested', sent), 'units-consulted'),
    ).toEqual({
      zh: `尚未协商：单位${UNITS.office}`,
      en: `not consulted: 单位${UNITS.office}`,
    });
  });

  test('leaves the id of whom the reader does not serve beside, and of whom there is not', async () => {
    const { town } = await AtWork.begins(fresh);
    await town.foundsBody('elsewhere');
    const outsider = await town.newcomer('outsider', [['member', 'elsewhere']], 'elsewhere');
    const clerk = await town.person('clerk');
    const members = [await town.idOf('counsel'), outsider.id, 'nobody'];
    const payload = {
      body: BODY,
      kind: 'township-government-meeting',
      plannedOn: town.today,
      head: await town.idOf('head'),
      members,
    };
    const reply = await clerk.posts('/api/meetings', { payload });
    expect(foundIn(reply, 'members-of-the-body')?.zh).toBe(
      `不是本机关会议组成人员：姓名counsel、${outsider.id}、nobody`,
    );
    expect(await convenes(town)).toBeTruthy();
  });
});
