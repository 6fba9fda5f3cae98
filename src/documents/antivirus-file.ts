import { join } from 'node:path';
import { z } from 'zod';
import { readIfThere } from '../ledger/guarded-file.js';
import { Clamd, ScanCommand, type Antivirus } from './antivirus.js';

/** What was set for antivirus cannot be meant. The program does not start on it. */
export class AntivirusUnusable extends Error {
  readonly code = 'antivirus-unusable';

  constructor(file: string) {
    super(
      `查杀设置不可用：应为 {"clamd": {"path": "…"}}、{"clamd": {"host": "…", "port": 3310}} 或 {"command": ["程序", "参数"]}（${file}）。` +
        `The antivirus setting cannot be used: write {"clamd": {"path": "…"}}, {"clamd": {"host": "…", "port": 3310}} or {"command": ["program", "argument"]}.`,
    );
    this.name = 'AntivirusUnusable';
  }
}

const withinSeconds = z.int().min(1).max(600).default(120);
const setting = z.union([
  z.strictObject({
    clamd: z.union([
      z.strictObject({ path: z.string().min(1) }),
      z.strictObject({ host: z.string().min(1), port: z.int().min(1).max(65_535) }),
    ]),
    withinSeconds,
  }),
  z.strictObject({ command: z.tuple([z.string().min(1)], z.string()), withinSeconds }),
]);

/**
 * Who looks at documents before they are kept, by `<data>/antivirus.json`; nobody where there is no such file.
 * @throws AntivirusUnusable
 */
export async function antivirusIn(data: string): Promise<Antivirus | undefined> {
  const file = join(data, 'antivirus.json');
  const text = await readIfThere(file);
  if (text === undefined) return undefined;
  const read = setting.safeParse(jsonIn(text));
  if (!read.success) throw new AntivirusUnusable(file);
  const withinMs = read.data.withinSeconds * 1000;
  return 'clamd' in read.data
    ? new Clamd(read.data.clamd, withinMs)
    : new ScanCommand(read.data.command, withinMs);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
