import type { Text } from '../../../workflows/vocabulary.js';
import { wordFor, type Words } from '../../../workflows/words.js';
import { dateWord, minuteInShanghai } from './dates.js';
import type { DecisionShown, EventShown, PaperShown, RefusedShown, StepShown } from './decision-shown.js';
import { both, escaped, page } from './html.js';
import { NONE_REFUSED, REFUSED_TITLE, refusedNote } from './refused.js';
import { exemptionWord } from './steps.js';
import { signatureInWords } from '../../road/grade.js';

/** `data/views/history.html`: the whole history in words, for people; it needs no script and nothing beside it. */
export function historyHtml(shown: DecisionShown): string {
  return page(
    `${shown.title} · 办理过程`,
    `${headOf(shown)}
<div class="note"><p>${both({
      zh: '本页便于阅读，不是证据。证据是同一包内 data/ledger/ 的事件、证明和签名检查点，请用独立的核验程序核验。',
      en: 'This page is for reading; it is no evidence. The evidence is in data/ledger/ of the same bag: check it with the stand-alone verifier.',
    })}</p></div>
${contentOf(shown, '../documents/')}`,
  );
}

export function headOf({ body, title }: DecisionShown): string {
  const shown = title === '' ? REMOVED : { zh: title, en: title };
  return `<header><p class="body">${escaped(body.name ?? body.id)}</p><h1>${both(shown)}</h1></header>`;
}

const REMOVED: Text = { zh: '（标题已依法删除）', en: '(its title was lawfully removed)' };

/** What both pages show; `papers` is where the papers lie, as seen from the page. */
export function contentOf(shown: DecisionShown, papers: string): string {
  return [
    factsOf(shown),
    section({ zh: '程序各环节', en: 'The steps' }, stepsTable(shown.steps)),
    section({ zh: '办理过程', en: 'History' }, eventsList(shown)),
    section({ zh: '材料', en: 'Papers' }, papersTable(shown.papers, papers)),
    ...(shown.refused ? [section(REFUSED_TITLE, refusedList(shown.refused))] : []),
    section({ zh: '检查点', en: 'Checkpoint' }, `<pre>${escaped(shown.checkpoint.note)}</pre>`),
  ].join('\n');
}

const section = (title: Text, content: string): string =>
  `<section><h2>${both(title)}</h2>${content}</section>`;

function factsOf({ id, workflow, standing, at, checkpoint, events, consultations }: DecisionShown): string {
  const facts: [Text, string][] = [
    [{ zh: '编号', en: 'Id' }, `<span class="mono">${escaped(id)}</span>`],
    [
      { zh: '程序', en: 'Procedure' },
      `${both({ zh: `${workflow.title.zh} 第${workflow.version}版`, en: `${workflow.title.en}, version ${workflow.version}` })}<code>${workflow.hash}</code>`,
    ],
    [{ zh: '现在', en: 'Now' }, escaped(standing.join('；'))],
    [{ zh: '事件', en: 'Events' }, String(events.length)],
    ...consultations.map((one): [Text, string] => [
      { zh: '公众意见', en: 'Public comments' },
      both({
        zh: `收到${one.received}条：采纳${one.adopted}条，部分采纳${one.partly}条，未采纳${one.notAdopted}条。内容和姓名不在本页。`,
        en: `${one.received} received: ${one.adopted} adopted, ${one.partly} in part, ${one.notAdopted} not. Their words and names are not on this page.`,
      }),
    ]),
    [
      { zh: '账本', en: 'Ledger' },
      `${escaped(checkpoint.origin)} · ${checkpoint.size}<code>${checkpoint.root}</code>`,
    ],
    [{ zh: '读取时间', en: 'Read at' }, `${minuteInShanghai(at)} +08:00`],
  ];
  return `<dl>${facts.map(([name, value]) => `<dt>${both(name)}</dt><dd>${value}</dd>`).join('')}</dl>`;
}

function stepsTable(steps: readonly StepShown[]): string {
  const rows = steps.map(
    ({
      title,
      statusTitle,
      since,
      openedBy,
      exemption,
    }) => `<tr><td>${both(title)}</td><td>${both(statusTitle)}</td>
<td class="d">${openedBy ? openedBy.date : ''}</td><td class="d">${since ? `<a href="#e${since.seq}">${since.date}</a>` : ''}</td>
<td>${exemption ? escaped(exemptionWord(exemption)) : since ? both(since.title) : ''}</td></tr>`,
  );
  return table(
    [
      { zh: '环节', en: 'Step' },
      { zh: '状态', en: 'Status' },
      { zh: '开始', en: 'Opened' },
      { zh: '至今', en: 'Since' },
      { zh: '依据', en: 'By' },
    ],
    rows,
  );
}

