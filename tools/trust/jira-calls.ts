import ts from 'typescript';
import { calledName, nodesIn, placeOf } from './source';
import type { Source } from './source';

const REQUEST = 'requestJira';
/** Where the headers and the body of a request are made: never its method. */
const JSON_HOME = 'src/platform/jira/client.ts';

/** Names of callers who are never an absent person. */
const NEVER_ABSENT = ['app', 'user'];

/** A call to Jira, as it stands in the source. */
export interface JiraCall {
  /** `GET /rest/api/3/user/search`; `{}` for what is put in. */
  readonly call: string;
  readonly place: string;
  /**
   * The caller may be a person who is not at the screen. What is called `app` or `user` (who is at the screen), and a screen,
   * is never one.
   */
  readonly mayBeOffline: boolean;
}

/** The calls to Jira of the whole app, and the places of which it cannot be told what they call. */
export function jiraCallsIn(source: Source): {
  readonly calls: readonly JiraCall[];
  readonly unclear: readonly string[];
} {
  const calls: JiraCall[] = [];
  const unclear = [...usedOtherwise(source)];
  for (const call of source.all(ts.isCallExpression)) {
    if (calledName(call) !== REQUEST || isHandedOn(call)) continue;
    const [path, options] = call.arguments;
    const paths = path ? pathsOf(path) : undefined;
    const method = methodOf(options, source);
    if (!paths || method === undefined) {
      unclear.push(`${placeOf(call)} has a path or a method that is not written out`);
      continue;
    }
    const mayBeOffline =
      ts.isPropertyAccessExpression(call.expression) &&
      !NEVER_ABSENT.includes(call.expression.expression.getText());
    calls.push(...paths.map((each) => ({ call: `${method} ${each}`, place: placeOf(call), mayBeOffline })));
  }
  return { calls, unclear };
}

/** A method called `requestJira` that hands its own arguments on, as the retry table does. */
function isHandedOn(call: ts.CallExpression): boolean {
  const method = ts.findAncestor(call, ts.isMethodDeclaration);
  if (method?.name.getText() !== 'requestJira') return false;
  const own = method.parameters.map(({ name }) => name.getText());
  return call.arguments.every((argument) => own.includes(argument.getText()));
}

/** `GET` where nothing is said; nothing where it is said in a way that cannot be read. */
function methodOf(options: ts.Expression | undefined, source: Source): string | undefined {
  if (!options) return 'GET';
  if (!ts.isObjectLiteralExpression(options)) return undefined;
  const { properties } = options;
  if (properties.some((property) => mayHideMethod(property, source))) return undefined;
  const method = properties.find(({ name }) => name && nameOf(name) === 'method');
  if (!method) return 'GET';
  return ts.isPropertyAssignment(method) && ts.isStringLiteral(method.initializer)
    ? method.initializer.text
    : undefined;
}

/** What is spread into the options may bring a method, but for what `json()` makes; a computed name may be one. */
function mayHideMethod(property: ts.ObjectLiteralElementLike, source: Source): boolean {
  if (!ts.isSpreadAssignment(property)) return ts.isComputedPropertyName(property.name);
  const { expression } = property;
  if (!ts.isCallExpression(expression) || calledName(expression) !== 'json') return true;
  return source.find(property.getSourceFile().fileName, 'json')?.file !== JSON_HOME;
}

function nameOf(name: ts.PropertyName): string {
  return ts.isComputedPropertyName(name) ? '' : name.text;
}

/** Places that name `requestJira` otherwise than to call, import or define it: what they call cannot be seen. */
function usedOtherwise(source: Source): readonly string[] {
  const named = [...source.all(ts.isIdentifier), ...source.all(ts.isStringLiteralLike)];
  return named
    .filter((node) => node.text === REQUEST && !(ts.isIdentifier(node) && isPlain(node)))
    .map((node) => `${placeOf(node)} uses ${REQUEST} without calling it`);
}

function isPlain(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isImportSpecifier(parent)) return parent.propertyName === undefined;
  if (ts.isMethodDeclaration(parent) || ts.isMethodSignature(parent)) return true;
  const used = ts.isPropertyAccessExpression(parent) ? parent : name;
  return ts.isCallExpression(used.parent) && used.parent.expression === used;
}

/** The paths that an argument can be; several where a helper is called with several. */
function pathsOf(argument: ts.Expression): readonly string[] | undefined {
  if (ts.isTaggedTemplateExpression(argument)) {
    return argument.tag.getText() === 'route' ? pathsOf(argument.template) : undefined;
  }
  if (ts.isIdentifier(argument)) return pathsHandedTo(argument);
  if (ts.isStringLiteralLike(argument)) return [pathOf(argument.text)];
  if (!ts.isTemplateExpression(argument)) return undefined;
  const written =
    argument.head.text + argument.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
  const [first] = argument.templateSpans;
  return argument.head.text === '' && first ? pathsHandedTo(first.expression) : [pathOf(written)];
}

/** What the callers of the function around hand to a parameter of it. They must all be in the same file. */
function pathsHandedTo(parameter: ts.Expression): readonly string[] | undefined {
  const around = ts.findAncestor(parameter, ts.isFunctionDeclaration);
  const index = around?.parameters.findIndex(({ name }) => name.getText() === parameter.getText()) ?? -1;
  const isExported = around?.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (!around || index < 0 || isExported) return undefined;
  const handed = [...nodesIn(around.getSourceFile(), ts.isCallExpression)]
    .filter(
      (call) =>
        calledName(call) === around.name?.text &&
        ts.findAncestor(call, (node) => node === around) === undefined,
    )
    .map((call) => call.arguments[index])
    .map((argument) => argument && pathsOf(argument));
  return handed.every((paths) => paths !== undefined) ? handed.flat() : undefined;
}

function pathOf(text: string): string {
  return text.split('?')[0] ?? '';
}
