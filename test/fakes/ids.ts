import { person } from '../../src/domain/actor';
import {
  accountIdSchema,
  organizationIdSchema,
  projectIdSchema,
  serviceDeskIdSchema,
} from '../../src/domain/ids';
import type { AccountId, OrganizationId, ProjectId, ServiceDeskId } from '../../src/domain/ids';

export const accountId = (text: string): AccountId => accountIdSchema.parse(text);
export const organizationId = (text: string): OrganizationId => organizationIdSchema.parse(text);
export const projectId = (text: string): ProjectId => projectIdSchema.parse(text);
export const serviceDeskId = (text: string): ServiceDeskId => serviceDeskIdSchema.parse(text);

/** The agent at the screen, their project, and its desk. */
export const AGENT = accountId('5b10:agent');
export const PROJECT = projectId('10001');
export const DESK = serviceDeskId('7');

/** The agent as an actor. */
export const AGENT_ACTOR = person(AGENT);
