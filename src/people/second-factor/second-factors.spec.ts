import { expect, it } from 'vitest';
import { TOTP } from 'otpauth';
import { Authenticator, type Deviation } from '../../../test/authenticator.js';
import { Browser } from '../../../test/browser.js';
import { describeOnAnyDatabase, describeOnSqlite } from '../../../test/databases.js';
import { PUBLIC_URL, TestServer, type Answer, type Person } from '../../../test/server.js';
import type { JsonObject } from '../../canonical/canonical-json.js';

const PASSWORD = 'correct horse battery';
const SECOND_OF_A_DAY = 1 / 24 / 3600;

/** The code that an app shows at this moment of the machine, or so many steps of half a minute later. */
const codeOf = (server: TestServer, secret: string, steps = 0) =>
  new TOTP({ secret }).generate({ timestamp: server.clock.machine().getTime() + steps * 30_000 });

const signsIn = (server: TestServer, more: JsonObject = {}, username = 'li.na') =>
  server.sends('POST', '/api/sessions', { body: { username, password: PASSWORD, ...more } });

const outcome = ({ status, body }: Answer) => [status, body['code'] ?? 'fine'];

async function withCodes(person: Person) {
  const begun = (await person.posts('/api/me/totp', {})).body;
  const secret = String(begun['secret']);
  const body = { ticket: String(begun['ticket']), code: codeOf(person.server, secret) };
  const confirmed = await person.posts('/api/me/totp/confirm', body);
  return { begun, secret, confirmed, codes: (confirmed.body['recoveryCodes'] ?? []) as string[] };
}

async function withPasskey(person: Person, deviation: Deviation = {}) {
  const key = new Authenticator(PUBLIC_URL);
  const begun = (await person.posts('/api/me/passkeys', {})).body;
  const response = key.creates(begun['options'] as JsonObject, deviation);
  const body = { ticket: String(begun['ticket']), name: '办公室钥匙', response };
  return { key, body, confirmed: await person.posts('/api/me/passkeys/confirm', body) };
}

describeOnAnyDatabase('One-time codes', (fresh) => {
  it('are asked for once they are set up, and count once', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const clerk = await administrator.registers('li.na', { role: 'secretary' });
    const { begun, secret, confirmed, codes } = await withCodes(clerk);
    expect(begun['uri']).toContain(`secret=${secret}`);
    expect(begun['qr']).toMatch(/^<svg /);
    expect([confirmed.status, codes.length]).toEqual([201, 10]);
    expect((await clerk.get('/api/me')).status).toBe(401);
    const asked = await signsIn(server);
    expect(outcome(asked)).toEqual([401, 'second-factor-needed']);
    expect(asked.body['methods']).toEqual(['recovery-code', 'totp']);
    const used = codeOf(server, secret);
    expect(outcome(await signsIn(server, { totp: used }))).toEqual([401, 'second-factor-refused']);
    server.clock.daysPassByTheMachine(30 * SECOND_OF_A_DAY);
    const next = codeOf(server, secret);
    expect(outcome(await signsIn(server, { totp: next }))).toEqual([201, 'fine']);
    expect(outcome(await signsIn(server, { totp: next }))).toEqual([401, 'second-factor-refused']);
    expect(outcome(await signsIn(server, { totp: used }))).toEqual([401, 'second-factor-refused']);
    const rows = await server.running.parts.database.read.query('SELECT * FROM totp');
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('are stood in for by recovery codes, each once, however typed', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const clerk = await administrator.registers('li.na', { role: 'secretary' });
    const { codes } = await withCodes(clerk);
    const [first = '', second = ''] = codes;
    expect(first).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/);
    expect(outcome(await signsIn(server, { recoveryCode: first }))).toEqual([201, 'fine']);
    expect(outcome(await signsIn(server, { recoveryCode: first }))).toEqual([401, 'second-factor-refused']);
    const typed = second.toUpperCase().replaceAll('-', ' ');
    expect(outcome(await signsIn(server, { recoveryCode: typed }))).toEqual([201, 'fine']);
    const rows = await server.running.parts.database.read.query('SELECT * FROM recovery_code');
    expect([rows.length, codes.some((code) => JSON.stringify(rows).includes(code))]).toEqual([8, false]);
  });

  it('cannot be guessed by whoever has the password, whose waits grow', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const clerk = await administrator.registers('li.na', { role: 'secretary' });
    const { secret } = await withCodes(clerk);
    const wrong = codeOf(server, secret, 1000);
    const session = (await signsIn(server, { totp: codeOf(server, secret, 1) })).body;
    const guess = (totp: string) =>
      server.sends('POST', '/api/sessions/current/proof', {
        body: { totp },
        headers: { authorization: `Bearer ${String(session['token'])}` },
      });
    for (let i = 0; i < 5; i += 1)
      expect(outcome(await guess(wrong))).toEqual([401, 'second-factor-refused']);
    const slowed = await guess(codeOf(server, secret, 1));
    expect([...outcome(slowed), slowed.headers.get('retry-after')]).toEqual([429, 'sign-in-slowed', '1']);
    server.clock.daysPassByTheMachine(2 * SECOND_OF_A_DAY);
    await guess(wrong);
    expect((await guess(wrong)).headers.get('retry-after')).toBe('2');
    server.clock.daysPassByTheMachine(60 * SECOND_OF_A_DAY);
    expect(outcome(await guess(codeOf(server, secret)))).toEqual([200, 'fine']);
  });

  it('are taken away by an administrator, on record', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const clerk = await administrator.registers('li.na', { role: 'secretary' });
    await withCodes(clerk);
    const reset = await administrator.posts(`/api/admin/people/${clerk.id}/second-factor/reset`, {
      reason: '手机遗失，已当面核实',
    });
    expect([reset.status, (reset.body['event'] as JsonObject)['type']]).toEqual([201, 'SecondFactorReset']);
    expect(outcome(await signsIn(server))).toEqual([201, 'fine']);
  });
});

