/** Messages between the app's frame and the page around it. Functions travel as tokens. */
export interface CallMessage {
  readonly kind: 'call';
  readonly id: number;
  readonly command: string;
  readonly data: unknown;
}

export interface AnswerMessage {
  readonly kind: 'answer';
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

export interface CallbackMessage {
  readonly kind: 'callback';
  readonly token: string;
  readonly args: readonly unknown[];
}

export type Message = CallMessage | AnswerMessage | CallbackMessage;

/** Stands for a function on the other side. */
export interface FunctionToken {
  readonly __function: string;
}

export function isFunctionToken(value: unknown): value is FunctionToken {
  return typeof value === 'object' && value !== null && '__function' in value;
}
