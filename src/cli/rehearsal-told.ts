import type { Text } from '../../workflows/vocabulary.js';
import { inARow } from '../../workflows/words.js';
import type { Unmet } from '../engine/procedure.js';
import type { Jurisdictions } from '../jurisdictions/load-jurisdictions.js';
import { SHIPPED } from '../jurisdictions/shipped.js';
import type { Count, Draft, Rehearsal } from '../rehearsal/rehearsal.js';
import type { RehearsedAct, RehearsedDecision } from '../rehearsal/rehearse-decision.js';
import type { Console } from './console.js';

/** What a rehearsal found, in words: each decision, each act of it that would have gone otherwise, and how often. */
export function tellRehearsal({ decisions, summary }: Rehearsal, draft: Draft, screen: Console): void {
  const { workflow, rules } = draft;
  const { version } = workflow.procedure;
  screen.says({
    zh: `演练：${workflow.title.zh}，第 ${version} 版${rules ? `；规则草案：${rules.title.zh}（${rules.id}）` : ''}`,
    en: `Rehearsed: ${workflow.title.en}, version ${version}${rules ? `; draft rules: ${rules.title.en} (${rules.id})` : ''}`,
  });
  const articles = (ids: readonly string[]) => articlesOf(ids, draft);
  for (const decision of decisions) tellDecision(decision, articles, screen);
  screen.says('');
  tellSummary(summary, articles, screen);
  if (!rules) return;
  const bound = decisions.filter(({ overlays }) => overlays.includes(rules.id)).length;
  screen.says({
    zh: `规则草案适用于其中 ${bound} 项决策。`,
    en: `The draft rules bound ${bound} of these decisions.`,
  });
}

type Articles = (rules: readonly string[]) => Text;

function articlesOf(ids: readonly string[], { rules }: Draft): Text {
  if (ids.length === 0) return { zh: '本系统自设的要求', en: 'a house requirement' };
  const found = ids.map((id) => articleOf(id, rules?.among ?? SHIPPED));
  return {
    zh: [...new Set(found.map(({ zh }) => zh))].join('、'),
    en: [...new Set(found.map(({ en }) => en))].join('; '),
  };
}

/** A draft may cite what no list has yet: then its id has to do. */
function articleOf(id: string, among: Jurisdictions): Text {
  try {
    const { source, sourceEn } = among.ruleOf(id);
    return { zh: source, en: sourceEn };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { zh: id, en: id };
  }
}

function tellDecision(
  { decision, title, version, acts, told }: RehearsedDecision,
  articles: Articles,
  screen: Console,
): void {
  const name = title ?? screen.words({ zh: '（标题已依法删除）', en: '(its title was lawfully erased)' });
  screen.says('');
  screen.says({
    zh: `${name}  (${decision})：原按第 ${version} 版办理，演练 ${acts} 项行为`,
    en: `${name}  (${decision}): ran on version ${version}; ${acts} acts rehearsed`,
  });
  if (told.length === 0) screen.says({ zh: '  ✓ 全部照样通过', en: '  ✓ all of them would have passed' });
  for (const act of told) tellAct(act, articles, screen);
}

function tellAct(act: RehearsedAct, articles: Articles, screen: Console): void {
  screen.says(`${String(act.version).padStart(5)}  ${act.date}  ${screen.words(act.title)}`);
  const line = (sign: string, { zh, en }: Text) =>
    screen.says({ zh: `         ${sign} ${zh}`, en: `         ${sign} ${en}` });
  if (act.noSuchStep) line('✗', { zh: '当时没有这一步', en: 'no such step there' });
  for (const unmet of act.refusedFor) tellUnmet(unmet, articles(unmet.rules), line);
  for (const { title, rules, missing } of act.untold)
    line('?', {
      zh: `无法判断：${title.zh}（${articles(rules).zh}）；当时没有记录：${missing.zh}`,
      en: `cannot be told: ${title.en} (${articles(rules).en}); not recorded then: ${missing.en}`,
    });
  for (const said of act.form) line('?', said);
  if (act.lost)
    line('?', {
      zh: `以下无法判断：走哪一步取决于当时没有填写的${act.lost.zh}`,
      en: `nothing further can be told: what follows hangs on what was not filled in: ${act.lost.en}`,
    });
}

function tellUnmet(
  { title, found, needed, earliestOn }: Unmet,
  articles: Text,
  line: (sign: string, text: Text) => void,
): void {
  line('✗', { zh: `${title.zh}（${articles.zh}）`, en: `${title.en} (${articles.en})` });
  line(' ', { zh: `查到：${found.zh}`, en: `found: ${found.en}` });
  line(' ', {
    zh: `应当：${needed.zh}${earliestOn ? `；最早 ${earliestOn}` : ''}`,
    en: `needed: ${needed.en}${earliestOn ? `; earliest ${earliestOn}` : ''}`,
  });
}

function tellSummary(summary: Rehearsal['summary'], articles: Articles, screen: Console): void {
  const { decisions, acts, actsRefused, actsWithoutStep, actsUntold, refused, untold } = summary;
  const parts: Text[] = [
    { zh: `${actsRefused} 项会被拒绝`, en: `${actsRefused} would have been refused` },
    { zh: `${actsWithoutStep} 项当时没有这一步`, en: `${actsWithoutStep} would have found no such step` },
    { zh: `${actsUntold} 项有无法判断之处`, en: `of ${actsUntold} something cannot be told` },
  ];
  const row = inARow(parts);
  screen.says({
    zh: `共演练 ${decisions} 项决策、${acts} 项行为：${row.zh}。`,
    en: `${decisions} decisions, ${acts} acts: ${row.en}.`,
  });
  tellCounts({ zh: '会被拒绝的，按要求：', en: 'Refused, by requirement:' }, refused, articles, screen);
  tellCounts({ zh: '无法判断的，按要求：', en: 'Not to be told, by requirement:' }, untold, articles, screen);
}

function tellCounts(head: Text, counts: readonly Count[], articles: Articles, screen: Console): void {
  if (counts.length > 0) screen.says(head);
  for (const { title, rules, acts, decisions } of counts)
    screen.says({
      zh: `  ${title.zh}（${articles(rules).zh}）：${acts} 项行为，${decisions} 项决策`,
      en: `  ${title.en} (${articles(rules).en}): acts ${acts}, decisions ${decisions}`,
    });
}