describeOnSqlite('Passkeys', (fresh) => {
  it.each(['none', 'packed'] as const)('are kept with %s attestation, and sign in', async (attestation) => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const clerk = await administrator.registers('li.na', { role: 'secretary' });
    const { key, confirmed, body } = await withPasskey(clerk, { attestation });
    expect([confirmed.status, (confirmed.body['recoveryCodes'] as string[]).length]).toEqual([201, 10]);
    const owner = { authorization: `Bearer ${String(confirmed.body['token'])}` };
    const again = await server.sends('POST', '/api/me/passkeys/confirm', { body, headers: owner });
    expect(outcome(again)).toEqual([401, 'second-factor-refused']);
    const asked = await signsIn(server);
    expect(asked.body['methods']).toEqual(['passkey', 'recovery-code']);
    const { ticket, options } = asked.body['passkey'] as { ticket: string; options: JsonObject };
    expect((options['allowCredentials'] as JsonObject[]).map(({ id }) => id)).toEqual([key.id]);
    const passkey = { ticket, response: key.signs(options) };
    expect(outcome(await signsIn(server, { passkey }))).toEqual([201, 'fine']);
    expect(outcome(await signsIn(server, { passkey }))).toEqual([401, 'second-factor-refused']);
  });

  it('sign in without a name where the authenticator has made sure who holds it', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const clerk = await administrator.registers('li.na', { role: 'secretary' });
    const { key } = await withPasskey(clerk);
    const browser = new Browser(server);
    const tries = async (deviation: Deviation = {}) => {
      const { ticket, options } = (await browser.posts('/api/sessions/passkey/challenge', {})).body;
      expect((options as JsonObject)['allowCredentials']).toBeUndefined();
      const passkey = { ticket: String(ticket), response: key.signs(options as JsonObject, deviation) };
      return browser.posts('/api/sessions/passkey', { ...passkey, carrier: 'cookie' });
    };
    expect(outcome(await tries({ flags: 0x01 }))).toEqual([401, 'second-factor-refused']);
    expect(outcome(await tries())).toEqual([201, 'fine']);
    expect((await browser.get('/api/me')).body['person']).toBe(clerk.id);
  });

  it('are refused for another site, challenge, key or person, or from a copy', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const clerk = await administrator.registers('li.na', { role: 'secretary' });
    const other = await administrator.registers('wang.wei', { role: 'secretary' });
    const { key } = await withPasskey(clerk);
    const { key: otherKey } = await withPasskey(other);
    const challenge = async () =>
      (await server.sends('POST', '/api/sessions/passkey/challenge')).body as {
        ticket: string;
        options: JsonObject;
      };
    const tries = async (passkey: JsonObject) =>
      outcome(await server.sends('POST', '/api/sessions/passkey', { body: passkey }));
    const refused = [401, 'second-factor-refused'];
    const deviations: Deviation[] = [
      { origin: 'https://chengxu.example.attacker.example' },
      { rpId: 'attacker.example' },
      { challenge: 'c29tZXRoaW5nIGVsc2U' },
      { signedBy: otherKey },
      { flags: 0x04 },
    ];
    for (const deviation of deviations) {
      const { ticket, options } = await challenge();
      expect([deviation, await tries({ ticket, response: key.signs(options, deviation) })]).toEqual([
        deviation,
        refused,
      ]);
    }
    const { ticket } = await challenge();
    const { options } = await challenge();
    expect(await tries({ ticket, response: key.signs(options) })).toEqual(refused);
    const asked = (await signsIn(server)).body['passkey'] as { ticket: string; options: JsonObject };
    const passkey = { ticket: asked.ticket, response: otherKey.signs(asked.options) };
    expect(outcome(await signsIn(server, { passkey }))).toEqual(refused);
    const late = await challenge();
    server.clock.daysPassByTheMachine(301 * SECOND_OF_A_DAY);
    expect(await tries({ ticket: late.ticket, response: key.signs(late.options) })).toEqual(refused);
    const fine = await challenge();
    expect(await tries({ ticket: fine.ticket, response: key.signs(fine.options) })).toEqual([201, 'fine']);
    const copy = await challenge();
    expect(await tries({ ticket: copy.ticket, response: key.signs(copy.options, { counter: 1 }) })).toEqual(
      refused,
    );
  });
});
