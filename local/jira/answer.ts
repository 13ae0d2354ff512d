/** What an operation answers. No body: 204, or an empty one. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export const NO_CONTENT: Answer = { status: 204 };

/** The error body of the service desk API. */
export function deskError(status: number, errorMessage: string): Answer {
  return { status, body: { errorMessage } };
}

/** The error body of the Jira platform API. */
export function platformError(status: number, message: string): Answer {
  return { status, body: { errorMessages: [message], errors: {} } };
}

/** The error body of the API that the path belongs to. */
export function errorAt(path: string, status: number, message: string): Answer {
  return path.startsWith('/rest/api/') ? platformError(status, message) : deskError(status, message);
}

/**
 * The words that a live site answers to an agent's own token on create.
 *
 * @see https://community.atlassian.com/forums/Jira-questions/JSM-Cloud-REST-API-Regression-in-customer-creation-endpoint/qaq-p/3237647
 */
export const NEEDS_JIRA_ADMIN = deskError(
  403,
  'Unauthorized to perform the requested action, JIRA Administrators global permission is required.',
);

/** Reported of live sites: without an agent's licence, "403 with an empty body". */
export const NO_LICENCE: Answer = { status: 403 };

/** Where Jira's answer has words that are not documented. */
export const FORBIDDEN = deskError(403, 'You do not have permission to perform this operation.');

export function missingDesk(identifier: string): Answer {
  return deskError(404, `Service Desk with ID ${identifier} does not exist.`);
}

export function missingOrganization(id: string): Answer {
  return deskError(404, `Organization with ID ${id} does not exist.`);
}
