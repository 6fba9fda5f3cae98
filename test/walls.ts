import ts from 'typescript';
import { everyNode, isSpec, type Import, type Source } from './sources.js';

/**
 * A wall of the project (design §2): answers what stands across it, as `path: what`. Tests may reach further than the
 * program, so most walls are about what is not a spec.
 */
export type Wall = (sources: readonly Source[]) => string[];

const within =
  (...places: readonly string[]) =>
  ({ path }: Pick<Source, 'path'>): boolean =>
    places.some((place) => path === place || (place.endsWith('/') && path.startsWith(place)));

const isOurs = (from: string): boolean => /^(src|workflows|test|bench|scripts|web|verifier)\//.test(from);

/** Files in these places take from nowhere but from what `allows` names. */
function takesOnly(places: readonly string[], allows: (taken: Import) => boolean): Wall {
  return (sources) =>
    sources
      .filter((file) => within(...places)(file) && !isSpec(file))
      .flatMap(({ path, imports }) =>
        imports.filter((taken) => !allows(taken)).map(({ from }) => `${path}: imports ${from}`),
      );
}

const fromPlaces =
  (...places: readonly string[]) =>
  ({ from }: Import) =>
    within(...places)({ path: from });
const fromPackages =
  (...packages: readonly string[]) =>
  ({ from }: Import) =>
    packages.includes(from);
const either =
  (...rules: readonly ((taken: Import) => boolean)[]) =>
  (taken: Import) =>
    rules.some((rule) => rule(taken));

/** The law reads like law: a lawyer needs no other file to understand one of these. */
export const lawIsSelfContained = takesOnly(
  ['workflows/'],
  either(fromPlaces('workflows/'), fromPackages('xstate', 'zod')),
);

/** Deciding is arithmetic on what it is given. */
export const engineIsPure = takesOnly(
  ['src/engine/'],
  either(fromPlaces('src/engine/', 'src/canonical/', 'workflows/'), fromPackages('xstate', 'zod')),
);

export const canonicalIsPure = takesOnly(
  ['src/canonical/'],
  either(
    fromPlaces('src/canonical/'),
    ({ from, names }) => from === 'node:crypto' && names.join() === 'createHash',
  ),
);

/** The memory knows nothing of what it remembers. */
export const ledgerKnowsNoRoom = takesOnly(
  ['src/ledger/'],
  either(
    fromPlaces('src/ledger/', 'src/database/', 'src/canonical/', 'src/clock.ts', 'src/refusal.ts'),
    ({ from }) => from.startsWith('node:') || from === 'uuid',
  ),
);

export const databaseKnowsNoRoom = takesOnly(['src/database/'], ({ from }) => {
  return !isOurs(from) || from.startsWith('src/database/') || from.startsWith('src/canonical/');
});

/** Whoever audits must not need the program that serves. */
export const auditNeedsNoFramework = takesOnly(
  [
    'src/verification/',
    'src/rehearsal/',
    'src/cli/',
    'src/server/subjects.ts',
    'src/server/fact-readers.ts',
    'src/road/states.ts',
  ],
  ({ from }) =>
    !/^(@nestjs\/|fastify$|reflect-metadata$)/.test(from) && !/\.(controller|module)\.ts$/.test(from),
);

const MAY_REHEARSE = ['src/engine/built-workflow.ts', 'src/engine/rehearse.ts', 'src/rehearsal/'];

/** A what-if lets everything through. Whoever could ask it by the way could take it for a verdict. */
export const onlyTheRehearsalRehearses: Wall = (sources) =>
  sources
    .filter((file) => within('src/', 'workflows/')(file) && !isSpec(file) && !within(...MAY_REHEARSE)(file))
    .flatMap(({ path, imports, tree }) => {
      const found = imports
        .filter(({ from }) => from === 'src/engine/rehearse.ts')
        .map(({ from }) => `${path}: imports ${from}`);
      everyNode(tree, (node) => {
        if (takesMember(node, 'rehearse')) found.push(`${path}: rehearses`);
      });
      return found;
    });

function takesMember(node: ts.Node, name: string): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === name;
  if (ts.isElementAccessExpression(node))
    return ts.isStringLiteralLike(node.argumentExpression) && node.argumentExpression.text === name;
  if (!ts.isBindingElement(node) || !ts.isObjectBindingPattern(node.parent)) return false;
  return (node.propertyName ?? node.name).getText() === name;
}

/** A second opinion that borrows from the first is none. */
export const verifierStandsAlone = takesOnly(
  ['verifier/'],
  ({ from }) => from.startsWith('verifier/') || from.startsWith('node:'),
);

/** What it checks, it checks in a browser as on Node: the machine is lent to it. */
export const verifierCoreNeedsNoMachine = takesOnly(
  ['verifier/core/', 'verifier/browser/'],
  fromPlaces('verifier/core/', 'verifier/browser/'),
);

export const nothingRestsOnTests: Wall = (sources) =>
  sources
    .filter((file) => within('src/', 'workflows/', 'bench/')(file) && !isSpec(file))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ from }) => from.startsWith('test/') || from.endsWith('.spec.ts') || from === 'vitest')
        .map(({ from }) => `${path}: imports ${from}`),
    );

