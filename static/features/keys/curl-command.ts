/** What a request is made of, to be tried in a shell. */
export interface CurlRequest {
  readonly address: string;
  readonly secret: string;
  /** The key of a project that the API key opens. */
  readonly project: string;
  /** A domain that it takes, where it is limited to some. */
  readonly domain: string | undefined;
}

/** A command for any shell of the Unix kind that invites one customer. */
export function curlCommand({ address, secret, project, domain = 'company.example' }: CurlRequest): string {
  const body = JSON.stringify({ email: `customer@${domain}`, project });
  return [
    `curl -i -X POST ${quoted(address)}`,
    `-H ${quoted(`Authorization: Bearer ${secret}`)}`,
    `-H ${quoted('Content-Type: application/json')}`,
    `-d ${quoted(body)}`,
  ].join(' \\\n  ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
