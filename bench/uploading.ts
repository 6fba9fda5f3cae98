/**
 * `node scripts/run.mjs bench-uploading [MB]`: the memory of the server while scanned PDFs of 100 MB come in and go out
 * again, one and then four at once, beside what it had before. Ends with status 1 where it grows with their size, and
 * with 2 where it cannot be measured.
 */
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PROJECT_ROOT } from '../src/project-root.js';
import { Scan } from './scan.js';
import { startBenchServer } from './server.js';

const MB = 2 ** 20;
const megabytes = Number(process.argv[2] ?? 100);
if (!Number.isInteger(megabytes) || megabytes < 2 || megabytes > 100) {
  console.error('2 至 100 的整数（MB） · A whole number of MB from 2 to 100 is wanted.');
  process.exit(3);
}
/** Of the server, over what it had before, for each that is under way: less than a document by far. */
const MORE_AT_MOST = Math.max(32, megabytes / 3);

const server = await startBenchServer(join(PROJECT_ROOT, 'dist/src/main.js'));
const isMeasured = !Number.isNaN(server.memoryMbFromHere());
let tooMuch = false;
try {
  const { address, token } = server.office;
  if (!isMeasured)
    console.error(
      '本机无法测量：没有可写的 /proc · It cannot be measured here: there is no /proc to write to.',
    );
  for (const atOnce of isMeasured ? [1, 4] : []) {
    const scans = Array.from({ length: atOnce }, () => new Scan(megabytes * MB));
    const digests = await measured(`${atOnce} × ${megabytes} MB in`, atOnce, () =>
      Promise.all(scans.map((scan) => uploaded(address, token, scan))),
    );
    await measured(`${atOnce} × ${megabytes} MB out`, atOnce, () =>
      Promise.all(digests.map((digest) => downloaded(address, token, digest))),
    );
  }
} finally {
  await server.stop();
}
process.exitCode = isMeasured ? Number(tooMuch) : 2;

async function measured<T>(what: string, atOnce: number, work: () => Promise<T>): Promise<T> {
  const before = server.memoryMbFromHere();
  const began = performance.now();
  const result = await work();
  const seconds = (performance.now() - began) / 1000;
  const peak = server.peakMemoryMb();
  console.log(`${what}: ${before} MiB before, peak ${peak} MiB (+${peak - before}), ${seconds.toFixed(1)} s`);
  tooMuch ||= peak - before > MORE_AT_MOST * atOnce;
  return result;
}

async function uploaded(address: string, token: string, scan: Scan): Promise<string> {
  const sent = request(new URL('/api/documents?name=scan.pdf', address), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/octet-stream',
      'content-length': scan.size,
    },
  });
  const answered = new Promise<{ status: number; text: string }>((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
  });
  await pipeline(Readable.from(scan.bytes()), sent);
  const { status, text } = await answered;
  const digest = scan.hash.digest('hex');
  const stored = JSON.parse(text) as { sha256?: string; mediaType?: string };
  if (status !== 201 || stored.sha256 !== digest || stored.mediaType !== 'application/pdf')
    throw new Error(`${status} ${text}`);
  return digest;
}

async function downloaded(address: string, token: string, digest: string): Promise<void> {
  const answer = await fetch(`${address}/api/documents/${digest}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const hash = createHash('sha256');
  for await (const chunk of answer.body ?? []) hash.update(chunk as Uint8Array);
  if (answer.status !== 200 || hash.digest('hex') !== digest)
    throw new Error(`${answer.status} for ${digest}`);
}
