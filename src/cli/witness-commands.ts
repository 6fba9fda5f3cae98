import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAddCheckpoint } from '../witness/add-checkpoint.js';
import { NoteRefused, verifierOf } from '../ledger/signed-note.js';
import { WitnessFiles, WitnessUnusable } from '../witness/witness-files.js';
import { serveWitness } from '../witness/witness-server.js';
import { Witness, type WitnessAnswer } from '../witness/witness.js';
import type { Text } from '../../workflows/vocabulary.js';
import { CannotTell, type Console, EXIT, UsageError } from './console.js';
import { textIn } from './place.js';

export interface WitnessOptions {
  /** The witness's own directory, never that of the installation that it watches. */
  readonly directory?: string;
}

export interface ServeOptions extends WitnessOptions {
  readonly host?: string;
  readonly port?: string;
}

const directoryOf = ({ directory }: WitnessOptions): string => resolve(directory ?? './witness');
const now = (): Date => new Date();

/** `chengxu witness init NAME`: a key of its own, and the logs that it shall witness. @returns exit status */
export function initWitness(
  name: string,
  vkeys: readonly string[],
  options: WitnessOptions,
  screen: Console,
): Promise<number> {
  return plainly(async () => {
    // Before anything is made: a witness that was begun with half of its logs could not be begun again.
    for (const log of vkeys) verifierOf(log);
    const files = new WitnessFiles(directoryOf(options));
    const { vkey } = await files.create(name);
    for (const log of vkeys) await files.takeIn(log);
    screen.says(vkey);
    return EXIT.fine;
  });
}

/** `chengxu witness add-log VKEY`: one more log, or a log's next key after a rotation. @returns exit status */
export function addLog(vkey: string, options: WitnessOptions, screen: Console): Promise<number> {
  return plainly(async () => {
    const { origin, vkeys } = await new WitnessFiles(directoryOf(options)).takeIn(vkey);
    screen.says({
      zh: `已纳入账本 ${origin}（公钥 ${vkeys.length} 个）`,
      en: `witnessing ${origin} (${vkeys.length} key(s))`,
    });
    return EXIT.fine;
  });
}

/**
 * `chengxu witness serve`: answers over HTTP until it is told to stop.
 * @param until asked once it listens; fulfils when it is to stop
 * @returns exit status
 */
export function serve(options: ServeOptions, screen: Console, until: () => Promise<void>): Promise<number> {
  return plainly(async () => {
    const witness = await Witness.open(directoryOf(options), now);
    const place = { host: options.host ?? '127.0.0.1', port: portFrom(options.port ?? '3001') };
    const listening = await serveWitness(witness, place, (line) => screen.warns(line)).catch(
      (error: Error) => {
        throw new CannotTell(
          { zh: `无法监听：${error.message}`, en: `cannot listen: ${error.message}` },
          error,
        );
      },
    );
    screen.says(`${listening.address}/add-checkpoint`);
    screen.says(witness.vkey);
    await until();
    await listening.stop();
    return EXIT.fine;
  });
}

/**
 * `chengxu witness sign REQUEST`: the same answer for a request that came as a file. The cosigned checkpoint is written
 * to `out`; without it, the signature line is said. @returns 0 cosigned, 1 evidence that the log was changed, 2 not cosigned for another reason
 */
export function signRequest(
  request: string,
  options: WitnessOptions & { readonly out?: string },
  screen: Console,
): Promise<number> {
  return plainly(async () => {
    const text = textIn(request);
    if (text === undefined)
      throw new UsageError({ zh: `没有文件 ${request}`, en: `there is no file ${request}` });
    const answer = await (await Witness.open(directoryOf(options), now)).addCheckpoint(text);
    if (answer.status !== 200) return refused(answer, screen);
    // It is remembered as cosigned by now; should this fail, the same request with `old` at its size is cosigned again.
    if (options.out === undefined) screen.says(answer.body.trimEnd());
    else writeFileSync(options.out, parseAddCheckpoint(text).note + answer.body);
    return EXIT.fine;
  });
}

/** `chengxu witness status`: what it last cosigned of each log. @returns exit status */
export function witnessStatus(options: WitnessOptions, screen: Console): Promise<number> {
  return plainly(async () => {
    const witness = await Witness.open(directoryOf(options), now);
    screen.says(witness.vkey);
    for (const { origin, size, root, time } of await witness.logs()) {
      const at = time === 0 ? '' : ` ${new Date(time * 1000).toISOString()}`;
      screen.says(`${origin} ${size} ${root.toString('base64')}${at}`);
    }
    return EXIT.fine;
  });
}

function refused(answer: Exclude<WitnessAnswer, { status: 200 }>, screen: Console): number {
  const evidence = answer.status === 422 || (answer.status === 409 && answer.forked);
  const text: Text = evidence
    ? {
        zh: '未签：此账本已不是所见账本的延续，请保存此请求作为证据',
        en: 'not cosigned: this log does not continue the one that was seen; keep the request as evidence',
      }
    : answer.status === 409
      ? {
          zh: `未签：已签到 ${answer.size} 个事件，请按此大小重做请求`,
          en: `not cosigned: cosigned up to ${answer.size} events already; make the request from that size`,
        }
      : {
          zh: `未签（${answer.status}）：${answer.reason}`,
          en: `not cosigned (${answer.status}): ${answer.reason}`,
        };
  screen.warns(text);
  return evidence ? EXIT.tampered : EXIT.undecided;
}

async function plainly(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WitnessUnusable) throw new CannotTell(error.what, error);
    if (error instanceof NoteRefused)
      throw new UsageError({ zh: '这不是账本的公钥', en: 'this is no public key of a log' });
    throw error;
  }
}

function portFrom(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError({ zh: `“${text}” 不是端口`, en: `'${text}' is no port` });
}
