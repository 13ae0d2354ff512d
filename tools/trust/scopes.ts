import ts from 'typescript';
import type { App } from './app';
import { jiraCallsIn } from './jira-calls';
import { CALLS_WITHOUT_SCOPE, FORGE_SCOPES, IMPERSONATION, SCOPE_CALLS } from './scope-table';
import { calledName, placeOf } from './source';
import type { Source } from './source';

/** Each scope that is asked for is used, and each that is used is asked for; for absent people only where it must. */
export function checkScopes({ manifest, source }: App): readonly string[] {
  const asked = manifest.permissions.scopes;
  const { calls, unclear } = jiraCallsIn(source);
  const forge = forgeScopesIn(source);
  const needed = [
    ...forge.needed,
    ...calls.flatMap(({ call, place, mayBeOffline }) => {
      const scope = scopeOf(call);
      return scope === undefined ? [] : [{ scope, place, mayBeOffline }];
    }),
  ];
  const offline = new Set(
    actsOffline(source) ? needed.filter((each) => each.mayBeOffline).map(({ scope }) => scope) : [],
  );
  const used = new Set(needed.map(({ scope }) => scope));
  return [
    ...unclear,
    ...forge.unknown,
    ...calls
      .filter(({ call }) => scopeOf(call) === undefined && !isListed(call, CALLS_WITHOUT_SCOPE))
      .map(({ call, place }) => `${place} calls ${call}, which tools/trust/scope-table.ts does not know`),
    ...needed
      .filter(({ scope }) => asked[scope] === undefined)
      .map(({ scope, place }) => `${place} needs the scope ${scope}, which the manifest does not ask for`),
    ...Object.keys(asked)
      .filter((scope) => !used.has(scope))
      .map((scope) => `the scope ${scope} is asked for, and nothing uses it`),
    ...Object.entries(asked)
      .filter(([scope, { allowImpersonation }]) => allowImpersonation && !offline.has(scope))
      .map(([scope]) => `${scope} may impersonate, and nothing calls with it as somebody who is absent`),
    ...Object.entries(asked)
      .filter(([scope, { allowImpersonation }]) => allowImpersonation && !(scope in IMPERSONATION))
      .map(([scope]) => `${scope} may impersonate, and tools/trust/scope-table.ts says no reason for it`),
    ...[...offline]
      .filter((scope) => asked[scope]?.allowImpersonation === false)
      .map((scope) => `${scope} is used as somebody who is absent, and may not impersonate`),
  ];
}

function scopeOf(call: string): string | undefined {
  return Object.entries(SCOPE_CALLS).find(([, listed]) => isListed(call, listed))?.[0];
}

function isListed(call: string, listed: readonly string[]): boolean {
  return listed.some((each) => each.replace(/\{\w+\}/g, '{}') === call);
}

/** Whether anything is done in the name of a person who is not at the screen: `asUser(accountId)`. */
function actsOffline(source: Source): boolean {
  return [...source.all(ts.isCallExpression)].some(
    (call) => calledName(call) === 'asUser' && call.arguments.length > 0,
  );
}

/** The scopes that Forge's own packages need, by what is imported of them. */
function forgeScopesIn(source: Source): {
  readonly needed: readonly {
    readonly scope: string;
    readonly place: string;
    readonly mayBeOffline: boolean;
  }[];
  readonly unknown: readonly string[];
} {
  const imports = [...source.all(ts.isImportDeclaration)].flatMap((statement) => {
    const module = (statement.moduleSpecifier as ts.StringLiteral).text;
    return module.startsWith('@forge/') && !isTypeOnly(statement) ? [{ module, statement }] : [];
  });
  const isKnown = ({ module }: { readonly module: string }): boolean => module in FORGE_SCOPES;
  return {
    needed: imports.filter(isKnown).flatMap(({ module, statement }) =>
      Object.entries(FORGE_SCOPES[module] ?? {})
        .filter(([name]) => importsName(statement, name))
        .map(([, scope]) => ({ scope, place: placeOf(statement), mayBeOffline: false })),
    ),
    unknown: imports
      .filter((each) => !isKnown(each))
      .map(({ module, statement }) => `${placeOf(statement)} imports ${module}: say which scopes it needs`),
  };
}

function importsName({ importClause }: ts.ImportDeclaration, wanted: string): boolean {
  const bindings = importClause?.namedBindings;
  // Everything under one name, or the default export: whatever is in it may be used.
  if (!bindings || ts.isNamespaceImport(bindings)) return true;
  return bindings.elements.some(({ name, propertyName }) => (propertyName ?? name).text === wanted);
}

function isTypeOnly({ importClause }: ts.ImportDeclaration): boolean {
  return importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}
