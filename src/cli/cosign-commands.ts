import { writeFileSync } from 'node:fs';
import { policyIn } from '../cosigning/policy-file.js';
import { openDatabase } from '../database/open.js';
import { latest } from '../ledger/checkpointing.js';
import { parseCheckpoint, NotACheckpoint } from '../ledger/checkpoint.js';
import { CosignatureRefused, keepCosignature, lastCosigned } from '../ledger/cosigned-notes.js';
import { nodeLookup } from '../ledger/node-store.js';
import type { Policy, PolicyWitness } from '../ledger/policy.js';
import { consistencyProof } from '../ledger/proofs.js';
import { NoteRefused, splitNote } from '../ledger/signed-note.js';
import { formatAddCheckpoint } from '../witness/add-checkpoint.js';
import { CannotTell, type Console, EXIT, UsageError } from './console.js';
import { placeFrom, type PlaceOptions, textIn, whileReading } from './place.js';

export interface RequestOptions extends PlaceOptions {
  readonly out: string;
  /** Size that the witness last cosigned, where that is not what was imported here. */
  readonly old?: string;
}

/**
 * `chengxu cosign request WITNESS --out FILE`: what to carry to a witness that is not on the network, with the proof
 * from the tree that it last cosigned. @returns exit status
 */
export async function requestCosignature(
  name: string,
  options: RequestOptions,
  screen: Console,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const { databaseUrl, data } = placeFrom(options, environment);
  const witness = witnessIn(await policyOf(data), name);
  const { old, size, text } = await whileReading(databaseUrl, async (rows) => {
    const head = await latest(rows);
    if (!head) throw new CannotTell({ zh: '账本还没有检查点', en: 'the ledger has no checkpoint yet' });
    const from = sizeIn(options.old) ?? (await lastCosigned(rows, witness))?.size ?? 0;
    if (from > head.size)
      throw new UsageError({
        zh: `账本只有 ${head.size} 个事件`,
        en: `the ledger has only ${head.size} events`,
      });
    const proof = await consistencyProof(from, head.size, nodeLookup(rows));
    return { old: from, size: head.size, text: formatAddCheckpoint({ old: from, proof, note: head.note }) };
  });
  writeFileSync(options.out, text);
  screen.says({
    zh: `请 ${name} 签：从 ${old} 到 ${size} 个事件，见 ${options.out}`,
    en: `for ${name} to cosign: from ${old} to ${size} events, in ${options.out}`,
  });
  return EXIT.fine;
}

/**
 * `chengxu cosign import FILE`: keeps the cosignatures of a checkpoint that came back as a file.
 * @returns 0 kept, 1 the file has another root than this ledger at its size, 2 nothing to keep, 3 usage
 */
export async function importCosignatures(
  file: string,
  options: PlaceOptions,
  screen: Console,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const { databaseUrl, data } = placeFrom(options, environment);
  const policy = await policyOf(data);
  const { note, size, lines } = cosignedIn(file);
  const database = await openDatabase({ url: databaseUrl });
  try {
    const [own] = await database.read.query<{ note: string }>('SELECT note FROM checkpoint WHERE size = ?', [
      size,
    ]);
    if (!own)
      throw new CannotTell({
        zh: `此账本没有覆盖 ${size} 个事件的检查点`,
        en: `this ledger has no checkpoint over ${size} events`,
      });
    if (splitNote(own.note).text !== splitNote(note).text) return differs(policy, note, size, screen);
    const kept = await database.write(async (tx) => {
      const names: string[] = [];
      for (const witness of policy.witnesses) {
        if (!lines.includes(`— ${witness.verifier.name} `)) continue;
        await keepCosignature(tx, policy, witness, size, lines);
        names.push(witness.name);
      }
      return names;
    });
    if (kept.length === 0)
      throw new CannotTell({
        zh: '其中没有策略所列见证人的签名',
        en: 'no witness of the policy has signed it',
      });
    screen.says({
      zh: `已收下 ${kept.join('、')} 对 ${size} 个事件的签名`,
      en: `kept what ${kept.join(', ')} cosigned, over ${size} events`,
    });
    return EXIT.fine;
  } catch (error) {
    if (!(error instanceof CosignatureRefused)) throw error;
    throw new CannotTell(
      { zh: `签名不成立：${error.message}`, en: `it does not hold: ${error.message}` },
      error,
    );
  } finally {
    await database.close();
  }
}

/** A witness has cosigned another tree of this size: either somebody made that note up, or there are two histories. */
function differs(policy: Policy, note: string, size: number, screen: Console): number {
  const { text, signatures } = splitNote(note);
  const witness = policy.witnesses.find(({ verifier }) =>
    signatures.some(
      ({ name, id, signature }) =>
        name === verifier.name && id === verifier.id && verifier.verifies(text, signature),
    ),
  );
  if (!witness)
    throw new CannotTell({ zh: '这是另一账本的检查点', en: 'this is the checkpoint of another log' });
  screen.warns({
    zh: `有篡改迹象：${witness.name} 在 ${size} 个事件处签的是另一个树根，请保存此文件作为证据`,
    en: `tampering: ${witness.name} has cosigned another root over ${size} events; keep this file as evidence`,
  });
  return EXIT.tampered;
}

async function policyOf(data: string): Promise<Policy> {
  const policy = await policyIn(data, undefined);
  if (policy) return policy;
  throw new UsageError({
    zh: `${data} 中没有见证策略文件 policy`,
    en: `there is no file 'policy' in ${data} that names witnesses`,
  });
}

function witnessIn({ witnesses }: Policy, name: string): PolicyWitness {
  const witness = witnesses.find((one) => one.name === name || one.verifier.name === name);
  if (witness) return witness;
  const names = witnesses.map((one) => one.name);
  throw new UsageError({
    zh: `策略中没有见证人“${name}”，有 ${names.join('、')}`,
    en: `the policy has no witness '${name}'; it has ${names.join(', ')}`,
  });
}

function cosignedIn(file: string): { note: string; size: number; lines: string } {
  const note = textIn(file);
  if (note === undefined) throw new UsageError({ zh: `没有文件 ${file}`, en: `there is no file ${file}` });
  try {
    const { text } = splitNote(note);
    return { note, size: parseCheckpoint(text).size, lines: note.slice(text.length + 1) };
  } catch (error) {
    if (!(error instanceof NoteRefused) && !(error instanceof NotACheckpoint)) throw error;
    throw new UsageError({ zh: `${file} 不是检查点`, en: `${file} is no checkpoint` });
  }
}

function sizeIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new UsageError({ zh: `“${text}” 不是事件数`, en: `'${text}' is no number of events` });
}
