import { openDatabase } from '../src/database/open.js';
import { loadWorkflows } from '../src/decisions/workflows.js';
import { eventsOf } from '../src/ledger/reading.js';
import { verifyInstallation } from '../src/verification/verify-installation.js';
import { Calendars } from '../src/calendar/calendars.js';
import { replay } from '../src/engine/fold.js';

/** What it costs to believe the ledger: bytes, tree, signatures and every requirement again; and the replay alone. */
export async function verificationFigures(databaseUrl: string, origin: string, vkey: string): Promise<void> {
  const database = await openDatabase({ url: databaseUrl });
  try {
    const workflows = await loadWorkflows();
    const began = performance.now();
    const report = await verifyInstallation(database.read, { origin, vkeys: [vkey] }, workflows);
    const seconds = (performance.now() - began) / 1000;
    if (report.verdict !== 'verified')
      throw new Error(`The bench's own ledger: ${JSON.stringify(report.finding ?? report.undecided)}`);
    console.log(
      `verification with replay               ${rate(report.events, seconds)}  ${report.events} events`,
    );
    const { events, took } = await replayAlone(database.read);
    console.log(`replay alone, every requirement asked  ${rate(events, took)}  ${events} events`);
    const [size] = await database.read.query<{ bytes: number }>(
      'SELECT AVG(LENGTH(bytes)) AS bytes FROM event',
    );
    console.log(`bytes a leaf                           ${Math.round(Number(size?.bytes ?? 0))}`);
  } finally {
    await database.close();
  }

  async function replayAlone(rows: (typeof database)['read']) {
    const [workflow] = await loadWorkflows();
    if (!workflow) throw new Error('No workflow is built.');
    const calendars = Calendars.kept(rows);
    const subjects = await rows.query<{ subject: string }>(
      "SELECT DISTINCT subject FROM event WHERE subject LIKE 'decision/%' ORDER BY subject LIMIT 300",
    );
    const histories = [];
    for (const { subject } of subjects)
      histories.push((await eventsOf(rows, subject)).map(({ leaf }) => leaf));
    for (const leaf of histories.flat()) await calendars.load(String(leaf.data.facts['calendar']));
    const began = performance.now();
    for (const history of histories) replay(workflow.procedure, history, calendars.at);
    return { events: histories.flat().length, took: (performance.now() - began) / 1000 };
  }
}

function rate(events: number, seconds: number): string {
  return `${Math.round(events / seconds).toLocaleString('en')}/s`.padStart(10);
}
