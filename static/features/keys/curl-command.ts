/** What a request is made of, to be tried in a shell. */
export interface CurlRequest {
  readonly address: string;
  /** The key of a project that the API key opens. */
  readonly project: string;
  /** A domain that it takes, where it is limited to some. */
  readonly domain: string | undefined;
}

/** The variable in which a shell has the key. */
export const KEY_VARIABLE = 'GUESTLIST_KEY';

/**
 * A command for any shell of the Unix kind that invites one customer. The key stands in a variable, and reaches curl by its
 * input: a list of the machine's processes, or the shell's history, does not show it.
 */
export function curlCommand({ address, project, domain = 'company.example' }: CurlRequest): string {
  const body = JSON.stringify({ email: `customer@${domain}`, project });
  return [
    `printf 'Authorization: Bearer %s\\n' "$${KEY_VARIABLE}" |\n  curl -i -X POST ${quoted(address)}`,
    '-H @-',
    `-H ${quoted('Content-Type: application/json')}`,
    `-d ${quoted(body)}`,
  ].join(' \\\n  ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
