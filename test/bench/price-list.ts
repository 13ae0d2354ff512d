/**
 * What Forge bills an app's vendor for, in US dollars. The free allowance is of a month, for all installations of an app
 * together, and begins anew each month.
 *
 * As published on 22 August 2026, "Forge platform pricing" (developer.atlassian.com/platform/forge/forge-platform-pricing);
 * scheduled functions and consumers are billed since 2 July 2026 (Forge changelog 3120, 3309, 3328).
 */
export const PRICE_LIST = {
  publishedOn: '22 August 2026',
  /** GB-seconds of functions: the memory of the manifest, times their duration. */
  duration: { price: 0.000_025, free: 200_000 },
  /** GB of key-value storage. */
  read: { price: 0.055, free: 0.1 },
  written: { price: 1.09, free: 0.1 },
} as const;

const BYTES_OF_GB = 1e9;

/** What something used of what is billed. */
export interface Usage {
  readonly gbSeconds: number;
  readonly bytesRead: number;
  readonly bytesWritten: number;
}

/** In US dollars, without the free allowance. */
export function listPrice({ gbSeconds, bytesRead, bytesWritten }: Usage): number {
  const { duration, read, written } = PRICE_LIST;
  return (
    gbSeconds * duration.price +
    (bytesRead / BYTES_OF_GB) * read.price +
    (bytesWritten / BYTES_OF_GB) * written.price
  );
}

/** How often a month that is free, where nothing else is billed; and which allowance is used up first. */
export function freeTimes({ gbSeconds, bytesRead, bytesWritten }: Usage): {
  readonly times: number;
  readonly first: string;
} {
  const { duration, read, written } = PRICE_LIST;
  const all = [
    { first: 'duration', times: duration.free / gbSeconds },
    { first: 'read', times: (read.free * BYTES_OF_GB) / bytesRead },
    { first: 'written', times: (written.free * BYTES_OF_GB) / bytesWritten },
  ];
  const [least] = all.sort((one, other) => one.times - other.times);
  return { first: least?.first ?? '', times: Math.floor(least?.times ?? 0) };
}