const table = (heads: readonly Text[], rows: readonly string[]): string =>
  `<div class="scroll"><table><thead><tr>${heads.map((head) => `<th>${both(head)}</th>`).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;

/** Comments of the public come by the thousand: each run of them is one line. */
function eventsList({ events }: DecisionShown): string {
  return `<ol class="events">${inRuns(events)
    .map((run) => (run.length > 3 ? runItem(run) : run.map(eventItem).join('\n')))
    .join('\n')}</ol>`;
}

export function inRuns(events: readonly EventShown[]): EventShown[][] {
  const runs: EventShown[][] = [];
  for (const event of events) {
    const last = runs.at(-1)?.at(-1);
    const goesOn =
      event.kind === 'consultation' && last?.subject === event.subject && last.type === event.type;
    if (goesOn) runs.at(-1)?.push(event);
    else runs.push([event]);
  }
  return runs;
}

function runItem(run: readonly EventShown[]): string {
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last) return '';
  return `<li id="e${first.seq}"><div class="when"><b>${first.recordedOn}</b>${last.recordedOn}</div><div><p>${both(
    {
      zh: `${first.title.zh}（${run.length}条，第${first.seq}至${last.seq}号事件）`,
      en: `${first.title.en} (${run.length} of them, events ${first.seq} to ${last.seq})`,
    },
  )}</p></div></li>`;
}

function eventItem(event: EventShown): string {
  return `<li id="e${event.seq}"><div class="when">${datesOf(event)}</div><div><p>${both(event.sentence)}</p><p class="more">${[
    gradeOf(event),
    event.gone > 0
      ? escaped(`有${event.gone}项内容已依法删除或者不在此列 · ${event.gone} fields erased or withheld`)
      : '',
    `<span class="mono">#${event.seq} · ${escaped(event.subject.split('/')[0] ?? '')} v${event.version} · ${event.leafHash.slice(0, 16)}…</span>`,
  ]
    .filter((one) => one !== '')
    .join(' ')}</p></div></li>`;
}

/** Recorded by this system; evidenced by a dated source that a second person checked; claimed. Never merged. */
function datesOf({ recordedOn, recordedAt, evidenced, claimed }: EventShown): string {
  return [
    `<b>${recordedOn}</b>记录 recorded ${minuteInShanghai(recordedAt).slice(11)}`,
    evidenced ? `凭证 evidenced ${evidenced.date}` : '',
    claimed ? `自述 claimed ${claimed}` : '',
  ]
    .filter((one) => one !== '')
    .join('<br>');
}

function gradeOf({ grade }: EventShown): string {
  if (!grade) return '';
  const { original, unsigned, statedAsSigned, signature } = grade;
  const paper = original
    ? `原件：${original.pages}页，${original.signedOn}签署${original.sealed ? '并盖章' : ''}${original.keptAt ? `，存于${original.keptAt}` : '，存放处未登记'}`
    : statedAsSigned
      ? '提交人称已签名，未登记签署原件 · said to be signed; no original registered'
      : '';
  const words = signature && signatureInWords(signature);
  const more = [paper, words ? `${words.zh} · ${words.en}` : ''].filter(Boolean).join('；');
  return `<span class="grade${unsigned ? ' unsigned' : ''}">${escaped(`${grade.title.zh} ${grade.title.en}`)}</span>${escaped(more)}`;
}

const PLACES: Words = {
  here: { zh: '在库', en: 'kept' },
  removed: { zh: '依法移除', en: 'removed under order' },
  withheld: { zh: '公众提交，不在单项包内', en: 'of the public: withheld' },
  missing: { zh: '缺失', en: 'missing' },
};

function papersTable(papers: readonly PaperShown[], folder: string): string {
  const rows = papers.map(({ sha256, name, kindTitle, mediaType, size, namedBy, is }) => {
    const called = escaped(name ?? kindTitle?.zh ?? sha256.slice(0, 12));
    const link =
      is === 'here'
        ? `<a href="${folder}${sha256}" data-paper="${sha256}" data-type="${escaped(mediaType ?? '')}" download="${called}">${called}</a>`
        : called;
    return `<tr><td>${link}<code> ${sha256}</code></td><td>${kindTitle ? both(kindTitle) : ''}</td><td class="n">${size === undefined ? '' : sizeWord(size)}</td>
<td>${namedBy.map((event) => `<a href="#e${event.seq}">#${event.seq}</a> ${dateWord(event.date)}`).join('<br>')}</td>
<td${is === 'missing' ? ' class="wrong"' : ''}>${both(wordFor(PLACES, is))}</td></tr>`;
  });
  return table(
    [
      { zh: '名称和摘要', en: 'Name, SHA-256' },
      { zh: '类别', en: 'Kind' },
      { zh: '大小', en: 'Size' },
      { zh: '出自', en: 'Named by' },
      { zh: '所在', en: 'Where' },
    ],
    rows,
  );
}

const sizeWord = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1024 ** 2
      ? `${(bytes / 1024).toFixed(1)} KB`
      : `${(bytes / 1024 ** 2).toFixed(1)} MB`;

function refusedList({ attempts, before }: RefusedShown): string {
  const items = attempts.map(
    (attempt) =>
      `<li><div class="when"><b>${minuteInShanghai(attempt.at)}</b>${attempt.count > 1 ? `${attempt.count} ×<br>${minuteInShanghai(attempt.until)}` : ''}</div><div><p>${escaped(attempt.by.name ?? attempt.by.id)} · ${both(attempt.type)} · ${both(attempt.kind)}</p><p class="more">${attempt.requirements.map(both).join('；')}</p></div></li>`,
  );
  return `<p class="more">${both(refusedNote(before))}</p>${
    items.length > 0 ? `<ol class="events">${items.join('\n')}</ol>` : `<p>${both(NONE_REFUSED)}</p>`
  }`;
}
