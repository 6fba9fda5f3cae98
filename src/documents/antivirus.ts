import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';

/** What an antivirus program says of a file; `finding` is what it calls it. */
export type Verdict = { readonly is: 'clean' } | { readonly is: 'infected'; readonly finding: string };

/** Looks at a file before it is kept. @throws Error when there is no verdict */
export interface Antivirus {
  /** As it stands in the record of scans. */
  readonly scanner: string;
  scan(path: string): Promise<Verdict>;
}

/** Where clamd listens: a socket of this machine, or a port. */
export type ClamdPlace = { readonly path: string } | { readonly host: string; readonly port: number };

const CHUNK = 256 * 1024;
const LONGEST_ANSWER = 4096;

/** The daemon of ClamAV, over its own protocol (clamd(8), INSTREAM): it needs no right to read our files. */
export class Clamd implements Antivirus {
  readonly scanner = 'clamd';

  constructor(
    private readonly place: ClamdPlace,
    private readonly withinMs: number,
  ) {}

  async scan(path: string): Promise<Verdict> {
    const socket = connect(this.place);
    const late = setTimeout(
      () => socket.destroy(new Error('clamd has not answered in time.')),
      this.withinMs,
    );
    try {
      // It may answer, and hang up, before it has taken everything.
      const answer = answerOf(socket);
      const [text] = await Promise.all([answer, send(socket, path)]);
      return clamdVerdict(text);
    } finally {
      clearTimeout(late);
      socket.destroy();
    }
  }
}

async function send(socket: Socket, path: string): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0', 'latin1'));
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
    const bytes = chunk as Buffer;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    if (!(await write(socket, Buffer.concat([length, bytes])))) return;
  }
  await write(socket, Buffer.alloc(4));
}

/** @returns whether the other side still listens; why it does not, its answer tells */
function write(socket: Socket, bytes: Buffer): Promise<boolean> {
  return new Promise((resolve) => socket.write(bytes, (error) => resolve(!error)));
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      if (text.includes('\0') || text.length > LONGEST_ANSWER) resolve(text.split('\0')[0] ?? '');
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('clamd has hung up without an answer.')));
  });
}

function clamdVerdict(text: string): Verdict {
  const finding = /^stream: (.+) FOUND$/.exec(text)?.[1];
  if (finding !== undefined) return { is: 'infected', finding: shown(finding) };
  if (text === 'stream: OK') return { is: 'clean' };
  throw new Error(`clamd answers: ${shown(text)}`);
}

/** Any program that takes a file's path last, and ends with 0 for clean and 1 for infected, as ClamAV's do. */
export class ScanCommand implements Antivirus {
  readonly scanner: string;

  constructor(
    private readonly command: readonly [program: string, ...args: string[]],
    private readonly withinMs: number,
  ) {
    this.scanner = command[0];
  }

  scan(path: string): Promise<Verdict> {
    const [program, ...args] = this.command;
    return new Promise((resolve, reject) => {
      // No shell: the path is an argument, and nothing else.
      const scan = spawn(program, [...args, path], {
        stdio: ['ignore', 'pipe', 'ignore'],
        // Not `timeout`, whose timer outlives a program that could not be started.
        signal: AbortSignal.timeout(this.withinMs),
        killSignal: 'SIGKILL',
      });
      let said = '';
      scan.stdout.on('data', (chunk: Buffer) => {
        if (said.length < LONGEST_ANSWER) said += chunk.toString('utf8');
      });
      scan.once('error', reject);
      scan.once('close', (code, signal) => {
        if (code === 0) resolve({ is: 'clean' });
        else if (code === 1) resolve({ is: 'infected', finding: findingIn(said, path) });
        else reject(new Error(`${program} ended with ${code ?? signal}.`));
      });
    });
  }
}

/** The first line, without our path: that is nobody's business who uploads. */
function findingIn(said: string, path: string): string {
  const line = said.split('\n').find((one) => one.trim() !== '') ?? '';
  const name = line
    .replaceAll(path, '')
    .replace(/^\s*:\s*/, '')
    .replace(/\s*FOUND\s*$/, '');
  return shown(name) || 'malware';
}

const shown = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ' ')
    .trim()
    .slice(0, 200);