/** What asks the machine it runs on instead of its arguments: the clock, chance, the time zone, the outside. */
const AMBIENT = new Set(
  `process performance fetch globalThis window require eval Function console setTimeout setInterval setImmediate
  queueMicrotask crypto Intl randomUUID randomBytes localeCompare`.split(/\s+/),
);
const AMBIENT_MEMBER =
  /^(Date\.now|Math\.random|Temporal\..*|.*\.(toLocale\w+|localeCompare|getTimezoneOffset|(get|set)(FullYear|Month|Date|Day|Hours|Minutes)))$/;

/** Same input, same answer, on any machine, in any time zone, in any year. */
export const pureCodeAsksNobody: Wall = (sources) =>
  sources
    .filter((file) => within('workflows/', 'src/engine/', 'src/canonical/')(file) && !isSpec(file))
    .flatMap(({ path, tree }) => {
      const found: string[] = [];
      everyNode(tree, (node) => {
        const what = ambientIn(node);
        if (what) found.push(`${path}: ${what}`);
      });
      return found;
    });

function ambientIn(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const what = `${node.expression.getText()}.${node.name.text}`;
    return AMBIENT_MEMBER.test(what) ? what : undefined;
  }
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
    return 'new Date()';
  if (!ts.isIdentifier(node) || !AMBIENT.has(node.text)) return undefined;
  const { parent } = node;
  const isName =
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    ts.isTypeReferenceNode(parent);
  return isName ? undefined : node.text;
}

/** Every ring of files that import each other, types included: none of them can be understood alone. */
export const noImportCycles: Wall = (sources) => {
  const next = new Map(sources.map(({ path, imports }) => [path, imports.map(({ from }) => from)]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) cycles.push([...trail.slice(at), path].join(' → '));
    if (at >= 0 || done.has(path)) return;
    for (const other of next.get(path) ?? []) if (next.has(other)) walk(other, [...trail, path]);
    done.add(path);
  };
  for (const path of next.keys()) walk(path, []);
  return cycles;
};

const handsOn = (node: ts.Statement): boolean =>
  ts.isImportDeclaration(node) || (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined);

/** A file that only hands on what others say hides where it is said. */
export const noBarrels: Wall = (sources) =>
  sources
    .filter(({ path, tree }) => {
      const onlyHandsOn = tree.statements.some(ts.isExportDeclaration) && tree.statements.every(handsOn);
      return onlyHandsOn || /(^|\/)index\.ts$/.test(path);
    })
    .map(({ path }) => `${path}: is a barrel`);

const LONGEST = 400;

/** @param exceptions files that may be longer, each with its reason */
export const filesOfOneSitting =
  (exceptions: Readonly<Record<string, string>> = {}): Wall =>
  (sources) =>
    sources
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter(({ path, lines }) => lines > LONGEST && !Object.hasOwn(exceptions, path))
      .map(({ path, lines }) => `${path}: ${lines} lines`);

/** Names under which anything can be put. */
const EMPTY_NAMES =
  /^(utils?|helpers?|managers?|data|info|misc|common|lib|shared|base|dto|entities|services)$/;

export const namesSaySomething: Wall = (sources) =>
  sources.flatMap(({ path }) =>
    path
      .replace(/(\.spec)?\.ts$/, '')
      .split('/')
      .filter((name) => EMPTY_NAMES.test(name))
      .map((name) => `${path}: '${name}' says nothing`),
  );

const LEDGER_TABLES = 'event|disclosure|ledger_head|ledger_node|checkpoint|idempotency|content';
const WRITES = new RegExp(
  `\\b(?:INSERT\\s+(?:OR\\s+\\w+\\s+)?INTO|UPDATE|DELETE\\s+FROM|TRUNCATE(?:\\s+TABLE)?|ALTER\\s+TABLE|DROP\\s+TABLE)\\s+(${LEDGER_TABLES})\\b`,
  'i',
);
/** Calendars and resolved rules are content-addressed, and kept where old events find them. */
const MAY_WRITE = [
  'src/ledger/',
  'src/database/',
  'src/calendar/calendars.ts',
  'src/jurisdictions/kept-rule-sets.ts',
];

/** One place writes the ledger's tables; everything else asks it to. */
export const onlyTheLedgerWritesTheLedger: Wall = (sources) =>
  sources
    .filter((file) => within('src/')(file) && !isSpec(file) && !within(...MAY_WRITE)(file))
    .flatMap(({ path, text }) => {
      const table = WRITES.exec(text)?.[1];
      return table === undefined ? [] : [`${path}: writes the table ${table}`];
    });

/** A type that was argued away is not there when it is needed. */
export const typesAreNotSwitchedOff: Wall = (sources) =>
  sources.flatMap(({ path, tree, text }) => {
    const found: string[] = /^\s*\/[/*].*@ts-(ignore|nocheck|expect-error)\b/m.test(text)
      ? [`${path}: a check is off`]
      : [];
    everyNode(tree, (node) => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`${path}: any`);
      const twice = ts.isAsExpression(node) && ts.isAsExpression(node.expression);
      if (twice && node.expression.type.kind === ts.SyntaxKind.UnknownKeyword)
        found.push(`${path}: as unknown as`);
    });
    return found;
  });
