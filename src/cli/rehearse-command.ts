import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Text } from '../../workflows/vocabulary.js';
import { CalendarMissing } from '../calendar/calendars.js';
import {
  loadWorkflow,
  loadWorkflows,
  newestOf,
  WorkflowMissing,
  type ReleasedWorkflow,
} from '../decisions/workflows.js';
import { JurisdictionsRefused } from '../jurisdictions/jurisdictions-refused.js';
import { NotALeaf } from '../ledger/leaf.js';
import { draftRules, type DraftRules } from '../rehearsal/draft-rules.js';
import {
  draftOf,
  NotToBeRehearsed,
  rehearseUnder,
  type Draft,
  type Rehearsal,
} from '../rehearsal/rehearsal.js';
import { ReplayDisagrees } from '../road/refusals.js';
import { CannotTell, type Console, EXIT, UsageError } from './console.js';
import { placeFrom, type PlaceOptions, whileReading } from './place.js';
import { tellRehearsal } from './rehearsal-told.js';

export interface RehearseOptions extends PlaceOptions {
  /** A built workflow; the newest released one unless told. */
  readonly workflow?: string;
  /** Draft rules of a place or a matter, a YAML file. */
  readonly jurisdiction?: string;
  readonly decision?: readonly string[];
  readonly json?: boolean;
}

/**
 * `chengxu workflow rehearse`: what would have become of past decisions under a draft of the rules. Reads only.
 * @returns 0 when nothing would have been refused, 1 when something would, 2 when it cannot be told
 */
export async function rehearseDecisions(
  options: RehearseOptions,
  screen: Console,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const { databaseUrl } = placeFrom(options, environment);
  const rules = rulesFrom(options);
  const given =
    options.workflow === undefined ? undefined : draftFrom(await workflowAt(options.workflow), rules);
  const released = await loadWorkflows();
  const draft = given ?? draftFrom(newestOf(released, 'major-decision'), rules);
  const rehearsal = await whileReading(databaseUrl, async (rows) => {
    try {
      return await rehearseUnder(rows, draft, released, options.decision, (progress) =>
        screen.progress({ zh: '演练决策事项', en: 'decisions' }, progress),
      );
    } catch (error) {
      throw inPlainWords(error);
    }
  });
  if (options.json) screen.says(JSON.stringify(asJson(rehearsal, draft)));
  else tellRehearsal(rehearsal, draft, screen);
  return statusOf(rehearsal);
}

function draftFrom(workflow: ReleasedWorkflow, rules: DraftRules | undefined): Draft {
  const draft = draftOf(workflow, rules);
  if (!draft) throw new UsageError(cannotBeRehearsed(workflow));
  return draft;
}

async function workflowAt(workflow: string): Promise<ReleasedWorkflow> {
  const file = resolve(workflow);
  if (!existsSync(file))
    throw new UsageError({ zh: `没有程序文件 ${file}`, en: `there is no workflow file ${file}` });
  try {
    return await loadWorkflow(file);
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
    throw new UsageError({
      zh: `${workflow} 不是可以装载的程序：${why}`,
      en: `${workflow} is no workflow that can be loaded: ${why}`,
    });
  }
}

function rulesFrom({ jurisdiction }: RehearseOptions): DraftRules | undefined {
  if (jurisdiction === undefined) return undefined;
  try {
    return draftRules(resolve(jurisdiction));
  } catch (error) {
    if (!(error instanceof JurisdictionsRefused)) throw error;
    const faults = (language: keyof Text) => error.faults.map((fault) => fault[language]).join('; ');
    throw new UsageError({
      zh: `规则草案 ${jurisdiction} 不能采用：${faults('zh')}`,
      en: `the draft rules ${jurisdiction} cannot be used: ${faults('en')}`,
    });
  }
}

const cannotBeRehearsed = ({ procedure: { id, version } }: ReleasedWorkflow): Text => ({
  zh: `${id} 第 ${version} 版不带演练功能，请用更新的版本或者草案`,
  en: `version ${version} of ${id} was built without the means to rehearse: take a newer version or a draft`,
});

function inPlainWords(error: unknown): unknown {
  if (error instanceof NotToBeRehearsed)
    return new UsageError(
      error.because === 'unknown'
        ? { zh: `没有决策 “${error.decision}”`, en: `there is no decision '${error.decision}'` }
        : {
            zh: `决策 “${error.decision}” 走的是另一种程序`,
            en: `decision '${error.decision}' follows another procedure`,
          },
    );
  if (error instanceof CalendarMissing || error instanceof WorkflowMissing)
    return new CannotTell({ zh: `缺少演练所需的内容：${error.message}`, en: error.message });
  if (error instanceof ReplayDisagrees || error instanceof NotALeaf)
    return new CannotTell({
      zh: '历史不能重放，记录已被改动；先运行 chengxu verify',
      en: 'the history does not replay, so the record was changed; run chengxu verify first',
    });
  return error;
}

function statusOf({ summary: { actsRefused, actsWithoutStep, actsUntold } }: Rehearsal): number {
  if (actsRefused + actsWithoutStep > 0) return EXIT.tampered;
  return actsUntold > 0 ? EXIT.undecided : EXIT.fine;
}

const asJson = ({ decisions, summary }: Rehearsal, { workflow, rules }: Draft) => ({
  workflow: { id: workflow.procedure.id, version: workflow.procedure.version, sha256: workflow.hash },
  ...(rules ? { rules: { id: rules.id, title: rules.title } } : {}),
  decisions,
  summary,
});
