import { expect, it } from 'vitest';
import { TOTP } from 'otpauth';
import { describeOnSqlite } from '../../../test/databases.js';
import { subjectIdIn, TestServer, type Answer, type Person } from '../../../test/server.js';
import type { JsonObject } from '../../canonical/canonical-json.js';

const MINUTE_OF_A_DAY = 1 / 24 / 60;
const outcome = ({ status, body }: Answer) => [status, body['code'] ?? 'fine'];

const proposal = {
  title: '横溪镇停车场建设',
  body: 'hengxi',
  proposedBy: 'department',
  problem: '集镇停车难',
  necessity: '必要',
  feasibility: '可行',
  reasonsAndBasis: '民生实事项目',
  outline: '新建两处停车场',
  holdsStateSecret: false,
};

/** A head before a decision that is not begun: a binding act is not possible yet, and whoever asks gets that far. */
class HeadOfTownship {
  token = '';
  secret = '';

  private constructor(
    readonly server: TestServer,
    readonly administrator: Person,
    readonly head: Person,
    private readonly decision: string,
  ) {
    this.token = head.token;
  }

  static async of(server: TestServer, administrator: Person): Promise<HeadOfTownship> {
    const head = await administrator.registers('zhang.san', { role: 'head' }, { role: 'proposer' });
    const proposed = await head.posts('/api/decisions', { payload: proposal });
    expect(proposed.status).toBe(201);
    return new HeadOfTownship(server, administrator, head, subjectIdIn(proposed));
  }

  async setting(setting: string, value: string, person = this.administrator): Promise<Answer> {
    const { etag = '' } = Object.fromEntries((await person.get('/api/admin/installation')).headers);
    const payload = { setting, value, reason: '等级保护要求' };
    return person.posts(
      '/api/admin/installation/events',
      { type: 'ConfigurationChanged', payload },
      { 'if-match': etag },
    );
  }

  sends(path: string, body: JsonObject, headers: Record<string, string> = {}): Promise<Answer> {
    const authorization = `Bearer ${this.token}`;
    return this.server.sends('POST', path, { body, headers: { authorization, ...headers } });
  }

  terminates(): Promise<Answer> {
    const act = { type: 'ProcedureTerminated', payload: { reason: '不再需要' } };
    return this.sends(`/api/decisions/${this.decision}/events`, act, { 'if-match': '"0"' });
  }

  code(): string {
    return new TOTP({ secret: this.secret }).generate({ timestamp: this.server.clock.machine().getTime() });
  }

  async setsUpCodes(): Promise<void> {
    const begun = (await this.sends('/api/me/totp', {})).body;
    this.secret = String(begun['secret']);
    const confirmed = await this.sends('/api/me/totp/confirm', {
      ticket: String(begun['ticket']),
      code: this.code(),
    });
    expect(confirmed.status).toBe(201);
    this.token = String(confirmed.body['token']);
  }

  async proves(): Promise<void> {
    const proven = await this.sends('/api/sessions/current/proof', { totp: this.code() });
    expect(proven.status).toBe(200);
    this.token = String(proven.body['token']);
  }

  minutesPass(minutes: number): void {
    this.server.clock.daysPassByTheMachine(minutes * MINUTE_OF_A_DAY);
  }
}

const PASSED_THE_GATE = [409, 'not-now'];
const HELD_UP = [401, 'step-up-required'];

describeOnSqlite('A binding act', (fresh) => {
  it('takes a fresh second factor where the installation says so, and nothing more where it does not', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const head = await HeadOfTownship.of(server, administrator);
    expect(outcome(await head.terminates())).toEqual(PASSED_THE_GATE);
    expect((await head.setting('step-up-for-binding-acts', '10')).status).toBe(201);
    const heldUp = await head.terminates();
    expect(outcome(heldUp)).toEqual(HELD_UP);
    expect(heldUp.body).toMatchObject({
      withinMinutes: 10,
      methods: [],
      how: expect.stringContaining('/api/me/totp'),
    });
    expect(heldUp.headers.get('www-authenticate')).toContain('insufficient_user_authentication');
    await head.setsUpCodes();
    expect(outcome(await head.terminates())).toEqual(PASSED_THE_GATE);
    head.minutesPass(11);
    const again = await head.terminates();
    expect(again.body).toMatchObject({ code: 'step-up-required', methods: ['recovery-code', 'totp'] });
    expect(again.body['how']).toBe('POST /api/sessions/current/proof');
    const before = head.token;
    await head.proves();
    expect(head.token).not.toBe(before);
    expect(outcome(await head.terminates())).toEqual(PASSED_THE_GATE);
    const stale = { authorization: `Bearer ${before}` };
    expect((await server.sends('GET', '/api/me', { headers: stale })).status).toBe(401);
  });

  it('is not done by a program’s token then', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const head = await HeadOfTownship.of(server, administrator);
    await head.setsUpCodes();
    const asked = { name: '程序', roles: ['head'], kinds: ['decision'], expiresAt: '2026-06-01T00:00:00Z' };
    head.token = String((await head.sends('/api/me/tokens', asked)).body['token']);
    expect(outcome(await head.terminates())).toEqual(PASSED_THE_GATE);
    await head.setting('step-up-for-binding-acts', '10');
    expect(outcome(await head.terminates())).toEqual(HELD_UP);
  });
});

describeOnSqlite('The profile of level 3', (fresh) => {
  it('asks for a second factor before any act, for longer passwords, and ends idle sessions sooner', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const head = await HeadOfTownship.of(server, administrator);
    expect((await head.setting('sign-in-profile', 'mlps-3')).status).toBe(201);
    const proposes = () => head.sends('/api/decisions', { payload: proposal });
    expect(outcome(await proposes())).toEqual(HELD_UP);
    expect((await administrator.get('/api/me')).status).toBe(200);
    await head.setsUpCodes();
    expect(outcome(await proposes())).toEqual([201, 'fine']);
    const changes = (present: string, next: string) =>
      server.sends('POST', '/api/me/password', {
        body: { present, next },
        headers: { authorization: `Bearer ${head.token}` },
      });
    const short = await changes('correct horse battery', 'fourteen chars');
    expect(short.body).toMatchObject({ code: 'password-refused', reason: 'length', atLeast: 15 });
    expect((await changes('correct horse battery', 'correct horse battery')).body['reason']).toBe(
      'used-before',
    );
    expect((await changes('correct horse battery', 'another fine long one')).status).toBe(204);
    head.minutesPass(1);
    const signsIn = async (password: string) => {
      const body = { username: 'zhang.san', password, totp: head.code() };
      const answer = await server.sends('POST', '/api/sessions', { body });
      expect(answer.status).toBe(201);
      head.token = String(answer.body['token']);
    };
    await signsIn('another fine long one');
    expect((await changes('another fine long one', 'correct horse battery')).body['reason']).toBe(
      'used-before',
    );
    head.minutesPass(16);
    expect((await proposes()).status).toBe(401);
  });

  it('is one of those that there are, and the minutes are minutes', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const head = await HeadOfTownship.of(server, administrator);
    const before = await server.events();
    for (const [setting, value] of [
      ['sign-in-profile', 'mlps-9'],
      ['step-up-for-binding-acts', '0'],
      ['step-up-for-binding-acts', 'soon'],
    ] as const)
      expect([value, ...outcome(await head.setting(setting, value))]).toEqual([
        value,
        422,
        'setting-refused',
      ]);
    expect(await server.events()).toBe(before);
  });
});
