import type { FrameLocator, Locator } from '@playwright/test';

/** The field in which an organization is searched and chosen. */
export function organizationField(app: FrameLocator): Locator {
  return app.getByRole('combobox', { name: 'Organization', exact: true });
}

/** Chooses an organization with the mouse. */
export async function chooseOrganization(app: FrameLocator, name: string): Promise<void> {
  await organizationField(app).click();
  await app.getByRole('option', { name, exact: true }).click();
}
