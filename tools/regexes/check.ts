import { check } from 'recheck';
import type { Source } from '../trust/source';
import { regexesIn } from './find';
import type { Found } from './find';

/** Without any clock, so that it finds the same on every machine, as a program of its own or in plain JavaScript. */
const PARAMS = {
  timeout: null,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
  /** Steps, and characters: what is quadratic is so here too. */
  attackLimit: 20_000_000,
  maxAttackStringSize: 30_000,
} as const;

/**
 * Regular expressions whose work grows faster than their input, and those of which that cannot be said: decided by an
 * automaton, or by a search for hard inputs where there is none.
 *
 * @see https://makenowjust-labs.github.io/recheck/
 */
export async function superLinearRegexes(source: Source): Promise<readonly string[]> {
  const violations: string[] = [];
  const known = new Map<string, string | undefined>();
  for (const found of regexesIn(source)) {
    const key = `/${found.pattern}/${found.flags}`;
    if (!known.has(key)) known.set(key, await wrongWith(found));
    const wrong = known.get(key);
    if (wrong !== undefined) violations.push(`${found.place} ${wrong}`);
  }
  return violations;
}

async function wrongWith({ pattern, flags }: Found): Promise<string | undefined> {
  if (pattern === undefined) return 'is put together at run time';
  const found = await check(pattern, flags, PARAMS);
  switch (found.status) {
    case 'safe':
      return undefined;
    case 'unknown':
      return `/${pattern}/${flags} could not be judged: ${found.error.kind}`;
    case 'vulnerable':
      return `/${pattern}/${flags} is ${found.complexity.type} for ${found.attack.pattern}`;
  }
}
