import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sha256Hex } from '../canonical/digest.js';
import type { BuiltWorkflow } from '../engine/built-workflow.js';
import type { Proof } from '../engine/proof.js';
import { PROJECT_ROOT } from '../project-root.js';

/** A released workflow: the built module, the digest of its bytes, and the proof that it cannot be bypassed. */
export interface ReleasedWorkflow extends BuiltWorkflow {
  readonly hash: string;
  readonly proof: Proof;
}

/** Token under which the released workflows are injected. */
export const WORKFLOWS = Symbol('workflows');

const FOLDER = join(PROJECT_ROOT, 'workflows');

/**
 * Loads every released version of every workflow, each with its proof: one that can be bypassed stops the program.
 * @throws WorkflowRefused @throws BrokenDefinition
 */
export async function loadWorkflows(folder = FOLDER): Promise<readonly ReleasedWorkflow[]> {
  const released: ReleasedWorkflow[] = [];
  for (const file of releasedFiles(folder)) released.push(await loadWorkflow(file));
  return released;
}

/** The built module of every released version. @throws Error when there is none */
export function releasedFiles(folder = FOLDER): string[] {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => builtIn(join(folder, entry.name, 'built')));
  if (files.length === 0) throw new Error('No workflow is built: run `npm run generate`.');
  return files.toSorted();
}

/** One built module. Its bytes are hashed before they run. */
export async function loadWorkflow(file: string): Promise<ReleasedWorkflow> {
  const hash = sha256Hex(readFileSync(file));
  const { workflow } = (await import(pathToFileURL(file).href)) as { workflow: BuiltWorkflow };
  return { ...workflow, hash, proof: keptProof(file, hash) ?? workflow.prove() };
}

/**
 * The proof that was made when the module was built, kept beside it by the digest of its very bytes (design §3.2): any
 * other bytes are proved anew. `chengxu workflow prove` never reads it.
 */
function keptProof(file: string, hash: string): Proof | undefined {
  try {
    const kept = JSON.parse(readFileSync(file.replace(/\.mjs$/, '.proof.json'), 'utf8')) as KeptProof;
    return kept.sha256 === hash && kept.proof.holds ? kept.proof : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

interface KeptProof {
  readonly sha256: string;
  readonly proof: Proof;
}

function builtIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.mjs'))
      .map((name) => join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** A decision names a workflow that is not here. */
export class WorkflowMissing extends Error {
  readonly code = 'workflow-missing';
  constructor(readonly hash: string) {
    super(
      `The workflow with SHA-256 ${hash} is not among the released ones: it was changed on disk or is missing.`,
    );
  }
}

/** The newest version of a workflow, for new decisions. */
export function newestOf(released: readonly ReleasedWorkflow[], id: string): ReleasedWorkflow {
  const versions = released.filter(({ procedure }) => procedure.id === id);
  const newest = versions.toSorted((a, b) => Number(b.procedure.version) - Number(a.procedure.version))[0];
  if (!newest) throw new Error(`There is no workflow '${id}'.`);
  return newest;
}
