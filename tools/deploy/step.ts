import type { Run } from './command';
import type { Deployment } from './deployment';
import type { Problem } from './refusals';

export interface Ports {
  readonly run: Run;
  /** Says a line to the person. */
  readonly say: (line: string) => void;
  /** @returns whether the person agreed; `undefined` where there is no terminal to ask at. */
  readonly ask: (question: string) => Promise<boolean | undefined>;
  readonly sleep: (ms: number) => Promise<void>;
}

/** How a step ended: what was done, or was done before; or why nothing goes on. */
export type StepEnd =
  | { readonly kind: 'done' | 'passed'; readonly told: string }
  | { readonly kind: 'stopped'; readonly problem: Problem };

export interface Step {
  readonly title: string;
  /** Why it is needed, for the plan. */
  readonly why: string;
  /** What it runs, for the plan; empty where it only looks. */
  readonly commands: (deployment: Deployment) => readonly string[];
  readonly take: (deployment: Deployment, ports: Ports) => Promise<StepEnd>;
}

export const done = (told: string): StepEnd => ({ kind: 'done', told });
export const passed = (told: string): StepEnd => ({ kind: 'passed', told });
export const stopped = (problem: Problem): StepEnd => ({ kind: 'stopped', problem });

/** Asks, and says what to do where there is no terminal to ask at. @returns `undefined` where the person agreed. */
export async function unagreed(
  question: string,
  refused: Problem,
  { options }: Deployment,
  { ask }: Ports,
): Promise<StepEnd | undefined> {
  if (options.isAgreed) return undefined;
  const answer = await ask(question);
  if (answer === true) return undefined;
  if (answer === false) return stopped(refused);
  return stopped({
    what: `An answer is needed: ${question}`,
    mend: ['Run this in a terminal, or answer with --yes.'],
  });
}
