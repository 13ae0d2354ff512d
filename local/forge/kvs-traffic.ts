/** What an operation costs at least: an empty read is billed as 1 KB. @see https://developer.atlassian.com/platform/forge/forge-platform-pricing/ */
const READ_MIN_BYTES = 1000;

/** Bytes that an app read from its storage and wrote to it, as Forge bills them. */
export class KvsTraffic {
  read = 0;
  written = 0;

  /** Counts one operation by its path: `/api/v1/entity/set`. */
  count(path: string, request: unknown, answer: unknown): void {
    if (/\/(get|query)$/.test(path)) this.read += Math.max(READ_MIN_BYTES, bytesOf(answer));
    else if (!path.endsWith('/delete')) this.written += bytesOf(request);
  }
}

function bytesOf(value: unknown): number {
  return value === undefined ? 0 : Buffer.byteLength(JSON.stringify(value));
}
