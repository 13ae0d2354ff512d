import type { ScriptInvitation } from '../../contract/script-api';
import type { Invitation } from '../../domain/invitation/invitation';
import { refOf } from './organization-ref';

/** What a script asks for, in the form that every door hands on. */
export function invitationOf({
  email,
  displayName,
  organization,
  notify = false,
  endsAt,
}: ScriptInvitation): Invitation {
  return {
    email,
    ...(displayName !== undefined && { displayName }),
    notify,
    ...(endsAt !== undefined && { endsAt }),
    organizations: organization === undefined ? [] : [refOf(organization)],
  };
}
