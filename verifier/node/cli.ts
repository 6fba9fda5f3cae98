import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { auditorFrom, type Auditor } from '../core/auditor.js';
import { Usage } from '../core/findings.js';
import { htmlReport, textReport, type Language } from '../core/report.js';
import { verify, type Progress, type Report } from '../core/verify.js';
import { certificatesIn } from './authorities.js';
import { errorCode } from './error-code.js';
import { nodeHost } from './host.js';
import { openBag } from './opening.js';

const HELP = `用法 · Usage: node chengxu-verifier.mjs BAG --policy FILE [options]

  BAG                   导出包（文件夹或 ZIP） · a bag: a folder or a ZIP
  --policy FILE         信任策略（C2SP tlog-policy） · whom you trust: log, witness, group, quorum
  --pin FILE            另处保存的检查点，可多次给出 · a checkpoint kept elsewhere; may be repeated
  --tsa FILE            时间戳机构的 PEM 证书，可多次给出 · PEM certificates of time-stamp authorities; may be repeated
  --definition SHA256   允许运行的程序定义，可多次给出 · a definition that may be run; may be repeated
  --sm-key VKEY         第二来源（SM2/SM3）的公钥，可多次给出 · a key of the second origin; may be repeated
  --as-of TIME          核验的时点（RFC 3339） · when you look; now by default
  --report FILE         写出报告（.html 或文本） · writes a report: HTML for .html, else text
  --json                输出一行 JSON · one line of JSON
  --lang zh|en          语言 · language
  --help

  0 通过 verified · 1 被改动 tampered · 2 无法判定 undecided · 3 用法 usage
`;

const OPTIONS = {
  policy: { type: 'string' },
  pin: { type: 'string', multiple: true },
  tsa: { type: 'string', multiple: true },
  definition: { type: 'string', multiple: true },
  'sm-key': { type: 'string', multiple: true },
  'as-of': { type: 'string' },
  report: { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** Where the program writes; the process's own streams, or those of a test. */
export interface Screen {
  out(text: string): void;
  err(text: string): void;
  /** Whether somebody is looking at what `err` writes. */
  readonly isSeen: boolean;
}

/** Runs the program. @returns its exit status: 0 verified, 1 tampered, 2 undecided, 3 usage */
export async function run(args: readonly string[], screen: Screen): Promise<number> {
  try {
    return await answered(args, screen);
  } catch (error) {
    if (!(error instanceof Usage)) throw error;
    if (args.includes('--json')) {
      screen.out(
        `${JSON.stringify({ code: 'USAGE', exit: 3, findings: [{ code: 'USAGE', ...error.words }] })}\n`,
      );
    } else {
      screen.err(`${error.words.zh} · ${error.words.en}\n`);
    }
    return 3;
  }
}

async function answered(args: readonly string[], screen: Screen): Promise<number> {
  const { values, positionals } = parsed(args);
  if (values.help) {
    screen.out(HELP);
    return 0;
  }
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0)
    throw new Usage({ zh: '请给出一个导出包（--help）', en: 'name one bag (--help)' });
  const language = languageOf(values.lang);
  const auditor = auditorFrom(
    nodeHost,
    {
      policy: values.policy === undefined ? undefined : read(values.policy),
      pins: values.pin?.map(read),
      authorities: values.tsa?.map(authoritiesIn),
      definitions: values.definition,
      smKeys: values['sm-key'],
      asOf: values['as-of'],
    },
    Date.now(),
  );
  const report = await verifyAt(path, auditor, screen.isSeen ? bar(screen) : undefined);
  if (values.report !== undefined) writeReport(values.report, report, language);
  screen.out(values.json ? `${JSON.stringify(report)}\n` : textReport(report, language));
  return report.exit;
}

/** Verifies the bag at a path. @throws Usage when nothing can be read there */
export async function verifyAt(path: string, auditor: Auditor, progress?: Progress): Promise<Report> {
  const closing: (() => Promise<void>)[] = [];
  try {
    return await verify(nodeHost, () => openBag(nodeHost, path, closing), auditor, progress);
  } finally {
    for (const close of closing) await close();
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    if (!errorCode(error).startsWith('ERR_PARSE_ARGS')) throw error;
    const [why = ''] = String((error as Partial<Error>).message).split('\n');
    throw new Usage({ zh: `选项有误（--help）：${why}`, en: `an option cannot be read (--help): ${why}` });
  }
}

function languageOf(lang = 'zh'): Language {
  if (lang === 'zh' || lang === 'en') return lang;
  throw new Usage({ zh: '--lang 应为 zh 或 en', en: '--lang takes zh or en' });
}

function read(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const why = errorCode(error);
    throw new Usage({ zh: `无法读取 ${path}（${why}）`, en: `${path} cannot be read (${why})` });
  }
}

function authoritiesIn(path: string): string {
  const pem = Buffer.from(read(path)).toString('latin1');
  try {
    if (certificatesIn(pem).length > 0) return pem;
  } catch (error) {
    if (!errorCode(error).startsWith('ERR_OSSL')) throw error;
  }
  throw new Usage({ zh: `${path} 不是 PEM 证书`, en: `${path} holds no PEM certificate` });
}

function writeReport(path: string, report: Report, language: Language): void {
  const text = path.endsWith('.html')
    ? htmlReport(report, language, new Date().toISOString())
    : textReport(report, language);
  try {
    writeFileSync(path, text);
  } catch (error) {
    const why = errorCode(error);
    throw new Usage({ zh: `无法写入 ${path}（${why}）`, en: `${path} cannot be written (${why})` });
  }
}

const WIDTH = 30;
const WHAT = { bytes: '字节 bytes', events: '事件 events', replay: '重放 replay' };

/** One line on the terminal, redrawn at most ten times a second. */
function bar(screen: Screen): Progress {
  let drawn = 0;
  return (what, done, of) => {
    const now = Date.now();
    if (done < of && now - drawn < 100) return;
    drawn = now;
    const part = of === 0 ? 1 : Math.min(1, done / of);
    const filled = '█'.repeat(Math.round(part * WIDTH)).padEnd(WIDTH, '·');
    screen.err(
      `\r${filled} ${String(Math.floor(part * 100)).padStart(3)}% ${WHAT[what]}  ${done >= of ? '\r\u001b[K' : ''}`,
    );
  };
}
