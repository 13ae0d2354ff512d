import { isolated } from '../i18n/isolate';

/** A project as it is called wherever people choose or read one: “Support (SUP)”. */
export function projectName({ name, key }: { readonly name: string; readonly key: string }): string {
  return `${isolated(name)} (${key})`;
}
