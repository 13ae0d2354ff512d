import type { Operation } from '../operation';
import { customerOperations } from './customers';
import { deskCustomerOperations } from './desk-customers';
import { issueOperations } from './issues';
import { organizationPropertyOperations } from './organization-properties';
import { organizationOperations } from './organizations';
import { participantOperations } from './participants';
import { permissionOperations } from './permissions';
import { projectOperations } from './projects';
import { queueOperations } from './queues';
import { requestTypeOperations } from './request-types';
import { searchOperations } from './search';
import { serviceDeskOperations } from './service-desks';
import { userOperations } from './users';

/** Every operation that the local site models; anything else answers 501 and is listed. */
export const OPERATIONS: readonly Operation[] = [
  ...customerOperations,
  ...deskCustomerOperations,
  ...organizationOperations,
  ...organizationPropertyOperations,
  ...serviceDeskOperations,
  ...requestTypeOperations,
  ...queueOperations,
  ...userOperations,
  ...permissionOperations,
  ...projectOperations,
  ...issueOperations,
  ...participantOperations,
  ...searchOperations,
];
