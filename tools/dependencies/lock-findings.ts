import * as z from 'zod/mini';

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.optional(z.string()),
      resolved: z.optional(z.string()),
      integrity: z.optional(z.string()),
      link: z.optional(z.boolean()),
      deprecated: z.optional(z.string()),
    }),
  ),
});

/** Versions that were taken over and carried an attacker's code, as their maintainers told. */
const TAKEN_OVER: Readonly<Record<string, readonly string[]>> = {
  'event-stream': ['3.3.6'],
  'ua-parser-js': ['0.7.29', '0.8.0', '1.0.0'],
  coa: ['2.0.3', '2.0.4', '2.1.1', '2.1.3', '3.0.1', '3.1.3'],
  rc: ['1.2.9', '1.3.9', '2.3.9'],
  'node-ipc': ['10.1.1', '10.1.2', '10.1.3'],
  colors: ['1.4.1', '1.4.2', '1.4.44-liberty-2'],
  'eslint-config-prettier': ['8.10.1', '9.1.1', '10.1.6', '10.1.7'],
  'ansi-styles': ['6.2.2'],
  chalk: ['5.6.1'],
  debug: ['4.4.2'],
  'strip-ansi': ['7.1.1'],
  'wrap-ansi': ['9.0.1'],
};

/**
 * What is wrong with what a lock file installs: a version that was taken over, one that its maintainers gave up, one
 * without a checksum, or one that comes from elsewhere than the registry.
 *
 * @throws ZodError where it is no lock file.
 */
export function lockFindings(lock: unknown): readonly string[] {
  const { packages } = lockSchema.parse(lock);
  return Object.entries(packages).flatMap(
    ([place, { version = '', resolved, integrity, link, deprecated }]) => {
      const name = place.split('node_modules/').at(-1) ?? '';
      // The project itself, and its own folders.
      if (name === '' || name === place || link) return [];
      const what = `${name} ${version}`;
      return [
        ...(TAKEN_OVER[name]?.includes(version) ? [`${what}: this version was taken over`] : []),
        ...(deprecated === undefined ? [] : [`${what}: given up by its maintainers: ${deprecated}`]),
        ...(integrity === undefined ? [`${what}: without a checksum`] : []),
        // The lock names no registry (.npmrc): what has an address is from elsewhere.
        ...(resolved === undefined ? [] : [`${what}: from elsewhere than the registry`]),
      ];
    },
  );
}
