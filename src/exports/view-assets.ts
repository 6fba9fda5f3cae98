import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../project-root.js';
import type { ViewAssets } from './views/views-of.js';

const VERIFIER = join(PROJECT_ROOT, 'verifier/chengxu-verifier-browser.js');
const CHECK = join(PROJECT_ROOT, 'src/exports/views/assets/check.js');

let kept: ViewAssets | undefined;

/** The typefaces (Noto Sans SC, SIL Open Font License) and the scripts that ship with this program; read once. */
export function viewAssets(): ViewAssets {
  kept ??= {
    fonts: { regular: font('Regular'), bold: font('Bold') },
    scripts: {
      check: readFileSync(CHECK, 'utf8'),
      verifier: verifier(),
    },
  };
  return kept;
}

function verifier(): string | undefined {
  if (!existsSync(VERIFIER)) return undefined;
  const source = readFileSync(VERIFIER, 'utf8');
  return source.includes('chengxuVerifier') ? source : undefined;
}

const { resolve } = createRequire(import.meta.url);

const font = (weight: string): Buffer =>
  readFileSync(join(resolve('@embedpdf/fonts-sc'), '..', '..', 'fonts', `NotoSansHans-${weight}.otf`));
