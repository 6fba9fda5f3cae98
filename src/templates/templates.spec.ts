import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fromBufferPromise, type Entry } from 'yauzl';
import { describe, expect, it } from 'vitest';
import { shownFrom } from '../../test/shown-decision.js';
import { temporary } from '../../test/temporary.js';
import { MEMBERS, township, type Township } from '../../test/township.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import type { DecisionShown, EventShown } from '../exports/views/decision-shown.js';
import { viewAssets } from '../exports/view-assets.js';
import { textOfPdf } from '../texts/pdf-text.js';
import { officialPdf } from './official-pdf.js';
import { PRINTED, templateDocx, templateOf, TEMPLATES, type Template } from './templates.js';

const names = (id: string) => `（${id}）`;

async function xmlOf(kind: Template, shown: DecisionShown, begun: JsonObject = {}): Promise<string> {
  const archive = await fromBufferPromise(await templateDocx(kind, { shown, names, begun }));
  for await (const entry of archive.eachEntry() as AsyncIterable<Entry>)
    if (entry.fileName === 'word/document.xml') return text(await archive.openReadStreamPromise(entry));
  throw new Error(`${kind} holds no document.`);
}
const wordsIn = (xml: string) =>
  [...xml.matchAll(/<w:t[ >][^<]*?>?([^<>]*)<\/w:t>/g)].map(([, said]) => said).join('');
const wordsOf = async (kind: Template, shown: DecisionShown) => wordsIn(await xmlOf(kind, shown));

/** As it is shown, with what happened at its meetings. */
function withMeetings(
  story: Township,
  acts: readonly [meeting: string, type: string, said: JsonObject][],
): DecisionShown {
  const shown = shownFrom(story);
  const [some] = shown.events as [EventShown, ...EventShown[]];
  const told = acts.map(([meeting, type, said]): EventShown => ({
    ...some,
    subject: `meeting/${meeting}`,
    kind: 'meeting',
    type,
    said,
  }));
  return { ...shown, events: [...told, ...shown.events] };
}

const putOff = () => township().discussed().decides('deferred', { reasonsAgainstMajority: '资金未落实' });

describe('Minutes', () => {
  const first: [string, string, JsonObject][] = [
    [
      'meeting-1',
      'MeetingConvened',
      {
        kind: 'township-government-meeting',
        plannedOn: '2025-04-24',
        head: 'head',
        members: ['head', ...MEMBERS],
      },
    ],
    [
      'meeting-1',
      'AttendanceRecorded',
      {
        present: ['head', 'guest-of-the-first', 'warden'],
        absent: [{ person: 'deputy', reason: '参加县里防汛会议' }],
      },
    ],
  ];

  it('tell what was said and decided', async () => {
    const words = await wordsOf('minutes', withMeetings(putOff(), first));
    for (const said of ['2025年4月24日', '（guest-of-the-first）', '风险可控', '暂缓'])
      expect(words).toContain(said);
    expect(words).toContain('（deputy）（参加县里防汛会议）、（treasurer）（【原因】）');
  });

  it('of a second meeting tell nothing that was said at the first', async () => {
    const again = putOff()
      .retables()
      .submitsMeetingBundle()
      .convenes('2025-05-20')
      .tables()
      .on('2025-05-20')
      .opens();
    again.speaks(MEMBERS[0] ?? '', 'disagree');
    const second: typeof first = [
      [
        'meeting-2',
        'MeetingConvened',
        {
          kind: 'township-government-meeting',
          plannedOn: '2025-05-20',
          head: 'head',
          members: ['head', ...MEMBERS],
        },
      ],
    ];
    // The first one's attendance was put right afterwards.
    const words = await wordsOf('minutes', withMeetings(again, [...second, ...first]));
    expect(words).toContain('2025年5月20日');
    expect(words).toContain('【到会的会议组成人员】');
    expect(words).toContain('【行政首长在集体讨论基础上作出的决定】');
    for (const said of ['2025年4月24日', 'guest-of-the-first', '风险可控', '暂缓'])
      expect(words).not.toContain(said);
  });

  it('before any meeting are blanks', async () => {
    const words = await wordsOf('minutes', shownFrom(township().drafted()));
    expect(words).toContain('【会议组成人员逐一发表的意见，行政首长最后】');
  });
});

describe('The legality opinion', () => {
  it('takes over the answers and reasons that the reviewer has begun to give, and blanks for the rest', async () => {
    const shown = shownFrom(township().underReview());
    const begun = { power: 'does-not-conform', powerBecause: '收费项目应由省级设定', outcome: 'unlawful' };
    const words = wordsIn(await xmlOf('legality-opinion', shown, begun));
    expect(words).toMatch(/二、关于决策权限不符合规定。收费项目应由省级设定三、/);
    expect(words).toContain('【草案内容是否符合有关法律、法规、规章和国家政策的规定，逐条说明】');
    expect(words).toMatch(/六、审查结论不合法。/);
  });
});

describe('Every document', () => {
  it('sets off what is to be filled in, wherever it stands', async () => {
    const shown = shownFrom(township().proposes());
    for (const kind of TEMPLATES) {
      const xml = await xmlOf(kind, shown);
      const runs = [...xml.matchAll(/<w:r>.*?<\/w:r>/g)].map(([run]) => run);
      const blanks = runs.filter((run) => /【/.test(wordsIn(run)));
      expect([kind, blanks.length > 0]).toEqual([kind, true]);
      for (const run of blanks) {
        expect(wordsIn(run)).toMatch(/^【[^】]*】$/);
        expect(run).toContain('<w:highlight w:val="yellow"/>');
      }
    }
  });

  it('that is signed as it is can be printed, with the same words and the head of the ledger', async () => {
    const shown = shownFrom(putOff());
    const folder = temporary();
    const told = {
      minutes: ['风险可控', '暂缓'],
      'decision-sheet': ['重大行政决策事项办理单', '行政首长签批'],
    };
    for (const kind of PRINTED) {
      const path = join(folder, `${kind}.pdf`);
      writeFileSync(path, await officialPdf(templateOf(kind, { shown, names }), viewAssets().fonts));
      const print = (await textOfPdf(path, 100_000)).replaceAll(/\s/g, '');
      for (const said of [...told[kind], shown.title, shown.checkpoint.origin]) expect(print).toContain(said);
    }
  });

  it('names the steps once, and no period that a place may have set otherwise', async () => {
    const shown = shownFrom(township().adopted());
    expect(await wordsOf('explanation', shown)).toMatch(/专家论证：.*风险评估：/);
    expect(await wordsOf('notice', shown)).not.toContain('30');
  });
});
