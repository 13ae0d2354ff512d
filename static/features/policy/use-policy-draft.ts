import { useState } from 'react';
import type { Policy } from '../../../src/domain/policy/policy';
import { policyChanges } from '../../../src/domain/policy/policy-changes';
import type { PolicyChange } from '../../../src/domain/policy/policy-changes';
import { draftOf, readDraft, rebase } from './draft';
import type { PolicyDraft, ReadDraft } from './draft';

interface State {
  /** The policy that the draft was made on. */
  readonly base: Policy;
  readonly draft: PolicyDraft;
  /** What other admins saved since the draft was begun; `undefined` where none did. */
  readonly theirs: readonly PolicyChange[] | undefined;
}

export interface EditedPolicy extends State {
  readonly read: ReadDraft;
  /** Whether there is something to save, or to mend. */
  readonly changed: boolean;
  readonly changes: readonly PolicyChange[];
  readonly edit: (change: (draft: PolicyDraft) => PolicyDraft) => void;
  /** Begins anew, from this policy. */
  readonly restart: (policy: Policy) => void;
  /** What others saved was seen. */
  readonly seen: () => void;
}

/** Keeps one's edits of a policy. Where a newer one comes in, they are moved onto it. */
export function usePolicyDraft(newest: Policy): EditedPolicy {
  const [state, setState] = useState(() => begin(newest));
  const current = newest.version > state.base.version ? moved(state, newest) : state;
  // During the render, so that nothing of the older policy is seen.
  if (current !== state) setState(current);
  const { base, draft, theirs } = current;
  const read = readDraft(draft, base);
  const changes = read.ok ? policyChanges(base, read.policy) : [];
  return {
    base,
    draft,
    theirs,
    read,
    changed: !read.ok || changes.length > 0,
    changes,
    edit: (change) => setState((before) => ({ ...before, draft: change(before.draft) })),
    restart: (policy) => setState(begin(policy)),
    seen: () => setState((before) => ({ ...before, theirs: undefined })),
  };
}

function begin(policy: Policy): State {
  return { base: policy, draft: draftOf(policy), theirs: undefined };
}

function moved({ base, draft }: State, newest: Policy): State {
  const read = readDraft(draft, base);
  const isUntouched = read.ok && policyChanges(base, read.policy).length === 0;
  // Without edits there is nothing to tell.
  if (isUntouched) return begin(newest);
  return { base: newest, draft: rebase(draft, base, newest), theirs: policyChanges(base, newest) };
}
