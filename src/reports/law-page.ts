import type { WorkflowDefinition } from '../../workflows/definition.js';
import type { OtherwiseEnforced } from '../../workflows/major-decision/enforcement.js';
import type { Requirement } from '../../workflows/vocabulary.js';
import type { Rule } from '../law/citations.js';
import { machineRows } from './machine-rows.js';
import { STRENGTHS } from './workflow-page.js';

/** What the page is written from. */
export interface LawSources {
  readonly rules: readonly Rule[];
  readonly workflow: WorkflowDefinition;
  /** How the rules are kept that no requirement cites. */
  readonly otherwise: Readonly<Record<string, OtherwiseEnforced>>;
  /** For each requirement, the specs that name it. */
  readonly specs: ReadonlyMap<string, readonly string[]>;
}

type Status = OtherwiseEnforced['how'];

const STATUSES: Readonly<Record<Status, string>> = {
  enforced: '● 强制 enforced',
  structure: '● 由流程结构强制 by structure',
  form: '● 由表单强制 by form',
  elsewhere: '◐ 由系统其他部分落实 elsewhere',
  recorded: '○ 仅记录 recorded only',
  'no-duty': '– 非强制性规定 no duty',
  'not-yet': '✗ 尚未落实 NOT YET enforced',
};

const KINDS: Readonly<Record<string, string>> = {
  gate: '关口 gate',
  deadline: '期限 deadline',
  'role-separation': '分离 separation',
  content: '内容 content',
  notice: '公告 notice',
  record: '记录 record',
  exemption: '例外 exemption',
};

/** How one rule of the decree is kept: as the workflow says of it, else by a requirement that cites it, else not. */
export function statusOf({ workflow, otherwise }: LawSources, rule: string): Status {
  const bound = requirementsCiting(workflow, rule).length > 0;
  return otherwise[rule]?.how ?? (bound ? 'enforced' : 'not-yet');
}

/** `docs/law.md`: every rule of Decree 713 and how it is kept; the other families in a row each. */
export function lawPage(sources: LawSources): string {
  const decree = sources.rules.filter(({ id }) => familyOf(id) === 'D713').toSorted(byArticle);
  return `${[
    '# 规则落实情况 · Where each rule is enforced',
    '本页由程序生成，请勿手改：`npm run generate` · generated, do not edit. 规则见 `workflows/law/rules.tsv`；流程见 [workflows/major-decision](../workflows/major-decision/README.md)。',
    '“强制”指不符合即拒绝，并告知条文；“仅记录”指留痕而不拒绝；“尚未落实”就是没有落实。*Enforced*: refused otherwise, with the article; *recorded only*: kept and not refused; *not yet*: not done.',
    '## 国务院令第713号 · Decree 713',
    summary(sources, decree),
    [
      '| 规则 Rule | 出处 Article | 内容 Text | 种类 Kind | 状态 Status | 如何 How |',
      '| --- | --- | --- | --- | --- | --- |',
      ...decree.map((rule) => ruleRow(sources, rule)),
    ].join('\n'),
    '## 其他规则 · Other rules',
    '以下规则不属于本流程，或仅部分被引用；未列为“引用”的均尚未落实。These belong to other procedures and rooms, or are cited in part; whatever is not cited here is not enforced yet.',
    familyTable(sources),
  ].join('\n\n')}\n`;
}

function summary(sources: LawSources, decree: readonly Rule[]): string {
  const counts = (Object.keys(STATUSES) as Status[]).map((status) => {
    const rules = decree.filter(({ id }) => statusOf(sources, id) === status);
    return `| ${STATUSES[status]} | ${rules.length} |`;
  });
  return [
    '| 状态 Status | 条数 Rules |',
    '| --- | --- |',
    ...counts,
    `| 合计 Total | ${decree.length} |`,
  ].join('\n');
}

function ruleRow(sources: LawSources, { id, source, zh, en, kind }: Rule): string {
  const article = /第[\d、]+条.*/.exec(source)?.[0] ?? source;
  const status = statusOf(sources, id);
  return `| \`${id}\` | ${article} | ${zh}<br>${en} | ${KINDS[kind] ?? kind} | ${STATUSES[status]} | ${howText(sources, id)} |`;
}

function howText({ workflow, otherwise, specs }: LawSources, rule: string): string {
  const requirements = requirementsCiting(workflow, rule);
  const acts = [
    ...new Set(
      machineRows(workflow)
        .filter(
          ({ rules, requires }) =>
            rules.includes(rule) || requires.some((id) => requirements.some((one) => one.id === id)),
        )
        .flatMap(({ type }) => (type === '' ? [] : [type])),
    ),
  ];
  const tests = [...new Set(requirements.flatMap(({ id }) => specs.get(id) ?? []))].toSorted();
  const told = otherwise[rule];
  return [
    ...requirements.map(({ id, title, strength }) => `\`${id}\` ${title.zh}（${STRENGTHS[strength]}）`),
    ...(told ? [`${told.zh} · ${told.en}`] : []),
    ...(acts.length > 0 ? [`行为 acts: ${acts.map((type) => `\`${type}\``).join(' ')}`] : []),
    ...(tests.length > 0 ? [`测试 tests: ${tests.map((spec) => `\`${spec}\``).join(' ')}`] : []),
  ].join('<br>');
}

function familyTable(sources: LawSources): string {
  const cited = new Set([
    ...machineRows(sources.workflow).flatMap(({ rules }) => rules),
    ...Object.values(sources.workflow.requirements).flatMap(({ rules }) => rules),
  ]);
  const families = new Map<string, Rule[]>();
  for (const rule of sources.rules)
    families.set(familyOf(rule.id), [...(families.get(familyOf(rule.id)) ?? []), rule]);
  families.delete('D713');
  const lines = [...families].map(([family, rules]) => {
    const here = rules.filter(({ id }) => cited.has(id)).map(({ id }) => `\`${id}\``);
    return `| \`${family}\` | ${rules[0]?.source} | ${rules.length} | ${here.length > 0 ? here.join(' ') : '—'} |`;
  });
  return [
    '| 规则族 Family | 出处（例） Source, for one | 条数 Rules | 本流程引用 Cited here |',
    '| --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

const familyOf = (id: string): string => id.split('-')[0] ?? id;
const byArticle = (a: Rule, b: Rule): number => (a.id < b.id ? -1 : 1);

function requirementsCiting(workflow: WorkflowDefinition, rule: string): readonly Requirement<never>[] {
  return Object.values(workflow.requirements).filter(
    ({ rules, strength }) => strength !== 'house' && rules.includes(rule),
  );
}
