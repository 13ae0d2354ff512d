import { SCREENS } from '../../local/cli/screens';
import type { App, Manifest } from './app';

const BUILT = 'static/build/';

/** A resource as a module names it. */
interface Named {
  readonly module: string;
  readonly key: string;
  /** A file in it: `resource:icons;guestlist.svg`. */
  readonly file?: string | undefined;
}

/** What a module shows is among the resources, and each of these is built from a page, or lies in the project as it is. */
export function checkResources({ manifest, files }: App): readonly string[] {
  const { modules, resources } = manifest;
  const named = namedIn(modules);
  const pathOf = new Map(resources.map(({ key, path }) => [key, path]));
  return [
    ...named
      .filter(({ key }) => !pathOf.has(key))
      .map(({ module, key }) => `${module} names the resource ${key}, which is not declared`),
    ...named.flatMap(({ module, key, file }) => {
      const folder = pathOf.get(key);
      if (file === undefined || folder === undefined || files.includes(`${folder}/${file}`)) return [];
      return [`${module} names ${file} of the resource ${key}, which is not in ${folder}`];
    }),
    ...resources
      .filter(({ key }) => !named.some((each) => each.key === key))
      .map(({ key }) => `the resource ${key} is declared, and no module names it`),
    ...resources.flatMap(({ key, path }) =>
      missingFor(path, files).map((what) => `the resource ${key} is ${path}, ${what}`),
    ),
  ];
}

/** What a resource's folder lacks. */
function missingFor(folder: string, files: readonly string[]): readonly string[] {
  if (!folder.startsWith(BUILT)) {
    return files.some((file) => file.startsWith(`${folder}/`)) ? [] : ['in which there is no file'];
  }
  const screen = folder.slice(BUILT.length);
  if (!SCREENS.some((each) => each === screen)) return ['which is not built: see local/cli/screens.ts'];
  return ['index.html', 'main.tsx']
    .map((file) => `static/pages/${screen}/${file}`)
    .filter((file) => !files.includes(file))
    .map((file) => `which is built from ${file}, and that is not there`);
}

function namedIn(modules: Manifest['modules']): readonly Named[] {
  return Object.entries(modules).flatMap(([type, listed]) =>
    listed.flatMap((each) => resourcesIn(each).map((found) => ({ module: `${type} ${each.key}`, ...found }))),
  );
}

/** The resources that a module names, wherever in it: as its page or form, and as an icon. */
function resourcesIn(value: unknown): readonly Omit<Named, 'module'>[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    if (typeof inner !== 'string') return resourcesIn(inner);
    const [, key, file] = /^resource:([^;]+);(.+)$/.exec(inner) ?? [];
    if (key !== undefined) return [{ key, file }];
    return name === 'resource' ? [{ key: inner }] : [];
  });
}
