import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { SCRIPT_ANSWERS, scriptAnswerBody } from '../../src/contract/script-api';
import type { ScriptAnswer } from '../../src/contract/script-api';
import { readAbout } from '../../tools/openapi/about';
import { openApiDocument } from '../../tools/openapi/document';

const ROOT = path.resolve(__dirname, '../..');
const FILE = path.join(ROOT, 'docs/openapi.json');
/** A command: the package is an ES module, and Jest runs none without a flag. */
const VALIDATE = path.join(ROOT, 'node_modules/@seriousme/openapi-schema-validator/bin/validate-api-cli.js');

interface Document {
  readonly paths: Record<
    string,
    Record<
      string,
      {
        readonly security: readonly Record<string, string[]>[];
        readonly responses: Record<
          string,
          {
            readonly content: Record<
              string,
              {
                readonly example?: unknown;
                readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
              }
            >;
          }
        >;
      }
    >
  >;
  readonly components: { readonly schemas: Record<string, object> };
}

const document = JSON.parse(readFileSync(FILE, 'utf8')) as Document;

function isValid(file: string): boolean {
  return spawnSync(process.execPath, [VALIDATE, file]).status === 0;
}

/** Whether a value fits one of the document's schemas. */
function fits(name: string, value: unknown): boolean {
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  return ajv.validate(document.components.schemas[name] ?? false, value);
}

test('the file is what `npm run openapi` writes', () => {
  expect(document).toEqual(JSON.parse(JSON.stringify(openApiDocument(readAbout(ROOT)))));
});

test('the file is valid OpenAPI 3.1', () => {
  expect(isValid(FILE)).toBe(true);
});

test('a file that is not valid is told apart', () => {
  const file = path.join(tmpdir(), `guestlist-openapi-${process.pid}.json`);
  writeFileSync(file, JSON.stringify({ ...document, paths: { '/': { post: { responses: 1 } } } }));
  expect(isValid(file)).toBe(false);
  rmSync(file);
});

test('the door answers with each fixed body, and in no other way', () => {
  const answers = Object.entries(document.paths['/']?.['post']?.responses ?? {});
  expect(
    answers.flatMap(([status, { content }]) => {
      const { example, examples = {} } = content['application/json'] ?? {};
      const bodies = example === undefined ? Object.values(examples).map(({ value }) => value) : [example];
      return bodies.map((body) => [Number(status), body]);
    }),
  ).toEqual(
    Object.entries(SCRIPT_ANSWERS)
      .map(([answer, { status }]) => [status, JSON.parse(scriptAnswerBody(answer as ScriptAnswer))] as const)
      .sort(([one], [other]) => one - other),
  );
});

test('each endpoint is a route of the manifest, with its scopes', () => {
  const { modules } = parse(readFileSync(path.join(ROOT, 'manifest.yml'), 'utf8')) as {
    modules: { apiRoute: { path: string; operation: string; scopes: string[] }[] };
  };
  const routes = modules.apiRoute.map(({ path: at, operation, scopes }) => [`${operation} ${at}`, scopes]);
  const described = Object.entries(document.paths)
    .filter(([at]) => at !== '/')
    .flatMap(([at, operations]) =>
      Object.entries(operations).map(([method, { security }]) => [
        `${method.toUpperCase()} ${at.replace(/\{\w+\}/, '*')}`,
        security[0]?.['oauth'],
      ]),
    );
  expect(described.sort()).toEqual(routes.sort());
});

test('an invitation is taken as the app takes it', () => {
  expect(fits('Invitation', { email: 'ada@acme.example', project: 'SUP', notify: true })).toBe(true);
  expect(fits('Invitation', { email: 'ada@acme.example' })).toBe(false);
  expect(fits('Invitation', { email: 'ada@acme.example', project: 'SUP', more: 1 })).toBe(false);
  expect(fits('Invitation', { email: 'ada@acme.example', project: 'SUP', endsAt: 7 })).toBe(false);
});
