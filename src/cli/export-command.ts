import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { systemClock } from '../clock.js';
import { loadWorkflows } from '../decisions/workflows.js';
import { archivePackage } from '../exports/archive-package.js';
import { bagOf, type Bag } from '../exports/bag.js';
import { NotSignedYet } from '../exports/refusals.js';
import { NameTaken, writeFolder, writeZip } from '../exports/written.js';
import { NotACheckpoint, parseCheckpoint } from '../ledger/checkpoint.js';
import { SubjectNotFound } from '../road/refusals.js';
import { CannotTell, type Console, EXIT, UsageError } from './console.js';
import { placeFrom, type PlaceOptions, textIn, whileReading } from './place.js';

export interface ExportOptions extends PlaceOptions {
  readonly all?: boolean;
  /** The archival package of a decision instead of its bag. */
  readonly archive?: boolean;
  readonly out: string;
  readonly withComments?: boolean;
  /** Files with checkpoints that the auditor holds. */
  readonly pin?: readonly string[];
  readonly withRefused?: boolean;
}

/**
 * `chengxu export`: writes a bag (docs/bag.md) of a decision or of the whole ledger, as a ZIP where the name ends in
 * `.zip`, else as a folder. It reads only, so it goes as far as the newest checkpoint.
 *
 * @returns exit status: 0 written; 1 written, and a paper is damaged or gone
 */
export async function exportBag(
  decision: string | undefined,
  options: ExportOptions,
  screen: Console,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  refuseUnclear(decision, options);
  const out = resolve(options.out);
  const { databaseUrl, data } = placeFrom(options, environment);
  const pins = (options.pin ?? []).map(sizeIn);
  const released = await loadWorkflows();
  const damaged: string[] = [];
  await whileReading(databaseUrl, async (rows) => {
    try {
      if (options.archive === true && decision !== undefined) {
        const from = {
          rows,
          released,
          documents: join(data, 'documents'),
          onDamaged: (one: string) => damaged.push(one),
        };
        const bag = await archivePackage(from, decision, systemClock.machine());
        await write(bag, out);
        screen.says({
          zh: `已导出归档信息包 ${bag.name}：${out}`,
          en: `Exported the archival package ${bag.name}: ${out}`,
        });
        return;
      }
      const bag = await bagOf(
        { rows, documents: join(data, 'documents'), released },
        {
          decision,
          pins,
          at: systemClock.machine(),
          withComments: options.withComments === true,
          withRefused: options.withRefused === true,
          onProgress: screen.progress,
          onDamaged: (sha256) => damaged.push(sha256),
          onViewsLeftOut: ({ message }) =>
            screen.warns({
              zh: `没有附上便于阅读的视图：历史无法重放（${message}）；包可照常核验`,
              en: `without its readable views, for the history does not replay (${message}); the bag can be checked all the same`,
            }),
        },
      );
      await write(bag, out);
      if (bag.later > 0)
        screen.warns({
          zh: `之后的 ${bag.later} 个事件尚无检查点（或见证人）覆盖，没有导出`,
          en: `${bag.later} newer events are not in it: no checkpoint, or not enough witnesses, cover them yet`,
        });
      screen.says({ zh: `已导出 ${bag.name}：${out}`, en: `Exported ${bag.name}: ${out}` });
    } catch (error) {
      throw plainly(error, decision);
    }
  });
  for (const sha256 of damaged)
    screen.warns({
      zh: `E_BLOB：材料 ${sha256} 的内容与其摘要不符，或文件已不在；已按现状导出`,
      en: `E_BLOB: the paper ${sha256} does not have its digest, or its file is gone; exported as it is`,
    });
  return damaged.length > 0 ? EXIT.tampered : EXIT.fine;
}

function refuseUnclear(decision: string | undefined, { all, archive, out }: ExportOptions): void {
  if (archive === true && decision === undefined)
    throw new UsageError({ zh: '--archive 用于一项决策', en: '--archive is for one decision' });
  if ((decision === undefined) !== (all === true))
    throw new UsageError({
      zh: '给出一项决策的编号，或者给出 --all，二者取一',
      en: 'give the id of a decision, or --all: one of them',
    });
  const folder = dirname(resolve(out));
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError({ zh: `没有目录 ${folder}`, en: `there is no folder ${folder}` });
}

/** Whether it is the log's own is for the verifier to say: here it only tells what to put beside it. */
function sizeIn(file: string): number {
  const text = textIn(file);
  if (text === undefined) throw new UsageError({ zh: `没有文件 ${file}`, en: `there is no file ${file}` });
  try {
    const blank = text.indexOf('\n\n');
    return parseCheckpoint(blank < 0 ? text : text.slice(0, blank + 1)).size;
  } catch (error) {
    if (!(error instanceof NotACheckpoint)) throw error;
    throw new UsageError({ zh: `${file} 不是检查点`, en: `${file} is no checkpoint` });
  }
}

const write = (bag: Bag, out: string): Promise<void> =>
  out.toLowerCase().endsWith('.zip') ? writeZip(bag, out) : writeFolder(bag, out);

/** What can be said plainly of what was thrown; anything else as it is. */
function plainly(error: unknown, decision: string | undefined): unknown {
  if (error instanceof SubjectNotFound)
    return new UsageError({ zh: `没有决策 “${decision}”`, en: `there is no decision '${decision}'` });
  if (error instanceof NameTaken)
    return new UsageError({
      zh: `${error.path} 已经存在，不会覆盖：请换一个名称`,
      en: `${error.path} is there already and is not overwritten: give another name`,
    });
  if (error instanceof NotSignedYet)
    return new CannotTell(
      {
        zh: '最新的事件还没有签名的检查点（服务运行时几秒内就有）：请稍后再试',
        en: 'the newest events have no signed checkpoint yet (a running server signs within seconds): try again later',
      },
      error,
    );
  if (error instanceof RangeError)
    return new CannotTell(
      {
        zh: '树中缺少节点，证明无法算出：请运行 chengxu verify',
        en: 'nodes of the tree are missing, so nothing can be proved: run chengxu verify',
      },
      error,
    );
  if (!isOfTheFileSystem(error)) return error;
  return new CannotTell(
    { zh: `未能写出：${error.message}`, en: `could not be written: ${error.message}` },
    error,
  );
}

const isOfTheFileSystem = (error: unknown): error is { readonly message: string } =>
  typeof error === 'object' && error !== null && 'syscall' in error && 'message' in error;
