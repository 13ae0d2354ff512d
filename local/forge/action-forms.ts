import { actionFor, invalidInputs } from './actions';
import type { ActionRun } from './actions';
import type { Manifest } from './manifest';

type Inputs = ActionRun['inputs'];

/**
 * What authors of rules filled in for each action: of one rule, since the site keeps no rules.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/automation-action/#action-configuration
 */
export class ActionForms {
  readonly #filled = new Map<string, Inputs>();

  constructor(private readonly manifest: Manifest) {}

  /** A form was submitted. It is kept as it is; what is wrong with it, it learns when it is opened again. */
  submit(key: string, inputs: Inputs): void {
    this.#filled.set(actionFor('automation', key, this.manifest).key, inputs);
  }

  /** What was filled in; nothing before the first time. */
  filled(key: string): Inputs | undefined {
    return this.#filled.get(key);
  }

  /** What an action's form finds under `extension` in its context. */
  contextOf(key: string): Record<string, unknown> {
    const inputs = this.#filled.get(key);
    const invalid = inputs ? invalidInputs(actionFor('automation', key, this.manifest), inputs) : {};
    return {
      data: { inputs: inputs ?? {} },
      errors: {
        invalidInputs: Object.fromEntries(
          Object.entries(invalid).map(([name, message]) => [name, { message }]),
        ),
      },
    };
  }
}
