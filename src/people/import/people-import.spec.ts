import { describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { ZipFile } from 'yazl';
import { buffer } from 'node:stream/consumers';
import { oneServerForAll, type Answer, type Person } from '../../../test/server.js';
import type { JsonObject } from '../../canonical/canonical-json.js';
import { COLUMNS } from './columns.js';
import { IMPORT_LIMIT } from './table.js';

const HEADING = '姓名,职务,用户名,单位,角色,起,止';
/** 姓名,职务,用户名,单位,角色,起,止 as a spreadsheet in China saves it: GB 18030. */
const IN_GB18030 = Buffer.from(
  'd0d5c3fb2cd6b0cef12cd3c3bba7c3fb2cbdc7c9ab0d0acdf5b7bc2cd6f7c8ce2c77616e672e66616e672cb5b5b0b8c8cbd4b10d0a',
  'hex',
);
const township = oneServerForAll();
const list = (...lines: string[]) => Buffer.from([HEADING, ...lines].join('\r\n'));

function sends(who: Person, file: Buffer, dryRun?: boolean): Promise<Answer> {
  const query = dryRun === undefined ? '' : `?dryRun=${dryRun}`;
  return who.server.sendsBytes(`/api/admin/people/import${query}`, file, {
    authorization: `Bearer ${who.token}`,
    'content-type': 'text/csv',
  });
}
const rowsIn = ({ body }: Answer) => body['rows'] as JsonObject[];
const wrongIn = (answer: Answer) =>
  rowsIn(answer).flatMap(({ row, errors }) =>
    (errors as { column: string; detail: { zh: string; en: string } }[]).map(
      ({ column, detail }) => `${String(row)} ${column} ${detail.zh}`,
    ),
  );
const refusal = ({ status, body }: Answer) => [status, body['code'], body['reason']];

const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;

/** A workbook with this as its only sheet, whatever a library would make of it. */
function workbook(sheet: string): Promise<Buffer> {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const related = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const archive = new ZipFile();
  for (const [name, xml] of Object.entries({
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${related}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${related}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`,
  }))
    archive.addBuffer(Buffer.from(xml), name);
  archive.end();
  return buffer(archive.outputStream);
}

describe('A list of people', () => {
  it('is tried without writing anything, then taken in, and does nothing twice', async () => {
    const { server, administrator } = township();
    const file = list(
      '李娜,党政办主任,li.na,,会议秘书、档案人员,2026/1/1,',
      '赵强,镇长,zhao.qiang,hengxi,行政首长,,2030年12月31日',
      '李娜,党政办主任,LI.NA,,法律顾问、公职律师,,',
      '孙敏,科员,sun.min,,,,',
    );
    const before = await server.events();
    const tried = await sends(administrator, file);
    expect([tried.status, tried.body['dryRun'], tried.body['complete']]).toEqual([200, true, true]);
    expect(rowsIn(tried).map(({ row, does }) => [row, does])).toEqual([
      [2, 'register'],
      [3, 'register'],
      [4, 'grant'],
      [5, 'register'],
    ]);
    expect(await server.events()).toBe(before);

    const taken = await sends(administrator, file, false);
    expect([taken.status, taken.body['complete'], taken.headers.get('cache-control')]).toEqual([
      200,
      true,
      'no-store',
    ]);
    // Three people, two roles, one, and one more.
    expect(await server.events()).toBe(before + 3 + 2 + 1 + 1);
    const again = await sends(administrator, file, false);
    expect(rowsIn(again).map((row) => [row['does'], row['invitation']])).toEqual(
      Array.from({ length: 4 }, () => ['nothing', undefined]),
    );
    expect(await server.events()).toBe(before + 7);

    const [{ invitation }] = rowsIn(taken) as [{ invitation: { token: string } }];
    const { token } = invitation;
    const chooses = (password: string) =>
      server.sends('POST', '/api/first-sign-in', { body: { token, password } });
    const short = await chooses('short');
    expect([short.status, short.body['code']]).toEqual([422, 'password-refused']);
    expect((await chooses('a word of one’s own')).status).toBe(204);
    const used = await chooses('somebody else’s word');
    expect([used.status, used.body['code']]).toEqual([403, 'invitation-refused']);
    const me = await (await server.signsIn('li.na', 'a word of one’s own')).get('/api/me');
    expect((me.body['grants'] as JsonObject[]).map(({ role }) => role)).toEqual([
      'archivist',
      'legal-adviser',
      'secretary',
    ]);
  });

  it('hands out tokens of which the database and the ledger keep no more than a digest', async () => {
    const { server, administrator } = township();
    const taken = await sends(administrator, list('吴敏,科员,wu.min,,,,'), false);
    const [row] = rowsIn(taken) as [{ person: string; invitation: { token: string } }];
    const { database } = server.running.parts;
    const kept = await database.read.query('SELECT * FROM invitation WHERE person = ?', [row.person]);
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(row.invitation.token);
    const [event] = await server.running.parts.ledger.eventsOf(`person/${row.person}`);
    expect(JSON.stringify(event)).not.toContain('wu.min');

    const renewed = await administrator.posts(`/api/admin/people/${row.person}/invitation`, {
      reason: '凭证遗失',
    });
    expect(renewed.status).toBe(201);
    const uses = async (token: unknown) =>
      (
        await server.sends('POST', '/api/first-sign-in', {
          body: { token: String(token), password: 'it is mine alone' },
        })
      ).status;
    expect(await uses(row.invitation.token)).toBe(403);
    server.clock.machineTimePasses(8 * 24 * 3600 * 1000);
    const back = await server.signsIn('admin');
    expect(await uses(renewed.body['token'])).toBe(403);
    const third = await back.posts(`/api/admin/people/${row.person}/invitation`, {});
    expect(await uses(third.body['token'])).toBe(204);
    const events = await server.running.parts.ledger.eventsOf(`person/${row.person}`);
    expect(events.map(({ type }) => type)).toEqual(['PersonRegistered', 'PasswordReset', 'PasswordReset']);
    Object.assign(administrator, { token: back.token });
  });

  it('is refused whole for one wrong row, and every wrong cell is told in words', async () => {
    const { server, administrator } = township();
    const before = await server.events();
    const file = list(
      '好人,科员,good.one,,,,',
      ',科员,no.name,,,,',
      '甲,科员,a b,,,,',
      '乙,科员,yi.one,财政所,秘书长,,',
      '丙,科员,bing.one,财政所,档案人员,2026-02-30,2026-1-1',
      '丁,科员,ding.one,,系统管理员,,',
      '戊,"=HYPERLINK(""x"")",wu.one,,,,',
      '己,科员,good.one,,,,',
      '庚,科员,admin,,,,',
      '辛,科员,xin.one,财政所,,,',
    );
    const told = [
      '3 姓名 未填写',
      '4 用户名 须为 2 至 64 个字母、汉字、数字、点、下划线或连字符',
      '5 角色 没有这个角色：秘书长',
      '5 角色 填有单位或起止日期，却没有角色',
      '6 起 不是日期（如 2026-03-01）',
      '6 单位 没有这个单位，或不归您管理',
      '7 角色 管理员须逐人授予，不能批量导入',
      '8 职务 不能是公式，也不能以 = + - @ 开头',
      '9 用户名 与第 2 行用户名相同而姓名不同',
      '10 用户名 用户名已被他人使用',
      '11 角色 填有单位或起止日期，却没有角色',
    ];
    const tried = await sends(administrator, file, true);
    expect([tried.status, tried.body['complete'], wrongIn(tried)]).toEqual([200, false, told]);
    const meant = await sends(administrator, file, false);
    expect([...refusal(meant), wrongIn(meant)]).toEqual([422, 'import-refused', undefined, told]);
    expect(await server.events()).toBe(before);
  });

  it('is read as UTF-8 with a mark, as GB 18030, and as a workbook', async () => {
    const { administrator } = township();
    const names = async (file: Buffer) => {
      const { status, body } = await sends(administrator, file);
      return [
        status,
        (body['rows'] as JsonObject[] | undefined)?.map(({ name, grants }) => [name, grants]) ?? body,
      ];
    };
    const wang = { role: 'archivist', unit: 'hengxi', body: 'hengxi', from: null, until: null };
    expect(await names(IN_GB18030)).toEqual([200, [['王芳', [wang]]]]);
    const marked = Buffer.concat([Buffer.from('\uFEFF'), list('周杰,科员,zhou.jie,,,,')]);
    expect(await names(marked)).toEqual([200, [['周杰', []]]]);
    const sheet = await writeExcelFile([
      ['name', 'post', 'username', 'role', 'from'],
      ['Zhou Jie', '科员', 'zhou.jie', 'Archivist', new Date('2026-03-01T00:00:00Z')].map((value) =>
        value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : value,
      ),
    ]).toBuffer();
    expect(await names(sheet)).toEqual([200, [['Zhou Jie', [{ ...wang, from: '2026-03-01' }]]]]);
  });

  it('has a template in both forms, which is read again as it is', async () => {
    const { server, administrator } = township();
    for (const form of ['csv', 'xlsx']) {
      const response = await fetch(`${server.running.address}/api/admin/people/import/template.${form}`, {
        headers: { authorization: `Bearer ${administrator.token}` },
      });
      expect([form, response.status, response.headers.get('content-disposition')]).toEqual([
        form,
        200,
        `attachment; filename="people.${form}"`,
      ]);
      const tried = await sends(administrator, Buffer.from(await response.arrayBuffer()));
      expect([tried.status, tried.body['complete'], rowsIn(tried).length]).toEqual([200, true, 1]);
    }
    expect(Object.values(COLUMNS).map(([zh]) => zh)).toEqual([
      '姓名',
      '职务',
      '用户名',
      '机关',
      '单位',
      '角色',
      '起',
      '止',
    ]);
  });

  it('is refused where it is no list, and writes nothing', async () => {
    const { server, administrator } = township();
    const before = await server.events();
    const heading = `<row r="1">${cell('A1', '姓名')}${cell('B1', '职务')}${cell('C1', '用户名')}</row>`;
    const formula = await workbook(
      `${heading}<row r="2">${cell('A2', '甲')}${cell('B2', '科员')}<c r="C2" t="str"><f>"jia"&amp;"one"</f><v>jiaone</v></c></row>`,
    );
    const bomb = await workbook(' '.repeat(40 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(IMPORT_LIMIT);
    const many = list(...Array.from({ length: 1001 }, (_, at) => `人${at},科员,many.${at},,,,`));
    const cases: [Buffer, string][] = [
      [Buffer.alloc(0), 'empty'],
      [list(), 'empty'],
      [list(',,,,,,', ''), 'empty'],
      [Buffer.from('姓名,职务\n甲,乙'), 'no-header'],
      [Buffer.from('姓名,职务,用户名,密码\n甲,乙,丙丁,戊'), 'no-header'],
      [Buffer.from('姓名,职务,用户名,姓名\n甲,乙,丙丁,戊'), 'no-header'],
      [Buffer.from('姓名,职务,用户名\n"甲,乙,丙丁'), 'broken'],
      [Buffer.from('%PDF-1.7\0\0'), 'neither-csv-nor-xlsx'],
      [Buffer.from([0xff, 0xff, 0x41]), 'unknown-encoding'],
      [Buffer.from('PK\u0003\u0004 and no more'), 'broken'],
      [many, 'too-many-rows'],
      [formula, 'formulas'],
      [bomb, 'unpacks-too-large'],
    ];
    for (const [file, reason] of cases)
      expect(refusal(await sends(administrator, file, false))).toEqual([422, 'import-unreadable', reason]);
    const large = await sends(administrator, Buffer.alloc(IMPORT_LIMIT + 1, 0x61), false);
    expect(refusal(large)).toEqual([413, 'import-too-large', undefined]);
    // The same without saying how long it is.
    const streamed = await fetch(`${server.running.address}/api/admin/people/import`, {
      method: 'POST',
      headers: { authorization: `Bearer ${administrator.token}`, 'content-type': 'text/csv' },
      body: new Blob([Buffer.alloc(2 * IMPORT_LIMIT, 0x61)]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect([streamed.status, ((await streamed.json()) as JsonObject)['code']]).toEqual([
      413,
      'import-too-large',
    ]);
    expect(await server.events()).toBe(before);
  });

  it('is sent by administrators only, who name the body where they have several', async () => {
    const { administrator } = township();
    const clerk = await administrator.registers('clerk', { role: 'secretary' });
    const file = list('郑一,科员,zheng.yi,,档案人员,,');
    const refused = await sends(clerk, file);
    expect([refused.status, refused.body['code']]).toEqual([403, 'not-permitted']);
    const county = { id: 'xianju', kind: 'body', level: 'county', name: '仙居县人民政府' };
    expect((await administrator.posts('/api/admin/units', county)).status).toBe(201);
    expect(wrongIn(await sends(administrator, file))).toEqual(['2 机关 您管理多个机关，须写明是哪一个']);
    const named = Buffer.from('姓名,职务,用户名,机关,角色\n郑一,科员,zheng.yi,仙居县人民政府,档案人员');
    expect(rowsIn(await sends(administrator, named))[0]?.['grants']).toMatchObject([
      { role: 'archivist', unit: 'xianju', body: 'xianju' },
    ]);
    const wang = await administrator.registers('wang', { role: 'administrator', body: 'xianju' });
    const theirs = Buffer.from('姓名,职务,用户名,角色\n姓名clerk,科员,clerk,档案人员');
    expect(wrongIn(await sends(wang, theirs))).toEqual(['2 用户名 用户名已被他人使用']);
  });
});
