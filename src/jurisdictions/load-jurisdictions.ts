import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FOLLOWED_BY_REFERENCE } from '../engine/standing.js';
import { TABLE, type Rule } from '../law/rules.js';
import { JurisdictionsRefused, type Fault } from './jurisdictions-refused.js';
import { faultsOf, type Trade } from './overlay-faults.js';
import { readOverlay, ROOT, type Levels, type OwnRule, type Overlay } from './overlay.js';

/** The rules of places and matters, each file checked against what stands above it. */
export interface Jurisdictions {
  readonly national: Overlay & { readonly levels: Levels };
  readonly places: ReadonlyMap<string, Overlay>;
  readonly matters: ReadonlyMap<string, Overlay>;
  /** Rules that the files bring along. */
  readonly ownRules: readonly Rule[];
  /** @throws RangeError for a rule that neither the table nor any file has */
  ruleOf(id: string): Rule;
  /** From the nation down to this place. @throws RangeError for a place that is not known */
  chainOf(place: string): readonly Overlay[];
}

/** Where the files lie, and what the procedure lets them touch. */
export interface Sources extends Trade {
  readonly folders: { readonly jurisdictions: string; readonly matters: string };
  /** Drafts beside the others; one with the id of another takes its place. */
  readonly extra?: readonly string[];
}

/** @throws JurisdictionsRefused with everything that is wrong, in every file */
export function loadJurisdictions({ folders, extra = [], ...trade }: Sources): Jurisdictions {
  const faults: Fault[] = [];
  const drafts = readAll(extra, undefined, faults);
  const shipped = [
    ...readAll(filesIn(folders.jurisdictions), 'place', faults),
    ...readAll(filesIn(folders.matters), 'matter', faults),
  ].filter(({ id }) => !drafts.some((draft) => draft.id === id));
  const overlays = [...shipped, ...drafts];
  faults.push(...namesakes(overlays), ...ruleNamesakes(overlays));
  const lookUp = lookUpIn(overlays);
  const national = overlays.find(({ id }) => id === ROOT);
  if (!national?.levels) faults.push(NO_ROOT);
  if (faults.length > 0 || !national?.levels) throw new JurisdictionsRefused(faults);
  const loaded = { ...lookUp, national: { ...national, levels: national.levels } };
  faults.push(...overlays.flatMap((overlay) => faultsOf(overlay, loaded, trade)));
  if (faults.length > 0) throw new JurisdictionsRefused(faults);
  return loaded;
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => join(folder, name));

function readAll(paths: readonly string[], of: Overlay['of'] | undefined, faults: Fault[]): Overlay[] {
  return paths.flatMap((path) => {
    try {
      return [readOverlay(path, of)];
    } catch (error) {
      if (!(error instanceof JurisdictionsRefused)) throw error;
      faults.push(...error.faults);
      return [];
    }
  });
}

const NO_ROOT: Fault = {
  file: `${ROOT}.yaml`,
  zh: '缺少全国的规则，或其中没有各级机关（levels）',
  en: 'the national rules are missing, or say nothing of the levels',
};

function namesakes(overlays: readonly Overlay[]): Fault[] {
  return overlays
    .filter((overlay) => overlays.find(({ id }) => id === overlay.id) !== overlay)
    .map(({ file, id }) => ({ file, rule: id, zh: '编号与另一文件重复', en: 'another file has this id' }));
}

function ruleNamesakes(overlays: readonly Overlay[]): Fault[] {
  const known = new Set(TABLE.keys());
  return overlays.flatMap(({ file, rules }) =>
    rules.flatMap(({ id }) => {
      if (id.startsWith(FOLLOWED_BY_REFERENCE))
        return [{ file, rule: id, zh: '国家规则的编号不得自用', en: 'this id is one of the decree’s own' }];
      if (known.has(id)) return [{ file, rule: id, zh: '规则编号已被使用', en: 'another rule has this id' }];
      known.add(id);
      return [];
    }),
  );
}

function lookUpIn(overlays: readonly Overlay[]): Omit<Jurisdictions, 'national'> {
  const byId = (of: Overlay['of']) =>
    new Map(overlays.filter((one) => one.of === of).map((one) => [one.id, one]));
  const places = byId('place');
  const ownRules = overlays.flatMap(({ rules }) => rules.map(asRule));
  const rules = new Map([...TABLE, ...ownRules.map((rule) => [rule.id, rule] as const)]);
  return {
    places,
    matters: byId('matter'),
    ownRules,
    ruleOf: (id) => found(rules.get(id), `No rule '${id}' is known.`),
    chainOf: (place) => chainIn(places, place),
  };
}

function chainIn(places: ReadonlyMap<string, Overlay>, place: string): Overlay[] {
  const chain: Overlay[] = [];
  for (let next: string | undefined = place; next !== undefined;) {
    const overlay: Overlay = found(places.get(next), `No rules are known for '${next}'.`);
    if (chain.includes(overlay)) throw new RangeError(`'${place}' extends itself.`);
    chain.unshift(overlay);
    next = overlay.extends;
  }
  return chain;
}

function found<T>(wanted: T | undefined, otherwise: string): T {
  if (wanted === undefined) throw new RangeError(otherwise);
  return wanted;
}

const asRule = ({ article, articleEn, ...rule }: OwnRule): Rule => ({
  ...rule,
  source: article,
  sourceEn: articleEn,
});
