import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { MovableClock } from '../clock.js';
import { configurationFrom } from '../server/configuration.js';
import { startServer, type Server } from '../server/start.js';
import { inShanghai } from './dates.js';

/** Begins with `demo.`, so its legal time may be moved. */
const ORIGIN = 'demo.hengxi.example/ledger';

/**
 * The real program on an empty folder of its own, its legal time at the morning of 28 March 2025.
 * @throws Error with code EADDRINUSE, before anything is removed: an earlier demo may still be serving from the folder
 */
export async function startFresh(folder: string, port: string): Promise<Server> {
  await refuseTakenPort(Number(port));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const configuration = await configurationFrom({
    CHENGXU_DATA: folder,
    CHENGXU_ORIGIN: ORIGIN,
    DATABASE_URL: `sqlite:${join(folder, 'demo.db')}`,
    PORT: port,
  });
  return startServer(configuration, new MovableClock(inShanghai('2025-03-28', '09:00')));
}

function refuseTakenPort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}
