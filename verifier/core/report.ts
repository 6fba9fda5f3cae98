import type { Finding, Words } from './findings.js';
import type { Report } from './verify.js';

export type Language = 'zh' | 'en';

const VERDICTS: readonly Words[] = [
  { zh: '核验通过', en: 'Verified' },
  { zh: '发现被改动的证据', en: 'Evidence of tampering' },
  { zh: '未发现改动，但有事项无法判定', en: 'Nothing wrong is known, and something could not be decided' },
];

/** Said with every verdict, so that none is taken for more than it is. */
const LIMITS: Words = {
  zh: '“通过”证明：记录自检查点签署后未被改动，并且每一步都符合所依程序。不证明：记录的内容属实。',
  en: '"Verified" shows that the record was not changed after its checkpoints were signed, and that every step was one that its procedure allows. Not that what was recorded is true.',
};

/** Where something is, in a few words. */
export function placeOf({ file, seq, size, subject }: Finding): string {
  const parts = [
    seq === undefined ? undefined : `seq ${seq}`,
    size === undefined ? undefined : `size ${size}`,
    subject,
    file,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** Facts about the bag, each with its name. */
function factsOf({ bag, events, checkpoints, erased, replayed }: Report): readonly [Words, string][] {
  const facts: [Words, string | undefined][] = [
    [{ zh: '内容', en: 'Holds' }, bag && (bag.subject ?? bag.scope)],
    [{ zh: '账本', en: 'Ledger' }, bag && `${bag.origin} · ${bag.size}`],
    [{ zh: '树根', en: 'Root' }, bag?.root],
    [{ zh: '导出时间（导出方所称）', en: 'Exported, as the exporter says' }, bag?.exportedAt],
    [{ zh: '事件', en: 'Events' }, events?.toString()],
    [{ zh: '检查点', en: 'Checkpoints' }, checkpoints?.toString()],
    [{ zh: '依法删除的披露', en: 'Disclosures lawfully removed' }, erased ? `${erased}` : undefined],
    [{ zh: '重放', en: 'Replayed' }, replayed && `${replayed.decisions} · ${replayed.events}`],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as [Words, string]]));
}

/** The report as lines of text. */
export function textReport(report: Report, language: Language): string {
  const { code, exit, findings, more = {} } = report;
  const lines = [`${VERDICTS[exit]?.[language]} · ${code}`];
  for (const [name, value] of factsOf(report)) lines.push(`  ${name[language]}: ${value}`);
  for (const finding of findings) {
    const place = placeOf(finding);
    lines.push(
      `${finding.code.startsWith('E_') ? '✗' : '!'} ${finding.code}${place ? ` (${place})` : ''}: ${finding[language]}`,
    );
  }
  for (const [name, count] of Object.entries(more))
    lines.push(language === 'zh' ? `  ${name} 另有 ${count} 处` : `  and ${count} more of ${name}`);
  lines.push(LIMITS[language]);
  return `${lines.join('\n')}\n`;
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

/** The report as a page that needs nothing else; in both languages, the chosen one first. */
export function htmlReport(report: Report, language: Language, at: string): string {
  const order: readonly Language[] = language === 'zh' ? ['zh', 'en'] : ['en', 'zh'];
  const both = (words: Words) =>
    order
      .map((one) => `<span lang="${one === 'zh' ? 'zh-CN' : 'en'}">${escaped(words[one])}</span>`)
      .join('<br>');
  const { code, exit, findings } = report;
  const facts = factsOf(report).map(([name, value]) => `<tr><th>${both(name)}<td>${escaped(value)}`);
  const rows = findings.map(
    (finding) => `<tr><th>${escaped(finding.code)}<td>${both(finding)}<td>${escaped(placeOf(finding))}`,
  );
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><meta charset="utf-8"><title>${escaped(VERDICTS[exit]?.[language] ?? '')} · ${escaped(code)}</title>
<style>body{font:16px/1.7 "Noto Sans SC",sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fdfbf7}
h1{font-size:1.5rem;border-bottom:3px solid ${exit === 1 ? '#b3261e' : '#111'};padding-bottom:.5rem}table{border-collapse:collapse;width:100%;margin:1rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #ccc;overflow-wrap:anywhere}th{font-weight:600}</style>
<h1>${both(VERDICTS[exit] ?? { zh: '', en: '' })}<br>${escaped(code)} · ${exit}</h1>
<table>${facts.join('')}<tr><th>${both({ zh: '核验时间', en: 'Verified at' })}<td>${escaped(at)}</table>
${rows.length === 0 ? '' : `<table>${rows.join('')}</table>`}
<p>${both(LIMITS)}</p></html>
`;
}
