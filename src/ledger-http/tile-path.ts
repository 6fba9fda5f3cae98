const WIDTH = 256;
const FULL = /^(?:x\d{3}\/)*\d{3}$/;
const PARTIAL = /^(.+)\.p\/(\d{1,3})$/;

/** Which hashes of the tree a tile's path names. */
export interface TilePath {
  readonly index: number;
  /** 256, or fewer for the last tile of a level. */
  readonly width: number;
}

/**
 * Reads the last part of a C2SP tlog-tiles path: the index in groups of three digits, all but the last with an x
 * (`x001/x234/067`), and `.p/W` for a partial tile. Undefined for any other way to write the same number.
 */
export function tilePath(text: string): TilePath | undefined {
  const [, partial, given] = PARTIAL.exec(text) ?? [];
  const groups = partial ?? text;
  const width = given === undefined ? WIDTH : Number(given);
  if (!FULL.test(groups) || String(width) !== (given ?? '256')) return undefined;
  if (width < 1 || (given !== undefined && width >= WIDTH)) return undefined;
  const index = Number(groups.replaceAll(/[x/]/g, ''));
  const canonical = !groups.startsWith('x000/');
  return canonical && Number.isSafeInteger(index) ? { index, width } : undefined;
}
