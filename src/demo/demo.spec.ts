import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../project-root.js';
import type { Server } from '../server/start.js';
import { columnsOf, wrap } from './columns.js';
import { dateInWords, datesInWords } from './dates.js';
import { demonstrate } from './demo.js';
import { linesOfMinimalPdf, minimalPdf } from './minimal-pdf.js';
import { startFresh } from './running.js';
import { newPassword } from './settling-in.js';
import type { Stage } from './stage.js';

/** The command sets itself up, which takes long where something is to be compiled. */
const COMMAND_WITHIN_MS = 240_000;

const afterwards: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  while (afterwards.length > 0) await afterwards.pop()?.();
});

async function demonstrated(): Promise<{ server: Server; stage: Stage; told: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'chengxu-demo-'));
  afterwards.push(() => rmSync(folder, { recursive: true, force: true }));
  const server = await startFresh(folder, '0');
  afterwards.push(() => server.stop());
  const told: string[] = [];
  const password = newPassword();
  const stage = await demonstrate({ server, language: 'zh', password, write: (line) => told.push(line) });
  return { server, stage, told };
}

describe('the demo', () => {
  test('takes both matters through, refused where they have to be, and leaves a ledger that verifies', async () => {
    const { server, stage, told } = await demonstrated();
    const text = told.join('\n');

    expect(stage.refusals.map(({ requirement, code }) => requirement ?? code)).toEqual([
      'not-competent',
      'not-competent',
      'not-competent',
      'not-competent',
      'step:legality-review',
      'reviewer-did-not-draft',
      'reviewed-text-is-tabled',
      'step:legality-review',
      'open-call-over',
      'head-speaks-last',
      'version-conflict',
      'legality-review-time',
      'head-speaks-last',
    ]);
    expect(stage.refusals.flatMap(({ earliestOn }) => earliestOn ?? [])).toEqual([
      '2025-04-28',
      '2025-05-13',
    ]);
    expect(stage.receipts.map(({ tag, type }) => `${tag} ${type}`)).toEqual([
      '[1] LegalityReviewRequested',
      '[1] LegalityOpinionIssued',
      '[1] ConformityConfirmed',
      '[1] OutcomeDecided',
      '[2] LegalityReviewRequested',
      '[1] DecisionIssued',
      '[1] DecisionPublished',
      '[2] LegalityOpinionIssued',
      '[2] OutcomeDecided',
    ]);
    expect(text).toContain('赶不上：公开征求意见（第十五条），最早5月13日（周二）才能开会');
    expect(text).toContain('最迟4月21日（周一）完整送审');
    expect(text).toContain('《重大行政决策程序暂行条例》第26条第2款');
    expect(text).toContain('到会组成人员还有 1 人未发言：方志强');
    expect(text).toContain((await server.parts.ledger.head()).root.toString('hex'));
    // People read names and titles, not ids and event types; the key is no word of anybody's.
    const words = told.filter((line) => !line.includes('demo.hengxi')).join('\n');
    expect(words).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b/);
  });

  test(
    'as a command, in English throughout, with exit status 0',
    () => {
      const asked = ['scripts/run.mjs', 'demo', '--once', '--lang', 'en'];
      const { status, stdout, stderr } = spawnSync(process.execPath, asked, {
        cwd: PROJECT_ROOT,
        encoding: 'utf8',
      });

      expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout.match(/^ \[[12]\] ✗ /gm)).toHaveLength(12);
      expect(stdout).toContain('no meeting before Tue 13 May');
      expect(stdout).toContain('Decree 713, article 26(2)');
      expect(stdout).not.toMatch(/[\u3000-\u9fff\uff00-\uffef]/);
    },
    COMMAND_WITHIN_MS,
  );

  test(
    'what it does not understand is answered with how to use it, and status 2',
    () => {
      const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'demo', '--lang', 'fr'], {
        cwd: PROJECT_ROOT,
        encoding: 'utf8',
      });

      expect(status).toBe(2);
      expect(stderr).toContain('Usage: npm run demo');
    },
    COMMAND_WITHIN_MS,
  );

  test('leaves an earlier demo alone that still serves on the port', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'chengxu-demo-'));
    afterwards.push(() => rmSync(folder, { recursive: true, force: true }));
    const server = await startFresh(folder, '0');
    afterwards.push(() => server.stop());

    await expect(startFresh(folder, new URL(server.address).port)).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    expect((await fetch(`${server.address}/api/health/ready`)).status).toBe(200);
  });
});

describe('its papers and its lines', () => {
  test('a paper is a PDF whose text can be read back, page after page', () => {
    const lines = Array.from({ length: 40 }, (_, index) => `第 ${index + 1} 条`);
    const file = minimalPdf('方案（草案）', lines);

    expect(linesOfMinimalPdf(file)).toEqual(['方案（草案）', '', ...lines]);
    expect(file.toString('latin1')).toMatch(/^%PDF-1\.4\n[^]*\/Count 2 [^]*%%EOF\n$/);
    const start = Number(/startxref\n(\d+)\n/.exec(file.toString('latin1'))?.[1]);
    expect(file.subarray(start, start + 4).toString('latin1')).toBe('xref');
  });

  test('dates are words, and a line never begins with a full stop', () => {
    expect(dateInWords('2025-05-13', 'zh')).toBe('2025年5月13日 周二');
    expect(dateInWords('2025-05-13', 'en')).toBe('Tue 13 May 2025');
    expect(datesInWords('会议改至 2025-05-13 或以后', 'zh')).toBe('会议改至5月13日（周二）或以后');
    expect(wrap('一二三四五。六七', 10)).toEqual(['一二三四', '五。六七']);
    expect(columnsOf('会议 3')).toBe(6);
  });
});
