import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSchedules } from '../../local/forge/schedules';
import { readManifest } from '../../local/forge/manifest';
import { fixtureHost } from './fixture-app/host';

const FIXTURE = readFileSync(path.join(__dirname, 'fixture-app/manifest.yml'), 'utf8');
const HOUR_MS = 3_600_000;

const folder = mkdtempSync(path.join(tmpdir(), 'manifest-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The fixture's manifest, with something in place of something else. */
function manifestWith(replaced: string, by: string): ReturnType<typeof readManifest> {
  expect(FIXTURE).toContain(replaced);
  const file = path.join(folder, 'manifest.yml');
  writeFileSync(file, FIXTURE.replace(replaced, by));
  return readManifest(file);
}

describe('a manifest', () => {
  it.each(['fiveMinute', 'hour', 'day', 'week'])('may run a schedule each %s', (interval) => {
    const { modules } = manifestWith('interval: day', `interval: ${interval}`);
    expect(modules.scheduledTrigger).toMatchObject([{ interval }]);
  });

  it.each([
    ['an interval that Forge has not', 'interval: day', 'interval: minute'],
    ['a method that Forge has not', 'operation: POST', 'operation: TRACE'],
    ['an API route without scopes', 'scopes:\n        - write:visit:custom', 'description: none'],
    ['a permission without a name', 'name: Visit', 'label: Visit'],
  ])('is refused with %s', (_what, replaced, by) => {
    expect(() => manifestWith(replaced, by)).toThrow();
  });
});

it('schedules run as often as the manifest says, until they are ended', async () => {
  jest.useFakeTimers();
  const host = fixtureHost({ manifest: manifestWith('interval: day', 'interval: hour') });
  const end = startSchedules(host);
  const runs = (): number => host.kvs.requests.length;
  await jest.advanceTimersByTimeAsync(HOUR_MS - 1);
  expect(runs()).toBe(0);
  await jest.advanceTimersByTimeAsync(1);
  expect(runs()).toBe(1);
  await jest.advanceTimersByTimeAsync(2 * HOUR_MS);
  expect(runs()).toBe(3);
  end();
  await jest.advanceTimersByTimeAsync(2 * HOUR_MS);
  expect(runs()).toBe(3);
  jest.useRealTimers();
});
