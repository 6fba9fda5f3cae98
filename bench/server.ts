import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { send } from './client.js';
import { PAPER, type Office } from './twelve-acts.js';

const ROLES = ['proposer', 'office', 'head'];
/** Whoever drafted does not advise on the draft. */
const COUNSEL = ['legal-adviser'];

/** The real program as a process of its own, on a fresh SQLite file. */
export interface BenchServer {
  readonly office: Office;
  readonly data: string;
  readonly origin: string;
  readonly vkey: string;
  cpuSeconds(): number;
  peakMemoryMb(): number;
  /** Resident now; the peak counts from here on, where the system lets it be forgotten. */
  memoryMbFromHere(): number;
  /** Has it tell its event loop's delay since the last time, where it was started with what tells it. */
  tellsDelay(): void;
  /** Ends it, and leaves what it wrote. */
  stops(): Promise<void>;
  /** Ends it, and removes what it wrote. */
  stop(): Promise<void>;
}

/** @param data where it keeps what it writes; a folder of its own unless told, which `stop` removes */
export async function startBenchServer(
  program: string,
  data = mkdtempSync(join(tmpdir(), 'chengxu-bench-')),
  environment: NodeJS.ProcessEnv = {},
): Promise<BenchServer> {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, ...environment, CHENGXU_DATA: data, PORT: '0', DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const link = new URL(await linkFrom(child));
  const office = await setUp(link.origin, link.searchParams.get('token') ?? '');
  return {
    office,
    data,
    origin: readFileSync(join(data, 'origin'), 'utf8').trim(),
    vkey: String((await send(link.origin, 'GET', '/api/ledger/vkey', { expect: 200 })).body).trim(),
    cpuSeconds: () => cpuOf(child),
    peakMemoryMb: () => peakOf(child),
    memoryMbFromHere: () => residentOf(child),
    tellsDelay: () => void child.kill('SIGUSR2'),
    stops: () => stopped(child),
    stop: async () => {
      await stopped(child);
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function linkFrom(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
      const link = /http\S+setup\?token=\S+/.exec(printed);
      if (link) resolve(link[0]);
    });
    child.once('exit', (code) => reject(new Error(`The server stopped with ${code}: ${printed}`)));
  });
}

async function setUp(address: string, token: string): Promise<Office> {
  const secret = randomBytes(18).toString('base64url');
  const administrator = { username: 'bench-admin', password: secret, name: '管理员' };
  const first = await send(address, 'POST', '/api/setup', {
    body: { token, body: { name: '测试镇', level: 'township' }, administrator },
    expect: 201,
  });
  const { body } = first.body as { body: string };
  const admin = await signIn(address, 'bench-admin', secret);
  const hire = async (username: string, name: string, roles: readonly string[]) => {
    const account = { username, password: `${secret}-${roles.length}`, name, post: '干事' };
    const { body: registered } = await send(address, 'POST', '/api/admin/people', {
      token: admin,
      body: account,
      expect: 201,
    });
    const person = (registered as { event: { subject: string } }).event.subject.split('/')[1] ?? '';
    for (const role of roles)
      await send(address, 'POST', `/api/admin/people/${person}/grants`, {
        token: admin,
        body: { role, unit: body, body, reason: '测试' },
        expect: 201,
      });
    return { person, token: await signIn(address, username, account.password) };
  };
  const { person, token: clerkToken } = await hire('bench-clerk', '经办', ROLES);
  const counsel = await hire('bench-counsel', '法律顾问', COUNSEL);
  await send(address, 'POST', '/api/documents?name=paper.txt', {
    token: clerkToken,
    bytes: PAPER,
    expect: 201,
  });
  return { address, token: clerkToken, counsel: counsel.token, person, body, unit: body };
}

async function signIn(address: string, username: string, password: string): Promise<string> {
  const { body } = await send(address, 'POST', '/api/sessions', {
    body: { username, password },
    expect: 201,
  });
  return (body as { token: string }).token;
}

/** From /proc, where there is one; NaN elsewhere. */
function cpuOf(child: ChildProcess): number {
  try {
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

const peakOf = (child: ChildProcess): number => memoryOf(child, 'VmHWM');

function residentOf(child: ChildProcess): number {
  try {
    // proc_pid_clear_refs(5): 5 forgets the peak.
    writeFileSync(`/proc/${child.pid}/clear_refs`, '5');
  } catch {
    return Number.NaN;
  }
  return memoryOf(child, 'VmRSS');
}

/** In MiB. */
function memoryOf(child: ChildProcess, what: 'VmHWM' | 'VmRSS'): number {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    return Math.round(Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  } catch {
    return Number.NaN;
  }
}

async function stopped(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
