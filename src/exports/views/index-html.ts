import type { DecisionShown } from './decision-shown.js';
import { contentOf, headOf } from './history-html.js';
import { both, page } from './html.js';

/** What the page runs: the browser bundle of the stand-alone verifier, where it is built, and the page's own script. */
export interface PageScripts {
  readonly check: string;
  readonly verifier?: string | undefined;
}

/**
 * `index.html` at the root of a bag: opened from the disk it shows the decision, and checks the bag that one gives it. Of
 * itself it can prove nothing: who forged the bag could forge the page. It says so.
 */
export function indexHtml(shown: DecisionShown, { check, verifier }: PageScripts): string {
  const { workflow } = shown;
  return page(
    shown.title,
    `${headOf(shown)}
<p class="screen">${both({
      zh: '本页随导出包而来，断网也能打开：办理过程、材料、核验都在下面。',
      en: 'This page came with the bag and works without a network: history, papers and verification stand below.',
    })}</p>
${verifier === undefined ? NO_VERIFIER : verification(workflow.hash)}
${contentOf(shown, 'data/documents/')}`,
    verifier === undefined
      ? ''
      : `<script>${inScript(verifier)}</script>
<script>${inScript(check)}</script>`,
  );
}

/** A script ends where this stands, whatever it is inside of. */
const inScript = (source: string): string =>
  source.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');

const HONEST = `<div class="note">
<p>${both({
  zh: '本页能证明什么：它用包内的核验程序检查您选定的这个包。但本页和其中的程序也是包的一部分，伪造包的人同样能伪造本页，所以它对自己什么也证明不了。',
  en: 'What this page can show: it checks the bag that you give it, with the verifier inside the page. But the page is a part of the bag: whoever forged the one could forge the other. Of itself it proves nothing.',
})}</p>
<p>${both({
  zh: '要作数的核验，请用另行取得的独立核验程序 chengxu-verifier.mjs（或其 Python 版），并自备账本公钥（策略）和别处保存的检查点。',
  en: 'For a verification that counts, take the stand-alone chengxu-verifier.mjs (or its twin in Python) from elsewhere, with a policy (public keys) and checkpoints that you have from elsewhere too.',
})}</p>
</div>`;

const NO_VERIFIER = `<section class="screen"><h2>${both({ zh: '核验', en: 'Verification' })}</h2>${HONEST}
<p>${both({
  zh: '本页没有附带核验程序。',
  en: 'No verifier came with this page.',
})}</p></section>`;

const verification = (definition: string): string => `<section class="screen"><h2>${both({
  zh: '核验本包',
  en: 'Verify this bag',
})}</h2>
${HONEST}
<div id="drop"><p>${both({
  zh: '把 ZIP 拖到这里，或者选择 ZIP，或者选择解压后的文件夹（从磁盘打开的网页读不到旁边的文件，必须由您选定）。',
  en: 'Drop the ZIP here, or choose it, or choose the unpacked folder (a page opened from the disk cannot read the files beside it: you have to choose them).',
})}</p>
<label>ZIP <input id="zip" type="file" accept=".zip,application/zip"></label>
<label>${both({ zh: '文件夹', en: 'Folder' })} <input id="folder" type="file" webkitdirectory multiple></label></div>
<fieldset><legend>${both({ zh: '您自备的信任依据', en: 'What you trust, from elsewhere' })}</legend>
<label>${both({
  zh: '策略（C2SP tlog-policy：账本公钥、见证人、法定数）。不填则签名无从核对',
  en: 'Policy (C2SP tlog-policy: keys of the log and its witnesses, quorum). Without one no signature can be checked',
})}<textarea id="policy" spellcheck="false"></textarea></label>
<label>${both({
  zh: '别处保存的检查点（可多个，空两行分开）',
  en: 'Checkpoints kept elsewhere (several: two empty lines between them)',
})}<textarea id="pins" spellcheck="false"></textarea></label>
<label><input id="run" type="checkbox" value="${definition}"> ${both({
  zh: '重放时运行包内的程序定义：我已从别处核对过它的摘要',
  en: 'Run the procedure in the bag for the replay: I have compared its digest with one from elsewhere',
})}<code>${definition}</code></label></fieldset>
<p><button id="verify" type="button" disabled>核验 Verify</button> <span id="chosen"></span></p>
<div id="verdict" role="status" hidden></div></section>`;
