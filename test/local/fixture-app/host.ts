import { buildSync } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ForgeHost } from '../../../local/forge/host';
import { readManifest } from '../../../local/forge/manifest';
import type { Manifest } from '../../../local/forge/manifest';
import { JiraSite } from '../../../local/jira/site';
import { personWithRole } from '../people';

let bundle: string | undefined;
afterAll(() => {
  if (bundle) rmSync(path.dirname(bundle), { recursive: true });
});

/** The manifest of the app for tests, each time a new copy. */
export function fixtureManifest(): Manifest {
  return readManifest(path.join(__dirname, 'manifest.yml'));
}

/** The app for tests, installed on a site of its own. */
export function fixtureHost({
  manifest = fixtureManifest(),
  site = new JiraSite(),
}: { readonly manifest?: Manifest; readonly site?: JiraSite } = {}): ForgeHost {
  bundle ??= bundled();
  return new ForgeHost(manifest, site, bundle);
}

/** Calls a function of the app's page, as a person in the project SUP. */
export function invoke(
  host: ForgeHost,
  name: string,
  payload: unknown = {},
  role = 'agent',
): Promise<unknown> {
  const { accountId } = personWithRole(host.site, role);
  const project = { id: '10001', key: 'SUP' };
  return host.invoke({ moduleKey: 'page', accountId, project }, name, payload);
}

function bundled(): string {
  const outfile = path.join(mkdtempSync(path.join(tmpdir(), 'fixture-app-')), 'index.cjs');
  buildSync({
    entryPoints: [path.join(__dirname, 'index.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    outfile,
    logLevel: 'warning',
  });
  return outfile;
}
