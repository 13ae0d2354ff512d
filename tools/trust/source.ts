import path from 'node:path';
import ts from 'typescript';

/** Something that a file names: where it is written, and what it is. */
export interface Declared {
  readonly file: string;
  readonly node: ts.VariableDeclaration | ts.FunctionDeclaration;
}

/** TypeScript files, parsed; names are followed from file to file. */
export class Source {
  readonly #files: ReadonlyMap<string, ts.SourceFile>;

  /** @param texts by path in the project. */
  constructor(texts: ReadonlyMap<string, string>) {
    this.#files = new Map(
      [...texts].map(([file, text]) => [
        file,
        ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true, kindOf(file)),
      ]),
    );
  }

  files(): readonly ts.SourceFile[] {
    return [...this.#files.values()];
  }

  /** Every node of a kind, in all files. */
  *all<T extends ts.Node>(is: (node: ts.Node) => node is T): Generator<T> {
    for (const file of this.#files.values()) yield* nodesIn(file, is);
  }

  /** What a file exports as values. */
  exportsOf(file: string): readonly string[] {
    const names: string[] = [];
    for (const statement of this.#files.get(file)?.statements ?? []) {
      if (ts.isExportDeclaration(statement) && statement.exportClause && !statement.isTypeOnly) {
        if (ts.isNamedExports(statement.exportClause)) {
          names.push(...statement.exportClause.elements.map(({ name }) => name.text));
        }
      } else if (ts.isVariableStatement(statement) && isExported(statement)) {
        names.push(...statement.declarationList.declarations.map(({ name }) => name.getText()));
      } else if (ts.isFunctionDeclaration(statement) && isExported(statement) && statement.name) {
        names.push(statement.name.text);
      }
    }
    return names;
  }

  /** What a name stands for in a file, through imports and exports from elsewhere. */
  find(file: string, name: string): Declared | undefined {
    for (const statement of this.#files.get(file)?.statements ?? []) {
      const elsewhere = from(statement, name);
      if (elsewhere) return this.find(this.#resolve(file, elsewhere.module), elsewhere.name);
      const node = declarationIn(statement, name);
      if (node) return { file, node };
    }
    return undefined;
  }

  #resolve(file: string, module: string): string {
    const base = path.posix.join(path.posix.dirname(file), module);
    return [`${base}.ts`, `${base}.tsx`].find((each) => this.#files.has(each)) ?? base;
  }
}

/** Every node of a kind under another one. */
export function* nodesIn<T extends ts.Node>(root: ts.Node, is: (node: ts.Node) => node is T): Generator<T> {
  const children: ts.Node[] = [];
  ts.forEachChild(root, (child) => {
    children.push(child);
  });
  for (const child of children) {
    if (is(child)) yield child;
    yield* nodesIn(child, is);
  }
}

/** `src/platform/jira/users.ts:35` */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

/** The name of what is called: `f` in `f()`, `g` in `a.g()`. */
export function calledName({ expression }: ts.CallExpression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : '';
}

function kindOf(file: string): ts.ScriptKind {
  return file.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
}

function isExported(statement: ts.VariableStatement | ts.FunctionDeclaration): boolean {
  return statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** Where a name comes from, if the statement brings it in. */
function from(
  statement: ts.Statement,
  wanted: string,
): { readonly module: string; readonly name: string } | undefined {
  const elements =
    ts.isImportDeclaration(statement) &&
    statement.importClause?.namedBindings &&
    ts.isNamedImports(statement.importClause.namedBindings)
      ? statement.importClause.namedBindings.elements
      : ts.isExportDeclaration(statement) &&
          statement.exportClause &&
          ts.isNamedExports(statement.exportClause)
        ? statement.exportClause.elements
        : [];
  const found = elements.find(({ name }) => name.text === wanted);
  const module =
    ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)
      ? statement.moduleSpecifier
      : undefined;
  if (!found || !module || !ts.isStringLiteral(module)) return undefined;
  return { module: module.text, name: (found.propertyName ?? found.name).text };
}

function declarationIn(statement: ts.Statement, wanted: string): Declared['node'] | undefined {
  if (ts.isFunctionDeclaration(statement)) return statement.name?.text === wanted ? statement : undefined;
  if (!ts.isVariableStatement(statement)) return undefined;
  return statement.declarationList.declarations.find(({ name }) => name.getText() === wanted);
}
