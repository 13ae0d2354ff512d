import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Atlassian's own specifications, where a developer put them beside the project: never a part of it. */
const FOLDER = path.resolve(__dirname, '../../../shared/openapi');
const FILES = ['jsm', 'jsm-additions', 'jira-platform'] as const;

export const isSpecificationHere = FILES.every((name) => existsSync(path.join(FOLDER, `${name}.json`)));

interface SpecifiedOperation {
  readonly responses: Readonly<
    Record<string, { readonly content?: { readonly 'application/json'?: Content } }>
  >;
  readonly security?: readonly { readonly OAuth2?: readonly string[] }[];
  readonly 'x-atlassian-oauth2-scopes'?: readonly { readonly scopes: readonly string[] }[];
  readonly 'x-experimental'?: boolean;
}

interface Content {
  readonly schema?: unknown;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, SpecifiedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

/** What the specifications say of one operation. */
export interface Specified {
  /** `GET /rest/…/{id}` */
  readonly name: string;
  readonly statuses: readonly number[];
  /** Sets of scopes, each of which suffices. */
  readonly scopes: readonly (readonly string[])[];
  readonly experimental: boolean;
  readonly anonymous: boolean;
  /** @returns what is wrong with the body of an answer; nothing where it is as specified. */
  readonly faultsOf: (status: number, body: unknown) => string | undefined;
}

/** Every operation of the three specifications, by name. */
export function readSpecification(): ReadonlyMap<string, Specified> {
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
  addFormats(ajv);
  const read = (name: string): Document =>
    JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8')) as Document;
  const shared = read('jsm').components.schemas;
  return new Map(
    FILES.flatMap((file) => {
      const document = read(file);
      // The additions use what the first document defines.
      const schemas = { ...shared, ...document.components.schemas };
      ajv.addSchema({ ...document, components: { schemas } }, file);
      return Object.entries(document.paths).flatMap(([at, methods]) =>
        ['get', 'post', 'put', 'delete'].flatMap((method) => {
          const operation = methods[method];
          if (!operation) return [];
          const name = `${method.toUpperCase()} ${at}`;
          return [[name, specified(name, operation, pointerTo(file, at, method), ajv)] as const];
        }),
      );
    }),
  );
}

function specified(name: string, operation: SpecifiedOperation, pointer: string, ajv: Ajv): Specified {
  const security = operation.security ?? [];
  const scopes = (operation['x-atlassian-oauth2-scopes'] ?? []).map((each) => each.scopes);
  const faultsOf = (status: number, body: unknown): string | undefined => {
    const content = operation.responses[status]?.content?.['application/json'];
    // Reported of live sites: a 403 can be empty, whatever the specification says.
    if (status === 403 && body === undefined) return undefined;
    if (!content?.schema && status < 400) return content || body === undefined ? undefined : 'a body';
    const $ref = content?.schema
      ? `${pointer}/responses/${status}/content/application~1json/schema`
      : errorSchemaOf(name);
    const validate = ajv.compile({ $ref });
    return validate(body) ? undefined : ajv.errorsText(validate.errors);
  };
  return {
    name,
    statuses: Object.keys(operation.responses).map(Number),
    scopes: scopes.length > 0 ? scopes : security.flatMap(({ OAuth2 }) => (OAuth2 ? [OAuth2] : [])),
    experimental: operation['x-experimental'] ?? false,
    anonymous: security.some((each) => Object.keys(each).length === 0),
    faultsOf,
  };
}

/** Where an operation gives no schema for an error, each API has one for all. */
function errorSchemaOf(name: string): string {
  return name.includes(' /rest/api/')
    ? 'jira-platform#/components/schemas/ErrorCollection'
    : 'jsm#/components/schemas/ErrorResponse';
}

function pointerTo(file: string, at: string, method: string): string {
  return `${file}#/paths/${encodeURIComponent(at.replace(/~/g, '~0').replace(/\//g, '~1'))}/${method}`;
}
