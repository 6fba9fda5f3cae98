import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleLog } from '../../test/sample-log.js';
import { openCheckpoint } from '../ledger/checkpoint.js';
import { cosignatureVerifierOf, timeOf } from '../ledger/cosignature.js';
import { verifierOf } from '../ledger/signed-note.js';
import { formatAddCheckpoint } from './add-checkpoint.js';
import { WitnessFiles } from './witness-files.js';
import { serveWitness, type ListeningWitness } from './witness-server.js';
import { Witness } from './witness.js';

const log = sampleLog();
const fork = sampleLog('log.example', ' changed');
const NOON = Date.parse('2026-03-02T12:00:00Z');

let place: string;
let now = NOON;
let listening: ListeningWitness;
const said: string[] = [];

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'chengxu-witness-'));
  now = NOON;
  said.length = 0;
  const files = new WitnessFiles(place);
  await files.create('witness.example/w1');
  await files.takeIn(log.vkey);
  listening = await serves();
});
afterEach(async () => {
  await listening.stop();
  await rm(place, { recursive: true, force: true });
});

async function serves(): Promise<ListeningWitness> {
  const witness = await Witness.open(place, () => new Date(now));
  return serveWitness(witness, { host: '127.0.0.1', port: 0 }, (line) => said.push(line));
}

async function asked(body: string | Promise<string>) {
  const answer = await fetch(`${listening.address}/add-checkpoint`, { method: 'POST', body: await body });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

const statusOf = async (body: string | Promise<string>) => (await asked(body)).status;
const vkey = async () => (await fetch(`${listening.address}/vkey`)).text().then((text) => text.trimEnd());

describe('A witness over HTTP (C2SP tlog-witness)', () => {
  it('cosigns what continues, with its time; the line joins the note', async () => {
    let old = 0;
    for (const size of [1, 7, 8, 8, 40]) {
      now += 60_000;
      const { status, text } = await asked(log.asks(old, size));
      expect(status).toBe(200);
      const known = [verifierOf(log.vkey), cosignatureVerifierOf(await vkey())];
      const opened = openCheckpoint(log.note(size) + text, known);
      expect(opened.note.verified.slice(1).map(timeOf)).toEqual([now / 1000]);
      old = size;
    }
  });

  it('says 409 and where it is, when it is asked from elsewhere', async () => {
    expect(await statusOf(log.asks(0, 7))).toBe(200);
    const conflict = { status: 409, type: 'text/x.tlog.size', text: '7\n' };
    expect(await asked(log.asks(0, 9))).toEqual(conflict);
    expect(await asked(log.asks(5, 9))).toEqual(conflict);
    expect(await asked(log.asks(8, 9))).toEqual(conflict);
    expect(await asked(log.asks(3, 5))).toEqual(conflict);
    expect(said).toEqual([]);
    expect(await statusOf(log.asks(7, 9))).toBe(200);
  });

  it('never cosigns two roots at one size, nor what does not continue; it keeps the request as evidence', async () => {
    expect(await statusOf(log.asks(0, 7))).toBe(200);
    expect(await asked(fork.asks(7, 7))).toMatchObject({ status: 409, text: '7\n' });
    expect(await statusOf(fork.asks(7, 9))).toBe(422);
    const withoutProof = formatAddCheckpoint({ old: 7, proof: [], note: log.note(9) });
    expect(await statusOf(withoutProof)).toBe(422);
    const withProof = formatAddCheckpoint({ old: 7, proof: await log.proof(3, 7), note: log.note(7) });
    expect(await statusOf(withProof)).toBe(422);
    expect(said).toHaveLength(4);
    expect(said[0]).toContain('log.example');
    expect(await statusOf(log.asks(7, 9))).toBe(200);
  });

  it('says 404 of a log that it does not know, 403 where the log did not sign', async () => {
    expect(await statusOf(sampleLog('other.example').asks(0, 3))).toBe(404);
    expect(await statusOf(sampleLog('log.example', '', 9).asks(0, 3))).toBe(403);
    const torn = (await log.asks(0, 3)).replace(/(— log\.example ......)../, '$1AA');
    expect(await statusOf(torn)).toBe(403);
    expect(await statusOf(log.asks(0, 3))).toBe(200);
  });

  it('says 400 of what is no request', async () => {
    const good = await log.asks(3, 7);
    const wrong = [
      '',
      'old 3\n',
      good.replace('old 3', 'old 03'),
      good.replace('old 3', 'Old 3'),
      good.replace('old 3', 'old 99999999999999999'),
      good.replace('\n\n', '\nAAAA\n\n'),
      good.replace('\n\n', `${'\n' + 'A'.repeat(43) + '='}`.repeat(64) + '\n\n'),
      good.slice(0, -1),
      good.replace('\n7\n', '\n07\n'),
      await log.asks(8, 7),
    ];
    expect(await Promise.all(wrong.map(statusOf))).toEqual(wrong.map(() => 400));
    expect(await statusOf('x'.repeat(70_000))).toBe(413);
    expect((await fetch(`${listening.address}/add-checkpoint`)).status).toBe(405);
    expect((await fetch(`${listening.address}/elsewhere`)).status).toBe(404);
  });

  it('remembers after a restart, and of many at once cosigns one history', async () => {
    await asked(log.asks(0, 5));
    await listening.stop();
    listening = await serves();
    expect(await asked(log.asks(0, 6))).toMatchObject({ status: 409, text: '5\n' });
    const both = await Promise.all([log, fork, log, fork].map(async (one) => asked(one.asks(5, 9))));
    const statuses = both.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect([statuses[1], statuses[3]].every((status) => status === 409 || status === 422)).toBe(true);
  });

  it('does not turn its clock back', async () => {
    await asked(log.asks(0, 5));
    now -= 1000;
    expect(timeOfLine((await asked(log.asks(5, 6))).text)).toBe(NOON / 1000);
    now -= 3_600_000;
    expect(await statusOf(log.asks(6, 7))).toBe(503);
  });

  it('takes a rotated key once its keeper has', async () => {
    const rotated = sampleLog('log.example', '', 8);
    await asked(log.asks(0, 5));
    expect(await statusOf(rotated.asks(5, 6))).toBe(403);
    await new WitnessFiles(place).takeIn(rotated.vkey);
    expect(await statusOf(rotated.asks(5, 6))).toBe(200);
    expect(await statusOf(log.asks(6, 7))).toBe(200);
  });
});

describe('The files of a witness', () => {
  it('are never made anew: one that is damaged, or of another key, stops it', async () => {
    await asked(log.asks(0, 5));
    const [name = ''] = await readdir(join(place, 'logs'));
    const file = join(place, 'logs', name);
    const text = await readFile(file, 'utf8');
    for (const damaged of ['', text.slice(1), text.replace('\\n5\\n', '\\n4\\n'), `${text} `]) {
      await writeFile(file, damaged);
      expect(await statusOf(log.asks(5, 6))).toBe(500);
    }
    expect(said.at(-1)).toContain('retire this witness');
    await writeFile(file, text);
    expect(await statusOf(log.asks(5, 6))).toBe(200);
    await rm(file);
    expect(await statusOf(log.asks(0, 6))).toBe(404);
    await expect(new WitnessFiles(place).create('again')).rejects.toMatchObject({ code: 'witness-unusable' });
  });
});

function timeOfLine(line: string): number {
  return timeOf({ signature: Buffer.from(line.trimEnd().split(' ')[2] ?? '', 'base64').subarray(4) });
}
