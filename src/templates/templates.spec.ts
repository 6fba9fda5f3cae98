import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { describeOnAnyDatabase } from '../../test/databases.js';
import { AtWork } from '../../test/road/at-work.js';
import { matterAt } from '../../test/road/stages.js';
import { temporary } from '../../test/temporary.js';
import { fieldsOf } from '../forms/form-fields.js';
import { takeText } from '../texts/take-text.js';
import { TEMPLATES } from './templates.js';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** What a paper says, read by the reader of papers. */
async function textOf(bytes: Uint8Array, mediaType: string): Promise<string> {
  const folder = await mkdtemp(join(temporary(), 'chengxu-templates-'));
  try {
    await writeFile(join(folder, 'paper'), bytes);
    const taken = await takeText(join(folder, 'paper'), mediaType);
    return taken.state === 'text' ? taken.content : JSON.stringify(taken);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describeOnAnyDatabase('Documents begun for people', (fresh) => {
  it('are filled in from the record, with blanks where it says nothing', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    const { address } = work.running;
    const matter = await matterAt(town, 'adopted', '横溪镇停车场建设');
    const begun = await matterAt(town, 'proposed', '刚刚提出的事项');
    const clerk = await town.person('clerk');
    const bytesAt = async (path: string, token = clerk.token) => {
      const response = await fetch(`${address}${path}`, { headers: { authorization: `Bearer ${token}` } });
      return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
    };
    const told: Record<string, string> = {};
    for (const kind of TEMPLATES) {
      const { response, bytes } = await bytesAt(`${matter.path}/templates/${kind}.docx`);
      expect([kind, response.status, response.headers.get('content-type')]).toEqual([kind, 200, WORD]);
      told[kind] = await textOf(bytes, WORD);
      const early = await bytesAt(`${begun.path}/templates/${kind}.docx`);
      expect(await textOf(early.bytes, WORD)).toMatch(/【.+】/);
    }
    expect(told['explanation']).toContain('关于《横溪镇停车场建设（草案）》的起草说明');
    expect(told['notice']).toMatch(/现向社会公开征求意见。有关单位和个人可于【截止日期/);
    const minutes = told['minutes'] ?? '';
    const order = ['deputy', 'warden', 'head'].map((part) => minutes.lastIndexOf(`姓名${part}`));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(minutes.indexOf('发表意见'));
    expect(minutes).toMatch(/四、议定事项\n.*(通过|决定)/);
    expect(told['decision-sheet']).toContain(matter.id);
    const { origin, size } = { origin: 'demo.test.example/log', size: await work.events() };
    for (const kind of ['notice', 'minutes', 'decision-sheet'])
      expect(told[kind]).toContain(`${origin} · ${size}`);

    await town.foundsBody('shangzhang');
    const stranger = await town.newcomer('stranger', [['office', 'shangzhang']], 'shangzhang');
    const refused = await bytesAt(`${matter.path}/templates/minutes.docx`, stranger.token);
    expect(refused.response.status).toBe(404);
    expect((await bytesAt(`${matter.path}/templates/other.docx`)).response.status).toBe(400);

    const form = `/api/forms/major-decision/MemberSpoke.pdf`;
    const { response, bytes } = await bytesAt(`${form}?subject=decision/${matter.id}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const printed = (await textOf(bytes, 'application/pdf')).replaceAll(/\s/g, '');
    for (const words of [
      '会议组成人员发表意见',
      '横溪镇停车场建设',
      '表号major-decision-3-',
      '□同意',
      '本人签名',
    ])
      expect(printed).toContain(words);
    for (const path of [
      '/api/forms/major-decision/Nothing.pdf',
      '/api/forms/constructor/MemberSpoke.pdf',
      '/api/forms/major-decision/toString.pdf',
      `/api/forms/meeting/MeetingOpened.pdf?subject=decision/${matter.id}`,
      `${form}?subject=decision/none`,
    ])
      expect([path, (await bytesAt(path)).response.status]).toEqual([path, 404]);
    expect((await bytesAt(`${form}?subject=decision/${matter.id}`, stranger.token)).response.status).toBe(
      404,
    );

    // Every act has a form, and no field of it is without a name.
    for (const kind of ['decision', 'meeting', 'consultation', 'catalogue']) {
      const { procedure } = work.running.parts.road.states.roomOf(`${kind}/`).procedureFor(undefined);
      for (const type of Object.keys(procedure.events))
        for (const { name } of fieldsOf(procedure.intake(type)?.schema ?? {}))
          expect([type, name.zh]).toEqual([type, expect.stringMatching(/\S/)]);
    }
  });
});
