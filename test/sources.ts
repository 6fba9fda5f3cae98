import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import ts from 'typescript';
import { PROJECT_ROOT } from '../src/project-root.js';

/** What one file takes from another: a package, or a file of ours as its path from the project's root. */
export interface Import {
  readonly from: string;
  /** Names as the other file exports them; empty for a dynamic import or one for its effect. */
  readonly names: readonly string[];
}

/** One source file, read and not run. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  readonly imports: readonly Import[];
}

/** All TypeScript files under these folders of the project, as they stand. */
export function sourcesIn(...folders: readonly string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(PROJECT_ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => relative(PROJECT_ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .toSorted()
      .map((path) => source(path, readFileSync(join(PROJECT_ROOT, path), 'utf8'))),
  );
}

/** A file of this text at this path; also for made-up ones. */
export function source(path: string, text: string): Source {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true, ts.ScriptKind.TS);
  const imports: Import[] = [];
  everyNode(tree, (node) => {
    const taken = importIn(node);
    if (taken) imports.push({ ...taken, from: resolved(path, taken.from) });
  });
  return { path, text, tree, imports };
}

/** Visits every node of a tree, parents first. */
export function everyNode(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => everyNode(child, visit));
}

export const isSpec = ({ path }: Pick<Source, 'path'>): boolean => path.endsWith('.spec.ts');

function importIn(node: ts.Node): Import | undefined {
  if (ts.isImportDeclaration(node)) {
    const bindings = node.importClause?.namedBindings;
    return { from: textOf(node.moduleSpecifier), names: [...defaultOf(node), ...namesIn(bindings)] };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier)
    return { from: textOf(node.moduleSpecifier), names: namesIn(node.exportClause) };
  const isCall = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const [first] = isCall ? node.arguments : [];
  return first && ts.isStringLiteralLike(first) ? { from: first.text, names: [] } : undefined;
}

const defaultOf = (node: ts.ImportDeclaration): string[] => (node.importClause?.name ? ['default'] : []);

function namesIn(bindings: ts.NamedImportBindings | ts.NamedExportBindings | undefined): string[] {
  if (!bindings) return [];
  if (!ts.isNamedImports(bindings) && !ts.isNamedExports(bindings)) return ['*'];
  return bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
}

const textOf = (specifier: ts.Expression): string => (ts.isStringLiteral(specifier) ? specifier.text : '');

function resolved(path: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return normalize(join(dirname(path), specifier))
    .replaceAll('\\', '/')
    .replace(/\.js$/, '.ts');
}
