import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../src/clock.js';
import { openDatabase } from '../src/database/open.js';
import { Ledger } from '../src/ledger/ledger.js';
import { Signer } from '../src/ledger/signer.js';

/**
 * A program of its own that records acts until it is done or killed, and prints each one once it is acknowledged:
 * `n id leafHash receipt`, JSON in a line. Every act has a projection and an Idempotency-Key; every fourth is
 * binding, unless told otherwise. Run again, it sends the same requests again.
 *
 * Arguments: database URL, directory of the signer's files, origin, how many acts, how many at once, one in how
 * many is binding (0: none).
 */
const [url = '', directory = '', origin = '', ...numbers] = process.argv.slice(2);
const [count = 0, atOnce = 1, bindingEvery = 4] = numbers.map(Number);

const database = await openDatabase({ url });
const signer = await Signer.open({
  keyFile: join(directory, 'signer.key'),
  stateFile: join(directory, 'signer.state'),
  origin,
});
const ledger = await Ledger.open({
  database,
  signer,
  clock: systemClock,
  source: origin,
  checkpointWithinMs: 10_000,
});

async function act(n: number): Promise<void> {
  const { event, receipt } = await ledger.append({
    subject: `decision/${n % 5}`,
    idempotency: { actor: 'actor-7', key: `key-${n}`, requestDigest: `request-${n}` },
    decide: () => ({
      type: 'NoteTaken',
      actor: 'actor-7',
      actorrole: 'office',
      actorunit: 'unit-1',
      payload: { n },
      facts: {},
      disclosures: [{ pointer: '/title', value: `matter ${n}` }],
      binding: bindingEvery > 0 && n % bindingEvery === 0,
      project: async (tx, { id }) => {
        const row = [id.padEnd(64, '-'), 'projection', Buffer.from(id)];
        await tx.query('INSERT INTO content (sha256, media_type, bytes) VALUES (?, ?, ?)', row);
      },
    }),
  });
  const { id, leafHash } = event;
  // Synchronous, so that the line is out before anything else can happen to this process.
  writeSync(1, `${JSON.stringify({ n, id, leafHash, receipt })}\n`);
}

let next = 0;
const worker = async () => {
  while (next < count) await act(next++);
};
await Promise.all(Array.from({ length: atOnce }, worker));
await ledger.close();
await database.close();
