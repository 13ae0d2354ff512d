import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../../local/forge/bundle';

interface Manifest {
  readonly modules: Readonly<Record<string, readonly { readonly icon?: string }[] | object>>;
  readonly resources: readonly { readonly key: string; readonly path: string }[];
}

test('each icon that the manifest names is a picture of ours', () => {
  const { modules, resources } = parse(readFileSync(path.join(ROOT, 'manifest.yml'), 'utf8')) as Manifest;
  const icons = Object.values(modules).flatMap((all) =>
    Array.isArray(all) ? all.flatMap((each: { readonly icon?: string }) => each.icon ?? []) : [],
  );
  expect(icons.length).toBeGreaterThanOrEqual(8);
  for (const icon of icons) {
    const [, key, file = ''] = /^resource:([\w-]+);(.+)$/.exec(icon) ?? [];
    const folder = resources.find((each) => each.key === key)?.path ?? '';
    const whole = path.join(ROOT, folder, file);
    expect([icon, existsSync(whole)]).toEqual([icon, true]);
    expect(readFileSync(whole, 'utf8')).toMatch(/^<svg [^>]*viewBox=/);
  }
});
