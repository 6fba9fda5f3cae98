import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join, resolve } from 'node:path';
import type { TestDatabase } from '../databases.js';
import { ORIGIN } from '../installation.js';

const PROGRAM = resolve('dist', 'src', 'main.js');

/** Compiles the program if its sources have changed; does nothing otherwise, as under `npm test`. */
export function compiled(): void {
  const { status, stderr } = spawnSync(process.execPath, [resolve('scripts', 'set-up.mjs')], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The program could not be compiled: ${stderr}`);
}

export interface Started {
  /** A named step at which it kills itself, as `name:nth`. */
  readonly crashAt?: string;
  /** File for strace's account of what it synced and sent. */
  readonly trace?: string;
}

/** The real program, as a process of its own. It is ended after the test, if it has not ended by then. */
export class Program {
  private constructor(
    private readonly child: ChildProcess,
    readonly address: string,
    readonly setupLink: string | undefined,
    /** Fulfils with the signal that ended it, or null when it ended by itself. */
    readonly ended: Promise<NodeJS.Signals | null>,
  ) {}

  static async starts(on: TestDatabase, { crashAt = '', trace }: Started = {}): Promise<Program> {
    const env = {
      ...process.env,
      NODE_OPTIONS: '',
      CHENGXU_DATA: on.directory,
      CHENGXU_ORIGIN: ORIGIN,
      CHENGXU_CRASH_AT: crashAt,
      DATABASE_URL: on.url,
      HOST: '127.0.0.1',
      PORT: '0',
    };
    const command = trace === undefined ? [process.execPath] : [...traced(trace), process.execPath];
    const [file = '', ...args] = [...command, PROGRAM];
    const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = once(child, 'close').then(([, signal]) => signal as NodeJS.Signals | null);
    on.afterwards(async () => {
      child.kill('SIGKILL');
      await ended;
    });
    const { address, setupLink } = await announced(child, ended);
    return new Program(child, address, setupLink, ended);
  }

  /** In the middle of whatever it does, with no chance to tidy up. */
  async killed(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** As a shutdown does. */
  async stops(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.ended;
  }
}

/** What it prints when it serves: where, and on the first start the link for setting it up. */
async function announced(child: ChildProcess, ended: Promise<unknown>) {
  const complaints: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => complaints.push(chunk.toString('utf8')));
  if (!child.stdout) throw new Error('It has no output.');
  const lines: string[] = [];
  const served = new Promise<void>((done) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      lines.push(line);
      if (/^http\S+setup\?token=/.test(line)) done();
      // What belongs to this line is written together with it.
      if (/Chengxu：http/.test(line)) setTimeout(done, 50);
    });
  });
  const result = await Promise.race([served, ended.then(() => 'ended' as const)]);
  const address = /Chengxu：(http\S+)/.exec(lines.join('\n'))?.[1];
  if (result === 'ended' || address === undefined)
    throw new Error(`The program ended before it served: ${lines.join('\n')}\n${complaints.join('')}`);
  return { address, setupLink: lines.find((line) => /^http\S+setup\?token=/.test(line)) };
}

export const canTrace = spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0;

/** With -D the program is the child and strace the bystander, so that signals reach the program. */
function traced(file: string): string[] {
  const calls = 'trace=fsync,fdatasync,write,writev,sendto,sendmsg';
  return ['strace', '-D', '-f', '-y', '-s', '24', '-e', calls, '-o', join(file)];
}
