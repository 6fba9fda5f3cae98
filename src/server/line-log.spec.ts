import { afterEach, describe, expect, it, vi } from 'vitest';
import { Logger } from '@nestjs/common';
import { crewOf, PublishedCall } from '../../test/published-call.js';
import { sendsRaw } from '../../test/raw-http.js';
import { oneServerForAll } from '../../test/server.js';
import { problemAnswer } from '../http/problem-details.js';
import { asLogged, LineLog } from './line-log.js';

const FORGED = 'li\r\n[Nest] 1  - ERROR forged\u001b[2J\u2028\u202e\u0000';
const logged = (spy: { mock: { calls: unknown[][] } }) =>
  spy.mock.calls.map(([text]) => String(text)).join('');

describe('The log', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    Logger.overrideLogger(['error', 'warn']);
  });

  it('begins no line, and moves no cursor, by what others have put into a message', () => {
    expect(asLogged(FORGED)).toBe('li\n  | [Nest] 1  - ERROR forged\\u{1b}[2J\\u{2028}\\u{202e}\\u{0}');
    expect(asLogged('一行\tand no more')).toBe('一行\\u{9}and no more');
  });

  it('tells of a mishap in lines of its own', () => {
    Logger.overrideLogger(new LineLog(['error', 'warn']));
    const spy = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { status, body } = problemAnswer(new Error(`no file ${FORGED}`), 'zh');
    const text = logged(spy);
    expect([status, body.includes('forged')]).toEqual([500, false]);
    expect(text).toContain('forged');
    expect(text.match(/^.*forged/gm)).toEqual(['  | [Nest] 1  - ERROR forged']);
    for (const unseen of ['\u001b[2J', '\u2028', '\u202e', '\0']) expect(text).not.toContain(unseen);
  });
});

describe('What is sent', () => {
  const township = oneServerForAll();

  it('in a name, a header or an address stands in no line of the log, nor of the access log', async () => {
    const { server, administrator } = township();
    const crew = await crewOf(administrator, 'log-');
    const call = await PublishedCall.published(crew, 'log-call');
    const spies = [vi.spyOn(process.stderr, 'write'), vi.spyOn(process.stdout, 'write')];
    const { address } = server.running;
    const { token } = crew.proposer;
    const statuses: number[] = [];
    const asks = async (path: string, method = 'GET', body?: object) => {
      const headers = { authorization: `Bearer ${token}`, 'if-match': '"0"', 'user-agent': 'x\tforged' };
      const sent = body && {
        body: JSON.stringify(body),
        headers: { ...headers, 'content-type': 'application/json' },
      };
      statuses.push((await fetch(`${address}${path}`, { method, headers, ...sent })).status);
    };
    await asks('/api/sessions', 'POST', { username: FORGED, password: FORGED });
    await asks(`/api/decisions/${encodeURIComponent(FORGED)}`);
    await asks(`/api/%0d%0aforged`);
    await asks(`/api/documents?name=${encodeURIComponent(FORGED)}`, 'POST', { name: FORGED });
    await asks(`/api/decisions/${call.decision}/events`, 'POST', {
      type: FORGED,
      payload: { [FORGED]: FORGED },
    });
    await asks(`/api/decisions/${call.decision}/events`, 'POST', {
      type: 'LegalityOpinionIssued',
      payload: {},
    });
    const split = await sendsRaw(address, [
      'GET /api/me HTTP/1.1\r\nHost: here\r\nX-A: b\rforged: yes\r\n\r\n',
    ]);
    expect(statuses.every((status) => status >= 400 && status < 500)).toBe(true);
    expect(split.status).toBe(400);
    expect(spies.map(logged).join('')).not.toContain('forged');
    const rows = await server.running.parts.database.read.query('SELECT * FROM access_log');
    expect(JSON.stringify(rows)).not.toMatch(/forged/);
    vi.restoreAllMocks();
  });
});
