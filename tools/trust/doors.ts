import ts from 'typescript';
import type { App } from './app';
import { INDEX, runsOf } from './functions';
import type { Run } from './functions';
import { calledName, nodesIn, placeOf } from './source';
import type { Declared, Source } from './source';
import { UNATTENDED } from './unattended';

const GUARD = 'src/features/authorization/guard.ts';
const RESOLVER = 'src/entry/pages/resolver.ts';
const API = 'src/entry/rest-api/api.ts';
const ACTION = 'src/entry/automation/action.ts';
const SCRIPT = 'src/entry/web-trigger/script.ts';
const ALONE = 'src/entry/unattended.ts';

/** Pages: whatever they call is a function of a resolver. */
const PAGES = [
  'jira:projectPage',
  'jira:issueContext',
  'jira:issueAction',
  'jiraServiceManagement:organizationPanel',
  'jira:adminPage',
  'jira:projectSettingsPage',
];
/** Modules that Forge runs by itself. */
const UNATTENDED_TYPES = ['trigger', 'scheduledTrigger', 'consumer', 'preUninstall'];
/** Modules that run nothing by themselves. */
const INERT = ['function', 'jira:projectPermission', 'automation:actionProvider', 'rovo:agent'];
const KNOWN = [...PAGES, ...UNATTENDED_TYPES, ...INERT, 'webtrigger', 'apiRoute', 'action'];

/** Every caller that runs code passes the guard first, or is on the list of what Forge itself runs. */
export function checkDoors({ manifest, source }: App): readonly string[] {
  const runs = runsOf(manifest);
  return [
    ...Object.keys(manifest.modules)
      .filter((type) => !KNOWN.includes(type))
      .map((type) => `nobody has said who may call the module ${type}`),
    ...runs.flatMap((run) => checkRun(run, source).map((fault) => `${run.module}: ${fault}`)),
    ...Object.keys(UNATTENDED)
      .filter(
        (name) => !runs.some(({ handler, type }) => handler === name && UNATTENDED_TYPES.includes(type)),
      )
      .map((name) => `${name} is listed as unattended, and nothing runs it so`),
    ...ownResolvers(source),
  ];
}

function checkRun({ type, handler, isResolver }: Run, source: Source): readonly string[] {
  const found = source.find(INDEX, handler);
  if (!found) return [`its handler ${handler} is not found`];
  if (isResolver) return checkResolver(found, source);
  if (type === 'webtrigger') return checkScriptDoor(found, source);
  if (type === 'apiRoute') return checkMadeBy('apiRoute', API, found, source);
  if (type === 'action') return checkMadeBy('action', ACTION, found, source);
  if (UNATTENDED_TYPES.includes(type)) return checkUnattended(handler, found, source);
  return PAGES.includes(type) ? checkResolver(found, source) : [];
}

/** `export const x = resolverOf(functions, …)`, where each is an array of what `procedure()` made. */
function checkResolver(found: Declared, source: Source): readonly string[] {
  const call = initializerOf(found);
  if (!call || !isCallTo(call, found.file, 'resolverOf', RESOLVER, source)) {
    return [`${placeOf(found.node)} is not made by resolverOf()`];
  }
  if (call.arguments.length === 0) return [`${placeOf(call)} is given nothing`];
  return call.arguments.flatMap((argument) => checkList(argument, found, call, source));
}

function checkList(
  argument: ts.Expression,
  found: Declared,
  call: ts.CallExpression,
  source: Source,
): readonly string[] {
  const list = ts.isIdentifier(argument) ? source.find(found.file, argument.text) : undefined;
  const array = list && ts.isVariableDeclaration(list.node) ? list.node.initializer : undefined;
  if (!list || !array || !ts.isArrayLiteralExpression(array)) {
    return [`${placeOf(call)} is not given a list that is written out`];
  }
  return array.elements
    .filter((element) => !isProcedure(element, list.file, source))
    .map((element) => `${placeOf(element)} ${element.getText()} is not made by procedure()`);
}

