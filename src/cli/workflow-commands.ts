import { performance } from 'node:perf_hooks';
import type { WorkflowDefinition } from '../../workflows/definition.js';
import { loadWorkflow, loadWorkflows, releasedFiles, type ReleasedWorkflow } from '../decisions/workflows.js';
import type { Proof } from '../engine/proof.js';
import type { Bypass } from '../engine/theorems.js';
import { cite } from '../law/citations.js';
import type { Text } from '../../workflows/vocabulary.js';
import { type Console, EXIT, UsageError } from './console.js';

/** `chengxu workflow list`: the released procedures. @returns exit status */
export async function listWorkflows(screen: Console): Promise<number> {
  for (const { procedure, title, hash, steps } of await loadWorkflows()) {
    screen.says(`${procedure.id} ${procedure.version}  ${screen.words(title)}`);
    screen.says(`  sha256 ${hash}`);
    const names = steps.map((step) => screen.words(step.title)).join(screen.language === 'zh' ? '、' : ', ');
    const acts = Object.keys(procedure.events).length;
    screen.says({
      zh: `  必经步骤：${names}；${acts} 种行为`,
      en: `  steps: ${names}; ${acts} kinds of act`,
    });
  }
  return EXIT.fine;
}

/**
 * `chengxu workflow prove`: runs the proof of each released procedure, or of one, and shows its theorems.
 * @param folder where `<id>/built/<version>.mjs` lie; this program's own unless told
 * @returns 0 when every theorem holds, else 1 with the path that breaks it
 */
export async function proveWorkflows(
  id: string | undefined,
  { folder }: { readonly folder?: string },
  screen: Console,
): Promise<number> {
  const files = releasedFiles(folder);
  let [proved, holds] = [0, true];
  for (const file of files) {
    const result = await provedFrom(file);
    if (id !== undefined && result.proof.workflow !== id) continue;
    proved += 1;
    holds &&= result.proof.holds;
    tell(result, screen);
  }
  if (proved === 0) throw new UsageError({ zh: `没有程序 “${id}”`, en: `there is no workflow '${id}'` });
  return holds ? EXIT.fine : EXIT.tampered;
}

interface Proved {
  readonly proof: Proof;
  readonly workflow: ReleasedWorkflow | undefined;
  readonly milliseconds: number;
  /** What the machine is made of that no law may be made of; then nothing was explored. */
  readonly faults: readonly string[];
}

/** Loading proves already, and refuses; the classes that it throws are the built module's own. */
async function provedFrom(file: string): Promise<Proved> {
  try {
    const workflow = await loadWorkflow(file);
    const begun = performance.now();
    const proof = workflow.prove();
    return { proof, workflow, milliseconds: performance.now() - begun, faults: [] };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    if (error.code === 'workflow-refused' && 'proof' in error) {
      return { proof: error.proof as Proof, workflow: undefined, milliseconds: Number.NaN, faults: [] };
    }
    if (error.code === 'broken-definition' && 'faults' in error && 'workflow' in error) {
      const nothing = { holds: false, configurations: 0, steps: 0, bypasses: [], stepsBefore: {} };
      const proof = { workflow: String(error.workflow), version: '?', ...nothing };
      return { proof, workflow: undefined, milliseconds: Number.NaN, faults: error.faults as string[] };
    }
    throw error;
  }
}

const THEOREMS: Readonly<Record<Bypass['theorem'], Text>> = {
  'mandatory-step': {
    zh: '每条通向生效结果的路，都经过每个必经步骤（完成，或依法认定不适用）',
    en: 'every path to an effective outcome passes every mandatory step, completed or lawfully exempted',
  },
  'step-reopened': { zh: '重新打开的步骤必须重做', en: 'a step that was opened again has to be done again' },
  'return-opens-step': {
    zh: '退回哪一步，就打开哪一步',
    en: 'an act that returns a matter to a step opens that step',
  },
  'exemption-unreviewed': {
    zh: '每项不适用的认定，都经合法性审查机构看过',
    en: 'every exemption is looked at by the legality reviewer',
  },
  'edition-unreviewed': {
    zh: '合法性意见之后再改的草案，未经重新审查或确认一致，不能上会',
    en: 'an edition after the legality opinion is not tabled without a new opinion or a confirmed conformity',
  },
  'requirement-dropped': {
    zh: '关键行为的每条路都带着不可缺少的要求',
    en: 'every way of a decisive act carries the requirements that it may not lack',
  },
  'out-of-order': {
    zh: '法定的先后次序，在每条路上都成立',
    en: 'the order that the law prescribes holds on every path',
  },
  'dead-end': { zh: '没有走不下去的状态', en: 'no dead end' },
  unreachable: {
    zh: '没有到不了的状态，没有用不上的行为',
    en: 'no unreachable state, no act that is never possible',
  },
  'no-outcome': { zh: '有路通向生效的结果', en: 'some path leads to an effective outcome' },
};
const LAWFUL_PARTS: Text = {
  zh: '每一步都写明谁可以做、依据哪条规则；没有计时器、没有后台调用',
  en: 'every transition names its roles and its rules; no timers, no calls out',
};

function tell({ proof, workflow, milliseconds, faults }: Proved, screen: Console): void {
  const title = workflow ? screen.words(workflow.title) : '';
  screen.says(`${proof.workflow} ${proof.version}  ${title}`.trimEnd());
  if (workflow) screen.says(`  sha256 ${workflow.hash}`);
  line(faults.length === 0, LAWFUL_PARTS, screen);
  for (const fault of faults) screen.says(`      ${fault}`);
  if (faults.length > 0) return;
  const took = Number.isNaN(milliseconds) ? '' : `, ${Math.round(milliseconds)} ms`;
  screen.says({
    zh: `  状态组合 ${proof.configurations}，步 ${proof.steps}${took}`,
    en: `  ${proof.configurations} configurations, ${proof.steps} steps${took}`,
  });
  // Version 1 states no order, and its proof looks for none: nothing is claimed of it.
  const ordered = workflow === undefined || 'precedences' in workflow.procedure.definition;
  for (const [theorem, words] of Object.entries(THEOREMS)) {
    if (theorem === 'out-of-order' && !ordered) continue;
    const broken = proof.bypasses.filter((bypass) => bypass.theorem === theorem);
    line(broken.length === 0, words, screen);
    for (const { about, path } of broken) screen.says(`      ${about}: ${path.join(' → ')}`);
    if (theorem === 'mandatory-step') for (const step of workflow?.steps ?? []) tellStep(step, screen);
    if (theorem === 'out-of-order' && workflow) tellOrder(workflow.procedure.definition, screen);
  }
}

function line(holds: boolean, words: Text, screen: Console): void {
  screen.says(`  ${holds ? '✓' : '✗'} ${screen.words(words)}`);
}

function tellStep(step: ReleasedWorkflow['steps'][number], screen: Console): void {
  screen.says(`      ${screen.words(step.title)} (${articlesOf(step.rules, screen)})`);
}

function tellOrder({ precedences, events }: WorkflowDefinition, screen: Console): void {
  const named = (type: string) => screen.words(events[type]?.title ?? { zh: type, en: type });
  for (const { act, after, rules } of precedences) {
    const before = after.map(named).join(screen.language === 'zh' ? '或者' : ' or ');
    screen.says(`      ${before} → ${named(act)} (${articlesOf(rules, screen)})`);
  }
}

function articlesOf(rules: readonly string[], screen: Console): string {
  const articles = cite(rules).map((cited) => (screen.language === 'zh' ? cited.article : cited.articleEn));
  return [...new Set(articles)].join(screen.language === 'zh' ? '、' : '; ');
}
