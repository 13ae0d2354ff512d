import type { UpkeepProject } from '../../src/contract/upkeep';

/** A project as it is called elsewhere in the app: “Support (SUP)”. */
export function projectName({ name, key }: Pick<UpkeepProject, 'name' | 'key'>): string {
  return `${name} (${key})`;
}
