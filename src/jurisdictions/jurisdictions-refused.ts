import type { Text } from '../../workflows/vocabulary.js';

/** What is wrong with the rules of a place or a matter: in which file, and with which rule or name. */
export interface Fault extends Text {
  readonly file: string;
  readonly rule?: string;
}

/** Rules that may not be in force: they do not read, or they lose what the law above them demands. */
export class JurisdictionsRefused extends Error {
  readonly code = 'jurisdictions-refused';
  constructor(readonly faults: readonly Fault[]) {
    const lines = faults.map(
      ({ file, rule, zh, en }) => `${file}${rule === undefined ? '' : ` [${rule}]`}: ${zh} · ${en}`,
    );
    super(['规则文件有误，不能施行 · These rules cannot be in force:', ...lines].join('\n'));
    this.name = 'JurisdictionsRefused';
  }
}
