import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Authority, hasOpenssl } from './test/authority.js';
import { sealed } from './test/made-up-bag.js';
import { sampleLedger } from './test/sample.js';
import { verdictOn } from './test/forging.js';
import type { Given } from './core/auditor.js';

// Where there is no OpenSSL, these are shown as skipped: nothing else here makes tokens.
(hasOpenssl() ? describe : describe.skip)('A time-stamp token (RFC 3161) made by OpenSSL', () => {
  const ledger = sampleLedger();
  const text = ledger.checkpointText(9);
  let folder = '';
  let authority: Authority;
  let token: Buffer;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'chengxu-tsa-'));
    authority = new Authority(folder, 'true');
    token = authority.stamp(text);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The tokens are stamped today, long after the made-up ledger's checkpoints. */
  const saidOf = (bytes: Uint8Array, given: Given = {}) => {
    const payload = ledger.payload('decision');
    payload.set('data/ledger/tokens/9.tsr', Buffer.from(bytes));
    return verdictOn(sealed(payload), given);
  };

  it('holds under its authority, and is not taken on trust without one', async () => {
    expect(await saidOf(token, { authorities: [authority.pem] })).toMatchObject({ code: 'OK' });
    expect(await saidOf(token)).toMatchObject({ code: 'W_TSA_UNCHECKED', exit: 2 });
  });

  it.each(['sha384', 'sha512'])('holds over %s', async (digest) => {
    expect(await saidOf(authority.stamp(text, digest), { authorities: [authority.pem] })).toMatchObject({
      code: 'OK',
    });
  });

  it('over something else does not hold, whatever the auditor gave', async () => {
    const other = authority.stamp('another text\n');
    expect(await saidOf(other)).toMatchObject({ code: 'E_TSA' });
    expect(await saidOf(other, { authorities: [authority.pem] })).toMatchObject({ code: 'E_TSA' });
  });

  it('of another authority does not hold', async () => {
    const stranger = new Authority(folder, 'stranger');
    expect(await saidOf(token, { authorities: [stranger.pem] })).toMatchObject({ code: 'E_TSA' });
    expect(await saidOf(token, { authorities: [stranger.pem, authority.pem] })).toMatchObject({ code: 'OK' });
  });

  it('by a certificate that is not for time-stamping alone is refused', async () => {
    for (const [at, usage] of ['timeStamping', 'critical,timeStamping,codeSigning'].entries()) {
      let made: Buffer;
      const other = new Authority(folder, `wide${at}`, usage);
      try {
        made = other.stamp(text);
      } catch {
        // OpenSSL itself refuses to stamp with such a certificate: then there is no token to try.
        continue;
      }
      expect(await saidOf(made, { authorities: [other.pem] })).toMatchObject({ code: 'E_TSA' });
    }
  });

  it('of an elliptic curve holds too', async () => {
    const curve = new Authority(folder, 'curve', undefined, ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']);
    expect(await saidOf(curve.stamp(text), { authorities: [curve.pem] })).toMatchObject({ code: 'OK' });
  });

  it('of which one bit is another never says a time', async () => {
    const step = Math.floor(token.length / 60);
    for (let at = 0; at < token.length; at += step) {
      const changed = Buffer.from(token);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      const { code, exit, findings } = await saidOf(changed, { authorities: [authority.pem] });
      // Bytes that no signature covers (the status' text, certificates that are not needed) may change and say nothing.
      if (exit === 0) expect({ at, findings }).toEqual({ at, findings: [] });
      else expect({ at, code }).toEqual({ at, code: 'E_TSA' });
    }
  });

  it('makes an event that is dated later than it a forgery', async () => {
    const later = sampleLedger((made) => {
      made.day = '2126-03-02';
      for (const event of made.events) event.time = event.time.replace('2026', '2126');
    });
    const payload = later.payload('decision');
    payload.set('data/ledger/tokens/9.tsr', authority.stamp(later.checkpointText(9)));
    const given = { authorities: [authority.pem], policy: undefined };
    const report = await verdictOn(sealed(payload), given);
    expect(report).toMatchObject({ code: 'E_TIME_WINDOW', exit: 1 });
  });
});
