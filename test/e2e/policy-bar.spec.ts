import { expect, test } from './site';

test('the bar that saves is in sight while there are changes, and a flag tells that they are saved', async ({
  open,
  page,
}) => {
  const app = await open('jira-admin', 'configure');
  await expect(
    app.getByText(/In 1 space, agents may invite anyone except at denied\.example\./),
  ).toBeVisible();
  const review = app.getByRole('button', { name: 'Review changes' });
  await expect(review).not.toBeInViewport();

  await app.getByLabel('Invitations a day per person').fill('20');
  await expect(app.getByText('1 change', { exact: true })).toBeInViewport();
  await app.getByLabel('Invitations a day per space').fill('200');
  await expect(app.getByText('2 changes', { exact: true })).toBeInViewport();

  await review.click();
  await app.getByRole('button', { name: 'Confirm and save' }).click();
  await expect(page.getByText('Policy saved')).toBeVisible();
  await expect(app.getByText(/Each person may invite 20 a day\./)).toBeVisible();
});
