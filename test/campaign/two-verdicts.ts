import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PROJECT_ROOT } from '../../src/project-root.js';
import { auditorFrom, type Auditor } from '../../verifier/core/auditor.js';
import { verifyAt } from '../../verifier/node/cli.js';
import { nodeHost } from '../../verifier/node/host.js';

/** The twin's folder: the verifier in Python, the builder of bags, the mutations. */
export const TWIN = join(PROJECT_ROOT, 'verifier', 'python');

/** Whether there is a Python that the twin runs on (3.9 or later). */
export function hasPython(): boolean {
  const asked = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))']);
  return asked.status === 0;
}

/** What one verifier answers: the verdict's code, the exit status. */
export interface Verdict {
  readonly code: string;
  readonly exit: number;
  /** What step 12 has found, and of which events: compared whatever came before it in the order of the steps. */
  readonly signatures?: readonly (readonly [code: string, seq: number])[];
}

/** A true bag that is mutated; `definitions` may be run by the verifier that replays. */
interface BaseLine {
  readonly base: string;
  readonly path: string;
  readonly policy: string;
  readonly pin: string;
  readonly asOf: string;
  readonly definitions: readonly string[];
  /** The certificate of a time-stamp authority, where the bag has its tokens. */
  readonly tsa: string | null;
  readonly smKeys: readonly string[];
  readonly twin: Verdict;
}

interface MutationLine {
  readonly n: number;
  readonly base: string;
  readonly mutation: string;
  readonly path: string;
  readonly twin: Verdict & { readonly first: object | null };
  /** Whether the mutated bag still says what the true one says; `null` where the twin found something. */
  readonly same: boolean | null;
}

/** One bag, both verdicts. `ours` is the verifier in JavaScript. */
export interface Outcome extends Omit<MutationLine, 'path'> {
  readonly ours: Verdict;
  readonly agree: boolean;
}

/** A real bag, its policy and the log's private key, which an insider would have. */
export interface GivenBag {
  readonly path: string;
  readonly policy: string;
  readonly logKey: string;
  /** The first public key of its second origin, where it has one. */
  readonly smKey?: string;
}

export interface Campaign {
  readonly runs: number;
  readonly seed: number;
  /** An empty folder for the bags; they are removed as they are done with. */
  readonly scratch: string;
  /** Real bags beside the two that the builder makes. */
  readonly bags?: readonly GivenBag[];
  /** Only the mutation of this number, to look at it again. */
  readonly only?: number;
  /** The first of them: a campaign that was interrupted is gone on with from here. */
  readonly start?: number | undefined;
  readonly onOutcome?: (outcome: Outcome) => void;
}

/** The last step is the replay, which the twin leaves out: there it can say no more than that. */
const ABOUT_REPLAY = /^(?:OK|W_DEFINITION_UNLISTED|W_CONTENT_MISSING|W_FACT_UNCHECKED)$/;
const FOUND_BY_REPLAY = /^(?:E_STATE|E_ILLEGAL)$/;

export function agree(twin: Verdict, ours: Verdict): boolean {
  if (textOf(twin.signatures) !== textOf(ours.signatures)) return false;
  if (FOUND_BY_REPLAY.test(ours.code)) return twin.exit === 2;
  if (twin.code === 'W_NO_REPLAY') return ABOUT_REPLAY.test(ours.code);
  return twin.code === ours.code && twin.exit === ours.exit;
}

const textOf = (signatures: Verdict['signatures'] = []): string =>
  signatures
    .map((one) => one.join(' '))
    .toSorted()
    .join();

/** Both find nothing wrong with a bag that says something else than the true one. */
export const isFalsePass = ({ twin, ours, same }: Outcome): boolean =>
  twin.code === 'W_NO_REPLAY' && ABOUT_REPLAY.test(ours.code) && same !== true;

/** Mutates true bags and asks both verifiers about each; the bases first, which have to be found true. */
export async function campaign({
  runs,
  seed,
  scratch,
  bags = [],
  only,
  start = 0,
  onOutcome,
}: Campaign): Promise<Outcome[]> {
  const given = bags.flatMap(({ path, policy, logKey, smKey = '' }) => [
    '--bag',
    path,
    '--policy',
    policy,
    '--log-key',
    logKey,
    '--sm-key',
    smKey,
  ]);
  const which = only === undefined ? [] : ['--only', String(only)];
  const child = spawn(
    'python3',
    [
      join(TWIN, 'campaign.py'),
      '--scratch',
      scratch,
      '--runs',
      String(runs),
      '--seed',
      String(seed),
      '--start',
      String(start),
      ...which,
      ...given,
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  const ended = new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  const auditors = new Map<string, Auditor>();
  const outcomes: Outcome[] = [];
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const told = JSON.parse(line) as BaseLine | MutationLine;
      if (!('n' in told)) {
        auditors.set(told.base, auditorOf(told));
        await refuseFalseBase(told, auditors.get(told.base)!);
        continue;
      }
      const { path, ...rest } = told;
      const ours = await verdictAt(path, auditors.get(told.base)!);
      const outcome = { ...rest, ours, agree: agree(told.twin, ours) };
      outcomes.push(outcome);
      onOutcome?.(outcome);
      if (only === undefined) rmSync(path, { recursive: true, force: true });
      child.stdin.write('\n');
    }
  } finally {
    // What it would still wait for does not come.
    child.stdin.end();
  }
  if ((await ended) !== 0) throw new Error(`The twin's side ended: ${complaint}`);
  return outcomes;
}

function auditorOf({ policy, pin, asOf, definitions, tsa, smKeys }: BaseLine): Auditor {
  const authorities = tsa === null ? [] : [readFileSync(tsa, 'latin1')];
  const given = {
    policy: readFileSync(policy),
    pins: [readFileSync(pin)],
    definitions,
    asOf,
    authorities,
    smKeys,
  };
  return auditorFrom(nodeHost, given, 0);
}

async function verdictAt(path: string, auditor: Auditor): Promise<Verdict> {
  const { code, exit, findings } = await verifyAt(path, auditor);
  const signatures = findings.flatMap(({ code: of, seq = -1 }) =>
    of.includes('ACTOR_SIG') ? [[of, seq] as const] : [],
  );
  return { code, exit, signatures };
}

/** A campaign on a bag that is not found true would show nothing. */
async function refuseFalseBase({ base, path, twin, definitions }: BaseLine, auditor: Auditor): Promise<void> {
  const ours = await verdictAt(path, auditor);
  const best = definitions.length > 0 ? 0 : 2;
  if (twin.code !== 'W_NO_REPLAY' || !agree(twin, ours) || ours.exit > best)
    throw new Error(`The base ${base} is not found true: twin ${twin.code}, ours ${ours.code}.`);
}
