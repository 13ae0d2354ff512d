import type { App } from '../../tools/trust/app';
import { CHECKS } from '../../tools/trust/checks';
import { parsed, smallApp } from './small-app';
import type { SmallApp } from './small-app';

/** What all checks say, each by its name. */
export const violationsOf = (app: App): string[] =>
  CHECKS.flatMap(({ name, violations }) => violations(app).map((violation) => `${name}: ${violation}`));

/** What the checks say of the least app once it is broken. */
export function broken(breakIt: (app: SmallApp) => void): string[] {
  const app = smallApp();
  breakIt(app);
  return violationsOf(parsed(app));
}

/** Writes another text in a file; what is replaced must be there. */
export function rewrite({ source }: SmallApp, file: string, before: string, after: string): void {
  const text = source[file] ?? '';
  if (!text.includes(before)) throw new Error(`${file} has no ${before}`);
  source[file] = text.replace(before, after);
}

/** Adds a file. */
export function write(text: string): (app: SmallApp) => void {
  return ({ source }) => (source['src/a.ts'] = text);
}

/** Where actions come in. */
export const ACTION = 'src/entry/automation/action.ts';

/** The first module of a type. */
export const first = ({ manifest }: SmallApp, type: string): Record<string, unknown> =>
  manifest.modules[type]?.[0] ?? {};