/** Every resolver is made in one place, and what it defines is what the guard runs. */
function ownResolvers(source: Source): readonly string[] {
  const others = [...source.all(ts.isImportDeclaration)]
    .filter(
      ({ moduleSpecifier }) =>
        ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === '@forge/resolver',
    )
    .filter((statement) => statement.getSourceFile().fileName !== RESOLVER)
    .map((statement) => `${placeOf(statement)} makes a resolver of its own`);
  const unguarded = [...source.all(ts.isCallExpression)]
    .filter((call) => call.getSourceFile().fileName === RESOLVER && calledName(call) === 'define')
    .filter(({ arguments: [, run] }) => !run || !ts.isArrowFunction(run) || !isRun(run.body))
    .map((call) => `${placeOf(call)} defines something else than what the guard runs`);
  return [...others, ...unguarded];
}

function isRun(body: ts.ConciseBody): boolean {
  return ts.isCallExpression(body) && calledName(body) === 'run';
}

/** The script's door hands the request to the one function that asks for the key. */
function checkScriptDoor(found: Declared, source: Source): readonly string[] {
  const serves = [...nodesIn(found.node, ts.isCallExpression)].some((call) =>
    isCallTo(call, found.file, 'handleRequest', 'src/features/script-api/handle-request.ts', source),
  );
  return found.file === SCRIPT && serves ? [] : [`${placeOf(found.node)} is not the script's door`];
}

/** `export const x = apiRoute(…)`, or `action(…)`: its handler runs something that `procedure()` made. */
function checkMadeBy(maker: string, home: string, found: Declared, source: Source): readonly string[] {
  const call = initializerOf(found);
  if (!call || !isCallTo(call, found.file, maker, home, source)) {
    return [`${placeOf(found.node)} is not made by ${maker}()`];
  }
  const runs = [...nodesIn(call, ts.isCallExpression)].filter((each) => calledName(each) === 'run');
  const isThroughGuard =
    runs.length > 0 &&
    runs.every((each) => {
      const [first] = each.arguments;
      return (
        isCallTo(each, found.file, 'run', home, source) && first && isProcedure(first, found.file, source)
      );
    });
  return [
    ...(isThroughGuard ? [] : [`${placeOf(call)} does not run what procedure() made`]),
    ...(runsWhatItIsGiven(source.find(home, 'run')) ? [] : [`run() in ${home} answers without the guard`]),
  ];
}

/** `function run(guarded, …) { …; return guarded.run(…); }`, and no other way to answer. */
function runsWhatItIsGiven(run: Declared | undefined): boolean {
  if (!run || !ts.isFunctionDeclaration(run.node)) return false;
  const procedure = run.node.parameters[0]?.name.getText();
  const returned = [...nodesIn(run.node, ts.isReturnStatement)].map(({ expression }) => expression);
  return (
    returned.length > 0 &&
    returned.every(
      (answer) => answer && ts.isCallExpression(answer) && answer.expression.getText() === `${procedure}.run`,
    )
  );
}

/** `export const x = unattended(…)`: listed, and what it throws says nothing to Forge's log. */
function checkUnattended(handler: string, found: Declared, source: Source): readonly string[] {
  const call = initializerOf(found);
  const isWrapped = call && isCallTo(call, found.file, 'unattended', ALONE, source);
  return [
    ...(handler in UNATTENDED ? [] : [`${handler} is not listed in tools/trust/unattended.ts`]),
    ...(isWrapped ? [] : [`${placeOf(found.node)} is not made by unattended()`]),
  ];
}

/** A name for what a call of the guard's own `procedure()` made. */
function isProcedure(expression: ts.Expression, file: string, source: Source): boolean {
  const found = ts.isIdentifier(expression) ? source.find(file, expression.text) : undefined;
  const call = found && initializerOf(found);
  return call !== undefined && isCallTo(call, found?.file ?? '', 'procedure', GUARD, source);
}

function initializerOf({ node }: Declared): ts.CallExpression | undefined {
  const initializer = ts.isVariableDeclaration(node) ? node.initializer : undefined;
  return initializer && ts.isCallExpression(initializer) ? initializer : undefined;
}

/** Whether a call is to a function of this name that is written in this very file. */
function isCallTo(
  call: ts.CallExpression,
  file: string,
  name: string,
  home: string,
  source: Source,
): boolean {
  return (
    ts.isIdentifier(call.expression) &&
    call.expression.text === name &&
    source.find(file, name)?.file === home
  );
}
