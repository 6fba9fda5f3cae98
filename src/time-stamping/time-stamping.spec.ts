import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeOnAnyDatabase } from '../../test/databases.js';
import { Installation, TestClock } from '../../test/installation.js';
import { OPENSSL_IS_HERE, TestAuthority } from '../../test/time-stamp-authority.js';
import { splitNote } from '../ledger/signed-note.js';
import { certificatesIn, timeStampRequest, verifyTimeStamp } from './time-stamp.js';
import { timeStampAt, TimeStamping } from './time-stamping.js';

const describeWithOpenssl = OPENSSL_IS_HERE ? describe : describe.skip;
const onBothWithOpenssl: typeof describeOnAnyDatabase = OPENSSL_IS_HERE
  ? describeOnAnyDatabase
  : (name) => test.skip(`${name}: there is no openssl here`, () => undefined);
const TEXT = `log.example\n7\n${Buffer.alloc(32, 7).toString('base64')}\n`;

const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'it holds',
    (error: { reason?: string }) => error.reason,
  );

describeWithOpenssl('A time-stamp (RFC 3161)', () => {
  let authority: TestAuthority;
  beforeAll(() => {
    authority = new TestAuthority();
  });
  afterAll(() => authority.ends());

  test('holds over exactly the text, up to a trusted certificate, for the nonce of the request', async () => {
    const trusted = certificatesIn(authority.root);
    const { der, nonce } = timeStampRequest(TEXT);
    const response = authority.stamps(der);
    const time = await verifyTimeStamp(response, TEXT, trusted, nonce);
    expect(Math.abs(time.getTime() - Date.now())).toBeLessThan(60_000);
    expect(authority.verifies(response, TEXT)).toBe(true);
    expect(await reasonOf(verifyTimeStamp(response, TEXT.replace('7', '8'), trusted))).toBe('other-text');
    expect(await reasonOf(verifyTimeStamp(response, TEXT, trusted, Buffer.alloc(8, 1)))).toBe('other-nonce');
    expect(await reasonOf(verifyTimeStamp(response, TEXT, []))).toBe('bad-signature');
    const other = new TestAuthority();
    expect(await reasonOf(verifyTimeStamp(response, TEXT, certificatesIn(other.root)))).toBe('bad-signature');
    other.ends();
  });

  test('of which any byte is changed is refused, or says the same', async () => {
    const trusted = certificatesIn(authority.root);
    const response = authority.stamps(timeStampRequest(TEXT).der);
    const time = (await verifyTimeStamp(response, TEXT, trusted)).getTime();
    const held: number[] = [];
    for (let at = 0; at < response.length; at += 31) {
      const changed = Buffer.from(response);
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      const said = await verifyTimeStamp(changed, TEXT, trusted).catch(() => undefined);
      if (said) held.push(said.getTime());
    }
    expect(held.every((one) => one === time)).toBe(true);
    expect(held.length).toBeLessThan(response.length / 31 / 2);
  });
});

onBothWithOpenssl('Time-stamping', (fresh) => {
  test('stamps the newest checkpoint once a day, and keeps only what holds', async () => {
    const on = await fresh();
    const authority = new TestAuthority();
    on.afterwards(() => authority.ends());
    await authority.starts();
    const installation = await Installation.start(on, new TestClock(Date.now()));
    const { database, clock, ledger } = installation;
    const trusted = certificatesIn(authority.root);
    const stamping = new TimeStamping({ database, clock, authority: { url: authority.url, trusted } });
    await stamping.tick();
    expect([authority.asked, await stamping.standing()]).toEqual([
      0,
      { size: 0, stampedAt: undefined, problem: undefined },
    ]);
    await installation.records('decision/1', {}, { binding: true });
    authority.answers = (response) => response.subarray(0, -1);
    await stamping.tick();
    expect(await stamping.standing()).toMatchObject({ size: 0, problem: 'malformed' });
    authority.answers = undefined;
    await stamping.tick();
    expect(await stamping.standing()).toMatchObject({ size: 1, problem: undefined });
    const { text } = splitNote((await ledger.latestCheckpoint()) ?? '');
    const kept = (await timeStampAt(database.read, 1)) ?? Buffer.alloc(0);
    expect(await verifyTimeStamp(kept, text, trusted)).toBeInstanceOf(Date);
    expect(authority.verifies(kept, text)).toBe(true);
    await installation.records('decision/1', {}, { binding: true });
    await stamping.tick();
    expect(authority.asked).toBe(2);
    clock.daysPassByTheMachine(1.01);
    await stamping.tick();
    expect([authority.asked, (await stamping.standing()).size]).toEqual([3, 2]);
    clock.daysPassByTheMachine(2);
    await stamping.tick();
    // Nothing has happened since: the same text needs no second stamp.
    expect(authority.asked).toBe(3);
  });
});
