import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import type { JiraError } from './result';

/** Told to the agent where Jira names no time. */
const BUSY_SECONDS = 30;

/**
 * The reason for a refusal that means the same wherever it comes from. What `forbidden` and `missing` mean
 * depends on the call; its caller decides before asking here.
 */
export function reasonOf(refusal: JiraError): Reason {
  switch (refusal.kind) {
    case 'busy':
      return reason('jira-busy', { seconds: Math.ceil(refusal.retryAfter ?? BUSY_SECONDS) });
    case 'out-of-time':
      return reason('out-of-time');
    case 'withdrawn':
      return reason('changed-meanwhile');
    case 'unavailable':
      return reason('jira-unavailable');
    case 'unauthorized':
    case 'forbidden':
    case 'rejected':
    case 'missing':
    case 'conflict':
      return reason('rejected-by-jira', { detail: refusal.detail || `HTTP ${refusal.status}` });
  }
}
