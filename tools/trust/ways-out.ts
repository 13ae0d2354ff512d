import { isBuiltin } from 'node:module';
import ts from 'typescript';
import { calledName, placeOf } from './source';
import type { Source } from './source';

/** With these, data could be fetched or sent otherwise than by a call to Jira that the table of scopes knows. */
const CALLS: ReadonlySet<string> = new Set([
  'fetch',
  'sendBeacon',
  'require',
  'requestConfluence',
  'requestBitbucket',
  'requestGraph',
  'requestRemote',
  'invokeRemote',
  'invokeService',
  'assumeTrustedRoute',
]);
const OBJECTS: ReadonlySet<string> = new Set(['XMLHttpRequest', 'WebSocket', 'EventSource']);
/** Of what comes with Node, the app needs only these: neither reaches out of the process. */
const BUILTIN: ReadonlySet<string> = new Set(['node:crypto', 'node:zlib']);

/** Places in the source from which something could reach outside, or of which that cannot be said. */
export function waysOutIn(source: Source): readonly string[] {
  return [
    ...[...source.all(ts.isCallExpression)]
      .filter((call) => CALLS.has(calledName(call)))
      .map((call) => `${placeOf(call)} calls ${calledName(call)}()`),
    ...[...source.all(ts.isNewExpression)]
      .filter(({ expression }) => OBJECTS.has(expression.getText()))
      .map((made) => `${placeOf(made)} makes a ${made.expression.getText()}`),
    ...[...source.all(ts.isImportDeclaration)]
      .map((statement) => ({ place: placeOf(statement), module: textOf(statement.moduleSpecifier) ?? '' }))
      .filter(({ module }) => isBuiltin(module) && !BUILTIN.has(module))
      .map(({ place, module }) => `${place} imports ${module}`),
    ...[...source.all(ts.isExportDeclaration)]
      .filter(({ moduleSpecifier }) => moduleSpecifier && !isOwn(moduleSpecifier))
      .map((statement) => `${placeOf(statement)} passes on what is not the app's own`),
    ...[...source.all(ts.isCallExpression)]
      .filter(({ expression }) => expression.kind === ts.SyntaxKind.ImportKeyword)
      .filter(({ arguments: [module] }) => !module || !isOwn(module))
      .map((call) => `${placeOf(call)} imports at run time what is not the app's own`),
  ];
}

/** A file of the app, named where it is used. */
function isOwn(module: ts.Expression): boolean {
  return textOf(module)?.startsWith('.') ?? false;
}

function textOf(expression: ts.Expression): string | undefined {
  return ts.isStringLiteralLike(expression) ? expression.text : undefined;
}
