import { PARAMETERS } from '../../workflows/parameters.js';
import type { Requirement, RuleSet, Strength } from '../../workflows/vocabulary.js';
import { strengthFor } from '../engine/standing.js';
import { ruleSetFor } from '../jurisdictions/rule-sets.js';
import { ROOT, type Overlay } from '../jurisdictions/overlay.js';
import { SHIPPED } from '../jurisdictions/shipped.js';
import type { Level } from '../jurisdictions/levels.js';
import type { Claim } from '../../workflows/law/claims.js';
import { FAMILIES, familyOf } from './families.js';
import { lawRows, STATUSES, type LawRow, type LawSources, type Status } from './law-rows.js';
import { STRENGTHS } from './workflow-page.js';

const STATUS_WORDS: Readonly<Record<Status, string>> = {
  enforced: '● 强制 enforced',
  structure: '● 由流程结构强制 by structure',
  form: '● 由表单强制 by form',
  place: '● 适用的地方、领域强制 where it applies',
  elsewhere: '◐ 由系统其他部分落实 elsewhere',
  recorded: '○ 仅记录 recorded only',
  'no-duty': '– 非强制性规定 no duty',
  'out-of-scope': '– 不属于本程序 out of scope',
  'not-yet': '✗ 尚未落实 NOT YET',
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

/** `docs/law.md`: every rule that is known here, and how it is kept or why it is not. */
export function lawPage(sources: LawSources): string {
  const rows = lawRows(sources);
  const families = [...new Set(rows.map(({ rule }) => familyOf(rule.id)))].toSorted(
    (a, b) => Number(b === 'D713') - Number(a === 'D713'),
  );
  return `${[
    '# 规则落实情况 · Where each rule is kept',
    '本页由程序生成，请勿手改：`npm run generate` · generated, do not edit. 规则见 `workflows/law/rules.tsv` 及各地方、各领域的文件；流程见 [workflows/major-decision](../workflows/major-decision/README.md)。',
    '“强制”指不符合即拒绝，并告知条文；“由流程结构强制”指没有一条路绕得过去；“由表单强制”指缺项不收；“适用的地方、领域强制”指该地方或者该类事项的规则要求时强制；“仅记录”指留痕而不拒绝；“尚未落实”就是没有落实。强度分列县级以上与乡镇（第四十二条，参照）。每项要求都经[变异检验](mutation.md)：改为“始终满足”，必有测试失败。',
    '*Enforced*: refused otherwise, with the article. *By structure*: no path leads round it. *By form*: not taken without it. *Where it applies*: enforced where the rules of a place or of a kind of matter say so. *Recorded only*: kept and not refused. *Not yet*: not done. Strength stands for a county and for a township (article 42, by reference). Every requirement went through the [mutation run](mutation.md): switched to “always met”, some test fails.',
    summary(rows),
    ...families.flatMap((family) => familySection(sources, family, rows)),
  ].join('\n\n')}\n`;
}

const countOf = (rows: readonly LawRow[], status: Status): number =>
  rows.filter((row) => row.status === status).length;

function summary(rows: readonly LawRow[]): string {
  const decree = rows.filter(({ rule }) => familyOf(rule.id) === 'D713');
  return [
    '| 状态 Status | 国务院令第713号 Decree 713 | 其他规则 Other rules | 合计 Total |',
    '| --- | --- | --- | --- |',
    ...STATUSES.map((status) => {
      const [here, all] = [countOf(decree, status), countOf(rows, status)];
      return `| ${STATUS_WORDS[status]} | ${here} | ${all - here} | ${all} |`;
    }),
    `| 合计 Total | ${decree.length} | ${rows.length - decree.length} | ${rows.length} |`,
  ].join('\n');
}

function familySection(sources: LawSources, family: string, rows: readonly LawRow[]): string[] {
  const here = rows.filter(({ rule }) => familyOf(rule.id) === family).toSorted(byArticle);
  return [
    `## ${familyTitle(sources, family)}`,
    [
      '| 规则 Rule | 出处 Article | 内容 Text | 状态 Status | 如何 How | 县级以上 County | 乡镇 Township | 测试 Tests |',
      '| --- | --- | --- | --- | --- | --- | --- | --- |',
      ...here.map((row) => ruleRow(sources, row)),
    ].join('\n'),
  ];
}

/** Rules that a file brings along are called after the file. */
function familyTitle({ overlays }: LawSources, family: string): string {
  const own = overlays.find(({ rules }) => rules.some(({ id }) => familyOf(id) === family));
  const title = FAMILIES[family] ?? own?.source;
  return title ? `${title.zh} · ${title.en}` : family;
}

const byArticle = ({ rule: a }: LawRow, { rule: b }: LawRow): number => (a.id < b.id ? -1 : 1);

function ruleRow(sources: LawSources, row: LawRow): string {
  const { id, source, zh, en, kind } = row.rule;
  const article = familyOf(id) === 'D713' ? (/第[\d、]+条.*/.exec(source)?.[0] ?? source) : source;
  return `| ${[
    code(id),
    article,
    `${zh}<br>${en}<br>*${KINDS[kind] ?? kind}*`,
    row.status ? STATUS_WORDS[row.status] : '✗✗ 无说明 NO ROW',
    waysOf(sources, row).join('<br>'),
    strengthsOf(row, 'county'),
    strengthsOf(row, 'township'),
    row.specs.map(specLink).join('<br>') || '—',
  ].join(' | ')} |`;
}

/** Each way in which the rule is kept, in a line. */
function waysOf(sources: LawSources, row: LawRow): string[] {
  return [
    ...row.requirements.map((one) => requirementText(sources, one)),
    ...row.precedences.map(
      ({ act, after }) =>
        `没有 ${after.map(code).join(' 或 ')} 就到不了 ${code(act)} · no path to ${code(act)} without ${after.map(code).join(' or ')}`,
    ),
    ...row.steps.map(({ zh, en }) => `必经步骤：${zh} · a mandatory step: ${en}`),
    ...row.set.map(
      ({ overlay, name, value, readBy }) =>
        `${overlayLink(overlay)}：${PARAMETERS[name].title.zh} ${code(`${name}: ${JSON.stringify(value)}`)} → ${readBy.map((one) => requirementText(sources, one)).join('；') || '—'}`,
    ),
    ...row.assessed.map(
      ({ overlay, title, neededFor }) =>
        `${overlayLink(overlay)}：${title.zh} · ${title.en}，须先于 before ${code(neededFor)} → ${code('assessments-in')}`,
    ),
    ...row.claims.map(claimText),
  ];
}

function requirementText({ procedures }: LawSources, { id, title }: Requirement<never>): string {
  const acts = procedures.flatMap((procedure) =>
    procedure.acts.filter(({ requires }) => requires.includes(id)).map(({ type }) => code(type)),
  );
  return `${code(id)} ${title.zh} · ${title.en}${acts.length > 0 ? ` → ${acts.join(' ')}` : ''}`;
}

function claimText(claim: Claim): string {
  const told = `${claim.zh} · ${claim.en}`;
  if (claim.how === 'elsewhere') return `${told} → ${claim.files.map(fileLink).join(' ')}`;
  if (claim.how !== 'form' && claim.how !== 'recorded') return told;
  const fields = claim.fields.length > 0 ? ` (${claim.fields.map(code).join(' ')})` : '';
  return `${told} → ${code(claim.act)}${fields}`;
}

/** How hard the rule binds a body of this level, over everything that keeps it. */
function strengthsOf({ requirements, precedences, steps, set, assessed }: LawRow, level: Level): string {
  const here = ruleSetFor(level, SHIPPED.national.inForceFrom);
  const strengths: readonly Strength[] = [
    ...requirements.map((one) => strengthFor(one, here)),
    ...set.flatMap(({ overlay, readBy }) => {
      const rules = rulesOf(overlay, level);
      return rules ? readBy.map((one) => strengthFor(one, rules)) : [];
    }),
    ...assessed.flatMap(({ overlay, title }) =>
      (rulesOf(overlay, level)?.assessments ?? [])
        .filter((one) => one.title.zh === title.zh)
        .map(({ strength }) => strength),
    ),
  ];
  const words = [...new Set(strengths)].map((strength) => STRENGTHS[strength]);
  if (precedences.length + steps.length > 0) words.push('结构 structure');
  return words.join('<br>') || '—';
}

/** The rules of a body of this level under the overlay, all of it in force; undefined where it is for no such body. */
function rulesOf(overlay: Overlay, level: Level): RuleSet | undefined {
  if (overlay.level !== undefined && overlay.level !== level) return undefined;
  const where = overlay.of === 'matter' ? { matters: [overlay.id] } : { jurisdiction: overlay.id };
  const days = [SHIPPED.national, overlay, ...overlay.assessments].map(
    ({ inForceFrom }) => inForceFrom ?? '',
  );
  return ruleSetFor(level, days.toSorted().at(-1) ?? overlay.inForceFrom, where);
}

const code = (text: string): string => `\`${text}\``;
const fileLink = (path: string): string => `[${path}](../${path})`;
const specLink = (path: string): string => `[${path.split('/').at(-1)}](../${path})`;
const overlayLink = ({ of, file, title, id }: Overlay): string =>
  id === ROOT
    ? title.zh
    : `[${title.zh}](../workflows/${of === 'matter' ? 'matters' : 'jurisdictions'}/${file})`;
