import type { AnyStateNode } from 'xstate';
import type { WorkflowDefinition } from '../../workflows/definition.js';
import { PARAMETERS, type Parameter, type ParameterName } from '../../workflows/parameters.js';
import { ROLES, type Requirement, type Role, type Strength } from '../../workflows/vocabulary.js';
import { nodesOf } from '../engine/machine-law.js';
import { prove } from '../engine/proof.js';
import { cite, type Citation } from '../law/citations.js';
import { machineRows, requirementsOfEveryAct, stateTitle, type MachineRow } from './machine-rows.js';
import { stateDiagrams } from './state-diagram.js';

export const STRENGTHS: Readonly<Record<Strength, string>> = {
  binding: '法定 binding',
  'by-reference': '参照 by reference',
  'local-option': '地方选项 local option',
  house: '本系统自设 house',
};

/** The page of one workflow: what is possible in each state, for whom, why, and what must be so. */
export function workflowPage(definition: WorkflowDefinition): string {
  const proof = prove(definition);
  const rows = machineRows(definition);
  const requirements = Object.values(definition.requirements);
  const rules = [
    ...new Set([
      ...rows.flatMap((row) => row.rules),
      ...definition.precedences.flatMap((one) => one.rules),
      ...[...requirements, ...requirementsOfEveryAct].flatMap((one) => one.rules),
    ]),
  ];
  return `${[
    `# ${definition.title.zh} · ${definition.title.en}`,
    `\`${definition.id}\` ${definition.version} · 本页由程序生成，请勿手改：\`npm run generate\` · generated, do not edit`,
    '阅读方法见 [workflows/README.md](../README.md)；各条规则的落实情况见 [docs/law.md](../../docs/law.md)。How to read it: [workflows/README.md](../README.md); where each rule is enforced: [docs/law.md](../../docs/law.md).',
    `证明 · Proof: ${proof.holds ? '成立 holds' : '不成立 FAILS'}（${proof.configurations} 个状态组合 configurations，${proof.steps} 步 steps）。`,
    '## 五个必经步骤 · The five steps',
    stepsTable(definition),
    '## 先后次序 · Order',
    '没有前者，任何一条路都到不了后者。No path leads to the act without one of those before it.',
    orderTable(definition),
    '## 状态图 · State diagrams',
    ...stateDiagrams(definition).flatMap(({ of, text }) => [
      `### ${of.parent ? placeOf(of) : '全程 · The whole'}`,
      `\`\`\`mermaid\n${text}\n\`\`\``,
    ]),
    '## 各状态下的行为 · What is possible in each state',
    ...nodesOf(definition.machine).flatMap((node) => stateSection(definition, node, rows)),
    '## 要求 · Requirements',
    '行为被接受，须满足其全部要求；未满足的逐项告知。参数随地方、领域而定，此处列全国的值。An act is accepted when all of its requirements are met; each one that is not is told. Parameters differ from place to place and from matter to matter; shown is the national value.',
    requirementsTable(requirements),
    '以下要求适用于每一行为 · Asked of every act:',
    requirementsTable(requirementsOfEveryAct),
    '## 所引规则 · Rules cited',
    rulesTable(cite(rules.toSorted())),
  ].join('\n\n')}\n`;
}

function stepsTable(definition: WorkflowDefinition): string {
  const lines = definition.mandatorySteps.map(
    ({ title, completed, exempted, rules }) =>
      `| ${title.zh} · ${title.en} | ${completed.map(code).join('<br>')} | ${exempted.map(code).join('<br>') || '不得豁免 never'} | ${rules.map(ruleLink).join('<br>')} |`,
  );
  return [
    '| 步骤 Step | 完成 Done in | 依法不适用 Exempted in | 依据 Rules |',
    '| --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

function orderTable({ precedences, events }: WorkflowDefinition): string {
  const named = (types: readonly string[], word: string) =>
    types.map((type) => `${events[type]?.title.zh} ${code(type)}`).join(word) || '—';
  const lines = precedences.map(
    ({ act, after, since = [], rules }) =>
      `| ${named(after, '<br>或者 or ')} | ${named([act], '')} | ${named(since, '<br>')} | ${rules.map(ruleLink).join('<br>')} |`,
  );
  return [
    '| 在先 Before | 行为 Act | 此后须重来 Anew after | 依据 Rules |',
    '| --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

function stateSection(
  definition: WorkflowDefinition,
  node: AnyStateNode,
  rows: readonly MachineRow[],
): string[] {
  const here = rows.filter(({ state }) => state === node);
  if (here.length === 0) return [];
  const lines = here.map((row) => {
    const who = row.type === '' ? '自动 by itself' : row.roles.map(roleText).join('<br>');
    const rules = cite(row.rules).map(ruleText).join('<br>');
    const requires = row.requires.map(requirementLink).join('<br>') || '—';
    return `| ${actText(definition, row)} | ${who} | ${targetText(row)} | ${rules} | ${requires} |`;
  });
  return [
    `### ${node.parent ? placeOf(node) : '任何时候 · At any time'}`,
    ...(node.description && node.parent && node.description !== stateTitle(node) ? [node.description] : []),
    [
      '| 行为 Act | 由谁 Who | 去向 Leads to | 依据 Rules | 要求 Requires |',
      '| --- | --- | --- | --- | --- |',
      ...lines,
    ].join('\n'),
  ];
}

