export const DAY_MS = 86_400_000;

/** A day as a date field takes it. */
export const dayIn = (days: number): string =>
  new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
