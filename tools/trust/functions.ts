import type { App, Manifest } from './app';

export const INDEX = 'src/index.ts';

/** A function that runs because a module names it. */
export interface Run {
  /** `jira:adminPage settings` */
  readonly module: string;
  readonly type: string;
  readonly functionKey: string;
  /** It answers a screen, and is not what the module is for. */
  readonly isResolver: boolean;
  /** What `src/index.ts` exports for it. */
  readonly handler: string;
}

/** Everything that runs code. */
export function runsOf({ modules }: Manifest): readonly Run[] {
  return Object.entries(modules)
    .filter(([type]) => type !== 'function')
    .flatMap(([type, listed]) =>
      listed.flatMap((module) =>
        functionsIn(module, false).map(({ functionKey, isResolver }) => ({
          module: `${type} ${module.key}`,
          type,
          functionKey,
          isResolver,
          handler: handlerOf(modules, functionKey) ?? '',
        })),
      ),
    );
}

/** Every function is used and every handler is there; nothing else is exported. */
export function checkFunctions({ manifest, source }: App): readonly string[] {
  const declared = (manifest.modules['function'] ?? []).map(({ key }) => key);
  const runs = runsOf(manifest);
  const exported = source.exportsOf(INDEX);
  const handlers = declared.map((key) => handlerOf(manifest.modules, key));
  return [
    ...runs
      .filter(({ functionKey }) => !declared.includes(functionKey))
      .map(({ module, functionKey }) => `${module} names the function ${functionKey}, which is not declared`),
    ...declared
      .filter((key) => !runs.some(({ functionKey }) => functionKey === key))
      .map((key) => `the function ${key} is declared, and no module uses it`),
    ...declared
      .filter((_key, index) => !exported.includes(handlers[index] ?? ''))
      .map((key) => `the handler of the function ${key} is not exported by ${INDEX}`),
    ...exported
      .filter((name) => !handlers.includes(name))
      .map((name) => `${INDEX} exports ${name}, which is no handler`),
  ];
}

/** The functions that a module names, wherever in it. */
function functionsIn(
  value: unknown,
  isResolver: boolean,
): readonly Pick<Run, 'functionKey' | 'isResolver'>[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    name === 'function' && typeof inner === 'string'
      ? [{ functionKey: inner, isResolver }]
      : functionsIn(inner, isResolver || name === 'resolver'),
  );
}

function handlerOf(modules: Manifest['modules'], functionKey: string): string | undefined {
  const handler = modules['function']?.find(({ key }) => key === functionKey)?.['handler'];
  const [file, name] = typeof handler === 'string' ? handler.split('.') : [];
  return file === 'index' ? name : undefined;
}