function actText(definition: WorkflowDefinition, { type, says }: MachineRow): string {
  if (type === '') return '各项均已办结 · all parts done';
  const title = definition.events[type]?.title;
  const told = Object.entries(says).map(([field, value]) => `<br>${code(`${field} = ${value}`)}`);
  return `${title?.zh} · ${title?.en}<br>${code(type)}${told.join('')}`;
}

function targetText({ targets }: MachineRow): string {
  if (targets.length === 0) return '状态不变 stays';
  return targets
    .map((target) => {
      const shown = target.type === 'history' ? (target.parent ?? target) : target;
      return `${stateTitle(shown)} ${code(shown.path.join('.'))}${shown === target ? '' : '（恢复原状 as it was）'}`;
    })
    .join('<br>');
}

/** Where a state is: the titles from the stage down, and its name in the machine. */
function placeOf(node: AnyStateNode): string {
  const shown = node.type === 'history' ? (node.parent ?? node) : node;
  const line: string[] = [];
  for (let at: AnyStateNode | undefined = shown; at?.parent; at = at.parent) line.unshift(stateTitle(at));
  return `${line.join(' › ')} ${code(shown.path.join('.'))}`;
}

function requirementsTable(requirements: readonly Requirement<never>[]): string {
  const lines = requirements.map(({ id, title, strength, rules, parameters = [] }) => {
    const cited = cite(rules).map(ruleText).join('<br>') || '—';
    const read = parameters.map(parameterText).join('<br>') || '—';
    return `| <a id="${id}"></a>${code(id)} | ${title.zh} · ${title.en} | ${STRENGTHS[strength]} | ${cited} | ${read} |`;
  });
  return [
    '| 要求 Requirement | 内容 What | 强度 Strength | 依据 Rules | 参数 Parameters |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

/** A parameter that a requirement reads, with what the national text says or leaves. */
function parameterText(name: ParameterName): string {
  const { title, national }: Parameter<unknown> = PARAMETERS[name];
  return `${title.zh} ${code(`${name}: ${JSON.stringify(national)}`)}`;
}

function rulesTable(citations: readonly Citation[]): string {
  const lines = citations.map(
    ({ rule, article, zh, en }) => `| <a id="${rule}"></a>${code(rule)} | ${article} | ${zh}<br>${en} |`,
  );
  return ['| 规则 Rule | 出处 Article | 内容 Text |', '| --- | --- | --- |', ...lines].join('\n');
}

const code = (text: string): string => `\`${text}\``;
const roleText = (role: Role): string => `${ROLES[role].zh} ${code(role)}`;
const ruleLink = (rule: string): string => `[${rule}](#${rule})`;
const requirementLink = (id: string): string => `[${id}](#${id})`;
const ruleText = ({ rule, article, zh }: Citation): string =>
  `${ruleLink(rule)} ${shortArticle(article)}：${zh}`;
/** `国务院令第713号《重大行政决策程序暂行条例》第14条第3款（含推导）` is 第14条第3款 on a page about that decree. */
const shortArticle = (article: string): string =>
  article.startsWith('国务院令第713号') ? (/第[\d、]+条.*/.exec(article)?.[0] ?? article) : article;
