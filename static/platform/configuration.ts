import { events, view } from '@forge/bridge';

/** The inputs that the form fills in; what is left out is not there. */
export interface Inputs {
  readonly email?: string;
  readonly name?: string;
  readonly project?: string;
  readonly organization?: string;
  readonly endsAt?: string;
  readonly notify?: boolean;
  readonly rule?: string;
}

/** The form of an action in the rule builder, as it was filled in before. */
export interface Configuration {
  /** None in a rule that is being made. */
  readonly inputs: Inputs | undefined;
  /** What Automation finds wrong, by the input. */
  readonly invalid: ReadonlyMap<string, string>;
}

/**
 * What the rule builder knows of the action. Comes back empty where it does not tell.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/automation-action/#action-configuration
 */
export async function openConfiguration(): Promise<Configuration> {
  const context = await view.getContext().catch(() => undefined);
  const { data, errors } = (context?.extension ?? {}) as {
    data?: { inputs?: Inputs | null };
    errors?: { invalidInputs?: Record<string, { message?: string }> };
  };
  const inputs = data?.inputs ?? {};
  return {
    inputs: Object.keys(inputs).length > 0 ? inputs : undefined,
    invalid: new Map(
      Object.entries(errors?.invalidInputs ?? {}).map(([name, { message }]) => [name, message ?? name]),
    ),
  };
}

/** Tells the rule builder what stands in the form; it is saved with the rule. */
export async function submitInputs(inputs: Inputs): Promise<void> {
  await view.submit(inputs).catch(() => undefined);
}

/** Hears what the author does outside the form. @returns what ends it. */
export function listenToBuilder(heard: {
  /** The author goes on to the next part of the rule. */
  readonly onNext: () => void;
  /** The rule is being checked: nothing should change meanwhile. */
  readonly onChecking: (checking: boolean) => void;
}): () => void {
  const subscriptions = [
    events.on('AUTOMATION_ACTION_SUBMIT', heard.onNext),
    events.on('AUTOMATION_ACTION_VALIDATE_RULE_EVENT', (told?: { isValidating?: boolean }) =>
      heard.onChecking(told?.isValidating === true),
    ),
  ];
  return () => {
    for (const subscription of subscriptions) {
      void subscription.then(({ unsubscribe }) => unsubscribe()).catch(() => undefined);
    }
  };
}
