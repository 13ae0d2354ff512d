/**
 * Atlassian's own checks of the manifest and of `src`, those that need no login: the linters that `forge lint`
 * runs before it asks the server, and the validation of the whole manifest. Any finding fails.
 *
 * The linters pass over what they cannot do without failing: a file, a call, a linter that broke. Each of
 * those is a finding here, so that "clean" means "looked at".
 */
const path = require('node:path');
const { goOffline } = require('./offline.cjs');
const { useLocalSpecification } = require('./specification.cjs');

/** Atlassian's server names these; the list is not public. A wrong entry here could only fail too much. */
const DEPRECATED_RUNTIMES = ['nodejs18.x', 'nodejs20.x'];

async function main() {
  const specified = useLocalSpecification(goOffline());
  const { FullValidationProcessor } = require('@forge/manifest');
  const validation = await new FullValidationProcessor({ deprecatedRuntimes: DEPRECATED_RUNTIMES }).process();
  const findings = (validation.errors ?? []).map((error) => described('manifest.yml', error.level, error));
  if (!validation.success && findings.length === 0) findings.push('manifest.yml: not valid, no reason given');

  // Absent where the manifest does not fit the schema: the linters would trip over it.
  const linted = validation.manifestObject?.typedContent ? await lintSources(specified) : undefined;
  const all = new Set([...findings, ...(linted?.findings ?? [])]);

  for (const finding of all) console.log(finding);
  if (all.size > 0) process.exitCode = 1;
  console.log(closingLine(all.size, linted, specified));
}

/** Runs the client-side linters of `forge lint` on the files that it would read. */
async function lintSources(specified) {
  const { ConfigFile, FileSystemReader, StatsigReader } = require('@forge/cli-shared');
  const { getClientSideLintersOnly, lint, parseSourceFile, PermissionLinter } = require('@forge/lint');
  const reader = new FileSystemReader();
  const manifest = await new ConfigFile(reader).readConfig();
  // Unit tests stand beside their source, and call paths that are nobody's.
  const files = (await reader.recursiveReadDir('./src', [])).filter((file) => !file.endsWith('.test.ts'));
  const said = [];
  const logger = soundingBoard(said);
  const flags = featureFlags(StatsigReader);
  const linters = await getClientSideLintersOnly(manifest, 'development', logger, flags);
  const read = new Set();
  const parseFunction = (file, parser) => {
    read.add(file);
    return parseSourceFile(file, parser);
  };
  const results = await lint(files, manifest, 'development', logger, flags, { linters, parseFunction });

  const calls = jiraCalls(linters.find((linter) => linter instanceof PermissionLinter));
  return {
    files: read.size,
    linters: linters.length,
    calls: calls.known.length,
    findings: [
      ...results.flatMap(({ file, errors, warnings, approvals }) => [
        ...errors.map((issue) => described(file, 'error', issue)),
        ...warnings.map((issue) => described(file, 'warning', issue)),
        ...approvals.map((issue) => described(file, 'approval needed', issue)),
      ]),
      ...said.map((message) => `linter: ${message}`),
      ...unread(files, read),
      ...(specified ? calls.unknown : []),
    ],
  };
}

/** A linter that breaks says so to the logger and reports nothing. */
function soundingBoard(said) {
  const hear = (message) => said.push(String(message).trim());
  return { info: hear, warn: hear, error: hear, debug: () => undefined, trace: () => undefined };
}

/** Atlassian's feature flags, none of which can be asked for. */
function featureFlags(StatsigReader) {
  return new (class extends StatsigReader {
    async checkGate() {
      return undefined;
    }
    async getDynamicConfig() {
      return undefined;
    }
    async getDeprecatedRuntimes() {
      return DEPRECATED_RUNTIMES;
    }
  })();
}

/** The linter drops files that tsconfig.json's `include` does not spell out: a bare folder name names none. */
function unread(files, read) {
  const passedOver = files.filter((file) => /\.[jt]sx?$/.test(file) && !read.has(file));
  if (passedOver.length === 0) return [];
  return [
    `src: ${passedOver.length} files not read by the linter, since no glob of "include" in tsconfig.json names ` +
      `them (src/**/*.ts would): ${passedOver[0]} ...`,
  ];
}

/** The calls to Jira that the linter saw; it lets those pass whose route the specification lacks. */
function jiraCalls(permissionLinter) {
  const verifier = permissionLinter.verifiers.jira;
  const all = [...permissionLinter.matches].flatMap(([file, { jira }]) =>
    jira.map((call) => ({ file, call })),
  );
  const isKnown = ({ call }) => {
    const found = verifier.lookupApiCall(call);
    return found !== undefined && verifier.pathMap.get(found.regex).methods[found.method] !== undefined;
  };
  return {
    known: all.filter(isKnown),
    unknown: all
      .filter((each) => !isKnown(each))
      .map(
        ({ file, call }) => `${file}:${call.line}: ${call.method} ${call.path} is not in the specification`,
      ),
  };
}

function described(file, level, { line, column, message, reference }) {
  const place = line ? `${file}:${line}:${column}` : file;
  return `${path.normalize(place)}: ${level}: ${message}${reference ? ` (${reference})` : ''}`;
}

function closingLine(findings, linted, specified) {
  const scope = linted
    ? `manifest.yml, and ${linted.linters} linters on ${linted.files} files of src`
    : 'manifest.yml only: it does not fit the schema, so src was not linted';
  const scopes = specified
    ? `scopes of ${linted?.calls ?? 0} calls to Jira checked against Atlassian's specification`
    : "scope checks against Atlassian's specification SKIPPED: ../shared/openapi is absent";
  return `Forge lint: ${findings} errors or warnings (${scope}; ${scopes})`;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
