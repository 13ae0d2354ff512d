import * as z from 'zod';
import type { Manifest } from './manifest';

type Action = Manifest['modules']['action'][number];
type IoType = Action['inputs'][string]['type'];

/** Automation: the configuration of an action, as JSON. */
const CONFIGURATION_BYTES_MAX = 100 * 1024;

/** Who runs an action. Automation takes those of a provider, Rovo those of an agent. */
export type ActionCaller = 'automation' | 'rovo';

/** One run of an action, by a rule or in a chat. */
export interface ActionRun {
  readonly by: ActionCaller;
  /** What the rule or the chat fills in; smart values are resolved. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The person of the rule's connection or in the chat; `undefined` where the platform names none. */
  readonly accountId?: string | undefined;
  /** What Rovo tells of the page that the chat is beside. */
  readonly context?: Readonly<Record<string, unknown>>;
}

/** What becomes of an action: the rule goes on with its outputs, or ends and its owner reads the errors. */
export type ActionResult =
  | { readonly status: 'done'; readonly outputs: Readonly<Record<string, unknown>> }
  | { readonly status: 'failed'; readonly errors: readonly string[] };

/**
 * The action that a rule or an agent may run.
 *
 * @throws Error where there is none, or none that this caller is offered.
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/automation-action/
 */
export function actionFor(by: ActionCaller, key: string, { modules }: Manifest): Action {
  const action = modules.action.find((each) => each.key === key);
  const offering = by === 'automation' ? modules['automation:actionProvider'] : modules['rovo:agent'];
  if (!action || !offering.some(({ actions }) => actions.includes(key))) {
    throw new Error(`There is no action ${key} for ${by}`);
  }
  return action;
}

/** Why Automation would not save a rule with these inputs: by input. */
export function invalidInputs(action: Action, inputs: ActionRun['inputs']): Record<string, string> {
  if (Buffer.byteLength(JSON.stringify(inputs)) > CONFIGURATION_BYTES_MAX) {
    return { '': 'The configuration is larger than 100 KB' };
  }
  const invalid: Record<string, string> = {};
  for (const name of Object.keys(inputs)) {
    if (!(name in action.inputs)) invalid[name] = `${name} is not declared`;
  }
  for (const [name, { type, required }] of Object.entries(action.inputs)) {
    const value = inputs[name];
    if (value === undefined && required) invalid[name] = `${name} is required`;
    if (value !== undefined && !isOf(type, value)) invalid[name] = `${name} is no ${type}`;
  }
  return invalid;
}

const errorsSchema = z.object({ errors: z.array(z.object({ message: z.string() })).min(1) });

/** What the platform makes of an answer. An output that is not as declared is the app's defect, and told as one. */
export function resultOf(action: Action, answer: unknown): ActionResult {
  const failed = errorsSchema.safeParse(answer);
  if (failed.success) return { status: 'failed', errors: failed.data.errors.map(({ message }) => message) };
  const outputs = z.record(z.string(), z.unknown()).parse(answer ?? {});
  for (const [name, { type, nullable }] of Object.entries(action.outputs)) {
    const value = outputs[name] ?? null;
    if (value === null ? !nullable : !isOf(type, value)) {
      throw new Error(`The output ${name} of ${action.key} is no ${type}`);
    }
  }
  const undeclared = Object.keys(outputs).find((name) => !(name in action.outputs));
  if (undeclared !== undefined && Object.keys(action.outputs).length > 0) {
    throw new Error(`The output ${undeclared} of ${action.key} is not declared`);
  }
  return { status: 'done', outputs };
}

function isOf(type: IoType, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}
